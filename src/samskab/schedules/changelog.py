"""The changes of a schedule since its last release, as sentences, with those they concern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from samskab.documents.typography import clean
from samskab.documents.view.meetings import ScheduleViews
from samskab.language import LANGUAGES, LanguageCode, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.schedule import Change, Release, ReleasedMeeting
from samskab.schedules.snapshot import place_words


def changes_since(
    data: Dataset,
    views: Mapping[LanguageCode, ScheduleViews],
    before: Release | None,
    meetings: tuple[ReleasedMeeting, ...],
) -> Iterator[Change]:
    """One line for each meeting that is not as it was in the last release; `views` has every language."""
    known = {meeting.id: meeting for meeting in before.meetings} if before else {}
    chosen = data.taking_part(views["da"].programme.id)
    for now in meetings:
        then = known.get(now.id)
        if now == then:
            continue
        danish, english = (tuple(_sentences(views[code], then, now)) for code in LANGUAGES)
        hosts = {host for host in (now.host, then and then.host) if host}
        tracks = dict.fromkeys((*(then.tracks if then else ()), *now.tracks))
        yield Change(
            meeting=now.id,
            text=Words(da=" ".join(danish), en=" ".join(english)),
            tracks=tuple(tracks),
            applications=tuple(sorted({*chosen, *hosts})),
        )


def _sentences(views: ScheduleViews, then: ReleasedMeeting | None, now: ReleasedMeeting) -> Iterator[str]:
    """What is new about one meeting, in one language."""
    meeting = views.schedule.meeting(now.id)
    title = clean(views.language.choose(meeting.title)) if meeting else now.summary
    place = place_words(views, meeting) if meeting else now.place or ""

    def say(what: str, **values: object) -> str:
        return views.language.say(phrase_key("release", what), meeting=title, **values)

    when = _when(views, now)
    if then is None:
        yield say("new_at", when=when, place=place) if place else say("new", when=when)
        return
    if now.status == "cancelled" and then.status != "cancelled":
        why = views.language.choose(meeting.status_note) if meeting else ""
        yield say("cancelled_because", why=clean(why)) if why else say("cancelled" if meeting else "removed")
    elif then.status == "cancelled" and now.status != "cancelled":
        yield say("back", when=when)
    elif (then.days, then.start, then.end) != (now.days, now.start, now.end):
        known = "moved" if then.days and now.days else "dated" if now.days else "undated"
        yield say(known, before=_when(views, then), when=when)
    if now.status != "cancelled":
        yield from _other_changes(views, then, now, title, place)


def _other_changes(
    views: ScheduleViews, then: ReleasedMeeting, now: ReleasedMeeting, title: str, place: str
) -> Iterator[str]:
    """What else is new: place, status, name, tracks, host."""

    def say(what: str, **values: object) -> str:
        return views.language.say(phrase_key("release", what), meeting=title, **values)

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
        titles = tuple(clean(views.language.choose(t.title)) for t in views.programme.tracks if t.id in now.tracks)
        yield say("tracks", tracks=titles) if titles else say("no_tracks")
    if now.host != then.host:
        count += 1
        meeting = views.schedule.meeting(now.id)
        host = clean(views.host(meeting)) if meeting and now.host else ""
        yield say("host_changed" if then.host else "host", host=host) if host else say("no_host")
    same_time = (then.status == "cancelled", then.days, then.start, then.end) == (False, now.days, now.start, now.end)
    if not count and same_time:
        yield say("status", status=views.language.say(phrase_key("release.status", now.status)))


def _when(views: ScheduleViews, meeting: ReleasedMeeting) -> str:
    """The days and times; of a meeting without a day what the schedule has instead."""
    if meeting.days:
        return f"{views.language.days(meeting.days)} {views.language.clock(meeting.start, meeting.end)}".strip()
    known = views.schedule.meeting(meeting.id)
    vague = clean(views.meeting(known).day) if known and not known.exact_days() else ""
    return vague or views.language.say("release.no_day")
