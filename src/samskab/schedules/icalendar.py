"""Calendar entries as iCalendar (RFC 5545): a feed to subscribe to, or one event to mail.

    feed(entries, name="Sund By Ledernetværket", language="da")     # METHOD:PUBLISH, cancelled events kept
    single(entry, language="da", attendee="x@example.dk")            # METHOD:REQUEST, CANCEL or PUBLISH

`schedules.calendar_entries` chooses the entries of a calendar. No clock is read: every stamp is the day of a release.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from samskab.documents.typography import clean, unset_text
from samskab.language import LanguageCode

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

ZONE = "Europe/Copenhagen"
REFRESH = timedelta(hours=12)
# The rule of all years since 1997. Where it is not enough, times are written in UTC: on days before, and in the hour
# that occurs twice in autumn, which calendar programs read as either.
_RULE_SINCE = 1997
_ZONE_RULE = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class CalendarEntry:
    """One day of one meeting, in one language.

    uid         never changes: `m1.<programme>@<calendar_host>`, `m1.2.<programme>@...` for a second day
    sequence    from the release file; one higher when start, end, place or status change
    changed     the day of the release that changed it last, for DTSTAMP and LAST-MODIFIED
    start, end  clock times in Copenhagen (`10:00`); without a start the entry is a whole day
    organiser   name and mail address of the sender
    """

    uid: str
    sequence: int
    changed: date
    status: Literal["confirmed", "tentative", "cancelled"]
    day: date
    summary: str
    start: str | None = None
    end: str | None = None
    place: str = ""
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    organiser: tuple[str, str] | None = None


def feed(entries: Iterable[CalendarEntry], *, name: str, language: LanguageCode) -> bytes:
    """A calendar to subscribe to: every entry, cancelled ones too, so that they are removed where they were shown."""
    from icalendar import vDuration

    calendar = _calendar(language, "PUBLISH")
    calendar.add("name", _line(name))
    calendar.add("x-wr-calname", _line(name))
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def single(entry: CalendarEntry, *, language: LanguageCode, attendee: str | None = None) -> bytes:
    """One event to mail, with the method that `method_of` gives it."""
    calendar = _calendar(language, method_of(entry, attendee))
    event = _event(entry)
    if attendee and entry.organiser:
        event.add("attendee", _address("", attendee))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def method_of(entry: CalendarEntry, attendee: str | None) -> Literal["PUBLISH", "REQUEST", "CANCEL"]:
    """RFC 5546: a REQUEST has an organiser and an attendee, a CANCEL an organiser; without them it is a PUBLISH."""
    if entry.organiser and entry.status == "cancelled":
        return "CANCEL"
    return "REQUEST" if entry.organiser and attendee else "PUBLISH"


def moment(day: date, clock: str) -> datetime:
    """A clock time in Copenhagen, the first of two equal ones. ValueError for a time that clocks skip (SK408)."""
    local = datetime.combine(day, time.fromisoformat(clock), ZoneInfo(ZONE))
    utc = local.astimezone(UTC)
    if utc.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"{day.isoformat()} {clock}")
    twice = local.replace(fold=1).utcoffset() != local.utcoffset()
    return utc if twice or day.year < _RULE_SINCE else local


def _calendar(language: LanguageCode, method: str) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//samskab//samskab//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


@cache
def _zone() -> Timezone:
    from icalendar import Timezone

    zone = Timezone.from_ical(_ZONE_RULE.replace("\n", "\r\n"))
    if not isinstance(zone, Timezone):
        raise TypeError(type(zone).__name__)
    return zone


def _event(entry: CalendarEntry) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _line(entry.uid))
    event.add("sequence", entry.sequence)
    stamp = datetime.combine(entry.changed, time(0), UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("status", entry.status.upper())
    event.add("transp", "TRANSPARENT" if entry.status == "cancelled" else "OPAQUE")
    event.add("summary", _line(entry.summary))
    _add_times(event, entry)
    for field, text in (("location", _line(entry.place)), ("description", _lines(entry.description))):
        if text:
            event.add(field, text)
    if url := _line(entry.url).replace(" ", "%20"):
        event.add("url", url)
    if categories := [_line(each) for each in entry.categories]:
        event.add("categories", categories)
    if entry.organiser:
        event.add("organizer", _address(*entry.organiser))
    return event


def _add_times(event: Event, entry: CalendarEntry) -> None:
    if not entry.start:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        return
    start = moment(entry.day, entry.start)
    event.add("dtstart", start)
    if entry.end and (end := moment(entry.day, entry.end)) > start:
        event.add("dtend", end)


def _address(name: str, mail: str) -> object:
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{_line(mail).replace(' ', '')}")
    if shown := _line(name).replace('"', "'"):
        address.params["CN"] = shown
    return address


def _line(text: str) -> str:
    return unset_text(clean(text)).strip()


def _lines(text: str) -> str:
    return "\n".join(_line(line) for line in text.split("\n")).strip("\n")
