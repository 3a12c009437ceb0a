"""Days known to the year, month or day; moments with their offset; and their schemas."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.model.field_types import Instant, VagueDay, parse_day


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2014", "year", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-02", "month", date(2014, 2, 1), date(2014, 2, 28)),
        ("2016-02", "month", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014-12-04", "day", date(2014, 12, 4), date(2014, 12, 4)),
        ("0001", "year", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", "month", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_day_as_exactly_as_it_is_known(text: str, precision: str, first: date, last: date) -> None:
    day = VagueDay.parse(text)
    assert (day.precision, day.first(), day.last(), str(day)) == (precision, first, last, text)


@pytest.mark.parametrize(
    "text",
    ["", "14", "2014-1", "2014-13", "2014-00", "2014-02-30", "2014-12-4", "2014/12", " 2014", "2014\n", "0000", "٢٠١٤"],
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        VagueDay.parse(text)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_text_of_a_day_comes_back_and_holds_the_day(day: date, length: int) -> None:
    vague = VagueDay.parse(day.isoformat()[:length])
    assert str(vague) == day.isoformat()[:length]
    assert vague.first() <= day <= vague.last()
    assert pickle.loads(pickle.dumps(vague)) == copy.deepcopy(vague) == vague
    assert len({vague, VagueDay.parse(str(vague))}) == 1


def test_days_are_ordered_by_their_first_day_and_the_vaguest_comes_last() -> None:
    texts = ["2014-02", "2014", "2014-01-01", "2014-01", "2013-12-31"]
    assert [str(d) for d in sorted(map(VagueDay.parse, texts))] == [
        "2013-12-31",
        "2014-01-01",
        "2014-01",
        "2014",
        "2014-02",
    ]
    assert VagueDay(2014) != VagueDay(2014, 1)
    with pytest.raises(ValueError, match="month"):
        VagueDay(2014, None, 3)
    with pytest.raises(AttributeError):
        VagueDay(2014).year = 2015


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2014-01-28T14:05+01:00", datetime(2014, 1, 28, 13, 5, tzinfo=UTC)),
        ("2014-07-28T14:05:30+02:00", datetime(2014, 7, 28, 12, 5, 30, tzinfo=UTC)),
        ("2014-01-28T14:05Z", datetime(2014, 1, 28, 14, 5, tzinfo=UTC)),
    ],
)
def test_a_moment_keeps_its_text(text: str, utc: datetime) -> None:
    instant = Instant.parse(text)
    assert (instant.moment, str(instant)) == (utc, text)
    assert pickle.loads(pickle.dumps(instant)) == instant


@pytest.mark.parametrize(
    "text",
    ["2014-01-28T14:05", "2014-01-28 14:05+01:00", "2014-01-28", "2014-01-28T24:05+01:00", "2014-02-30T14:05+01:00",
     "2014-01-28T14:05+1", "2014-01-28T14:05+25:00", "2014-01-28T14:05+01:00\n", "0001-01-01T00:00+12:00"],
)  # fmt: skip
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        Instant.parse(text)


def test_moments_are_one_when_they_are_the_same_moment() -> None:
    there, here = Instant.parse("2014-01-28T14:05+01:00"), Instant.parse("2014-01-28T13:05Z")
    assert there == here
    assert hash(there) == hash(here)
    assert Instant.parse("2014-01-28T13:04Z") < there
    zone = timezone(timedelta(hours=1))
    assert str(Instant(datetime(2014, 1, 28, 14, 5, tzinfo=zone))) == "2014-01-28T14:05+01:00"
    with pytest.raises(ValueError, match="offset"):
        Instant(datetime(2014, 1, 28))  # noqa: DTZ001  # that is the point


def test_a_day_is_iso_only() -> None:
    assert parse_day("2014-12-04") == date(2014, 12, 4)
    for text in ("20141204", "2014-W49-4", "2014-12", "2026-04-31", "2014-12-04 "):
        with pytest.raises(ValueError, match=r".*"):
            parse_day(text)
