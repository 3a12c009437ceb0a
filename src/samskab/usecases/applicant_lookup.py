"""An application by what people call it: its id, a municipality's code or name, or the applicant's own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.spelling import fold


class UnknownApplicantError(ValueError):
    """Nobody who applied is called so; `near` are names like it."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.near = near


def application_named(data: Dataset, applications: Sequence[Application], name: str) -> Application:
    """The application that a name means; several municipalities together answer to each of their names.

    A submitted application goes before a draft or an example of the same name, one alone before several together.
    """
    known: dict[str, Application] = {}
    for application in sorted(applications, key=_how_far):
        for called in _names(data, application):
            known.setdefault(fold(called), application)
    asked = fold(name)
    if asked in known:
        return known[asked]
    near = {known[word].id: name_of(data, known[word]) for word in get_close_matches(asked, known, 3, 0.6)}
    raise UnknownApplicantError(name, tuple(near.values()))


def name_of(data: Dataset, application: Application) -> str:
    """What people call an applicant: its own name, else the names of its municipalities."""
    codes = application.applicant.municipalities
    names = (data.municipalities[code].name for code in codes if code in data.municipalities)
    return application.applicant.name or ", ".join(names) or application.id


def _how_far(application: Application) -> tuple[bool, bool, int]:
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
