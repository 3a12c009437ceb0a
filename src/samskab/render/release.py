"""The schedule as it is announced, and what is new since the last time: `next_release`.

A release holds what a calendar needs to be believed (RFC 5545): each meeting's stable id, a sequence that rises when
start, end, place or status change, and the day of the last change. A meeting that was once announced stays in every
later release, as cancelled when it is no longer in the schedule: whoever has it in a calendar must be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Literal

from msgspec.structs import replace

from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.scalars import Tbd, VagueDay, Words
from samskab.model.schedule import Change, Meeting, Online, Release, ReleasedMeeting, Schedule, VenueTbd
from samskab.phrase import Language, Phrasebook
from samskab.render.typography import clean
from samskab.render.views.decision import latest, standing
from samskab.render.views.meetings import Meetings, takes_part
from samskab.render.words import Speech

Said = Mapping[Language, Phrasebook]
"""The catalogue in both languages: a changelog is read by Danes and by others."""


def next_release(
    data: Dataset, programme: Programme, said: Said, today: date, note: str | None = None
) -> Release | None:
    """What `samskab schedule release` would write; None when the last release still tells all there is to tell."""
    told = {language: Meetings(data, programme, Speech(language), words) for language, words in said.items()}
    before = _last(data, programme)
    meetings = tuple(_announced(told["da"], before, today))
    changes = tuple(_changes(data, told, before, meetings))
    if not changes and (before or not meetings):
        return None
    number = before.number + 1 if before else 1
    return Release(
        schema="samskab/release@1",
        programme=programme.id,
        number=number,
        released=today,
        note=note,
        meetings=meetings,
        changes=changes,
    )


def is_announced(data: Dataset, programme: Programme, said: Said) -> bool:
    """Whether there is a release and it tells all that the schedule tells now."""
    before = _last(data, programme)
    return before is not None and next_release(data, programme, said, before.released) is None


def release_path(release: Release) -> str:
    """Where a release lies in the data repository."""
    return f"data/programmes/{release.programme}/releases/{release.number}.yaml"


def times(schedule: Schedule, meeting: Meeting) -> tuple[str | None, str | None]:
    """When a meeting starts and ends: its own times, else those that hold for every meeting."""
    defaults = schedule.defaults
    return (
        meeting.start or (defaults.start if defaults else None),
        meeting.end or (defaults.end if defaults else None),
    )


def days_of(meeting: Meeting) -> tuple[date, ...]:
    """The days of a meeting that are known to the day, in order."""
    if meeting.dates:
        return tuple(sorted(meeting.dates))
    exact = isinstance(meeting.date, VagueDay) and meeting.date.precision == "day"
    return (meeting.date.first(),) if exact and isinstance(meeting.date, VagueDay) else ()


def _last(data: Dataset, programme: Programme) -> Release | None:
    return next(iter(data.releases(programme.id)[::-1]), None)


def _announced(told: Meetings, before: Release | None, today: date) -> Iterator[ReleasedMeeting]:
    known = {meeting.id: meeting for meeting in before.meetings} if before else {}
    for meeting in told.schedule.meetings:
        yield _numbered(_as_it_stands(told, meeting), known.pop(meeting.id, None), today)
    for gone in known.values():
        cancelled = replace(gone, status="cancelled", digest=_digest(gone.digest, "cancelled"))
        yield gone if gone.status == "cancelled" else _numbered(cancelled, gone, today)


def _numbered(now: ReleasedMeeting, then: ReleasedMeeting | None, today: date) -> ReleasedMeeting:
    if then is None:
        return replace(now, sequence=0, changed=today)
    if replace(now, sequence=then.sequence, changed=then.changed) == then:
        return then
    return replace(now, sequence=then.sequence + (now.digest != then.digest), changed=today)


def _as_it_stands(told: Meetings, meeting: Meeting) -> ReleasedMeeting:
    start, end = times(told.schedule, meeting)
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
    venue, say = meeting.venue, told.speech.choose
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


def _changes(
    data: Dataset, told: Mapping[Language, Meetings], before: Release | None, meetings: tuple[ReleasedMeeting, ...]
) -> Iterator[Change]:
    known = {meeting.id: meeting for meeting in before.meetings} if before else {}
    chosen = _chosen(data, told["da"].programme)
    for now in meetings:
        then = known.get(now.id)
        if now == then:
            continue
        danish, english = (tuple(_sentences(told[language], then, now)) for language in ("da", "en"))
        hosts = {host for host in (now.host, then and then.host) if host}
        tracks = dict.fromkeys((*(then.tracks if then else ()), *now.tracks))
        yield Change(
            meeting=now.id,
            text=Words(da=" ".join(danish), en=" ".join(english)),
            tracks=tuple(tracks),
            applications=tuple(sorted({*chosen, *hosts})),
        )


def _chosen(data: Dataset, programme: Programme) -> tuple[str, ...]:
    """Those who take part, once that is decided."""
    decision = latest(data, programme.id)
    return standing(decision).selected if decision and decision.status != "proposed" else ()


def _sentences(told: Meetings, then: ReleasedMeeting | None, now: ReleasedMeeting) -> Iterator[str]:
    """What is new about one meeting, in one language."""
    meeting = told.find(now.id)
    title = clean(told.speech.choose(meeting.title)) if meeting else now.summary
    place = place_words(told, meeting) if meeting else now.place or ""

    def say(what: str, **values: object) -> str:
        return told.words.say(f"release.{what}", meeting=title, **values)

    when = _when(told, now)
    if then is None:
        yield say("new_at", when=when, place=place) if place else say("new", when=when)
        return
    if now.status == "cancelled" and then.status != "cancelled":
        why = told.speech.choose(meeting.status_note) if meeting else ""
        yield say("cancelled_because", why=clean(why)) if why else say("cancelled" if meeting else "removed")
    elif then.status == "cancelled" and now.status != "cancelled":
        yield say("back", when=when)
    elif (then.days, then.start, then.end) != (now.days, now.start, now.end):
        known = "moved" if then.days and now.days else "dated" if now.days else "undated"
        yield say(known, before=_when(told, then), when=when)
    if now.status != "cancelled":
        yield from _about(told, then, now, title, place)


def _about(told: Meetings, then: ReleasedMeeting, now: ReleasedMeeting, title: str, place: str) -> Iterator[str]:
    """What else is new: place, status, name, tracks, host."""

    def say(what: str, **values: object) -> str:
        return told.words.say(f"release.{what}", meeting=title, **values)

    before, count = then.place, 0
    if now.place != before:
        count += 1
        found = not before or (then.status, now.status) == ("tentative", "confirmed")
        known = "place_gone" if not now.place else "place" if found else "place_changed"
        yield say(known, place=place, before=before or "")
    if now.summary != then.summary:
        count += 1
        yield say("title", before=then.summary)
    if now.tracks != then.tracks:
        count += 1
        titles = tuple(clean(told.speech.choose(t.title)) for t in told.programme.tracks if t.id in now.tracks)
        yield say("tracks", tracks=titles) if titles else say("no_tracks")
    if now.host != then.host:
        count += 1
        meeting = told.find(now.id)
        host = clean(str(told.meeting(meeting)["host"])) if meeting and now.host else ""
        yield say("host", host=host) if host else say("no_host")
    same_time = (then.status == "cancelled", then.days, then.start, then.end) == (False, now.days, now.start, now.end)
    if not count and same_time:
        yield say("status", status=told.words.say(f"release.status.{now.status}"))


def _when(told: Meetings, meeting: ReleasedMeeting) -> str:
    """The days and times in words; of a meeting without a day what the schedule says about it."""
    if meeting.days:
        return f"{told.speech.days(meeting.days)} {told.speech.clock(meeting.start, meeting.end)}".strip()
    known = told.find(meeting.id)
    vague = clean(str(told.meeting(known)["day"])) if known and not days_of(known) else ""
    return vague or told.words.say("release.no_day")
