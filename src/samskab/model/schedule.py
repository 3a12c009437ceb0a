"""A programme's meetings: dates as exactly as is known, tracks, places, agenda, hosts; and what was released.

`Venues` are the places to meet that all programmes share.
"""

from typing import Literal

from samskab.model.field_types import (
    ClockTime,
    Day,
    Key,
    Line,
    MunicipalityCode,
    Tbd,
    Text,
    VagueDay,
    WebAddress,
    Words,
)
from samskab.model.programme import Track
from samskab.model.record import Part, Record

MeetingKind = Literal["course_day", "network_meeting", "info_meeting", "seminar", "meeting", "conference", "workshops"]
_HOSTED = frozenset(("seminar", "course_day"))
"""Kinds of meetings that need a host while they have no venue."""


class Venue(Part):
    """A place to meet: city, address, seats, and how one gets in. What is not known is left out."""

    id: Key
    name: Line
    city: Line
    municipality: MunicipalityCode | None = None
    address: tuple[Line, ...] = ()
    seats: int | None = None
    accessible: bool | None = None
    access: Words | None = None


class Venues(Record):
    """`data/venues.yaml`."""

    schema: Literal["samskab/venues@1"]
    venues: tuple[Venue, ...]


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
    """A speaker or other visitor of one meeting, by public name or role."""

    name: Line
    title: Words | None = None


class AgendaPart(Part):
    """A block of the day, with or without clock times (`part` is the rough time of day)."""

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
    """An optional part beside the meeting, with its payer: a dinner."""

    id: Key
    title: Words
    optional: bool = True
    paid_by: Literal["participant", "municipality", "host", "programme"]
    start: ClockTime | None = None
    ask_diet: bool = False
    text: Words | None = None


class Meeting(Part):
    """One meeting. `id` is stable: the calendar's UID is made from it.

    days              the number of days of a meeting that is announced as one ("2.+3. kursusdag")
    counts            how many of its promised days a track uses on this meeting
    same_day_as       a meeting it may share a day with; `same_day_unknown`: the source leaves open whether it does
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

    def exact_days(self) -> tuple[Day, ...]:
        """The days that are known to the day, in order."""
        if self.dates:
            return tuple(sorted(self.dates))
        exact = isinstance(self.date, VagueDay) and self.date.precision == "day"
        return (self.date.first(),) if exact and isinstance(self.date, VagueDay) else ()

    def first_day(self) -> Day | None:
        """The first of its exact days; None while no day is known."""
        return next(iter(self.exact_days()), None)

    def last_day(self) -> Day:
        """The last day it can be on; `date.max` while it has no day."""
        if self.dates:
            return max(self.dates)
        return Day.max if isinstance(self.date, Tbd) else self.date.last()

    def is_for(self, track: Track) -> bool:
        """Whether a track takes part: the meeting names it, or one of its roles, or neither a track nor a role."""
        if self.tracks:
            return track.id in self.tracks
        return not self.audience or bool(set(track.roles) & set(self.audience))

    def host_application(self) -> str | None:
        """The id of the application whose applicant is the host; None while the host is not decided."""
        return self.host if isinstance(self.host, str) else None


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
    """All meetings of one programme, in the order in which they are listed."""

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

    def meeting(self, key: str) -> Meeting | None:
        """The meeting with this id."""
        return next((meeting for meeting in self.meetings if meeting.id == key), None)

    def held(self) -> tuple[Meeting, ...]:
        """The meetings that are not cancelled."""
        return tuple(meeting for meeting in self.meetings if meeting.status != "cancelled")

    def hosted(self) -> tuple[Meeting, ...]:
        """The meetings that somebody hosts or is to host."""
        return tuple(each for each in self.held() if each.host or (each.kind in _HOSTED and each.venue is None))

    def coming(self, on: Day) -> tuple[Meeting, ...]:
        """The meetings that are not cancelled and not over on a day."""
        return tuple(meeting for meeting in self.held() if meeting.last_day() >= on)


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
    """One line of the changelog of a release, as a sentence, with the tracks and applications it concerns."""

    meeting: Key
    text: Words
    tracks: tuple[Key, ...] = ()
    applications: tuple[Key, ...] = ()


class Release(Record):
    """A schedule as it was announced. Written by `samskab schedule release`, never by hand; numbered from 1."""

    schema: Literal["samskab/release@1"]
    programme: Key
    number: int
    released: Day
    note: Text | None = None
    meetings: tuple[ReleasedMeeting, ...] = ()
    changes: tuple[Change, ...] = ()
