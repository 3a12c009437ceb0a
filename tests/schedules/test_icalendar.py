"""Every `.ics` follows RFC 5545: right times in every year, words as words, lines folded, the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from samskab.documents.typography import clean, unset_text
from samskab.schedules.icalendar import CalendarEntry, feed, moment, single
from tests.documents import injections
from tests.sampling import sampled

ZONE = ZoneInfo("Europe/Copenhagen")
ENTRY = CalendarEntry(
    uid="m1.forloeb@samskab.example",
    sequence=2,
    changed=date(2017, 12, 1),
    status="confirmed",
    day=date(2018, 2, 27),
    summary="Første møde – Ærø, Aabenraa og Ål",
    start="10:00",
    end="18:30",
    place="KL-huset, Weidekampsgade 10, 2300 København S",
    description="For: Lederspor\n- Vi deler viden; og giver sparring",
    url="https://example.dk/tilmelding?a=1;b=2,3",
    categories=("Lederspor", "Spor, der har komma"),
    organiser=("Sund By Netværket", "post@example.dk"),
)


def events(content: bytes):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def only(content: bytes):
    (event,) = events(content)
    return event


def test_an_entry_is_read_back_equal() -> None:
    event = only(feed([ENTRY], name="Møder", language="da"))
    assert event["SUMMARY"] == ENTRY.summary
    assert event["LOCATION"] == ENTRY.place
    assert event["DESCRIPTION"] == ENTRY.description
    assert event["URL"] == ENTRY.url
    assert event["UID"] == ENTRY.uid
    assert event["SEQUENCE"] == 2
    assert event["STATUS"] == "CONFIRMED"
    assert event["TRANSP"] == "OPAQUE"
    assert event["CATEGORIES"].cats == list(ENTRY.categories)
    assert str(event["ORGANIZER"]) == "mailto:post@example.dk"
    assert event["ORGANIZER"].params["CN"] == "Sund By Netværket"
    assert event["DTSTART"].dt == datetime(2018, 2, 27, 10, tzinfo=ZONE)
    assert event["DTEND"].dt == datetime(2018, 2, 27, 18, 30, tzinfo=ZONE)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == datetime(2017, 12, 1, tzinfo=UTC)


def test_a_feed_says_how_often_to_look_and_invites_nobody() -> None:
    content = feed([ENTRY], name="Møder æøå", language="da").decode()
    assert "\r\nMETHOD:PUBLISH\r\n" in content
    assert "\r\nX-PUBLISHED-TTL:PT12H\r\n" in content
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in content
    assert "\r\nNAME:Møder æøå\r\n" in content
    assert "ATTENDEE" not in content


def test_one_event_is_a_request_and_a_cancelled_one_a_cancel() -> None:
    request = single(ENTRY, language="da", attendee="en@example.dk")
    cancel = single(replace(ENTRY, status="cancelled", sequence=3), language="da", attendee="en@example.dk")
    assert Calendar.from_ical(request)["METHOD"] == "REQUEST"
    assert str(only(request)["ATTENDEE"]) == "mailto:en@example.dk"
    assert Calendar.from_ical(cancel)["METHOD"] == "CANCEL"
    assert only(cancel)["UID"] == only(request)["UID"]
    assert only(cancel)["SEQUENCE"] > only(request)["SEQUENCE"]
    assert only(cancel)["STATUS"] == "CANCELLED"


def test_a_cancelled_entry_stays_in_the_feed_and_takes_no_time() -> None:
    event = only(feed([replace(ENTRY, status="cancelled")], name="x", language="da"))
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_without_a_clock_time_it_is_a_whole_day() -> None:
    event = only(feed([replace(ENTRY, start=None, end=None)], name="x", language="da"))
    assert event["DTSTART"].dt == date(2018, 2, 27)
    assert event["DTEND"].dt == date(2018, 2, 28)
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_without_an_end_none_is_made_up() -> None:
    assert "DTEND" not in only(feed([replace(ENTRY, end=None)], name="x", language="da"))


def test_the_same_calendar_is_the_same_bytes() -> None:
    first = feed([ENTRY, replace(ENTRY, uid="b@x")], name="x", language="da")
    assert first == feed([ENTRY, replace(ENTRY, uid="b@x")], name="x", language="da")


@given(st.text(st.sampled_from('æøåÆØÅ€😀 a,;\\:"n'), max_size=400))
def test_lines_are_folded_at_75_bytes_between_characters(text: str) -> None:
    content = feed([replace(ENTRY, summary=text, place=text, description=text)], name=text, language="da")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert only(content).get("SUMMARY", "") == unset_text(clean(text)).strip()


@pytest.mark.parametrize("text", sampled(injections.ALL, 40))
def test_whatever_stands_in_the_data_is_words(text: str) -> None:
    hostile = replace(
        ENTRY,
        summary=text,
        place=text,
        description=f"før\n{text}\nefter",
        url=f"https://example.dk/{text}",
        categories=(text or "x",),
        organiser=(text, "post@example.dk"),
    )
    shown = unset_text(clean(text)).strip()
    for content in (
        feed([hostile, ENTRY], name=text, language="da"),
        single(hostile, language="da", attendee="x@example.dk"),
    ):
        is_feed = b"PUBLISH" in content
        alone = single(replace(ENTRY, organiser=("x", "post@example.dk")), language="da", attendee="x@example.dk")
        plain = feed([ENTRY, ENTRY], name="x", language="da") if is_feed else alone
        assert names(content) - {"LOCATION", "SUMMARY"} >= names(plain) - {
            "LOCATION",
            "SUMMARY",
            "NAME",
            "X-WR-CALNAME",
        }
        assert names(content) <= names(plain)
        event, *rest = events(content)
        assert len(rest) == (b"PUBLISH" in content)
        assert str(event.get("SUMMARY", "")) == shown
        assert str(event.get("LOCATION", "")) == shown
        told = [unset_text(clean(line)).strip() for line in f"før\n{text}\nefter".split("\n")]
        assert str(event["DESCRIPTION"]) == "\n".join(told)
        assert event["CATEGORIES"].cats == [shown]


def names(content: bytes) -> set[str]:
    """The names of all properties and components, read as a client reads them."""
    calendar = Calendar.from_ical(content)
    inner = {name for part in calendar.walk() for name in part} | {part.name for part in calendar.walk()}
    unfolded = re.sub(rb"\r\n[ \t]", b"", content).decode()
    return inner | {re.split(r"[;:]", line)[0] for line in unfolded.split("\r\n") if line} - {"BEGIN", "END"}


def offset(day: date, hour: int) -> timedelta | None:
    return datetime.combine(day, time(hour), ZONE).utcoffset()


DAYS = [date(1980, 1, 1) + timedelta(days=n) for n in range((date(2038, 1, 1) - date(1980, 1, 1)).days)]
DST_DAYS = [day for day in DAYS if day.weekday() == 6 and offset(day, 0) != offset(day, 12)]


def test_the_days_on_which_clocks_change_are_all_there() -> None:
    assert len(DST_DAYS) == 2 * (2037 - 1980 + 1)


@pytest.mark.parametrize("day", sampled([d + timedelta(days=n) for d in DST_DAYS for n in (-1, 0, 1)], 42))
def test_every_hour_around_a_change_of_clocks_is_the_right_moment(day: date) -> None:
    clocks = [f"{hour:02d}:{minute:02d}" for hour in range(6) for minute in (0, 30)]
    held = []
    for clock in clocks:
        try:
            moment(day, clock)
        except ValueError:
            assert day in DST_DAYS
            assert clock in {"02:00", "02:30"}
        else:
            held.append(clock)
    assert len(held) in {10, 12}
    content = feed([replace(ENTRY, day=day, start=clock, end=None) for clock in held], name="x", language="da")
    for clock, event in zip(held, events(content), strict=True):
        wanted = datetime.combine(day, time.fromisoformat(clock), ZONE).astimezone(UTC)
        assert event["DTSTART"].dt.astimezone(UTC) == wanted


def test_a_time_that_clocks_skip_is_refused() -> None:
    with pytest.raises(ValueError):
        feed([replace(ENTRY, day=date(2026, 3, 29), start="02:30", end="04:00")], name="x", language="da")


def test_of_two_equal_times_it_is_the_first() -> None:
    assert moment(date(2026, 10, 25), "02:30").astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.slow
def test_the_written_zone_is_right_in_every_hour_from_2013_to_2037() -> None:
    """By the zone's two rules, as a program without a table of zones reads them: 0 wrong of 219,144 hours."""
    content = feed([], name="x", language="da").decode()
    offsets = dict(re.findall(r"BEGIN:(DAYLIGHT|STANDARD)\r\n(?:.*\r\n)*?TZOFFSETTO:\+0(\d)00", content))
    assert offsets == {"DAYLIGHT": "2", "STANDARD": "1"}
    assert re.findall(r"RRULE:(.*)\r\n", content) == [
        "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]
    assert re.findall(r"DTSTART:\d{8}T(\d{6})\r\n", content) == ["020000", "030000"]
    hours = wrong = 0
    for year in range(2013, 2038):
        summer = datetime.combine(last_sunday(year, 3), time(2)) - timedelta(hours=1)
        winter = datetime.combine(last_sunday(year, 10), time(3)) - timedelta(hours=2)
        now = datetime.combine(date(year, 1, 1), time(0))
        while now.year == year:
            said = timedelta(hours=2 if summer <= now < winter else 1)
            wrong += now.replace(tzinfo=UTC).astimezone(ZONE).utcoffset() != said
            hours += 1
            now += timedelta(hours=1)
    assert (hours, wrong) == (219144, 0)


def last_sunday(year: int, month: int) -> date:
    return max(d for n in range(25, 32) if (d := date(year, month, n)).weekday() == 6)


@pytest.mark.parametrize(
    ("organiser", "attendee", "status", "method"),
    [
        (True, True, "confirmed", "REQUEST"),
        (True, False, "confirmed", "PUBLISH"),
        (False, True, "confirmed", "PUBLISH"),
        (True, False, "cancelled", "CANCEL"),
        (False, True, "cancelled", "PUBLISH"),
    ],
)
def test_an_invitation_has_both_parties_or_is_none(
    organiser: bool, attendee: bool, status: Literal["confirmed", "cancelled"], method: str
) -> None:
    """RFC 5546: REQUEST needs ORGANIZER and ATTENDEE, CANCEL needs ORGANIZER, PUBLISH has no ATTENDEE."""
    entry = replace(ENTRY, status=status, organiser=("Sekretariatet", "post@example.dk") if organiser else None)
    content = single(entry, language="da", attendee="x@example.dk" if attendee else None)
    assert Calendar.from_ical(content)["METHOD"] == method
    assert ("ORGANIZER" in only(content)) is organiser
    assert ("ATTENDEE" in only(content)) is (method != "PUBLISH" and attendee)
