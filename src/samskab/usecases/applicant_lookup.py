"""Finds an application by name: its id, a municipality's code or name, or the applicant's own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from samskab.intake.municipality_names import plain_name
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.refusal import Refusal
from samskab.spelling import fold


def application_named(data: Dataset, applications: Sequence[Application], name: str) -> Application:
    """The application with a name; one of several municipalities together has the names of each.

    A submitted application goes before a draft or an example of the same name, one alone before several together.
    Raises `Refusal` when there is none: for a municipality that did not apply, else with names that are like it.
    """
    known: dict[str, Application] = {}
    for application in sorted(applications, key=_rank):
        for own in _names(data, application):
            known.setdefault(fold(own), application)
    asked = fold(name)
    if asked in known:
        return known[asked]
    if (municipality := data.municipality_named(name)) is not None:
        raise Refusal("choice.did_not_apply", name=municipality.name)
    plain = {plain_name(own): application for own, application in known.items()}
    likest = (plain[own] for own in get_close_matches(plain_name(name), plain, 3, 0.6))
    near = {application.id: data.applicant_name(application) for application in likest}
    raise Refusal("choice.unknown_near" if near else "choice.unknown", name=name, near=tuple(near.values()))


def whole_applicant(data: Dataset, applications: Sequence[Application], name: str) -> Application:
    """The same, of several municipalities together only by its own name or id: one of them does not answer for all."""
    found = application_named(data, applications, name)
    whole = found.applicant.name or found.id
    if len(found.applicant.municipalities) > 1 and fold(name) not in {fold(found.id), fold(whole)}:
        raise Refusal("choice.one_of_several", name=name, whole=whole)
    return found


class DidNotApply(NamedTuple):
    """A municipality that did not apply; `outside` says why the programme does not concern it."""

    name: str
    code: str
    may_apply: bool
    outside: Words | None


def who_did_not_apply(data: Dataset, programme: Programme, name: str) -> DidNotApply | None:
    """The municipality with a code or name, if it is behind no application of the programme."""
    municipality = data.municipality_named(name)
    applied = {word for each in data.applications(programme.id) for word in map(fold, _names(data, each))}
    if municipality is None or fold(name) in applied:
        return None
    why = (entry.why for entry in programme.intake.outside if entry.municipality == municipality.code)
    may_apply = municipality in data.eligible_municipalities(programme)
    return DidNotApply(municipality.name, municipality.code, may_apply, next(why, None))


def _rank(application: Application) -> tuple[bool, bool, int]:
    return application.example, application.status != "submitted", len(application.applicant.municipalities)


def _names(data: Dataset, application: Application) -> Iterator[str]:
    yield application.id
    if application.applicant.name:
        yield application.applicant.name
    for code in application.applicant.municipalities:
        yield code
        municipality = data.municipalities.get(code)
        if municipality:
            yield municipality.name
            yield municipality.official
