"""SK2: how applications come in: rounds, deadlines, and who may apply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from samskab.check.rule import Mistake, rule
from samskab.check.rules.schedule.calendar_days import holiday, is_weekend
from samskab.check.support.severity import warning_when_live
from samskab.check.support.suggest import nearest_titled
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd
from samskab.model.programme import Deadline, Programme, Round

_CHOSEN = {"application", "expression_of_interest"}
_OPEN_WORDS = ("frem til", "inden ", "op til")
_NUMBER = re.compile(r"-\d(?=\.)")
_CLEAR_WORDS = ("til og med", "inklusive", "senest", "inden for")


@rule("SK209", Severity.WARNING)
def intake_without_round(data: Dataset, today: date) -> Iterator[Mistake]:
    """A programme that takes applications has a round.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application   # SK209

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
    """
    for programme in data.all(Programme):
        if programme.intake.kind in _CHOSEN and not programme.intake.rounds:
            yield Mistake.at(programme, "intake", severity=warning_when_live(programme, today))


@rule("SK210", Severity.ERROR)
def closes_before_it_opens(data: Dataset) -> Iterator[Mistake]:
    """A round opens before it closes.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-04-20, closes: {date: 2026-04-15}}   # SK210

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-03-20, closes: {date: 2026-04-15}}
    """
    for programme, field, entry in _rounds(data):
        opens = entry.opening_day()
        if opens is not None and not isinstance(entry.closes, Tbd) and entry.closes.date < opens:
            yield Mistake.at(programme, f"{field}.opens", opens=opens, closes=entry.closes.date)


@rule("SK211", Severity.INFO)
def deadline_on_a_day_off(data: Dataset) -> Iterator[Mistake]:
    """A deadline is not on a Saturday, a Sunday or a day off.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-18}}   # SK211

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
    """
    for programme, field, entry in _rounds(data):
        if not isinstance(entry.closes, Deadline):
            continue
        day = entry.closes.date
        name = holiday(day)
        if is_weekend(day) or name:
            yield Mistake.at(programme, f"{field}.closes.date", day=day, holiday=f" ({name})" if name else "")


@rule("SK212", Severity.INFO)
def deadline_words_are_open(data: Dataset) -> Iterator[Mistake]:
    """The wording of a deadline is clear about whether the day itself is included ("frem til" is not).

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - id: ansoegning
              opens: 2026-01-05
              closes: {date: 2026-04-15, text: {da: Frem til 15. april}}   # SK212

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - id: ansoegning
              opens: 2026-01-05
              closes: {date: 2026-04-15, text: {da: Til og med 15. april}}
    """
    for programme, field, entry in _rounds(data):
        if not isinstance(entry.closes, Deadline) or entry.closes.text is None:
            continue
        text = entry.closes.text.da
        folded = text.casefold()
        if any(word in folded for word in _OPEN_WORDS) and not any(word in folded for word in _CLEAR_WORDS):
            yield Mistake.at(programme, f"{field}.closes.text", text=text, day=entry.closes.date)


@rule("SK213", Severity.WARNING)
def deadline_moved_wrongly(data: Dataset) -> Iterator[Mistake]:
    """A deadline is moved to a later day, before it has passed, and with a reason.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - id: ansoegning
              opens: 2026-01-05
              closes: {date: 2026-04-15}
              moved:
                - original: {date: 2026-04-20}   # SK213
                  on: 2026-03-01
                  why: {da: Vi vil gerne i gang før.}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - id: ansoegning
              opens: 2026-01-05
              closes: {date: 2026-04-15}
              moved:
                - original: {date: 2026-04-01}
                  on: 2026-03-01
                  why: {da: Flere har bedt om tid til at spørge deres udvalg.}
    """
    for programme, field, entry in _rounds(data):
        later: list[Deadline | Tbd] = [*(moved.original for moved in entry.moved[1:]), entry.closes]
        for place, (moved, then) in enumerate(zip(entry.moved, later, strict=False)):
            day = then.date if isinstance(then, Deadline) else None
            if (day and day <= moved.original.date) or moved.on > moved.original.date or not moved.why.da.strip():
                where = f"{field}.moved[{place}].original"
                yield Mistake.at(programme, where, original=moved.original.date, on=moved.on, day=day or moved.on)


@rule("SK214", Severity.ERROR)
def several_rounds_not_supported(data: Dataset) -> Iterator[Mistake]:
    """A programme has one round; several are not supported yet.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: interesse, opens: 2026-01-05, closes: {date: 2026-02-16}}
            - {id: ansoegning, opens: 2026-03-02, closes: {date: 2026-04-15}}   # SK214

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-03-02, closes: {date: 2026-04-15}}
    """
    for programme in data.all(Programme):
        if len(programme.intake.rounds) > 1:
            yield Mistake.at(programme, "intake.rounds[1]", count=len(programme.intake.rounds))


@rule("SK218", Severity.WARNING)
def deadline_missing(data: Dataset, today: date) -> Iterator[Mistake]:
    """A round has a deadline. In a draft, only when the day is past by which it was to be settled.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {tbd: true, decide_by: 2026-04-01}}   # SK218

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
    """
    for programme, field, entry in _rounds(data):
        if isinstance(entry.closes, Tbd) and programme.intake.kind in _CHOSEN:
            decide_by = entry.closes.decide_by
            if programme.status == "draft" and decide_by >= today:
                continue
            severity = warning_when_live(programme, today)
            yield Mistake.at(programme, f"{field}.closes", severity=severity, decide_by=decide_by)


@rule("SK228", Severity.ERROR)
def round_asks_unknown_question(data: Dataset) -> Iterator[Mistake]:
    """The questions of a round are in the programme's form.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - id: ansoegning
              opens: 2026-01-05
              closes: {date: 2026-04-15}
              questions: [kommune, maalet]   # SK228

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - id: ansoegning
              opens: 2026-01-05
              closes: {date: 2026-04-15}
    """
    for programme, field, entry in _rounds(data):
        known = {question.id: question.title for question in programme.questions}
        for place, key in enumerate(entry.questions):
            if key not in known:
                where, hint = f"{field}.questions[{place}]", nearest_titled(key, known)
                yield Mistake.at(programme, where, hint=hint, question=key, allowed=tuple(known))


@rule("SK245", Severity.ERROR)
def eligible_list_is_wrong(data: Dataset) -> Iterator[Mistake]:
    """There is a list of who may apply where the programme has restricted eligibility, and only there.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          eligible: members   # SK245
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          eligible: members
          members: ["0360", "0751"]
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
    """
    for programme in data.all(Programme):
        intake = programme.intake
        listed = intake.eligible != "all"
        if listed != bool(intake.members) and intake.kind in _CHOSEN:
            yield Mistake.at(programme, "intake.eligible", eligible=intake.eligible, count=len(intake.members))


@rule("SK789", Severity.ERROR, waivable=False)
def column_field_exists(data: Dataset) -> Iterator[Mistake]:
    """A column of the form is read as a field that the programme has.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          columns:
            - {heading: Hvad vil I?, field: formaal}   # SK789

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          columns:
            - {heading: Hvad vil I?, field: maal}
            - {heading: Lederens navn, field: leader.name}
    """
    for programme in data.all(Programme):
        known = programme.column_fields
        for number, column in enumerate(programme.intake.columns):
            if _NUMBER.sub("", column.field) not in known:
                yield Mistake.at(programme, f"intake.columns[{number}].field", field=column.field, known=known)


def _rounds(data: Dataset) -> Iterator[tuple[Programme, str, Round]]:
    for programme in data.all(Programme):
        for place, entry in enumerate(programme.intake.rounds):
            yield programme, f"intake.rounds[{place}]", entry
