"""Each meeting as it is announced: a stable id, the sequence of RFC 5545, the day of the last change.

A meeting that was once announced stays, as cancelled when it is no longer in the schedule, so that it is removed from
the calendars that have it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Literal

from msgspec.structs import replace

from samskab.documents.typography import clean
from samskab.documents.view.meetings import ScheduleViews
from samskab.model.field_types import Tbd
from samskab.model.schedule import Meeting, Online, Release, ReleasedMeeting, VenueTbd


def announced(views: ScheduleViews, before: Release | None, today: date) -> Iterator[ReleasedMeeting]:
    """Every meeting of the schedule, then those that were announced before and are gone; `views` are Danish."""
    known = {meeting.id: meeting for meeting in before.meetings} if before else {}
    for meeting in views.schedule.meetings:
        yield _numbered(_current(views, meeting), known.pop(meeting.id, None), today)
    for gone in known.values():
        cancelled = replace(gone, status="cancelled", digest=_digest(gone.digest, "cancelled"))
        yield gone if gone.status == "cancelled" else _numbered(cancelled, gone, today)


def _numbered(now: ReleasedMeeting, then: ReleasedMeeting | None, today: date) -> ReleasedMeeting:
    if then is None:
        return replace(now, sequence=0, changed=today)
    if replace(now, sequence=then.sequence, changed=then.changed) == then:
        return then
    return replace(now, sequence=then.sequence + (now.digest != then.digest), changed=today)


def _current(views: ScheduleViews, meeting: Meeting) -> ReleasedMeeting:
    start, end = views.schedule.hours(meeting)
    days, status = meeting.exact_days(), _status(meeting)
    return ReleasedMeeting(
        id=meeting.id,
        sequence=0,
        changed=date.min,
        status=status,
        summary=clean(meeting.title.da).strip() or meeting.id,
        days=days,
        start=start,
        end=end,
        place=_known_place(views, meeting) or None,
        tracks=tuple(track.id for track in views.programme.tracks if meeting.is_for(track)),
        host=meeting.host_application(),
        digest=_digest([day.isoformat() for day in days], start, end, status, _place_facts(views, meeting)),
    )


def _status(meeting: Meeting) -> Literal["confirmed", "tentative", "cancelled"]:
    if meeting.status == "cancelled":
        return "cancelled"
    nowhere = isinstance(meeting.venue, VenueTbd) or (meeting.venue is None and isinstance(meeting.host, Tbd))
    return "tentative" if meeting.status == "postponed" or nowhere or not meeting.exact_days() else "confirmed"


def place_words(views: ScheduleViews, meeting: Meeting) -> str:
    """Where it is, in words: at the host where no venue is named; empty where neither is known."""
    if meeting.venue is None and not isinstance(meeting.host, Tbd):
        return clean(views.host(meeting)).strip()
    return clean(views.place(meeting)[0]).strip()


def _known_place(views: ScheduleViews, meeting: Meeting) -> str:
    """The place in words of the data alone, so that a new sentence of the catalogue is no change; empty at a host."""
    venue, say = meeting.venue, views.language.choose
    if isinstance(venue, VenueTbd):
        text = say(venue.text)
        words = f"{venue.city} ({text})" if venue.city and text else venue.city or ""
    elif isinstance(venue, Online):
        text = "" if venue.url else say(venue.text)
        words = f"Online ({text})" if text else "Online"
    else:
        known = views.data.venues.get(venue) if venue else None
        words = ", ".join((known.name, *(known.address or (known.city,)))) if known else ""
    return clean(words).strip()


def _place_facts(views: ScheduleViews, meeting: Meeting) -> list[object]:
    """The facts of the place whose change is a change of the meeting; the words for them may change."""
    venue = meeting.venue
    if isinstance(venue, VenueTbd):
        return ["later", venue.city]
    if isinstance(venue, Online):
        return ["online", venue.url]
    if venue is None:
        return ["host", meeting.host_application()]
    known = views.data.venues.get(venue)
    return ["venue", known.name, known.city, *known.address] if known else ["venue", venue]


def _digest(*facts: object) -> str:
    return sha256(json.dumps(facts, ensure_ascii=True).encode()).hexdigest()[:16]
