"""`review`: a request read from git, as a comment for the municipality."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samskab.finding import Finding
from samskab.language import Language
from samskab.report.review.content import Note, Review
from samskab.storage.files import programme_of
from samskab.usecases.history.changed_findings import changed_findings
from samskab.usecases.review.notes import RequestJudge
from samskab.usecases.review.own_application import own_application
from samskab.usecases.review.request import ChangeRequest

_CPR = "SK701"


def review_request(request: ChangeRequest, *, author: str | None, language: Language, today: date) -> Review:
    """A request for the municipality. `author` None: who made it is not known, and nobody is refused."""
    judge = RequestJudge(request, author, today, language)
    notes, own = judge.judged()
    found = changed_findings(request.sides, today=today).concerned if own else ()
    applications = tuple(
        own_application(request, each, judge.programme(programme_of(each.path)), found, language, today) for each in own
    )
    return Review((*_private(found, [each.path for each in own]), *notes), applications)


def _private(findings: Iterable[Finding], own: Iterable[str]) -> Iterable[Note]:
    """That a CPR number stands in one of these files, for it stays in the history of the request."""
    lines = tuple(str(f.span.line) for f in findings if f.code == _CPR and f.span.path in own and f.span.line)
    return (Note("cpr", {"lines": lines}),) if lines else ()
