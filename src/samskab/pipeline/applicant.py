"""An application by what people call it: its id, a municipality's code or name, or the applicant's own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from samskab.model.application import Application
from samskab.model.dataset import Dataset


class UnknownApplicantError(ValueError):
    """Nobody who applied is called so; `near` are names like it."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.near = near


def application_named(data: Dataset, applications: Sequence[Application], name: str) -> Application:
    """The application that a name means; several municipalities together answer to each of their names."""
    asked = " ".join(name.casefold().split())
    known: dict[str, Application] = {}
    for application in applications:
        for called in _names(data, application):
            known.setdefault(called.casefold(), application)
    if asked in known:
        return known[asked]
    words = {called: called for application in applications for called in _names(data, application)}
    near = get_close_matches(name, words, 3, 0.6)
    raise UnknownApplicantError(name, tuple(near))


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
