"""Who gets which letter: the words of `--for`, a template's own audience, and the decision record."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samskab.documents.view.decision import latest, standing
from samskab.finding import Finding, Severity, Span
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme
from samskab.spelling import slug

GROUPS = ("all", "applicants", "selected", "waiting", "rejected", "promoted")
FITTING: dict[str, tuple[str, ...]] = {
    "all": ("invitation",),
    "applicants": ("receipt",),
    "selected": ("acceptance",),
    "waiting": ("waiting-list",),
    "rejected": ("rejection",),
    "promoted": ("promotion",),
}
"""The letters of a group when no template is named."""

_OF_DECISION = {"selected", "waiting", "rejected", "promoted", "decided"}
ALONE = {"programme", "tracks"}
"""Audiences of pages that are about the programme, and not to anybody."""


class Recipient(NamedTuple):
    """One municipality or one applicant. `key` is its part of a file's name."""

    key: str
    name: str
    municipality: Municipality | None = None
    application: Application | None = None


class NoSuchRecipientError(Exception):
    """`--for` names nobody we know; `near` are names like it."""

    def __init__(self, given: str, near: tuple[str, ...]) -> None:
        super().__init__(given)
        self.given, self.near = given, near


def recipients(
    data: Dataset, programme: Programme, audience: str, wanted: str, template: str, on: date | None = None
) -> tuple[tuple[Recipient, ...], tuple[Finding, ...]]:
    """Those of `wanted` who are in a template's audience; a named one who is not gives SK670, nobody at all SK671."""
    decision = latest(data, programme.id)
    if decision is None and (audience in _OF_DECISION or wanted in _OF_DECISION):
        return (), (_finding("SK674", programme, template=template),)
    inside = _audience(data, programme, decision, audience, on)
    if wanted not in GROUPS:
        found = _named(data, programme, wanted)
        own = [each for each in inside if each.key == found.key or _same_place(each, found)]
        if own:
            return tuple(own), ()
        if audience in {"municipalities", "participants"} and _unknown_members(programme):
            return (found,), ()
        return (), (_finding("SK670", programme, template=template, name=found.name),)
    asked = _audience(data, programme, decision, _group(wanted), on)
    keys = {each.key for each in asked}
    codes = {code for each in asked for code in _codes(each)}
    counted = [each for each in inside if each.application is None or _counts(each.application)]
    chosen = [each for each in counted if wanted == "all" or each.key in keys or codes & set(_codes(each))]
    if not chosen:
        code = "SK677" if _unknown_members(programme) and audience in {"municipalities", "participants"} else "SK671"
        return (), (_finding(code, programme, template=template),)
    return tuple(chosen), ()


def _counts(application: Application) -> bool:
    """Whether a group means it too: a sample never, a draft only where it has come in. Alone, either has letters."""
    return not application.example and (application.status == "submitted" or application.received is not None)


def _group(wanted: str) -> str:
    return "municipalities" if wanted == "all" else wanted


def _audience(
    data: Dataset, programme: Programme, decision: Decision | None, audience: str, on: date | None
) -> list[Recipient]:
    applications = [a for a in data.applications(programme.id) if a.status == "submitted" and not a.example]
    if audience == "applicants":
        return [_applicant(data, a) for a in data.applications(programme.id) if a.status != "withdrawn"]
    if audience in {"municipalities", "not-applied", "participants"}:
        if audience == "participants" and decision is not None:
            return _audience(data, programme, decision, "selected", on)
        if audience == "participants" and applications and programme.capacity.everyone:
            return [_applicant(data, each) for each in applications]
        told = {code for each in applications for code in each.applicant.municipalities}
        return [_place(m) for m in _eligible(data, programme) if audience != "not-applied" or m.code not in told]
    if audience == "hosts":
        schedule = data.schedule(programme.id)
        hosts = dict.fromkeys(m.host for m in schedule.meetings if isinstance(m.host, str)) if schedule else {}
        found = (data.application(programme.id, host) for host in hosts)
        return [_applicant(data, each) for each in found if each]
    if decision is None:
        return []
    now = standing(decision, on)
    keys: tuple[str, ...] = {
        "selected": now.selected,
        "waiting": now.waiting,
        "rejected": now.rejected,
        "promoted": tuple(now.promoted),
        "decided": (*now.selected, *now.waiting, *now.rejected),
    }.get(audience, ())
    return [_stood(data, decision, key) for key in sorted(keys)]


def _eligible(data: Dataset, programme: Programme) -> list[Municipality]:
    if programme.intake.eligible == "all":
        return [data.municipalities[code] for code in sorted(data.municipalities)]
    return [data.municipalities[code] for code in programme.intake.members if code in data.municipalities]


def _unknown_members(programme: Programme) -> bool:
    return programme.intake.eligible != "all" and not programme.intake.members


def _named(data: Dataset, programme: Programme, wanted: str) -> Recipient:
    """A municipality by code, name or official name; an applicant by id."""
    application = data.application(programme.id, wanted)
    if application:
        return _applicant(data, application)
    asked = wanted.strip().casefold()
    for each in data.municipalities.values():
        if asked in {each.code, each.name.casefold(), each.official.casefold(), slug(each.name)}:
            return _place(each)
    from difflib import get_close_matches

    names = [m.name for m in data.municipalities.values()]
    raise NoSuchRecipientError(wanted, tuple(get_close_matches(wanted, names, 2, 0.6)))


def _same_place(one: Recipient, other: Recipient) -> bool:
    return bool(set(_codes(one)) & set(_codes(other)))


def _codes(each: Recipient) -> tuple[str, ...]:
    if each.application:
        return each.application.applicant.municipalities
    return (each.municipality.code,) if each.municipality else ()


def _place(municipality: Municipality) -> Recipient:
    key = f"{municipality.code}-{slug(municipality.name)}"
    return Recipient(key, municipality.official, municipality)


def _applicant(data: Dataset, application: Application) -> Recipient:
    codes = application.applicant.municipalities
    municipality = data.municipalities.get(codes[0]) if len(codes) == 1 else None
    known = [data.municipalities[code].official for code in codes if code in data.municipalities]
    name = application.applicant.name or " / ".join(known) or application.id
    return Recipient(application.id, name, municipality, application)


def _stood(data: Dataset, decision: Decision, key: str) -> Recipient:
    application = data.application(decision.programme, key)
    if application:
        return _applicant(data, application)
    stood = next(each for each in decision.field.candidates if each.key == key)
    codes = stood.municipalities
    return Recipient(key, stood.name, data.municipalities.get(codes[0]) if len(codes) == 1 else None)


def _finding(code: str, programme: Programme, **values: object) -> Finding:
    return Finding(code, Severity.ERROR, Span(programme.path, 1), values)
