"""SK4: the meetings of a schedule one by one: keys, number of days, order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samskab.check.rule import Mistake, rule
from samskab.check.rules.schedule.schedule import schedules
from samskab.check.support.meetings import exact_day, meetings
from samskab.check.support.repeats import repeats
from samskab.check.support.severity import error_when_live
from samskab.check.support.suggest import nearest
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.field_types import VagueDay
from samskab.model.schedule import Meeting, Schedule
from samskab.yaml.catalogue import load_languages


@rule("SK572", Severity.ERROR, waivable=False)
def meeting_without_a_title_of_its_own(data: Dataset, today: date | None) -> Iterator[Mistake]:
    """A meeting of a published programme has a title, not the one that `new meeting` writes in its place.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Nyt møde}, date: 2026-05-11}   # SK572

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11}
    """
    unnamed = {language.say("new.meeting_title") for language in load_languages().values()}
    for schedule, programme in schedules(data):
        for place, meeting in enumerate(schedule.meetings):
            if meeting.title.da in unnamed:
                field, severity = f"meetings[{place}].title.da", error_when_live(programme, today)
                yield Mistake.at(schedule, field, severity=severity, meeting=meeting.id, title=meeting.title.da)


@rule("SK412", Severity.ERROR)
def track_or_role_unknown(data: Dataset) -> Iterator[Mistake]:
    """Meetings are for tracks and roles of their programme.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11, tracks: [ledere]}   # SK412

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11, tracks: [leader]}
    """
    for schedule, programme in schedules(data):
        tracks = tuple(dict.fromkeys(track.id for track in programme.tracks))
        roles = tuple(dict.fromkeys(role.id for role in programme.roles))
        for place, meeting in enumerate(schedule.meetings):
            for field, key, known in _keys(meeting, tracks, roles):
                if key not in known:
                    where, hint = f"meetings[{place}].{field}", nearest(key, known)
                    yield Mistake.at(schedule, where, hint=hint, key=key, allowed=known, meeting=meeting.title.da)


@rule("SK413", Severity.ERROR)
def number_of_days_wrong(data: Dataset) -> Iterator[Mistake]:
    """A meeting of several days has as many `dates`, in order, and begins on the first.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: kursusdag-2-3
            kind: course_day
            title: {da: 2. og 3. kursusdag}
            date: 2026-06-09
            dates: [2026-06-09]   # SK413
            days: 2

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: kursusdag-2-3
            kind: course_day
            title: {da: 2. og 3. kursusdag}
            date: 2026-06-09
            dates: [2026-06-09, 2026-06-10]
            days: 2
    """
    for schedule, field, meeting in meetings(data):
        wrong_count = bool(meeting.dates) and len(meeting.dates) != meeting.days
        out_of_order = list(meeting.dates) != sorted(set(meeting.dates))
        day = meeting.date
        outside = isinstance(day, VagueDay) and any(not day.first() <= known for known in meeting.dates)
        if meeting.days < 1 or wrong_count or out_of_order or outside:
            part = "dates" if meeting.dates else "days"
            count = len(meeting.dates)
            yield Mistake.at(schedule, f"{field}.{part}", meeting=meeting.title.da, count=count, days=meeting.days)


@rule("SK424", Severity.ERROR)
def meeting_key_twice(data: Dataset) -> Iterator[Mistake]:
    """No two meetings of a schedule have one key; calendar UIDs are made of it.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11}
          - {id: dag, kind: course_day, title: {da: 2. kursusdag}, date: 2026-06-09}   # SK424

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11}
          - {id: dag-2, kind: course_day, title: {da: 2. kursusdag}, date: 2026-06-09}
    """
    for schedule in data.all(Schedule):
        for place, earlier, key in repeats(meeting.id for meeting in schedule.meetings):
            related = (schedule.at(f"meetings[{earlier}].id"),)
            yield Mistake.at(schedule, f"meetings[{place}].id", related=related, key=key)


@rule("SK430", Severity.ERROR)
def other_meeting_unknown(data: Dataset) -> Iterator[Mistake]:
    """A meeting shares its day with a meeting of the same schedule.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: netvaerk, kind: network_meeting, title: {da: Netværksmøde}, date: 2026-11-24}
          - {id: konference, kind: conference, title: {da: K}, date: 2026-11-24, same_day_as: netvaerket}   # SK430

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: netvaerk, kind: network_meeting, title: {da: Netværksmøde}, date: 2026-11-24}
          - {id: konference, kind: conference, title: {da: K}, date: 2026-11-24, same_day_as: netvaerk}
    """
    for schedule, field, meeting in meetings(data):
        known = tuple(other.id for other in schedule.meetings if other is not meeting)
        if meeting.same_day_as is not None and meeting.same_day_as not in known:
            key = meeting.same_day_as
            yield Mistake.at(schedule, f"{field}.same_day_as", hint=nearest(key, known), key=key, allowed=known)


@rule("SK431", Severity.INFO)
def meetings_out_of_order(data: Dataset) -> Iterator[Mistake]:
    """Meetings are listed in the order of their days, as letters list them.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-06-09}
          - {id: dag-2, kind: course_day, title: {da: 2. kursusdag}, date: 2026-05-11}   # SK431

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11}
          - {id: dag-2, kind: course_day, title: {da: 2. kursusdag}, date: 2026-06-09}
    """
    for schedule in data.all(Schedule):
        latest: tuple[date, Meeting] | None = None
        for place, meeting in enumerate(schedule.meetings):
            day = exact_day(meeting)
            if day is None:
                continue
            if latest is not None and day < latest[0]:
                values = {"meeting": meeting.title.da, "day": day, "other": latest[1].title.da}
                yield Mistake(schedule.at(f"meetings[{place}].date"), values, f"meetings[{place}].date")
            else:
                latest = (day, meeting)


def _keys(
    meeting: Meeting, tracks: tuple[str, ...], roles: tuple[str, ...]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every key of a track or role in a meeting: its field, itself, and the keys there are."""
    for place, key in enumerate(meeting.tracks):
        yield f"tracks[{place}]", key, tracks
    for place, key in enumerate(meeting.audience):
        yield f"audience[{place}]", key, roles
    for key in meeting.counts:
        yield f"counts.{key}", key, tracks
    for place, content in enumerate(meeting.content):
        if content.track is not None:
            yield f"content[{place}].track", content.track, tracks
    for place, part in enumerate(meeting.agenda):
        for number, key in enumerate(part.tracks):
            yield f"agenda[{place}].tracks[{number}]", key, tracks
