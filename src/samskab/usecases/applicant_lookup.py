"""Finds an application by name: its id, a municipality's code or name, or the applicant's own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.refusal import Refusal
from samskab.spelling import fold


def application_named(data: Dataset, applications: Sequence[Application], name: str) -> Application:
    """The application with a name; one of several municipalities together has the names of each.

    A submitted application goes before a draft or an example of the same name, one alone before several together.
    Raises `Refusal`, with names that are like it, when there is none.
    """
    known: dict[str, Application] = {}
    for application in sorted(applications, key=_rank):
        for own in _names(data, application):
            known.setdefault(fold(own), application)
    asked = fold(name)
    if asked in known:
        return known[asked]
    likest = (known[word] for word in get_close_matches(asked, known, 3, 0.6))
    near = {application.id: data.applicant_name(application) for application in likest}
    raise Refusal("choice.unknown_near" if near else "choice.unknown", name=name, near=tuple(near.values()))


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
