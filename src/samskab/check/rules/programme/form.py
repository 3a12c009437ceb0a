"""SK2: the questions of a programme's form."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme, Question

_OPTIONS_LEAST = 2


@rule("SK226", Severity.ERROR)
def question_at_odds_with_its_type(data: Dataset) -> Iterator[Mistake]:
    """A choice has options, a text has none, and a field question names its field.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: maal, title: {da: Hvad er målet?}, type: choice}   # SK226

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: maal, title: {da: Hvad er målet?}, type: text}
    """
    for programme in data.all(Programme):
        for place, question in enumerate(programme.questions):
            part = _at_odds(question)
            if part:
                where = f"questions[{place}].{part}"
                yield Mistake.at(programme, where, question=question.title.da, type=question.type, part=part)


@rule("SK229", Severity.WARNING)
def personal_question_unmarked(data: Dataset) -> Iterator[Mistake]:
    """An answer that names people is marked as personal, so that it is kept apart and deleted in time.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: kontakt, title: {da: Hvem er kontaktperson?}, type: field, field: contact}   # SK229

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: kontakt, title: {da: Hvem er kontaktperson?}, type: field, field: contact, personal: true}
    """
    for programme in data.all(Programme):
        for place, question in enumerate(programme.questions):
            if question.field in {"contact", "participants"} and not question.personal:
                where = f"questions[{place}]"
                yield Mistake.at(programme, where, hint="personal: true", question=question.title.da)


def _at_odds(question: Question) -> str:
    """The part of a question that does not go with its type, or empty."""
    choices = question.type in {"choice", "choices"}
    checks = (
        ("options", choices and len(question.options) < _OPTIONS_LEAST),
        ("options", not choices and bool(question.options)),
        ("field", (question.type == "field") != (question.field is not None)),
        ("max_words", question.type != "text" and (question.max_words or question.min_words) is not None),
        ("max", question.type not in {"number", "choices"} and (question.max is not None or question.min is not None)),
    )
    return next((part for part, wrong in checks if wrong), "")
