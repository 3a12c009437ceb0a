"""Who gets which letter: the words of `--for`, a template's audience, and the decision record."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.decision import ANSWERED_STATES, Decision, DecisionState
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme
from samskab.refusal import Refusal
from samskab.usecases.letters.options import GROUPS

FITTING: dict[str, tuple[str, ...]] = {
    "all": ("invitation",),
    "applicants": ("receipt",),
    "selected": ("acceptance",),
    "waiting": ("waiting-list",),
    "rejected": ("rejection",),
    "promoted": ("promotion",),
    "left-out": ("not-considered",),
}
"""The letters of a group when no template is named."""
ANSWERED_GROUPS = ("selected", "waiting", "rejected", "left-out")
"""The groups that applicants fall into once it is decided: each gets its own answer."""
WITHOUT_RECIPIENT = {"programme", "tracks"}
"""Audiences of pages about the programme, which have no recipient."""

_OF_DECISION = {"selected", "waiting", "rejected", "promoted", "decided", "left-out"}


class Recipient(NamedTuple):
    """One municipality or one applicant. `key` is its part of a file's name."""

    key: str
    name: str
    municipality: Municipality | None = None
    application: Application | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the municipalities behind the recipient."""
        if self.application:
            return self.application.applicant.municipalities
        return (self.municipality.code,) if self.municipality else ()


class Found(NamedTuple):
    """The recipients of a template, or the findings for why there are none."""

    recipients: tuple[Recipient, ...] = ()
    findings: tuple[Finding, ...] = ()


class Recipients:
    """Finds the recipients of one programme's letters."""

    def __init__(self, data: Dataset, programme: Programme) -> None:
        self.data, self.programme = data, programme
        self.decision = data.current_decision(programme.id)

    def find(self, template: str, audience: str, wanted: str, on: date | None = None) -> Found:
        """Those of `wanted` (a group or a name) who are in a template's audience, as the decision stood on a day.

        SK670: a named one is not in the audience; SK671, SK677: the audience is empty; SK674: nothing is decided.
        Refusal `usage.render.recipient`: no municipality or applicant has that name.
        """
        if self.decision is None and (audience in _OF_DECISION or wanted in _OF_DECISION):
            return self._none("SK674", template=template)
        inside = self._audience(audience, on)
        if wanted not in GROUPS:
            return self._named_in(inside, self.named(wanted), template, audience)
        asked = self._audience("municipalities" if wanted == "all" else wanted, on)
        keys = {each.key for each in asked}
        codes = {code for each in asked for code in each.codes}
        chosen = [each for each in inside if each.application is None or _counts(each.application)]
        if wanted != "all":
            chosen = [each for each in chosen if each.key in keys or codes & set(each.codes)]
        if chosen:
            return Found(tuple(chosen))
        return self._none("SK677" if self._may_be_anyone(audience) else "SK671", template=template)

    def is_left_out(self, wanted: str) -> bool:
        """Whether a name is that of an applicant that was left out and is answered."""
        if self.decision is None or wanted in GROUPS:
            return False
        found = self.named(wanted)
        own = self._audience("left-out", None)
        return any(each.key == found.key or set(each.codes) & set(found.codes) for each in own)

    def named(self, wanted: str) -> Recipient:
        """A municipality by code, name or official name; an applicant by id. Refusal where there is none."""
        application = self.data.application(self.programme.id, wanted)
        if application:
            return self._applicant(application)
        if municipality := self.data.municipality_named(wanted):
            return _place(municipality)
        from samskab.intake.municipality_names import MunicipalityNames

        near = MunicipalityNames(self.data.municipalities.values()).near(wanted)
        code = "usage.render.recipient_near" if near else "usage.render.recipient"
        raise Refusal(code, name=wanted, near=near)

    def _named_in(self, inside: list[Recipient], found: Recipient, template: str, audience: str) -> Found:
        own = [each for each in inside if each.key == found.key or set(each.codes) & set(found.codes)]
        if own or self._may_be_anyone(audience):
            return Found(tuple(own) or (found,))
        return Found((), (make_finding("SK670", self._place_of(found), {"template": template, "name": found.name}),))

    def _audience(self, audience: str, on: date | None) -> list[Recipient]:
        """All possible recipients of a template."""
        applications = self.data.applications(self.programme.id)
        submitted = self.data.submitted(self.programme.id)
        if audience == "applicants":
            return [self._applicant(each) for each in applications if each.status != "withdrawn"]
        if audience == "hosts":
            return self._hosts()
        if audience == "participants" and self.decision is None and submitted and self.programme.capacity.everyone:
            return [self._applicant(each) for each in submitted]
        if audience == "not-applied":
            applied = {code for each in submitted for code in each.applicant.municipalities}
            return [each for each in self._eligible() if not applied & set(each.codes)]
        if audience == "municipalities" or (audience == "participants" and self.decision is None):
            return self._eligible()
        if self.decision is None:
            return []
        if audience == "left-out":
            answered = (one.applicant for one in self.decision.left_out if one.state in ANSWERED_STATES)
            return [self._candidate(self.decision, key) for key in answered]
        now = self.data.state_of(self.decision, on)
        return [self._candidate(self.decision, key) for key in sorted(outcome_keys(now, audience))]

    def _eligible(self) -> list[Recipient]:
        return [_place(each) for each in self.data.eligible_municipalities(self.programme)]

    def _hosts(self) -> list[Recipient]:
        schedule = self.data.schedule(self.programme.id)
        hosts = dict.fromkeys(meeting.host_application() for meeting in schedule.meetings) if schedule else {}
        found = (self.data.application(self.programme.id, host) for host in hosts if host)
        return [self._applicant(each) for each in found if each]

    def _may_be_anyone(self, audience: str) -> bool:
        """Whether the members who may take part are not known, so that every municipality may be one."""
        intake = self.programme.intake
        return audience in {"municipalities", "participants"} and intake.eligible != "all" and not intake.members

    def _applicant(self, application: Application) -> Recipient:
        known = [self.data.municipalities.get(code) for code in application.applicant.municipalities]
        name = self.data.applicant_name(application, official=True, listing=" / ".join)
        return Recipient(application.id, name, known[0] if len(known) == 1 else None, application)

    def _candidate(self, decision: Decision, key: str) -> Recipient:
        """An applicant by its application; one whose file is gone by what the record keeps of it."""
        application = self.data.application(self.programme.id, key)
        if application:
            return self._applicant(application)
        kept = [(each.name, each.municipalities) for each in decision.field.candidates if each.key == key]
        kept += [(each.name, each.municipalities) for each in decision.left_out if each.applicant == key]
        name, codes = kept[0]
        return Recipient(key, name, self.data.municipalities.get(codes[0]) if len(codes) == 1 else None)

    def _place_of(self, found: Recipient) -> Span:
        """The place of a recipient's outcome: its line in the decision, or its application, or the programme."""
        codes = set(found.codes)
        applications = self.data.applications(self.programme.id)
        own = [each for each in applications if each.id == found.key or codes & set(each.applicant.municipalities)]
        keys = {each.id for each in own}
        if self.decision:
            waiting = [one.applicant for one in self.decision.waiting_list]
            for part, listed in (("cohort", self.decision.cohort), ("waiting_list", waiting)):
                for place in (n for n, key in enumerate(listed) if key in keys):
                    return self.decision.at(f"{part}[{place}]")
        return own[0].at("status") if own else Span(self.programme.path)

    def _none(self, code: str, template: str) -> Found:
        """A finding about the decision or the programme as a whole."""
        record = self.decision or self.programme
        return Found((), (make_finding(code, Span(record.path), {"template": template}),))


def outcome_keys(now: DecisionState, audience: str) -> tuple[str, ...]:
    """The applicants of an audience that a decision makes."""
    outcomes: dict[str, tuple[str, ...]] = {
        "selected": now.selected,
        "participants": now.selected,
        "waiting": now.waiting,
        "rejected": now.rejected,
        "promoted": tuple(now.promoted),
        "decided": (*now.selected, *now.waiting, *now.rejected),
    }
    return outcomes.get(audience, ())


def _counts(application: Application) -> bool:
    """Whether a group means it: a sample never, a draft only where it was received. Named alone, either has letters."""
    return not application.example and (application.status == "submitted" or application.received is not None)


def _place(municipality: Municipality) -> Recipient:
    return Recipient(municipality.application_key, municipality.official, municipality)
