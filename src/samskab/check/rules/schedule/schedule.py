"""SK4: the schedule as a whole, compared with the programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samskab.check.rule import Mistake, rule
from samskab.check.support.meetings import meetings
from samskab.check.support.severity import stage, warning_when_live
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.field_types import VagueDay
from samskab.model.programme import Programme
from samskab.model.schedule import Meeting, Schedule


@rule("SK243", Severity.WARNING)
def published_without_meetings(data: Dataset, today: date) -> Iterator[Mistake]:
    """A published programme has meetings; their days may be to be announced.

    Fails:

        # data/programmes/nyt-2026/programme.yaml
        id: nyt-2026
        status: published   # SK243

    Passes:

        # data/programmes/nyt-2026/programme.yaml
        id: nyt-2026
        status: published
        # data/programmes/nyt-2026/schedule.yaml
        programme: nyt-2026
    """
    for programme in data.all(Programme):
        if stage(programme, today) != "live" or data.has_unread("schedule", programme.id):
            continue
        schedule = data.schedule(programme.id)
        if schedule is None or not schedule.meetings:
            yield Mistake.at(programme, "status", programme=programme.title.da)


@rule("SK401", Severity.ERROR)
def promised_days_not_kept(data: Dataset, today: date | None) -> Iterator[Mistake]:
    """The schedule has as many days for each track as its `promised_days`.

    A meeting that is cancelled with a reason, which letters print, counts as held.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: course_day, title: {da: Dag 1}, date: 2026-05-11, tracks: [leader, staff]}   # SK401

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11, tracks: [leader, staff]}
          - id: kursusdag-2-3
            kind: course_day
            title: {da: 2. og 3. kursusdag}
            date: 2026-06-09
            days: 2
            tracks: [leader, staff]
            counts: {leader: 1, staff: 2}
    """
    for schedule, programme in schedules(data):
        for place, track in enumerate(programme.tracks):
            if track.promised_days is None:
                continue
            days = sum(_days_for(meeting, track.id) for meeting in schedule.meetings if meeting.status != "cancelled")
            explained = (m for m in schedule.meetings if m.status == "cancelled" and m.status_note is not None)
            if not days <= track.promised_days <= days + sum(_days_for(meeting, track.id) for meeting in explained):
                severity = Severity.ERROR if stage(programme, today) == "live" else warning_when_live(programme, today)
                related = (programme.at(f"tracks[{place}].promised_days"),)
                yield Mistake.at(
                    schedule,
                    "meetings",
                    severity=severity,
                    related=related,
                    track=track.title.da,
                    days=days,
                    promised=track.promised_days,
                )


@rule("SK402", Severity.INFO)
def same_day_unknown(data: Dataset) -> Iterator[Mistake]:
    """It is known whether two meetings share a day; otherwise days cannot be counted.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: netvaerk, kind: network_meeting, title: {da: Netværksmøde}, date: 2026-11}
          - id: konference
            kind: conference
            title: {da: Konference}
            date: 2026-11-24
            same_day_as: netvaerk
            same_day_unknown: true   # SK402

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: netvaerk, kind: network_meeting, title: {da: Netværksmøde}, date: 2026-11-24}
          - {id: konference, kind: conference, title: {da: Konference}, date: 2026-11-24, same_day_as: netvaerk}
    """
    for schedule, field, meeting in meetings(data):
        if meeting.same_day_unknown:
            other = next((m for m in schedule.meetings if m.id == meeting.same_day_as), None)
            name = other.title.da if other else meeting.same_day_as or ""
            yield Mistake.at(schedule, f"{field}.same_day_unknown", meeting=meeting.title.da, other=name)


@rule("SK403", Severity.INFO)
def days_of_several_kinds(data: Dataset) -> Iterator[Mistake]:
    """The days of a track are course days or network meetings; where both, it is reported.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11, tracks: [staff]}   # SK403
          - {id: netvaerk, kind: network_meeting, title: {da: Netværksmøde}, date: 2026-06-09, tracks: [staff]}

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11, tracks: [staff]}
          - {id: kursusdag-2, kind: course_day, title: {da: 2. kursusdag}, date: 2026-06-09, tracks: [staff]}
    """
    for schedule, programme in schedules(data):
        for track in programme.tracks:
            days = {"course_day": 0, "network_meeting": 0}
            for meeting in schedule.meetings:
                if meeting.kind in days and meeting.status != "cancelled":
                    days[meeting.kind] += _days_for(meeting, track.id)
            if all(days.values()):
                course, network = days["course_day"], days["network_meeting"]
                yield Mistake.at(schedule, "meetings", track=track.title.da, course=course, network=network)


@rule("SK425", Severity.WARNING)
def meeting_outside_period(data: Dataset) -> Iterator[Mistake]:
    """Meetings are within the programme's period; an information meeting may be before it.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2027-05-11}   # SK425

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11}
    """
    for schedule, programme in schedules(data):
        start, end = programme.period.start, programme.period.end
        for place, meeting in enumerate(schedule.meetings):
            day = meeting.date
            if meeting.kind == "info_meeting" or not isinstance(day, VagueDay):
                continue
            early = isinstance(start, VagueDay) and day.last() < start.first()
            late = isinstance(end, VagueDay) and day.first() > end.last()
            if early or late:
                field, until = f"meetings[{place}].date", str(end) if isinstance(end, VagueDay) else "…"
                values = {"meeting": meeting.title.da, "day": str(day), "start": str(start), "end": until}
                yield Mistake(schedule.at(field), values, field)


@rule("SK426", Severity.WARNING)
def change_of_meeting_unexplained(data: Dataset) -> Iterator[Mistake]:
    """A cancelled or postponed meeting states why; letters print it.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11, status: cancelled}   # SK426

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            status: cancelled
            status_note: {da: Underviseren er blevet syg.}
    """
    for schedule, field, meeting in meetings(data):
        if meeting.status != "planned" and not (meeting.status_note and meeting.status_note.da.strip()):
            yield Mistake.at(schedule, f"{field}.status", meeting=meeting.title.da, status=meeting.status)


def schedules(data: Dataset) -> Iterator[tuple[Schedule, Programme]]:
    for schedule in data.all(Schedule):
        programme = data.programmes.get(schedule.programme)
        if programme is not None:
            yield schedule, programme


def _days_for(meeting: Meeting, track: str) -> int:
    """How many promised days a meeting is for a track."""
    if meeting.counts:
        return meeting.counts.get(track, 0)
    return meeting.days if track in meeting.tracks and meeting.kind not in {"conference", "info_meeting"} else 0
