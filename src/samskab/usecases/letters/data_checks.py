"""Findings that stop letters: of the records they are made of, and facts that a template needs; and what a receipt
lists as missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from samskab.check.gate import scope_of, stops
from samskab.check.rules.decision.decision_reasons import grounds_reworded, reason_reworded
from samskab.check.run import CODES, check_application
from samskab.codes.declared import make_finding
from samskab.documents.typography import curled
from samskab.documents.view.applicants import MissingView
from samskab.finding import Finding, Severity, Span, has_errors
from samskab.language import Language, phrase_key
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.schedule import Schedule
from samskab.usecases.letters.job import Job, Request
from samskab.usecases.letters.recipients import Recipient
from samskab.usecases.letters.sent import letters_of, sent_findings
from samskab.usecases.letters.templates import Template
from samskab.usecases.load import Repo

_FIELDS: dict[str, tuple[str, str]] = {
    "programme.answer_to": ("intake.mail", "mail: …"),
    "programme.contact": ("intake.mail", "mail: …"),
    "programme.deadline.known": ("intake.rounds[0].closes", 'closes: {date: …, time: "…", inclusive: true}'),
    "programme.is_open": ("intake.rounds[0].closes", ""),
    "programme.is_signup": ("intake.kind", "kind: open_signup"),
    "programme.outcomes": ("outcomes", "outcomes:\n  - {da: …, en: …}"),
    "programme.questions": ("questions", "questions:\n  - {id: …, title: {da: …, en: …}}"),
    "meeting.day_known": ("date", "date: …"),
    "meeting.moved": ("date", ""),
    "meeting.host_known": ("host", "host: …"),
    "meeting.planned": ("status", ""),
    "meeting.cancelled": ("status", "status: cancelled"),
    "meeting.postponed": ("status", "status: postponed"),
}
"""A fact that a template needs: the field of the programme or the meeting that holds it, and the line to write."""


def letter_findings(repo: Repo, programme: Programme, jobs: Sequence[Job], request: Request) -> list[Finding]:
    """What is wrong before any letter is made: mistakes in their records, letters that were sent already, a decision
    that is not ready; the last only where the records are right."""
    data = repo.data
    findings = _record_findings(repo, programme, jobs)
    findings += sent_findings(data.outbox(programme.id), letters_of(jobs))
    if not has_errors(findings):
        findings += _decision_findings(data, programme, jobs, request)
    return findings


def _record_findings(repo: Repo, programme: Programme, jobs: Iterable[Job]) -> list[Finding]:
    """Errors in the records that the documents are made of; mistakes elsewhere do not stop a letter.

    Rules that depend on the day are left out (a venue not decided in time): the letter shows the open point.
    """
    recipients = [job.recipient for job in jobs if job.recipient]
    applications = {each.application.id: each.application for each in recipients if each.application}
    paths = [each.municipality.path for each in recipients if each.municipality]
    paths += [application.path for application in applications.values()]
    real = [application for application in applications.values() if not application.example]
    scope = scope_of("letter", programme.id, paths)
    return list(stops(repo.data, repo.findings, "letter", scope, today=None, applications=real))


def _decision_findings(data: Dataset, programme: Programme, jobs: Sequence[Job], request: Request) -> Iterator[Finding]:
    """SK675: the programme or the decision is a draft; SK676: a letter is older than the decision that it
    rests on; SK673: a refusal without its reasons."""
    decision, day, allow_draft = data.current_decision(programme.id), request.day, request.allow_draft
    recipients: dict[Template, list[Recipient]] = {}
    for job in jobs:
        recipients.setdefault(job.template, []).extend([job.recipient] if job.recipient else [])
    for template, named in recipients.items():
        if programme.status == "draft" and not allow_draft:
            yield make_finding("SK675", programme.at("status"), {"what": programme.id})
        if decision is None or not _rests_on(jobs, template):
            continue
        if decision.status == "proposed" and not allow_draft:
            yield make_finding("SK675", decision.at("status"), {"what": decision.id})
        if decision.decided and day and day < decision.decided.on:
            values = {"template": template.name, "day": day, "decided": decision.decided.on}
            yield make_finding("SK676", decision.at("decided"), values)
        if template.needs_subject("reason"):
            yield from [*_without_reasons(decision, named)] or _reworded(decision)


def _rests_on(jobs: Iterable[Job], template: Template) -> bool:
    """Whether letters of a template state a decision or go to those that it chose."""
    mine = (job.meeting for job in jobs if job.template == template)
    to_the_chosen = any(template.audience_about(meeting) == "participants" for meeting in mine)
    return template.needs_subject("decision") or to_the_chosen


def _reworded(decision: Decision) -> Iterator[Finding]:
    """Sentences of a record's file that this version does not write: where another wrote them `validate` warns, but no
    letter prints what nobody can compute again."""
    alone = Dataset([decision] if decision.path else [])
    found = [*reason_reworded.findings(alone, today=None), *grounds_reworded.findings(alone, today=None)]
    return (finding._replace(severity=Severity.ERROR) for finding in found)


def _without_reasons(decision: Decision, recipients: list[Recipient]) -> Iterator[Finding]:
    """A refusal states its rule, considerations and facts, and the lot where one fell (forvaltningsloven s. 24)."""
    for recipient in recipients:
        reason = decision.reason_of(recipient.key)
        texts: dict[str, Words | None] = {
            "regel": decision.grounds.rule,
            "hovedhensyn": decision.grounds.considerations,
            "fakta": reason.facts if reason else None,
        }
        texts |= {"lodtraekning": reason.lot} if reason and reason.outcome == "lot" else {}
        missing = tuple(name for name, text in texts.items() if not (reason and text and text.da.strip()))
        if missing:
            values = {"name": recipient.name, "missing": missing}
            yield make_finding("SK673", decision.at("reasons"), values)


def missing_fact(fact: str, job: Job, programme: Programme, schedule: Schedule | None, language: Language) -> Finding:
    """SK672 at the place where the fact should stand; one finding for all recipients, in the programme's name."""
    field, line = _FIELDS.get(fact, ("", ""))
    of_meeting = fact.partition(".")[0] in {"meeting", "meetings"}
    values = {
        "name": language.choose(job.meeting.title if of_meeting and job.meeting else programme.title),
        "facts": (language.find(phrase_key("letters.fact", fact), fact),),
        "template": job.template.name,
    }
    if of_meeting and schedule:
        field = f"meetings[{schedule.meetings.index(job.meeting)}].{field}" if job.meeting else "meetings"
    record = schedule if of_meeting and schedule else programme
    span = record.at(field) if field else Span(record.path)
    return make_finding("SK672", span, values, field, hint=line if programme.title.en else line.replace(", en: …", ""))


def missing_in(
    repo: Repo, programme: Programme, application: Application, language: Language, on: date
) -> tuple[MissingView, ...]:
    """What the sender of an application must put right by a day, by the rules of `validate`, each sentence once."""
    lines: dict[str, str] = {}
    for finding in check_application(repo.data, application, on):
        if CODES[finding.code].mended_by == "applicant":
            question = _question(programme, finding, language)
            asked = {name: question for name in ("question", "demand") if question and name in finding.values}
            lines[curled(language.say(finding.code, **{**finding.values, **asked}), language.code)] = question
    return tuple(MissingView(question, text) for text, question in lines.items())


def _question(programme: Programme, finding: Finding, language: Language) -> str:
    """The question a finding is about, in the letter's language."""
    key = str(finding.values.get("key", "")) or finding.field.rpartition(".")[2]
    for asked in programme.questions:
        is_named = asked.title.da == finding.values.get("question")
        if is_named or asked.id == key or (asked.field and finding.field.startswith(asked.field)):
            return language.choose(asked.title)
    for demand in programme.commitments:
        if demand.id == key:
            return language.choose(demand.text)
    return str(finding.values.get("question", ""))
