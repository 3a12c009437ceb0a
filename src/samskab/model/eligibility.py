"""Where an application stands, who may apply, and until when: the deadline to the minute in Danish time.

`check.applicant_states` computes the state of every application; the decision record keeps that of those who do not
stand (`LeftOut`).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Final, Literal, NamedTuple

from samskab.finding import Finding
from samskab.language import Fact
from samskab.model.application import Application
from samskab.model.programme import Deadline, Programme, Round

StateName = Literal[
    "stands", "draft", "withdrawn", "sample", "late", "incomplete", "unassessed", "condition", "outside"
]

WAITING: Final = ("incomplete", "unassessed")
"""The states that stop a choice, because they can still be mended, until it is decided to go on without them."""


class ApplicantState(NamedTuple):
    """The state of one application.

    reason      the id of the condition that it fails
    facts       what the state rests on, for a letter
    findings    the mistakes that make it incomplete or unassessed, with their places
    """

    application: Application
    state: StateName
    reason: str = ""
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()


MINUTE: Final = timedelta(minutes=1)


def is_eligible(programme: Programme, application: Application) -> bool:
    """Whether every municipality of the applicant may apply."""
    members = programme.intake.members
    return programme.intake.eligible == "all" or all(c in members for c in application.applicant.municipalities)


def minutes_late(programme: Programme, application: Application) -> int:
    """How many whole minutes after the deadline (or the applicant's extension) it came; 0 when in time."""
    last = last_moment(programme, application)
    if application.received is None or last is None:
        return 0
    return max(0, (application.received.at.moment - last) // MINUTE)


def last_moment(programme: Programme, application: Application) -> datetime | None:
    """The last minute for this applicant: the round's deadline, or the applicant's later extension."""
    closing = closing_of(round_of(programme, application))
    extension = application.received.extension if application.received else None
    return max(closing, extension.until.moment) if closing and extension else closing


def round_of(programme: Programme, application: Application) -> Round | None:
    """The round that an application answers to: the one it names, or the only one."""
    rounds = programme.intake.rounds
    if application.round is None:
        return rounds[0] if len(rounds) == 1 else None
    return next((entry for entry in rounds if entry.id == application.round), None)


def closing_of(entry: Round | None) -> datetime | None:
    """The last minute of a round, when there is a deadline."""
    if entry is None or not isinstance(entry.closes, Deadline):
        return None
    closes = entry.closes
    if closes.inclusive or closes.date == date.min:
        return danish_moment(closes.date, closes.time)
    if closes.time in {"23:59", "24:00"}:
        return danish_moment(closes.date - timedelta(days=1), "23:59")
    return danish_moment(closes.date, closes.time) - timedelta(minutes=1)


def has_closed(programme: Programme, today: date) -> bool:
    """Whether every round has a deadline, and the last has passed before the day began."""
    morning = danish_moment(today, "00:00")
    closings = [closing_of(entry) for entry in programme.intake.rounds]
    return bool(closings) and all(closing is not None and closing < morning for closing in closings)


def is_still_open(programme: Programme, today: date) -> bool:
    """Whether a known deadline has not passed before the day began."""
    morning = danish_moment(today, "00:00")
    return any(closing >= morning for entry in programme.intake.rounds if (closing := closing_of(entry)))


def is_before_its_day(programme: Programme, today: date) -> bool:
    """Whether it is too early to choose: before a deadline has passed, or before the announced day of the lot."""
    lot = programme.selection.lot if programme.selection else None
    return is_still_open(programme, today) or (lot is not None and lot.on is not None and today < lot.on)


def local(moment: datetime) -> datetime:
    """A moment in Danish time; at the ends of the calendar, where conversion overflows, as it was written."""
    try:
        return moment.astimezone(denmark())
    except OverflowError:
        return moment


@cache
def danish_moment(day: date, clock: str) -> datetime:
    """A day and a clock time in Denmark, as a moment."""
    hour, minute = clock.split(":")
    return datetime.combine(day, time(int(hour), int(minute)), denmark())


@cache
def denmark() -> tzinfo:
    """Danish time."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Copenhagen")
