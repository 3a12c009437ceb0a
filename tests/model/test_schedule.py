"""Facts of a meeting: its exact days, its last day, which tracks take part; and which round a day falls in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.model.field_types import Tbd, VagueDay, Words
from samskab.model.programme import Deadline, Intake, Round, Track
from samskab.model.schedule import Meeting, Schedule

LEADERS = Track(id="leader", title=Words(da="Ledere"), roles=("chief",))
STAFF = Track(id="staff", title=Words(da="Medarbejdere"), roles=("worker",))
OPEN = Tbd(tbd=True, decide_by=date(2026, 4, 1))
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


def meeting(**given: object) -> Meeting:
    base = {"id": "m", "kind": "meeting", "title": Words(da="Møde"), "date": VagueDay(2026, 5, 6)}
    return Meeting(**(base | given))  # type: ignore[arg-type]  # the tests give fields by name


@pytest.mark.parametrize(
    ("given", "exact", "last"),
    [
        ({}, (date(2026, 5, 6),), date(2026, 5, 6)),
        ({"date": VagueDay(2026, 2)}, (), date(2026, 2, 28)),
        ({"date": VagueDay(2026)}, (), date(2026, 12, 31)),
        ({"date": OPEN}, (), date.max),
        (
            {"dates": (date(2026, 9, 16), date(2026, 9, 15))},
            (date(2026, 9, 15), date(2026, 9, 16)),
            date(2026, 9, 16),
        ),
    ],
)
def test_the_days_of_a_meeting(given: dict[str, object], exact: tuple[date, ...], last: date) -> None:
    assert meeting(**given).exact_days() == exact
    assert meeting(**given).last_day() == last


@pytest.mark.parametrize(
    ("given", "leaders", "staff"),
    [
        ({}, True, True),
        ({"tracks": ("leader",)}, True, False),
        ({"audience": ("worker",)}, False, True),
        ({"tracks": ("staff",), "audience": ("chief",)}, False, True),
        ({"audience": ("guest",)}, False, False),
    ],
)
def test_a_track_takes_part_by_name_else_by_role_else_with_everybody(
    given: dict[str, object], leaders: bool, staff: bool
) -> None:
    assert (meeting(**given).is_for(LEADERS), meeting(**given).is_for(STAFF)) == (leaders, staff)


@given(days=st.lists(st.one_of(st.none(), DAYS), max_size=6), on=DAYS)
def test_a_meeting_is_coming_until_its_last_day_and_never_when_cancelled(days: list[date | None], on: date) -> None:
    meetings = tuple(
        meeting(id=f"m{n}", date=VagueDay(day.year, day.month, day.day) if day else OPEN) for n, day in enumerate(days)
    )
    cancelled = meeting(id="cancelled", status="cancelled", date=OPEN)
    schedule = Schedule(schema="samskab/schedule@1", programme="p", meetings=(*meetings, cancelled))
    wanted = [f"m{n}" for n, day in enumerate(days) if day is None or day >= on]
    assert [each.id for each in schedule.coming(on)] == wanted
    assert schedule.meeting("cancelled") is cancelled
    assert schedule.meeting("none") is None


def test_a_day_falls_in_the_first_round_that_is_not_over_else_in_the_last() -> None:
    first, second = (Round(id=f"r{n}", opens=date(2026, 1, 1), closes=Deadline(date=date(2026, n, 1))) for n in (2, 3))
    intake = Intake(kind="application", rounds=(first, second))
    assert intake.round_on(date(2026, 2, 1)) is first
    assert intake.round_on(date(2026, 2, 2)) is second
    assert intake.round_on(date(2026, 4, 1)) is second
    assert Intake(kind="none").round_on(date(2026, 4, 1)) is None
