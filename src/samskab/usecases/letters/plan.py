"""First phase of letters: a request -> the documents to make, one job each, and what stops them.

planned = plan(repo, Request("faellesskabsagenter-2014", "invitation", "all", ("pdf",), language, day))
planned.jobs                     # which template, to whom, about which meeting or track, of which date
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span, in_order
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd, VagueDay
from samskab.model.outbox import Sending
from samskab.model.programme import Programme, Track
from samskab.model.schedule import Meeting, Schedule
from samskab.refusal import Refusal
from samskab.usecases.letters.data_checks import letter_findings
from samskab.usecases.letters.job import Job, LetterDate, Request
from samskab.usecases.letters.options import GROUPS
from samskab.usecases.letters.recipients import ANSWERED_GROUPS, FITTING, WITHOUT_RECIPIENT, Recipient, Recipients
from samskab.usecases.letters.templates import Template, Templates, templates_of
from samskab.usecases.load import Repo

_RECORDED_AS = {"press-item": ("nyhed", "press-item"), "form": ("invitation",)}
"""Names under which the outbox records a sending, where it is not the template's own."""

_WITHOUT_READER = frozenset({"SK670", "SK671"})
"""The findings of `Recipients` that a template has nobody to go to. No property of a code: a group without members is
right in a request for all answers, and a finding in a request for it alone."""


class Plan(NamedTuple):
    """The jobs of a request and their templates. With an error among the findings no document is made."""

    jobs: tuple[Job, ...]
    templates: Templates
    findings: tuple[Finding, ...]


def plan(repo: Repo, request: Request) -> Plan:
    """The jobs of a request. Refusal for a programme, template, meeting, track or name that does not exist, and for a
    letter without a date: that comes from the outbox or from the request."""
    data = repo.data
    programme = data.programmes.get(request.programme)
    if programme is None:
        path = f"data/programmes/{request.programme}/programme.yaml"
        unread = data.is_unread("programme", request.programme)
        if not unread and not any(finding.span.path == path for finding in repo.findings):
            choices = tuple(sorted(data.programmes))
            raise Refusal("usage.no_programme", programme=request.programme, choices=choices)
        return Plan((), templates_of(repo.root, request.language.code), repo.findings)
    jobs, templates, found = plan_jobs(repo, programme, request)
    if "zip" in request.joint and jobs and not any(job.recipient for job in jobs):
        raise Refusal("usage.render.no_recipient", template=jobs[0].template.name)
    findings = [*templates.findings, *found, *letter_findings(repo, programme, jobs, request)]
    findings += _of_unread_applications(repo, programme, jobs, found)
    return Plan(jobs, templates, in_order(findings))


def plan_jobs(repo: Repo, programme: Programme, request: Request) -> Plan:
    """The jobs alone, whatever stops their letters, with the findings for those that have no recipient."""
    data, templates = repo.data, templates_of(repo.root, request.language.code)
    named = (templates.named(request.template),) if request.template else ()
    planner = _Planner(data, programme, request, templates, named)
    if request.formats != ("ics",):
        planner.add_all()
    return Plan(tuple(planner.jobs), templates, tuple(planner.findings))


def _of_unread_applications(
    repo: Repo, programme: Programme, jobs: Sequence[Job], found: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Why applications cannot be read that letters rest on: those of their readers, who may be missing for it; all of
    them, where a letter lists who takes part or goes to those who have not applied."""
    templates = {job.template for job in jobs}
    of_all = any(each.audience == "not-applied" or each.needs_subject("groups") for each in templates)
    of_all = of_all or any(finding.code in _WITHOUT_READER for finding in found)
    readers = {job.recipient.key for job in jobs if job.recipient and job.template.audience != "municipalities"}
    unread = repo.findings_of_unread(programme.id, "application")
    return tuple(
        finding for finding in unread if of_all or finding.span.path.rpartition("/")[2].partition(".")[0] in readers
    )


class _Planner:
    """Collects the jobs of one request."""

    def __init__(
        self, data: Dataset, programme: Programme, request: Request, templates: Templates, named: tuple[Template, ...]
    ) -> None:
        self.data, self.programme, self.request = data, programme, request
        self.templates, self.named = templates, named
        self.schedule = data.schedule(programme.id) or Schedule(schema="samskab/schedule@1", programme=programme.id)
        self.decision = data.current_decision(programme.id)
        self.recipients = Recipients(data, programme)
        self.jobs: list[Job] = []
        self.findings: list[Finding] = []
        _require("usage.render.meeting", request.meeting, [each.id for each in self.schedule.meetings])
        _require("usage.render.track", request.track, [each.id for each in programme.tracks])

    def add_all(self) -> None:
        """The jobs of every requested template; without one, each applicant's answer once it is decided."""
        if self.request.audience == "applicants" and not self.named and self._is_answered():
            self._add_answers()
            return
        for template in self._templates():
            meeting = None
            if template.is_about_a_meeting and template.audience != "hosts":
                meeting = self._meeting(template)
                if meeting is None:
                    values = {"template": template.name}
                    self.findings.append(make_finding("SK678", Span(self.programme.path, 1), values))
                    continue
            self._add_template(template, meeting)

    def _is_answered(self) -> bool:
        """Whether there is a decision to write; one that is only proposed gives drafts."""
        return self.decision is not None and (self.decision.status != "proposed" or self.request.allow_draft)

    def _add_answers(self) -> None:
        """The letters of each group that has recipients."""
        for group in ANSWERED_GROUPS:
            own = _Planner(self.data, self.programme, self.request._replace(audience=group), self.templates, self.named)
            own.add_all()
            self.jobs += own.jobs
            self.findings += [each for each in own.findings if each.code not in _WITHOUT_READER]

    def _add_template(self, template: Template, meeting: Meeting | None) -> None:
        """The jobs of one template: to each recipient, about each track or host's meeting, or one page."""
        if template.audience == "hosts":
            self._add_hosts(template)
        elif template.audience == "tracks":
            if not self.programme.tracks and self.named:
                raise Refusal("usage.render.no_tracks", exit_code=1, template=template.name)
            for track in self.programme.tracks:
                if self.request.track in {None, track.id}:
                    self._add(template, track=track)
        elif template.audience in WITHOUT_RECIPIENT:
            self._add(template, meeting=meeting)
        else:
            wanted = self.request.audience or "all"
            template = self._fitting(template, wanted)
            audience = template.audience_about(meeting)
            found = self.recipients.find(template.name, audience, wanted, self.request.day)
            self.findings += found.findings
            only = self.request.only or [each.key for each in found.recipients]
            for recipient in (each for each in found.recipients if each.key in only):
                self._add(self._to_promoted(template, recipient), recipient, meeting)

    def _to_promoted(self, template: Template, recipient: Recipient) -> Template:
        """The letter to one that stepped in after the decision in the place of an acceptance; else the template itself.

        The reasons of an acceptance are those of the decision, by which it was not chosen.
        """
        now = self.data.state_of(self.decision, self.request.day) if self.decision else None
        if template.name not in FITTING["selected"] or now is None or recipient.key not in now.promoted:
            return template
        return self.templates.template(FITTING["promoted"][0])

    def _fitting(self, template: Template, wanted: str) -> Template:
        """The letter to one that was left out, where a rejection was asked for (SK679); else the template itself."""
        if template.audience != "rejected" or not self.recipients.is_left_out(wanted) or self._has(template, wanted):
            return template
        instead = self.templates.template(FITTING["left-out"][0])
        values = {"template": template.name, "instead": instead.name, "name": self.recipients.named(wanted).name}
        place = self.decision.at("left_out") if self.decision else Span(self.programme.path, 1)
        self.findings.append(make_finding("SK679", place, values))
        return instead

    def _add_hosts(self, template: Template) -> None:
        """Each host about its own meeting. Where no host is decided, one who is named gets a draft."""
        meetings = [each for each in self.schedule.meetings if self.request.meeting in {None, each.id}]
        wanted = self.request.audience or "all"
        found = self.recipients.find(template.name, "hosts", wanted)
        hosted = [(meeting, each) for meeting in meetings for each in found.recipients if meeting.host == each.key]
        undecided = next((meeting for meeting in meetings if isinstance(meeting.host, Tbd)), None)
        if not hosted and undecided is not None and wanted not in GROUPS:
            found = self.recipients.find(template.name, "applicants", wanted)
            hosted = [(undecided, each) for each in found.recipients]
        if not hosted:
            self.findings += found.findings
        for meeting, recipient in hosted:
            self._add(template, recipient, meeting)

    def _add(
        self,
        template: Template,
        recipient: Recipient | None = None,
        meeting: Meeting | None = None,
        track: Track | None = None,
    ) -> None:
        date = self._date(template, recipient, meeting)
        job = Job(template, date, recipient, meeting, track, self._marks(template, recipient, date))
        if job not in self.jobs:  # the letter to one that stepped in is also asked for by its own name
            self.jobs.append(job)

    def _templates(self) -> list[Template]:
        """The requested template, else those that fit the audience: for one that is answered, the answer alone."""
        if self.named:
            return list(self.named)
        wanted = self.request.audience or "all"
        if wanted in GROUPS:
            return [self.templates.template(name) for name in FITTING[wanted]]
        answers = self._fitting_in(ANSWERED_GROUPS, wanted) if self._is_answered() else []
        return answers or self._fitting_in(("all", "applicants"), wanted) or [self.templates.template(*FITTING["all"])]

    def _fitting_in(self, groups: Sequence[str], wanted: str) -> list[Template]:
        """The letters of these groups that a municipality or an applicant gets."""
        templates = (self.templates.template(name) for group in groups for name in FITTING[group])
        return [each for each in templates if self._has(each, wanted)]

    def _has(self, template: Template, wanted: str) -> bool:
        return bool(self.recipients.find(template.name, template.audience, wanted, self.request.day).recipients)

    def _meeting(self, template: Template) -> Meeting | None:
        """The requested meeting; else of those whose status fits the template, the next one after the letter's day, or
        the first where all are over."""
        if self.request.meeting:
            return self.schedule.meeting(self.request.meeting)
        day, needed = self.request.day, {each.removeprefix("meeting.") for each in template.needs}
        statuses = needed & {"cancelled", "postponed"} or {"planned"}
        held = [each for each in self.schedule.meetings if each.status in statuses]
        own = [each for each in held if not each.open_to_all] or held
        coming = [each for each in own if day is None or each.last_day() >= day]
        return next(iter(coming or own), None)

    def _date(self, template: Template, recipient: Recipient | None, meeting: Meeting | None) -> LetterDate:
        """The day its sending is recorded for, else the day that was given; a page has the programme's beginning."""
        language, outbox, given = self.request.language, self.data.outbox(self.programme.id), self.request.day
        for sending in outbox.sendings if outbox else ():
            if _is_of(sending, template) and _reaches(sending, recipient) and sending.is_about(meeting):
                return LetterDate(sending.on.first(), language.vague_day(sending.on, weekday=False))
        if given is not None:
            return LetterDate(given, language.day(given))
        if template.is_letter and not self.request.allow_draft:
            raise Refusal("usage.render.no_date", template=template.name)
        return LetterDate(self._beginning(), language.say("letters.tbd.letter_date"), known=False)

    def _beginning(self) -> date:
        """The day of the last release, else the first day of the programme."""
        releases, start = self.data.releases(self.programme.id), self.programme.period.start
        if releases:
            return releases[-1].released
        return start.first() if isinstance(start, VagueDay) else start.decide_by

    def _marks(self, template: Template, recipient: Recipient | None, date: LetterDate) -> tuple[str, ...]:
        """EKSEMPEL where anything in the letter is invented, UDKAST where it may not be sent."""
        decision = self.decision if template.needs_subject("decision") else None
        application = recipient.application if recipient else None
        invented = application is not None and (application.demonstration or application.example)
        if decision is not None:
            chosen = [self.data.application(self.programme.id, key) for key in self.data.state_of(decision).selected]
            invented = invented or decision.demonstration or any(each.demonstration for each in chosen if each)
        draft = self.programme.status == "draft" or (template.is_letter and not date.known)
        draft = draft or (decision is not None and decision.status == "proposed")
        marks = [("letters.mark.example", invented), ("letters.mark.draft", draft)]
        return tuple(self.request.language.say(key) for key, holds in marks if holds)


def _require(code: str, name: str | None, choices: list[str]) -> None:
    if name and name not in choices:
        raise Refusal(code, name=name, choices=tuple(choices))


def _is_of(sending: Sending, template: Template) -> bool:
    return sending.letter in _RECORDED_AS.get(template.name, (template.name,))


def _reaches(sending: Sending, recipient: Recipient | None) -> bool:
    return recipient is None or sending.reaches(recipient.key, recipient.codes)
