"""A time is read as Danes write it, and asked about when it can be two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.intake.times import moments
from samskab.model.eligibility import denmark


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-20T14:05+01:00", "2026-02-20T14:05+01:00"),
        ("20-02-2026 14:05", "2026-02-20T14:05+01:00"),
        ("03-12-2026 10:15", "2026-12-03T10:15+01:00"),
        ("20/02/2026 14.05.33", "2026-02-20T14:05:33+01:00"),
        ("20.02.2026 14.05", "2026-02-20T14:05+01:00"),
        ("2026/02/20 2:05:33 PM CET", "2026-02-20T14:05:33+01:00"),
        ("2026/06/20 12:05 AM GMT+2", "2026-06-20T00:05+02:00"),
        ("2026-02-20 14:05:33", "2026-02-20T14:05:33+01:00"),
        ("2026-02-20T13:05:33.123Z", "2026-02-20T14:05:33+01:00"),
        ("2026-12-03", "2026-12-03T00:00+01:00"),
        ("1/20/26 10:15:00", "2026-01-20T10:15+01:00"),
        ("tirsdag, 20 januar, 2026 - 10:15", "2026-01-20T10:15+01:00"),
        ("20. januar 2026 kl. 10.15", "2026-01-20T10:15+01:00"),
        ("3. december 2026", "2026-12-03T00:00+01:00"),
        ("tirsdag den 3. marts 2026 kl. 10.15", "2026-03-03T10:15+01:00"),
        ("Dec 3, 2026 10:15 AM", "2026-12-03T10:15+01:00"),
        ("46073,5868055556", "2026-02-20T14:05+01:00"),
        ("12/12/2026", "2026-12-12T00:00+01:00"),
    ],
)
def test_a_time_is_read(text: str, expected: str) -> None:
    assert [str(moment) for moment in moments(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    ["", "i går", "99-99-2026", "31-02-2026", "03-12-26", "20-02-2026 25:00", "12", "1.2.3", "9999-12-31T23:59-23:59"],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert moments(text) == ()


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_with_slashes_is_asked_about_when_it_can_be_two(day: date) -> None:
    text = f"{day:%d/%m/%Y} 10:00"
    found = {moment.moment.date() for moment in moments(text)}
    other = date(day.year, day.day, day.month) if day.day <= 12 else day
    assert found == {day, other}
    assert [moment.moment.date() for moment in moments(text, "dmy")] == [day]
    assert [moment.moment.date() for moment in moments(f"{day:%m/%d/%Y} 10:00", "mdy")] == [day]


@given(moment=st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)))  # noqa: DTZ001  # Hypothesis wants local times
def test_a_serial_of_a_spreadsheet_is_its_moment(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001  # the local day Excel counts from
    (found,) = moments(f"{serial:.7f}")
    assert abs(found.moment.astimezone(UTC) - moment.replace(tzinfo=denmark()).astimezone(UTC)) <= timedelta(seconds=1)


def test_two_digits_of_a_year_are_asked_about_when_the_year_can_stand_first() -> None:
    assert {str(each.moment.date()) for each in moments("26/01/20")} == {"2020-01-26", "2026-01-20"}
    assert {str(each.moment.date()) for each in moments("3/4/26")} == {"2026-03-04", "2026-04-03"}
    assert [str(each.moment.date()) for each in moments("26/01/20", "dmy")] == ["2020-01-26"]
