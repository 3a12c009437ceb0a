"""Calendar entries: days, status and sequence from the releases, texts from the schedule.

calendar = calendar_of(data, programme, language)        # every meeting that was ever announced
calendar.entries                                         # one for each day of each meeting
calendar_of(data, programme, language, track="leader")   # of a track; application=...: of an applicant
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from samskab.documents.typography import clean
from samskab.documents.view.meetings import MeetingView, ScheduleViews
from samskab.language import Language, phrase_key
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.schedule import Guest, Meeting, Online, ReleasedMeeting
from samskab.schedules.icalendar import CalendarEntry
from samskab.schedules.snapshot import place_words
from samskab.spelling import upper_first


class ProgrammeCalendar(NamedTuple):
    """A calendar: its name, its entries by meeting, and the meetings that have no day yet, id -> title."""

    name: str
    by_meeting: Mapping[str, tuple[CalendarEntry, ...]]
    without_day: Mapping[str, str]

    @property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """Every entry, in the order of the meetings."""
        return tuple(entry for entries in self.by_meeting.values() for entry in entries)


class _Slot(NamedTuple):
    """The n-th day of a meeting as it was last announced, and whether it still holds."""

    number: int
    day: date
    then: ReleasedMeeting
    holds: bool


def calendar_of(
    data: Dataset,
    programme: Programme,
    language: Language,
    *,
    track: str | None = None,
    application: Application | None = None,
) -> ProgrammeCalendar:
    """The calendar of a programme, of one of its tracks, or of one applicant, from its newest release."""
    views = ScheduleViews(data, programme, language)
    releases = data.releases(programme.id)
    once = {m.id for release in releases for m in release.meetings if track is None or track in m.tracks}
    found = [m for m in (releases[-1].meetings if releases else ()) if m.id in once]
    by_meeting = {each.id: tuple(_entries(views, each, track, application)) for each in found}
    mine = [each for each in found if track is None or track in each.tracks]
    without = {
        each.id: _title(views, each, views.schedule.meeting(each.id)) for each in mine if _lacks_a_day(views, each)
    }
    return ProgrammeCalendar(_name(views, track), by_meeting, without)


def _name(views: ScheduleViews, track: str | None) -> str:
    title = views.language.choose(views.programme.title)
    of = next((views.language.choose(each.title) for each in views.programme.tracks if each.id == track), "")
    return f"{title} – {of}" if of else title


def _lacks_a_day(views: ScheduleViews, now: ReleasedMeeting) -> bool:
    meeting = views.schedule.meeting(now.id)
    return now.status != "cancelled" and len(now.days) < (meeting.days if meeting else 1)


def _entries(
    views: ScheduleViews, now: ReleasedMeeting, track: str | None, application: Application | None
) -> Iterator[CalendarEntry]:
    meeting = views.schedule.meeting(now.id)
    programme, repository = views.programme, views.data.repository
    host = repository.calendar_host if repository else "samskab.invalid"
    place = place_words(views, meeting) if meeting else now.place or ""
    mine = track is None or track in now.tracks
    for number, day, then, still in _slots(views, now):
        holds = still and mine
        nth = f".{number}" if number > 1 else ""
        yield CalendarEntry(
            uid=f"{now.id}{nth}.{programme.id}@{host}",
            sequence=now.sequence,
            changed=now.changed,
            status=now.status if holds else "cancelled",
            day=day,
            summary=_summary(views, now, meeting, holds=holds or not now.days),
            start=then.start,
            end=then.end,
            place=upper_first(place),
            description="\n".join(_description(views, meeting, track, application)) if meeting else "",
            url=_link(meeting) if meeting else "",
            categories=tuple(views.language.choose(each.title) for each in programme.tracks if each.id in now.tracks),
            organiser=_organiser(views),
        )


def _slots(views: ScheduleViews, now: ReleasedMeeting) -> Iterator[_Slot]:
    """Every day the meeting was ever announced for; one that is not held any more is cancelled, not left out."""
    last: dict[int, tuple[date, ReleasedMeeting]] = {}
    for release in views.data.releases(views.programme.id):
        for then in release.meetings:
            if then.id == now.id:
                last |= {number: (day, then) for number, day in enumerate(then.days, 1)}
    for number, (day, then) in sorted(last.items()):
        holds = number <= len(now.days)
        yield _Slot(number, day, now if holds else then, holds)


def _title(views: ScheduleViews, now: ReleasedMeeting, meeting: Meeting | None) -> str:
    return clean(views.language.choose(meeting.title)) if meeting else now.summary


def _summary(views: ScheduleViews, now: ReleasedMeeting, meeting: Meeting | None, *, holds: bool) -> str:
    title, programme = _title(views, now, meeting), views.language.choose(views.programme.title)
    summary = views.language.say("calendar.summary", meeting=title, programme=programme)
    if now.status == "cancelled" or not holds:
        return views.language.say("calendar.cancelled", title=summary)
    postponed = not now.days or (meeting is not None and meeting.status == "postponed")
    return views.language.say("calendar.postponed", title=summary) if postponed else summary


def _description(
    views: ScheduleViews, meeting: Meeting, track: str | None, application: Application | None
) -> Iterator[str]:
    """The text of an entry, line by line."""
    view, say = views.meeting(meeting, track), views.language.say
    if view.status:
        yield view.status
    if view.tracks:
        yield say("calendar.tracks", tracks=views.language.listing(view.tracks))
    if application and meeting.host == application.id:
        what = views.hosting().provides
        yield say("calendar.own_host_provides", what=what) if what else say("calendar.own_host")
    elif view.host_known:
        yield say("calendar.host", host=view.host)
    yield from _day(views, meeting, view)
    for what, known in (("access", view.access), ("link", view.link), ("signup", view.signup)):
        if known:
            yield say(phrase_key("calendar", what), **{what: known})


def _day(views: ScheduleViews, meeting: Meeting, view: MeetingView) -> Iterator[str]:
    """What happens on the day, and the optional parts beside it with their payers."""
    if isinstance(meeting.theme, Words):
        yield views.language.say("calendar.theme", theme=view.theme)
    if isinstance(meeting.guest, Guest):
        yield views.language.say("calendar.guest", guest=view.guest)
    for content in view.content:
        yield from (f"- {content.track}: {p}" if content.track else f"- {p}" for p in content.points)
    for part in view.agenda:
        yield f"- {upper_first(part.when)}: {part.title}" if part.when else f"- {part.title}"
    for extra in view.extras:
        code = "calendar.extra_optional" if extra.optional else "calendar.extra"
        line = views.language.say(code, title=extra.title, when=extra.when, payer=extra.paid_by)
        yield line.replace("  ", " ")


def _link(meeting: Meeting) -> str:
    online = meeting.venue.url if isinstance(meeting.venue, Online) else None
    return online or meeting.signup_url or ""


def _organiser(views: ScheduleViews) -> tuple[str, str] | None:
    """The first sender, at the mail address of the programme or its own; None without an address."""
    sender = next(iter(views.data.senders_of(views.programme)), None)
    mail = views.programme.intake.mail or (sender.mail if sender else None)
    return (views.language.choose(sender.organisation) if sender else "", mail) if mail else None
