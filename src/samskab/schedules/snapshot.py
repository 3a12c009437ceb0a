"""Each meeting as it is announced: a stable id, a sequence that rises as RFC 5545 wants it, the day of the last change.

A meeting that was once announced stays, as cancelled when it is no longer in the schedule: whoever has it in a calendar
must be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Literal

from msgspec.structs import replace

from samskab.documents.typography import clean
from samskab.documents.view.meetings import Meetings, takes_part
from samskab.model.field_types import Tbd, VagueDay
from samskab.model.schedule import Meeting, Online, Release, ReleasedMeeting, VenueTbd


def announced(told: Meetings, before: Release | None, today: date) -> Iterator[ReleasedMeeting]:
    """Every meeting of the schedule, then those that were announced before and are gone; `told` is in Danish."""
    known = {meeting.id: meeting for meeting in before.meetings} if before else {}
    for meeting in told.schedule.meetings:
        yield _numbered(_as_it_stands(told, meeting), known.pop(meeting.id, None), today)
    for gone in known.values():
        cancelled = replace(gone, status="cancelled", digest=_digest(gone.digest, "cancelled"))
        yield gone if gone.status == "cancelled" else _numbered(cancelled, gone, today)


def days_of(meeting: Meeting) -> tuple[date, ...]:
    """The days of a meeting that are known to the day, in order."""
    if meeting.dates:
        return tuple(sorted(meeting.dates))
    exact = isinstance(meeting.date, VagueDay) and meeting.date.precision == "day"
    return (meeting.date.first(),) if exact and isinstance(meeting.date, VagueDay) else ()


def _numbered(now: ReleasedMeeting, then: ReleasedMeeting | None, today: date) -> ReleasedMeeting:
    if then is None:
        return replace(now, sequence=0, changed=today)
    if replace(now, sequence=then.sequence, changed=then.changed) == then:
        return then
    return replace(now, sequence=then.sequence + (now.digest != then.digest), changed=today)


def _as_it_stands(told: Meetings, meeting: Meeting) -> ReleasedMeeting:
    start, end = told.schedule.hours(meeting)
    days, status = days_of(meeting), _status(meeting)
    return ReleasedMeeting(
        id=meeting.id,
        sequence=0,
        changed=date.min,
        status=status,
        summary=clean(meeting.title.da).strip() or meeting.id,
        days=days,
        start=start,
        end=end,
        place=_known_place(told, meeting) or None,
        tracks=tuple(track.id for track in told.programme.tracks if takes_part(track, meeting)),
        host=meeting.host if isinstance(meeting.host, str) else None,
        digest=_digest([day.isoformat() for day in days], start, end, status, _place_facts(told, meeting)),
    )


def _status(meeting: Meeting) -> Literal["confirmed", "tentative", "cancelled"]:
    if meeting.status == "cancelled":
        return "cancelled"
    nowhere = isinstance(meeting.venue, VenueTbd) or (meeting.venue is None and isinstance(meeting.host, Tbd))
    return "tentative" if meeting.status == "postponed" or nowhere or not days_of(meeting) else "confirmed"


def place_words(told: Meetings, meeting: Meeting) -> str:
    """Where it is, in words; at the host's when nothing else is said, and nothing when nobody knows of a place."""
    if meeting.venue is None and not isinstance(meeting.host, Tbd):
        return clean(str(told.meeting(meeting)["host"])).strip()
    return clean(str(told.meeting(meeting)["place"])).strip()


def _known_place(told: Meetings, meeting: Meeting) -> str:
    """The place as far as the data says it: none of our own words, which may be put better another year.

    At a host's it is empty: the host stands beside it.
    """
    venue, say = meeting.venue, told.language.choose
    if isinstance(venue, VenueTbd):
        text = say(venue.text)
        words = f"{venue.city} ({text})" if venue.city and text else venue.city or ""
    elif isinstance(venue, Online):
        text = "" if venue.url else say(venue.text)
        words = f"Online ({text})" if text else "Online"
    else:
        known = told.data.venues.get(venue) if venue else None
        words = ", ".join((known.name, *(known.address or (known.city,)))) if known else ""
    return clean(words).strip()


def _place_facts(told: Meetings, meeting: Meeting) -> list[object]:
    """What must not change unnoticed about the place; the words that say so may."""
    venue = meeting.venue
    if isinstance(venue, VenueTbd):
        return ["later", venue.city]
    if isinstance(venue, Online):
        return ["online", venue.url]
    if venue is None:
        return ["host", meeting.host if isinstance(meeting.host, str) else None]
    known = told.data.venues.get(venue)
    return ["venue", known.name, known.city, *known.address] if known else ["venue", venue]


def _digest(*facts: object) -> str:
    return sha256(json.dumps(facts, ensure_ascii=True).encode()).hexdigest()[:16]
