"""SK3: the answers to the form: all there, of the right type, within bounds. Findings quote the question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.support.severity import info_in_draft
from samskab.check.support.suggest import nearest_titled
from samskab.finding import Severity
from samskab.language import Fact, phrase_key
from samskab.model.application import Answer, Application
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme, Question
from samskab.spelling import fold

LEFT_OVER = ("lorem ipsum", "xxx", "[udfyld", "[skriv", "[indsæt", "<udfyld", "<skriv", "<indsæt", "todo:", "bla bla")
_TRACES = frozenset((word[0] if word[0] in "[<" else word).encode() for word in LEFT_OVER)
_EXPECTED = {"text": str, "choice": str, "choices": tuple, "number": int, "yes_no": bool}


@rule("SK323", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def answer_missing(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Every question that must be answered is answered before the application is sent.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          lokalomraade: Nakskov Vest har mange stærke foreninger.   # SK323

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          lokalomraade: Nakskov Vest har mange stærke foreninger.
          maal: Flere ældre mænd er med i fællesskaber i boligområdet.
    """
    if application.status == "withdrawn":
        return
    for question in asked(data, application):
        if question.required and not is_answered(application, question):
            field, severity = question.field or "answers", info_in_draft(application, Severity.ERROR)
            line = f"{question.id}: …" if application.answers else f"answers:\n  {question.id}: …"
            hint = "" if question.field else line
            yield Mistake.at(application, field, severity=severity, hint=hint, question=question.title.da)


@rule("SK324", Severity.ERROR, each="application", allows=("letter",))
def question_unknown(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Every answer belongs to a question of the form.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere ældre mænd er med i fællesskaber i boligområdet.
          lokalomrade: Nakskov Vest har mange stærke foreninger.   # SK324

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere ældre mænd er med i fællesskaber i boligområdet.
          lokalomraade: Nakskov Vest har mange stærke foreninger.
    """
    programme = data.programmes.get(application.programme)
    if programme is None:
        return
    known = {question.id: question.title for question in programme.questions if question.type != "field"}
    for key in application.answers:
        if key not in known:
            field, hint = f"answers.{key}", nearest_titled(key, known)
            yield Mistake.at(application, field, hint=hint, key=key, allowed=tuple(known))


@rule("SK325", Severity.ERROR, each="application", allows=("letter",))
def answer_of_wrong_sort(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A number is a number, a yes or no is true or false, and several choices are a list.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: ansatte, title: {da: Hvor mange ansatte er med?}, type: number}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          ansatte: en fem-seks stykker   # SK325

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: ansatte, title: {da: Hvor mange ansatte er med?}, type: number}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          ansatte: 5
    """
    for question in asked(data, application):
        answer = application.answers.get(question.id)
        expected = _EXPECTED.get(question.type)
        if answer is not None and expected is not None and type(answer) is not expected:
            kind = Fact(phrase_key("answer.kind", question.type), {})
            field, hint = f"answers.{question.id}", _in_form(question, answer)
            yield Mistake.at(application, field, hint=hint, question=question.title.da, kind=kind)


@rule("SK326", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def option_unknown(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A choice is one of the options, and no more are chosen than may be.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - id: maalgruppe
            title: {da: Hvem er målgruppen?}
            type: choices
            options:
              - {id: boern, title: {da: Børn}}
              - {id: voksne, title: {da: Voksne}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maalgruppe: [boern, vokne]   # SK326

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - id: maalgruppe
            title: {da: Hvem er målgruppen?}
            type: choices
            options:
              - {id: boern, title: {da: Børn}}
              - {id: voksne, title: {da: Voksne}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maalgruppe: [boern, voksne]
    """
    for question in asked(data, application):
        answer = application.answers.get(question.id)
        if question.type not in {"choice", "choices"} or answer is None or isinstance(answer, int):
            continue
        allowed = tuple(option.id for option in question.options)
        chosen = (answer,) if isinstance(answer, str) else answer
        for place, option in enumerate(chosen):
            if option not in allowed:
                field = f"answers.{question.id}" + ("" if isinstance(answer, str) else f"[{place}]")
                hint = nearest_titled(option, {each.id: each.title for each in question.options})
                yield Mistake.at(
                    application, field, hint=hint, question=question.title.da, option=option, allowed=allowed
                )


@rule("SK330", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def number_out_of_range(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A number, or the number of choices, is within the bounds of the question.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: ansatte, title: {da: Hvor mange ansatte er med?}, type: number, min: 1, max: 20}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          ansatte: 200   # SK330

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: ansatte, title: {da: Hvor mange ansatte er med?}, type: number, min: 1, max: 20}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          ansatte: 20
    """
    for question in asked(data, application):
        answer = application.answers.get(question.id)
        if isinstance(answer, bool) or not isinstance(answer, (int, tuple)):
            continue
        number = len(answer) if isinstance(answer, tuple) else answer
        low, high = question.min, question.max
        if (low is not None and number < low) or (high is not None and number > high):
            least, most = number if low is None else low, number if high is None else high
            field, title = f"answers.{question.id}", question.title.da
            yield Mistake.at(application, field, question=title, number=number, least=least, most=most)


@rule("SK331", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def left_over_text(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An answer holds no placeholder text from the form.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: "[Udfyld her]"   # SK331
          lokalomraade: Nakskov Vest har mange stærke foreninger.

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Flere ældre mænd er med i fællesskaber i boligområdet.
          lokalomraade: Nakskov Vest har mange stærke foreninger.
    """
    if not any(trace in application.prose for trace in _TRACES):
        return
    programme = data.programmes.get(application.programme)
    for field, text in application.texts:
        folded = text.lower()
        word = next((word for word in LEFT_OVER if word in folded), None)
        if word is not None:
            question = programme.question(field.removeprefix("answers.")) if programme else None
            title = question.title.da if question else field
            severity = info_in_draft(application, Severity.ERROR)
            yield Mistake.at(application, field, severity=severity, question=title, text=word)


def asked(data: Dataset, application: Application) -> tuple[Question, ...]:
    """The questions of an application's round."""
    programme: Programme | None = data.programmes.get(application.programme)
    if programme is None:
        return ()
    rounds = programme.intake.rounds
    chosen = next((entry for entry in rounds if entry.id == application.round), rounds[0] if rounds else None)
    if chosen is None or not chosen.questions:
        return programme.questions
    return tuple(question for question in programme.questions if question.id in chosen.questions)


def _in_form(question: Question, answer: Answer) -> str:
    """The answer in the form that the question asks for, as it is written in the file; empty where it has none."""
    options = {option.id: option.title for option in question.options}
    match question.type, answer:
        case "choices", str():
            meant = nearest_titled(answer, options)
            return f"[{meant}]" if meant else ""
        case "choice", (str() as only,):
            return nearest_titled(only, options)
        case "number", str() if re.fullmatch(r"-?(0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}([. ][0-9]{3}){1,2})", answer):
            return re.sub(r"[. ]", "", answer)
        case "yes_no", str():
            return {"ja": "true", "yes": "true", "nej": "false", "no": "false"}.get(fold(answer), "")
        case "text", bool() | int():
            return f"'{str(answer).lower()}'"
    return ""


def is_answered(application: Application, question: Question) -> bool:
    """Whether there is an answer to a question, in `answers` or in the field that it asks for."""
    if question.field == "applicant":
        return True
    if question.field == "contact":
        return application.contact is not None or application.contact_title is not None
    if question.field is not None:
        return bool(getattr(application, question.field))
    answer = application.answers.get(question.id)
    return answer is not None and answer != () and (not isinstance(answer, str) or bool(answer.strip()))
