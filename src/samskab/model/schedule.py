"""A programme's meetings: dates as exactly as is known, tracks, places, agenda, hosts; and what was released."""

from typing import Literal

from samskab.model.field_types import ClockTime, Day, Key, Line, Tbd, Text, VagueDay, WebAddress, Words
from samskab.model.record import Part, Record

MeetingKind = Literal["course_day", "network_meeting", "info_meeting", "seminar", "meeting", "conference", "workshops"]


class VenueTbd(Part):
    """A venue of which only the city (or not even that) is known, and when it must be decided."""

    tbd: Literal[True]
    decide_by: Day
    city: Line | None = None
    text: Words | None = None


class Online(Part):
    """A meeting on the net; the link may come later."""

    online: Literal[True]
    url: WebAddress | None = None
    text: Words | None = None


class Guest(Part):
    """Somebody who visits one meeting, by public name or role."""

    name: Line
    title: Words | None = None


class AgendaPart(Part):
    """A block of the day, with or without clock times (`part` says roughly when)."""

    title: Words
    part: Literal["morning", "after_lunch", "afternoon", "evening"] | None = None
    start: ClockTime | None = None
    end: ClockTime | None = None
    text: Words | None = None
    tracks: tuple[Key, ...] = ()


class Content(Part):
    """What one track does on the day; no `track` means everyone."""

    track: Key | None = None
    points: tuple[Words, ...]


class Extra(Part):
    """Something beside the meeting that one may choose, with its payer: a dinner."""

    id: Key
    title: Words
    optional: bool = True
    paid_by: Literal["participant", "municipality", "host", "programme"]
    start: ClockTime | None = None
    ask_diet: bool = False
    text: Words | None = None


class Meeting(Part):
    """One meeting. `id` is stable: the calendar's UID grows from it.

    `days` is the number of days of a unit that is told as one ("2.+3. kursusdag"); `counts` says how many promised
    days it is for each track. `same_day_as` names a meeting it may share a day with; `same_day_unknown` says that
    the source does not tell whether it does.
    """

    id: Key
    kind: MeetingKind
    title: Words
    status: Literal["planned", "cancelled", "postponed"] = "planned"
    status_note: Words | None = None
    tracks: tuple[Key, ...] = ()
    audience: tuple[Key, ...] = ()
    open_to_all: bool = False
    date: VagueDay | Tbd
    dates: tuple[Day, ...] = ()
    days: int = 1
    counts: dict[Key, int] = {}
    start: ClockTime | None = None
    end: ClockTime | None = None
    venue: Key | VenueTbd | Online | None = None
    host: Key | Tbd | None = None
    seats_expected: int | None = None
    theme: Words | Tbd | None = None
    guest: Guest | Tbd | None = None
    facilitator: Key | None = None
    content: tuple[Content, ...] = ()
    agenda: tuple[AgendaPart, ...] = ()
    extras: tuple[Extra, ...] = ()
    signup_url: WebAddress | None = None
    same_day_as: Key | None = None
    same_day_unknown: bool = False


class Defaults(Part):
    """Clock times that hold for every meeting: each of the two where the meeting states no other."""

    start: ClockTime | None = None
    end: ClockTime | None = None


class Rotation(Part):
    """Hosting in turn: how often each may host at most, what a host provides, for how many."""

    each_host_max: int = 1
    provides: tuple[Words, ...] = ()
    seats: int | None = None
    approximate: bool = False


class Schedule(Record):
    """All meetings of one programme, in the order they are told."""

    schema: Literal["samskab/schedule@1"]
    programme: Key
    timezone: Literal["Europe/Copenhagen"] = "Europe/Copenhagen"
    defaults: Defaults | None = None
    meetings: tuple[Meeting, ...] = ()
    hosting: Rotation | None = None

    def hours(self, meeting: Meeting) -> tuple[ClockTime | None, ClockTime | None]:
        """When a meeting starts and ends: its own times, else those that hold for every meeting."""
        usual = self.defaults or Defaults()
        return meeting.start or usual.start, meeting.end or usual.end


class ReleasedMeeting(Part):
    """A meeting as it stood in a release; `sequence` and `changed` go into the calendar (RFC 5545)."""

    id: Key
    sequence: int
    changed: Day
    status: Literal["confirmed", "tentative", "cancelled"]
    summary: Line
    days: tuple[Day, ...] = ()
    start: ClockTime | None = None
    end: ClockTime | None = None
    place: Line | None = None
    tracks: tuple[Key, ...] = ()
    host: Key | None = None
    digest: Line


class Change(Part):
    """One line of the changelog of a release, in words, with those it concerns."""

    meeting: Key
    text: Words
    tracks: tuple[Key, ...] = ()
    applications: tuple[Key, ...] = ()


class Release(Record):
    """A schedule as it was announced. Written by `samskab schedule release`, never by hand; numbers rise from 1."""

    schema: Literal["samskab/release@1"]
    programme: Key
    number: int
    released: Day
    note: Text | None = None
    meetings: tuple[ReleasedMeeting, ...] = ()
    changes: tuple[Change, ...] = ()
