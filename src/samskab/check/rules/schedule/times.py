"""SK4: clock times: ends after starts, the agenda within the day, no overlap for the same people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import combinations, pairwise

from samskab.check.rule import Mistake, rule
from samskab.check.support.meetings import dated_meetings, meetings
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd
from samskab.model.programme import Programme
from samskab.model.schedule import Meeting, Schedule

_CLOCKS_CHANGE = {3, 10}
_SUNDAY = 6
_ZONE = "Europe/Copenhagen"


@rule("SK407", Severity.WARNING, reads="days")
def two_meetings_at_once(data: Dataset) -> Iterator[Mistake]:
    """The same people cannot be at two meetings on one day.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: course_day, title: {da: Dag 1}, date: 2026-05-11, tracks: [staff]}
          - {id: dag-2, kind: course_day, title: {da: Dag 2}, date: 2026-05-11, tracks: [staff]}   # SK407

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: dag-1, kind: course_day, title: {da: Dag 1}, date: 2026-05-11, tracks: [staff]}
          - {id: dag-2, kind: course_day, title: {da: Dag 2}, date: 2026-05-12, tracks: [staff]}
    """
    by_day: dict[date, list[tuple[Schedule, str, Meeting]]] = {}
    for schedule, field, meeting, day in dated_meetings(data):
        by_day.setdefault(day, []).append((schedule, field, meeting))
    applied: dict[str, set[str]] = {}
    for day, found in by_day.items():
        for (first, first_field, one), (second, field, other) in combinations(found, 2):
            if one is other or not _overlap(first.hours(one), second.hours(other)):
                continue
            if _same_people(data, applied, (first, one), (second, other)):
                related = (first.at(first_field),)
                names = {"meeting": other.title.da, "other": one.title.da}
                yield Mistake(second.at(field), {**names, "day": day}, field, related=related)


@rule("SK408", Severity.ERROR)
def time_does_not_exist(data: Dataset) -> Iterator[Mistake]:
    """No clock time is skipped or repeated by the change to or from summer time.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: natten
            kind: meeting
            title: {da: Natten}
            date: 2026-03-29
            start: "02:30"   # SK408
            end: "04:00"

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: natten
            kind: meeting
            title: {da: Natten}
            date: 2026-03-29
            start: "03:30"
            end: "04:00"
    """
    for schedule, field, meeting, day in dated_meetings(data):
        if day.month not in _CLOCKS_CHANGE or day.weekday() != _SUNDAY:
            continue
        whole = field.rpartition(".")[0]
        start, end = schedule.hours(meeting)
        clocks = [("start", start), ("end", end)]
        for place, part_of in enumerate(meeting.agenda):
            clocks += [(f"agenda[{place}].start", part_of.start), (f"agenda[{place}].end", part_of.end)]
        for part, clock in clocks:
            trouble = _trouble(schedule.timezone, day, clock) if clock else ""
            if trouble:
                severity = Severity.ERROR if trouble == "gap" else Severity.WARNING
                where = f"{whole}.{part}"
                values = {"day": day, "time": clock, "meeting": meeting.title.da, "missing": int(trouble == "gap")}
                yield Mistake(schedule.at(where), values, where, severity=severity)


@rule("SK098", Severity.ERROR)
def deadline_does_not_exist(data: Dataset) -> Iterator[Mistake]:
    """No deadline is at a clock time that is skipped or repeated by the change to or from summer time.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-03-29, time: "02:30"}}   # SK098

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-03-29, time: "03:30"}}
    """
    for programme in data.all(Programme):
        for place, entry in enumerate(programme.intake.rounds):
            if isinstance(entry.closes, Tbd):
                continue
            day, clock = entry.closes.date, entry.closes.time
            if trouble := _trouble(_ZONE, day, clock):
                severity = Severity.ERROR if trouble == "gap" else Severity.WARNING
                field, missing = f"intake.rounds[{place}].closes.time", int(trouble == "gap")
                yield Mistake.at(programme, field, severity=severity, day=day, time=clock, missing=missing)


@rule("SK409", Severity.ERROR)
def ends_before_it_starts(data: Dataset) -> Iterator[Mistake]:
    """A meeting, and each part of its agenda, ends after it starts.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            start: "10:00"
            end: "09:30"   # SK409

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            start: "10:00"
            end: "15:30"
    """
    for schedule, field, meeting in meetings(data):
        start, end = schedule.hours(meeting)
        if start and end and end <= start:
            part = "end" if meeting.end else "start"
            yield Mistake.at(schedule, f"{field}.{part}", what=meeting.title.da, start=start, end=end)
        for place, part_of in enumerate(meeting.agenda):
            if part_of.start and part_of.end and part_of.end <= part_of.start:
                where, title = f"{field}.agenda[{place}].end", part_of.title.da
                yield Mistake.at(schedule, where, what=title, start=part_of.start, end=part_of.end)


@rule("SK410", Severity.WARNING)
def agenda_outside_the_day(data: Dataset) -> Iterator[Mistake]:
    """No part of the agenda begins before the meeting or ends after it.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            start: "10:00"
            end: "15:30"
            agenda:
              - {title: {da: Kaffe}, start: "09:30", end: "10:00"}   # SK410

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            start: "09:30"
            end: "15:30"
            agenda:
              - {title: {da: Kaffe}, start: "09:30", end: "10:00"}
    """
    for schedule, field, meeting in meetings(data):
        start, end = schedule.hours(meeting)
        for place, part in enumerate(meeting.agenda):
            early = part.start is not None and start is not None and part.start < start
            late = end is not None and max(part.end or "", part.start or "") > end
            if early or late:
                where = f"{field}.agenda[{place}].{'start' if early else 'end' if part.end else 'start'}"
                values = {"part": part.title.da, "start": start or "", "end": end or ""}
                yield Mistake(schedule.at(where), values, where)


@rule("SK411", Severity.WARNING)
def agenda_overlaps(data: Dataset) -> Iterator[Mistake]:
    """Two parts for the same people follow each other.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            agenda:
              - {title: {da: Oplæg}, start: "10:00", end: "11:15"}
              - {title: {da: Øvelse}, start: "11:00", end: "12:00"}   # SK411

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: dag
            kind: course_day
            title: {da: Dag}
            date: 2026-05-11
            agenda:
              - {title: {da: Oplæg}, start: "10:00", end: "11:00"}
              - {title: {da: Øvelse}, start: "11:00", end: "12:00"}
    """
    for schedule, field, meeting in meetings(data):
        timed = [(place, part) for place, part in enumerate(meeting.agenda) if part.start]
        for (_, earlier), (place, later) in pairwise(sorted(timed, key=lambda entry: entry[1].start or "")):
            together = not earlier.tracks or not later.tracks or bool(set(earlier.tracks) & set(later.tracks))
            if together and earlier.end and later.start and later.start < earlier.end:
                where = f"{field}.agenda[{place}].start"
                values = {"part": later.title.da, "start": later.start, "other": earlier.title.da, "end": earlier.end}
                yield Mistake(schedule.at(where), values, where)


@rule("SK434", Severity.INFO)
def start_unknown(data: Dataset, today: date) -> Iterator[Mistake]:
    """A coming meeting with a day has a start; without one, calendars show it as a whole day.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        defaults: null
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11}   # SK434

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        defaults: {start: "10:00", end: "15:30"}
        meetings:
          - {id: dag, kind: course_day, title: {da: Dag}, date: 2026-05-11}
    """
    for schedule, field, meeting in meetings(data):
        day = meeting.first_day()
        coming = day is not None and day >= today and meeting.status == "planned"
        if coming and schedule.hours(meeting)[0] is None:
            yield Mistake.at(schedule, field, meeting=meeting.title.da, day=day)


def _overlap(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two stretches of a day meet; an unknown time may be any."""
    (start, end), (other_start, other_end) = one, other
    before = end is not None and other_start is not None and end <= other_start
    after = other_end is not None and start is not None and other_end <= start
    return not (before or after)


def _same_people(
    data: Dataset, applied: dict[str, set[str]], one: tuple[Schedule, Meeting], other: tuple[Schedule, Meeting]
) -> bool:
    """Whether two meetings share participants: the same track, or one municipality in two programmes' same role."""
    (first, meeting), (second, later) = one, other
    if first is second:
        if later.id == meeting.same_day_as or meeting.id == later.same_day_as:
            return False
        return not meeting.tracks or not later.tracks or bool(set(meeting.tracks) & set(later.tracks))
    if meeting.audience and later.audience and not set(meeting.audience) & set(later.audience):
        return False
    for programme in (first.programme, second.programme):
        if programme not in applied:
            codes = (a.applicant.municipalities for a in data.applications(programme) if a.status != "withdrawn")
            applied[programme] = {code for group in codes for code in group}
    return bool(applied[first.programme] & applied[second.programme])


def _trouble(zone: str, day: date, clock: str) -> str:
    """`gap` for a time that no clock shows, `twice` for one that clocks show two else empty."""
    from zoneinfo import ZoneInfo

    there = ZoneInfo(zone)
    local = datetime.combine(day, time.fromisoformat(clock), there)
    again = local.astimezone(UTC).astimezone(there)
    if again.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None):
        return "gap"
    return "twice" if local.utcoffset() != local.replace(fold=1).utcoffset() else ""
