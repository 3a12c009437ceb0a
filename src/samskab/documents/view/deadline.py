"""The deadline of a round as template data."""

from __future__ import annotations

from datetime import date

from samskab.documents.view.shape import View
from samskab.language import Language
from samskab.model.field_types import Tbd
from samskab.model.programme import Deadline, Moved, Round

_END_OF_DAY = frozenset({"23:59", "24:00"})


class DeadlineView(View):
    """The deadline of the round that a letter's day falls in."""

    text: str = ""
    by: str = ""
    day: str = ""
    known: bool = False
    passed: bool = False
    moved: str = ""
    opens: str = ""


def deadline_view(intake: Round | None, language: Language, on: date) -> DeadlineView:
    """`lørdag den 1. februar 2014`, with the hour where it is not the whole day; the text of one to be announced."""
    if intake is None:
        return DeadlineView()
    first = intake.opening_day()
    opens = language.day(first) if first else ""
    if isinstance(intake.closes, Tbd):
        text = language.choose(intake.closes.text) or language.say("letters.tbd.deadline")
        return DeadlineView(text=text, day=text, opens=opens)
    text = _last_moment(intake.closes, language)
    return DeadlineView(
        text=text,
        by=text if _is_before(intake.closes) else language.say("letters.deadline.by", day=text),
        day=language.full_day(intake.closes.date),
        known=True,
        passed=intake.closes.date < on,
        moved="; ".join(_moved(each, language) for each in intake.moved),
        opens=opens,
    )


def _last_moment(deadline: Deadline, language: Language) -> str:
    if deadline.text:
        return language.choose(deadline.text)
    if _is_before(deadline):
        return language.say("letters.deadline.before", day=language.full_day(deadline.date))
    return day_and_hour(deadline.date, deadline.time, language)


def day_and_hour(day: date, hour: str, language: Language) -> str:
    """`onsdag den 5. februar 2014 kl. 12.00`; the day alone where the hour is the end of the day."""
    written = language.full_day(day)
    return written if hour in _END_OF_DAY else f"{written} {language.clock(hour)}"


def _is_before(deadline: Deadline) -> bool:
    """Whether the day itself is too late, so that the words are `før lørdag`."""
    return not deadline.text and deadline.time in _END_OF_DAY and not deadline.inclusive


def _moved(moved: Moved, language: Language) -> str:
    return f"{language.day(moved.original.date)}: {language.choose(moved.why)}"
