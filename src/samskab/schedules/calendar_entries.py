"""Calendar entries: days, status and sequence from the release files, texts from the schedule.

diary = diary_of(data, programme, language)       # everything that was ever announced
diary.entries                                     # one for each day of each meeting
diary_of(data, programme, language, track="leader")  # a track's; application=... an applicant's, with its host duty
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from samskab.documents.typography import clean
from samskab.documents.view.meetings import Meetings, provided
from samskab.documents.view.senders import senders_of
from samskab.language import Language, phrase_key
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.schedule import Guest, Meeting, Online, ReleasedMeeting
from samskab.schedules.icalendar import Entry
from samskab.schedules.snapshot import place_words


class Diary(NamedTuple):
    """A calendar: its name, its entries by meeting, and the meetings that have no day yet, id -> title."""

    name: str
    by_meeting: Mapping[str, tuple[Entry, ...]]
    without_day: Mapping[str, str]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in the order of the meetings."""
        return tuple(entry for entries in self.by_meeting.values() for entry in entries)


class _Slot(NamedTuple):
    """The n-th day of a meeting as it was last announced, and whether it still is."""

    number: int
    day: date
    then: ReleasedMeeting
    holds: bool


def diary_of(
    data: Dataset,
    programme: Programme,
    language: Language,
    *,
    track: str | None = None,
    application: Application | None = None,
) -> Diary:
    """The calendar of a programme, of one of its tracks, or of one applicant, from its newest release."""
    told = Meetings(data, programme, language)
    releases = data.releases(programme.id)
    once = {m.id for release in releases for m in release.meetings if track is None or track in m.tracks}
    found = [m for m in (releases[-1].meetings if releases else ()) if m.id in once]
    by_meeting = {each.id: tuple(_entries(told, each, track, application)) for each in found}
    mine = [each for each in found if track is None or track in each.tracks]
    without = {each.id: _title(told, each, told.find(each.id)) for each in mine if _lacks_a_day(told, each)}
    return Diary(_name(told, track), by_meeting, without)


def _name(told: Meetings, track: str | None) -> str:
    title = told.language.choose(told.programme.title)
    of = next((told.language.choose(each.title) for each in told.programme.tracks if each.id == track), "")
    return f"{title} – {of}" if of else title


def _lacks_a_day(told: Meetings, now: ReleasedMeeting) -> bool:
    meeting = told.find(now.id)
    return now.status != "cancelled" and len(now.days) < (meeting.days if meeting else 1)


def _entries(
    told: Meetings, now: ReleasedMeeting, track: str | None, application: Application | None
) -> Iterator[Entry]:
    meeting = told.find(now.id)
    programme, repository = told.programme, told.data.repository
    host = repository.calendar_host if repository else "samskab.invalid"
    place = place_words(told, meeting) if meeting else now.place or ""
    mine = track is None or track in now.tracks
    for number, day, then, still in _slots(told, now):
        holds = still and mine
        nth = f".{number}" if number > 1 else ""
        yield Entry(
            uid=f"{now.id}{nth}.{programme.id}@{host}",
            sequence=now.sequence,
            changed=now.changed,
            status=now.status if holds else "cancelled",
            day=day,
            summary=_summary(told, now, meeting, holds=holds or not now.days),
            start=then.start,
            end=then.end,
            place=_upper_first(place),
            description="\n".join(_description(told, meeting, track, application)) if meeting else "",
            url=_link(meeting) if meeting else "",
            categories=tuple(told.language.choose(each.title) for each in programme.tracks if each.id in now.tracks),
            organiser=_organiser(told),
        )


def _slots(told: Meetings, now: ReleasedMeeting) -> Iterator[_Slot]:
    """Every day the meeting was ever announced for: one that is no longer held must be cancelled, not dropped."""
    last: dict[int, tuple[date, ReleasedMeeting]] = {}
    for release in told.data.releases(told.programme.id):
        for then in release.meetings:
            if then.id == now.id:
                last |= {number: (day, then) for number, day in enumerate(then.days, 1)}
    for number, (day, then) in sorted(last.items()):
        holds = number <= len(now.days)
        yield _Slot(number, day, now if holds else then, holds)


def _title(told: Meetings, now: ReleasedMeeting, meeting: Meeting | None) -> str:
    return clean(told.language.choose(meeting.title)) if meeting else now.summary


def _summary(told: Meetings, now: ReleasedMeeting, meeting: Meeting | None, *, holds: bool) -> str:
    title, programme = _title(told, now, meeting), told.language.choose(told.programme.title)
    summary = told.language.say("calendar.summary", meeting=title, programme=programme)
    if now.status == "cancelled" or not holds:
        return told.language.say("calendar.cancelled", title=summary)
    postponed = not now.days or (meeting is not None and meeting.status == "postponed")
    return told.language.say("calendar.postponed", title=summary) if postponed else summary


def _description(told: Meetings, meeting: Meeting, track: str | None, application: Application | None) -> Iterator[str]:
    """What a participant wants to see when opening the entry, a line each."""
    seen, say = told.meeting(meeting, track), told.language.say
    if seen["status"]:
        yield str(seen["status"])
    if seen["tracks"]:
        yield say("calendar.tracks", tracks=told.language.listing(seen["tracks"]))
    if application and meeting.host == application.id:
        what = provided(told.schedule, told.language).get("provides", "")
        yield say("calendar.own_host_provides", what=what) if what else say("calendar.own_host")
    elif seen["host_known"]:
        yield say("calendar.host", host=seen["host"])
    yield from _day(told, meeting, seen)
    for what, known in (
        ("access", seen.get("access")),
        ("link", isinstance(meeting.venue, Online) and meeting.venue.url),
        ("signup", meeting.signup_url),
    ):
        if known:
            yield say(phrase_key("calendar", what), **{what: known})


def _day(told: Meetings, meeting: Meeting, seen: Mapping[str, Any]) -> Iterator[str]:
    """What happens on the day, and what there is beside it, with its payer."""
    if isinstance(meeting.theme, Words):
        yield told.language.say("calendar.theme", theme=seen["theme"])
    if isinstance(meeting.guest, Guest):
        yield told.language.say("calendar.guest", guest=seen["guest"])
    for content in seen["content"]:
        yield from (f"- {content['track']}: {p}" if content["track"] else f"- {p}" for p in content["points"])
    for part in seen["agenda"]:
        yield f"- {_upper_first(part['when'])}: {part['title']}" if part["when"] else f"- {part['title']}"
    for extra in seen["extras"]:
        code = "calendar.extra_optional" if extra["optional"] else "calendar.extra"
        line = told.language.say(code, title=extra["title"], when=extra["when"], payer=extra["paid_by"])
        yield line.replace("  ", " ")


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _link(meeting: Meeting) -> str:
    online = meeting.venue.url if isinstance(meeting.venue, Online) else None
    return online or meeting.signup_url or ""


def _organiser(told: Meetings) -> tuple[str, str] | None:
    """The first sender, at the programme's mail address or its own; nobody when no address is known."""
    sender = next(iter(senders_of(told.data, told.programme)), None)
    mail = told.programme.intake.mail or (sender.mail if sender else None)
    return (told.language.choose(sender.organisation) if sender else "", mail) if mail else None
