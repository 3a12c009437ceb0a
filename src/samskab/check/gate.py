"""Which findings stop a letter, a selection, the release of a schedule, or a step of a decision.

A finding stops a purpose when it is an error, is in the scope of the purpose, and its code does not
allow the purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from samskab.check.run import CODES, check_application, check_applications, check_dataset
from samskab.check.waiver import apply
from samskab.codes.code import Purpose
from samskab.finding import Finding, Severity, in_order
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.waivers import Waivers
from samskab.storage.files import PEOPLE

Scope: TypeAlias = Mapping[str, tuple[str, ...]]
"""File, or folder with a final `/` -> the beginnings of the fields that matter; none: the whole file."""

_CHOSEN_BY = (
    "selection",
    "criteria",
    "questions",
    "commitments",
    "classifications",
    "capacity",
    "roles",
    "limits",
    "intake",
)
"""The parts of a programme that a selection rests on."""

_SHARED: Mapping[Purpose, tuple[str, ...]] = {
    "letter": (
        "samskab.yaml",
        "data/register.yaml",
        "data/senders.yaml",
        "data/venues.yaml",
        PEOPLE,
        "templates/",
    ),
    "selection": ("samskab.yaml", "data/register.yaml", "data/municipalities/"),
    "release": ("samskab.yaml", "data/venues.yaml"),
    "decision": (),
}
_OF_THE_PROGRAMME: Mapping[Purpose, Scope] = {
    "letter": dict.fromkeys(("programme.yaml", "schedule.yaml", "outbox.yaml", "decisions/", "workshops/"), ()),
    "selection": {"programme.yaml": _CHOSEN_BY, "applications/": (), "assessments/": ()},
    "release": dict.fromkeys(("programme.yaml", "schedule.yaml", "releases/"), ()),
    "decision": {},
}


def scope_of(purpose: Purpose, programme: str, more: Iterable[str] = ()) -> Scope:
    """What a purpose rests on: shared files, files of the programme with this id, and `more` files of this one case."""
    own = {f"data/programmes/{programme}/{name}": fields for name, fields in _OF_THE_PROGRAMME[purpose].items()}
    return {**own, **dict.fromkeys((*_SHARED[purpose], *more), ())}


def blocking(findings: Iterable[Finding], purpose: Purpose, scope: Scope) -> tuple[Finding, ...]:
    """The findings that stop a purpose, in order."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return in_order(f for f in errors if not allows(f, purpose) and _lies_in(f, scope))


def allows(finding: Finding, purpose: Purpose) -> bool:
    """Whether the code of a finding does not stop a purpose, whatever its severity."""
    return purpose in CODES[finding.code].allows


def stops(
    data: Dataset,
    shape: Iterable[Finding],
    purpose: Purpose,
    scope: Scope,
    *,
    today: date | None,
    applications: Iterable[Application] = (),
) -> tuple[Finding, ...]:
    """The findings that stop a purpose in a whole repository, after its waivers.

    shape           the findings of the files' shape
    today           None: no day is known, so rules that need one are left out and no waiver is past its day
    applications    those whose answers matter
    """
    found = [*shape, *_of_dataset(data, today, any("/decisions/" in place for place in scope))]
    for application in applications:
        found += check_application(data, application, today)
    return blocking(apply(found, data.all(Waivers), today, whole=False), purpose, scope)


def errors_in(data: Dataset, shape: Iterable[Finding], today: date) -> tuple[Finding, ...]:
    """Every error, whatever it stops, beside those in the reasons of records; `shape` as in `stops`."""
    own = check_applications(data, data.all(Application), today)
    found = apply([*shape, *_of_dataset(data, today, False), *own], data.all(Waivers), today, whole=False)
    return in_order(f for f in found if f.severity is Severity.ERROR)


@lru_cache(maxsize=1)
def _of_dataset(data: Dataset, today: date | None, reasons: bool) -> tuple[Finding, ...]:
    """The findings in and between all records, kept for the next purpose: a status asks for each programme."""
    return tuple(check_dataset(data, today, reasons=reasons))


def _lies_in(finding: Finding, scope: Scope) -> bool:
    path, field = finding.span.path, finding.field
    if path in scope:
        return not (scope[path] and field) or field.startswith(scope[path])
    return any(path.startswith(folder) for folder in scope if folder.endswith("/"))
