"""Every mailed calendar of every meeting follows RFC 5545 and RFC 5546, from its first release to its cancellation."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar, Event
from msgspec.structs import replace

from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.schedule import Schedule
from samskab.schedules.calendar_entries import CalendarEntry, calendar_of
from samskab.schedules.icalendar import feed, single
from samskab.schedules.release import next_release
from samskab.usecases.load import Repo
from samskab.yaml.catalogue import load_languages
from samskab.yaml.records import KINDS

LANGUAGES = load_languages()
WHOM = "post@example.dk"


def states(schedule: Schedule) -> list[Schedule]:
    """The schedule, each meeting at another hour, and each cancelled."""
    moved = (replace(each, start="00:05", end="00:10") for each in schedule.meetings)
    cancelled = (replace(each, status="cancelled") for each in schedule.meetings)
    return [schedule, replace(schedule, meetings=tuple(moved)), replace(schedule, meetings=tuple(cancelled))]


def scheduled(data: Dataset, schedule: Schedule) -> Dataset:
    """The data with another schedule for its programme."""
    records = (each for kind in KINDS for each in data.all(kind.record))
    others = (each for each in records if not (isinstance(each, Schedule) and each.programme == schedule.programme))
    return Dataset([*others, schedule], data.unread)


def released(data: Dataset, programme: Programme) -> list[dict[str, CalendarEntry]]:
    """The entries after a release of each state, by UID."""
    schedule = data.schedule(programme.id)
    assert schedule is not None
    found = []
    for number, state in enumerate(states(schedule)):
        data = scheduled(data, state)
        release = next_release(data, programme, LANGUAGES, date(2030, 1, 1 + number))
        data = data.with_more([release] if release else [])
        entries = calendar_of(data, programme, LANGUAGES["da"]).entries
        found.append({entry.uid: entry for entry in entries})
    return found


def lines(content: bytes) -> list[bytes]:
    """The lines of a calendar, each ended by CRLF and of at most 75 octets."""
    assert content.endswith(b"\r\n")
    found = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in found)
    return found


def event(content: bytes) -> tuple[str, Event]:
    """The method and the only event."""
    assert lines(content)[0] == b"BEGIN:VCALENDAR"
    calendar = Calendar.from_ical(content)
    assert {"VERSION", "PRODID", "METHOD"} <= set(calendar)
    (found,) = calendar.walk("VEVENT")
    assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS"} <= set(found)
    return str(calendar["METHOD"]), found


@pytest.mark.parametrize(
    "key",
    [
        "sund-by-ledernetvaerket-2018",
        *(
            pytest.param(key, marks=pytest.mark.slow)
            for key in (
                "faellesskabsagenter-2014",
                "fremfaerd-idialog-2024",
                "frivilligraadets-aarsmoede-2012",
            )
        ),
    ],
)
def test_every_meeting_is_invited_moved_and_cancelled_under_one_uid(real: Repo, key: str) -> None:
    programme = real.data.programmes[key]
    first, moved, cancelled = released(real.data, programme)
    assert first
    assert set(first) <= set(moved) <= set(cancelled)
    for uid, entry in first.items():
        sequences = [entry.sequence, moved[uid].sequence, cancelled[uid].sequence]
        assert sequences == sorted(set(sequences)), (uid, sequences)
    for entries, asked in ((first, "REQUEST"), (moved, "REQUEST"), (cancelled, "CANCEL")):
        lines(feed(entries.values(), name="Møder", language="da"))
        for uid, entry in entries.items():
            method, found = event(single(entry, language="da", attendee=WHOM))
            assert found["UID"] == uid
            assert method == (asked if entry.organiser else "PUBLISH")
            assert ("ATTENDEE" in found, "ORGANIZER" in found) == (method != "PUBLISH", bool(entry.organiser))
            method, found = event(single(entry, language="da"))
            assert method == ("CANCEL" if entry.organiser and asked == "CANCEL" else "PUBLISH")
            assert "ATTENDEE" not in found
