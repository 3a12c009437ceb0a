"""SK3: the length of the answers: each in words, all together in pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from samskab.check.rule import Mistake, rule
from samskab.check.rules.application.answers import asked
from samskab.check.support.severity import info_in_draft
from samskab.finding import Severity
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.programme import Question


@rule("SK327", Severity.WARNING, each="application", mended_by="applicant")
def answer_too_long(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An answer has at most its question's `max_words`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: maal, title: {da: Hvad er målet?}, max_words: 4}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere ældre mænd er med i fællesskaber.   # SK327

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: maal, title: {da: Hvad er målet?}, max_words: 4}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere mænd er med.
    """
    for question, answer in _texts(data, application):
        if question.max_words is not None and count_words(answer) > question.max_words:
            field, title, limit = f"answers.{question.id}", question.title.da, question.max_words
            yield Mistake.at(application, field, question=title, words=count_words(answer), limit=limit)


@rule("SK328", Severity.WARNING, each="application", mended_by="applicant")
def answer_too_short(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An answer has at least its question's `min_words`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: maal, title: {da: Hvad er målet?}, min_words: 4}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Bedre sundhed.   # SK328

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: maal, title: {da: Hvad er målet?}, min_words: 4}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere mænd er med.
    """
    for question, answer in _texts(data, application):
        if question.min_words is not None and 0 < count_words(answer) < question.min_words:
            severity = info_in_draft(application, Severity.WARNING)
            field, title, limit = f"answers.{question.id}", question.title.da, question.min_words
            yield Mistake.at(
                application, field, severity=severity, question=title, words=count_words(answer), limit=limit
            )


@rule("SK329", Severity.WARNING, each="application", mended_by="applicant")
def pages_beyond_limit(data: Dataset, application: Application) -> Iterator[Mistake]:
    """All answers together fit on `max_pages`, counted as words by `words_per_page`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          max_pages: 1
          words_per_page: 5
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
        questions:
          - {id: maal, title: {da: Hvad er målet?}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere ældre mænd er med i fællesskaber.   # SK329

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          max_pages: 1
          words_per_page: 400
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
        questions:
          - {id: maal, title: {da: Hvad er målet?}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere ældre mænd er med i fællesskaber.
    """
    programme = data.programmes.get(application.programme)
    if programme is None or programme.intake.max_pages is None:
        return
    words = sum(count_words(answer) for _, answer in _texts(data, application))
    limit = programme.intake.max_pages * programme.intake.words_per_page
    if words > limit:
        yield Mistake.at(application, "answers", words=words, limit=limit, pages=programme.intake.max_pages)


@rule("SK360", Severity.WARNING, each="application", mended_by="applicant")
def pages_below_limit(data: Dataset, application: Application) -> Iterator[Mistake]:
    """All answers together fill `min_pages`, counted as words by `words_per_page`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          min_pages: 2
          words_per_page: 10
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
        questions:
          - {id: maal, title: {da: Hvad er målet?}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere ældre mænd er med i fællesskaber.   # SK360

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          min_pages: 1
          words_per_page: 10
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
        questions:
          - {id: maal, title: {da: Hvad er målet?}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere ældre mænd er med i fællesskaber.
    """
    programme = data.programmes.get(application.programme)
    if programme is None or not programme.intake.min_pages:
        return
    words = sum(count_words(answer) for _, answer in _texts(data, application))
    limit = (programme.intake.min_pages - 1) * programme.intake.words_per_page
    if 0 < words <= limit:
        severity, pages = info_in_draft(application, Severity.WARNING), programme.intake.min_pages
        yield Mistake.at(application, "answers", severity=severity, words=words, limit=limit + 1, pages=pages)


def _texts(data: Dataset, application: Application) -> Iterator[tuple[Question, str]]:
    """Each question that is answered with a text, and the text."""
    for question in asked(data, application):
        answer = application.answers.get(question.id)
        if question.type == "text" and isinstance(answer, str):
            yield question, answer


@lru_cache(maxsize=32)
def count_words(text: str) -> int:
    """The number of words of a text; cached, for three rules count the same text."""
    return len(text.split())
