"""Meetings as template data: when as exactly as is known, where, what happens, who pays; per track and for the year."""

from __future__ import annotations

from datetime import date
from typing import Any

from samskab.documents.view.programme import lower_first, tbd_words
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd
from samskab.model.programme import Programme, Track
from samskab.model.schedule import AgendaPart, Extra, Guest, Meeting, Online, Schedule, VenueTbd


class Meetings:
    """All meetings of one programme as template data, in one language."""

    def __init__(self, data: Dataset, programme: Programme, language: Language) -> None:
        self.data, self.programme, self.language = data, programme, language
        self.schedule = data.schedule(programme.id) or Schedule(schema="samskab/schedule@1", programme=programme.id)

    def all(self) -> list[dict[str, Any]]:
        """Every meeting, in the order of the schedule."""
        return [self.meeting(each) for each in self.schedule.meetings]

    def tracks(self) -> list[dict[str, Any]]:
        """Every track with the meetings of its own."""
        return [self.track(track) for track in self.programme.tracks]

    def track(self, track: Track) -> dict[str, Any]:
        """A track: its promise and its meetings, with what everyone does and what the track does by itself."""
        roles = (self.programme.role(key) for key in track.roles)
        plurals = (self.language.choose(role.plural or role.title) for role in roles if role)
        return {
            "id": track.id,
            "title": self.language.choose(track.title),
            "promise": self.language.choose(track.promise),
            "days": track.promised_days,
            "roles": self.language.listing(map(lower_first, plurals)),
            "meetings": [self.meeting(m, track.id) for m in self.schedule.meetings if takes_part(track, m)],
        }

    def meeting(self, meeting: Meeting, track: str | None = None) -> dict[str, Any]:
        """One meeting; of one track only what that track does."""
        choose, language = self.language.choose, self.language
        start, end = self.schedule.hours(meeting)
        day, known = self._day(meeting)
        time = self.language.clock(start, end)
        own = [c for c in meeting.content if track is None or c.track in {None, track}]
        agenda = [part for part in meeting.agenda if track is None or not part.tracks or track in part.tracks]
        roles = (self.programme.role(key) for key in meeting.audience)
        facilitator = self.data.senders.get(meeting.facilitator or "")
        return {
            "id": meeting.id,
            "title": choose(meeting.title),
            "kind": language.say(phrase_key("letters.kind", meeting.kind)),
            "cancelled": meeting.status == "cancelled",
            "status": "" if meeting.status == "planned" else self._status(meeting),
            "day": day,
            "day_known": known,
            "time": time,
            "when": language.say("letters.when", day=day, time=time) if known and time else day,
            "host": self._host(meeting),
            "host_known": isinstance(meeting.host, str),
            "theme": tbd_words(meeting.theme, self.language, language.say("letters.tbd.theme")),
            "guest": self._guest(meeting),
            "guest_known": isinstance(meeting.guest, Guest),
            "facilitator": (facilitator.person or choose(facilitator.organisation)) if facilitator else "",
            "audience": self.language.listing(lower_first(choose(r.plural or r.title)) for r in roles if r),
            "tracks": [choose(t.title) for t in self.programme.tracks if t.id in meeting.tracks],
            "open_to_all": meeting.open_to_all,
            "seats": self._seats(meeting),
            "shared_day": self._shared_day(meeting),
            "points": [choose(point) for content in own if content.track is None for point in content.points],
            "content": [
                {"track": self._track_title(c.track), "points": [choose(point) for point in c.points]} for c in own
            ],
            "agenda": [self._part(part) for part in agenda],
            "timed": any(part.start for part in agenda),
            "extras": [self._extra(extra) for extra in meeting.extras],
            "signup": meeting.signup_url,
            **self._place(meeting),
        }

    def overview(self) -> dict[str, Any]:
        """The year as a table: a row for each meeting, a column for each track, in the cell what the track does."""
        tracks = self.programme.tracks
        columns = [self.language.choose(t.title) for t in tracks] or [self.language.say("letters.overview.content")]
        rows = []
        for meeting in self.schedule.meetings:
            told = self.meeting(meeting)
            cells = [self._cell(meeting, track) for track in tracks] or [told["points"]]
            rows.append({"title": told["title"], "when": told["when"], "place": told["place"], "cells": cells})
        unsettled = sorted({m["shared_day"] for m in self.all() if m["shared_day"]})
        return {"columns": columns, "rows": rows, "unsettled": " ".join(unsettled)}

    def coming(self, on: date) -> tuple[Meeting, ...]:
        """The meetings that are not over on a day and not cancelled."""
        return tuple(m for m in self.schedule.meetings if m.status != "cancelled" and last_day(m) >= on)

    def find(self, key: str) -> Meeting | None:
        """The meeting with this id."""
        return next((m for m in self.schedule.meetings if m.id == key), None)

    def _cell(self, meeting: Meeting, track: Track) -> list[str]:
        if not takes_part(track, meeting):
            return []
        own = [c for c in meeting.content if c.track in {None, track.id}]
        return [self.language.choose(point) for content in own for point in content.points] or [
            self.language.choose(part.title) for part in meeting.agenda
        ]

    def _day(self, meeting: Meeting) -> tuple[str, bool]:
        if meeting.dates:
            return self.language.days(meeting.dates), True
        if isinstance(meeting.date, Tbd):
            return self.language.choose(meeting.date.text) or self.language.say("letters.tbd.day"), False
        return self.language.vague_day(meeting.date), meeting.date.precision == "day"

    def _place(self, meeting: Meeting) -> dict[str, Any]:
        venue, later = meeting.venue, self.language.say("letters.tbd.venue")
        if isinstance(venue, Online):
            text = self.language.choose(venue.text) if not venue.url else ""
            place = self.language.say("letters.online") + (f" ({text})" if text else "")
            return {"place": place, "place_known": True, "online": True, "link": venue.url}
        if isinstance(venue, VenueTbd):
            text = self.language.choose(venue.text)
            told = later if text.casefold() in {"", later.casefold()} else f"{later}; {text}"
            return {"place": f"{venue.city} ({told})" if venue.city else told, "city": venue.city}
        known = self.data.venues.get(venue) if isinstance(venue, str) else None
        if known is None:
            return {"place": later}
        address = ", ".join((known.name, *known.address)) if known.address else f"{known.name}, {known.city}"
        return {"place": address, "place_known": True, "city": known.city, "access": self.language.choose(known.access)}

    def _host(self, meeting: Meeting) -> str:
        if isinstance(meeting.host, str):
            application = self.data.application(self.programme.id, meeting.host)
            codes = application.applicant.municipalities if application else (meeting.host[:4],)
            return self.language.listing(
                self.data.municipalities[c].official for c in codes if c in self.data.municipalities
            )
        return tbd_words(meeting.host, self.language, self.language.say("letters.tbd.host"))

    def _guest(self, meeting: Meeting) -> str:
        guest = meeting.guest
        if guest is None or isinstance(guest, Tbd):
            return tbd_words(guest, self.language, self.language.say("letters.tbd.guest"))
        title = self.language.choose(guest.title)
        return f"{guest.name}, {title}" if title else guest.name

    def _seats(self, meeting: Meeting) -> str:
        if meeting.seats_expected is None:
            return ""
        rough = self.schedule.hosting is not None and self.schedule.hosting.approximate
        number = self.language.number(meeting.seats_expected)
        return self.language.say("letters.about", count=meeting.seats_expected) if rough else number

    def _status(self, meeting: Meeting) -> str:
        note = self.language.choose(meeting.status_note)
        return self.language.say(phrase_key("letters.status", meeting.status)) + (f" – {note}" if note else "")

    def _shared_day(self, meeting: Meeting) -> str:
        other = self.find(meeting.same_day_as or "")
        if other is None:
            return ""
        code = "letters.shared_day.unknown" if meeting.same_day_unknown else "letters.shared_day"
        return self.language.say(
            code, title=self.language.choose(meeting.title), other=self.language.choose(other.title)
        )

    def _part(self, part: AgendaPart) -> dict[str, Any]:
        when = self.language.clock(part.start, part.end) or (
            self.language.say(phrase_key("letters.part", part.part)) if part.part else ""
        )
        return {"title": self.language.choose(part.title), "when": when, "text": self.language.choose(part.text)}

    def _extra(self, extra: Extra) -> dict[str, Any]:
        return {
            "title": self.language.choose(extra.title),
            "when": self.language.clock(extra.start),
            "text": self.language.choose(extra.text),
            "optional": extra.optional,
            "paid_by": self.language.say(phrase_key("letters.paid_by", extra.paid_by)),
            "own_cost": extra.paid_by == "participant",
            "asks_diet": extra.ask_diet,
        }

    def _track_title(self, key: str | None) -> str:
        return next((self.language.choose(t.title) for t in self.programme.tracks if t.id == key), "")


def takes_part(track: Track, meeting: Meeting) -> bool:
    """Whether a track is at a meeting: named by it, or, where it names none, by its roles or as everybody."""
    if meeting.tracks:
        return track.id in meeting.tracks
    return not meeting.audience or bool(set(track.roles) & set(meeting.audience))


def last_day(meeting: Meeting) -> date:
    """The last day it can be; a meeting without a day is always to come."""
    if meeting.dates:
        return max(meeting.dates)
    return date.max if isinstance(meeting.date, Tbd) else meeting.date.last()


def provided(schedule: Schedule | None, language: Language) -> dict[str, Any]:
    """What a host provides, for how many."""
    hosting = schedule.hosting if schedule else None
    if hosting is None:
        return {}
    seats = hosting.seats
    rough = language.say("letters.about", count=seats) if seats is not None and hosting.approximate else ""
    return {
        "provides": language.listing(language.choose(each) for each in hosting.provides),
        "seats": rough or (language.number(seats) if seats is not None else ""),
    }
