"""SK4: released schedules: numbered without gaps, sequence numbers that rise, still true."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.schedule import Meeting, Release, ReleasedMeeting, Schedule


@rule("SK427", Severity.ERROR)
def release_numbers_have_gaps(data: Dataset) -> Iterator[Mistake]:
    """Releases are numbered 1, 2, 3 without a gap.

    Fails:

        # data/programmes/naboskab-2026/releases/3.yaml
        number: 3   # SK427

    Passes:

        # data/programmes/naboskab-2026/releases/2.yaml
        number: 2
    """
    for programme in data.programmes:
        if data.has_unread("release", programme):
            continue
        for expected, release in enumerate(data.releases(programme), start=1):
            if release.number != expected:
                yield Mistake.at(release, "number", hint=str(expected), number=release.number, expected=expected)
                break


@rule("SK428", Severity.ERROR)
def sequence_falls(data: Dataset) -> Iterator[Mistake]:
    """The sequence number of a meeting never falls from one release to the next (RFC 5545).

    Fails:

        # data/programmes/naboskab-2026/releases/1.yaml
        number: 1
        meetings:
          - {id: dag-1, sequence: 2, changed: 2026-03-01, status: confirmed, summary: Dag 1, digest: a1}
        # data/programmes/naboskab-2026/releases/2.yaml
        number: 2
        meetings:
          - {id: dag-1, sequence: 1, changed: 2026-03-02, status: confirmed, summary: Dag 1, digest: a2}   # SK428

    Passes:

        # data/programmes/naboskab-2026/releases/1.yaml
        number: 1
        meetings:
          - {id: dag-1, sequence: 1, changed: 2026-03-01, status: confirmed, summary: Dag 1, digest: a1}
        # data/programmes/naboskab-2026/releases/2.yaml
        number: 2
        meetings:
          - {id: dag-1, sequence: 2, changed: 2026-03-02, status: confirmed, summary: Dag 1, digest: a2}
    """
    for programme in data.programmes:
        before: dict[str, tuple[ReleasedMeeting, Release]] = {}
        for release in data.releases(programme):
            for place, meeting in enumerate(release.meetings):
                known = before.get(meeting.id)
                changed = known is not None and known[0].digest != meeting.digest
                if known and meeting.sequence < known[0].sequence + (1 if changed else 0):
                    field, least = f"meetings[{place}].sequence", known[0].sequence + (1 if changed else 0)
                    values = {"meeting": meeting.summary, "sequence": meeting.sequence, "least": least}
                    yield Mistake(release.at(field), values, field, str(least))
                before[meeting.id] = (meeting, release)


@rule("SK429", Severity.INFO)
def schedule_changed_since_release(data: Dataset) -> Iterator[Mistake]:
    """A schedule that differs from its last release is reported.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-12}   # SK429

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11}
    """
    for schedule, release in _released(data):
        announced = {meeting.id: meeting for meeting in release.meetings}
        for place, meeting in enumerate(schedule.meetings):
            then = announced.get(meeting.id)
            if then is not None and _differs(schedule, meeting, then):
                field = f"meetings[{place}].date"
                yield Mistake.at(schedule, field, meeting=meeting.title.da, number=release.number)


@rule("SK432", Severity.ERROR, allows=("release",))
def released_meeting_vanished(data: Dataset) -> Iterator[Mistake]:
    """A released meeting is cancelled, never deleted: calendars need the cancellation.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: ny-dag, kind: course_day, title: {da: En ny dag}, date: 2026-05-11}   # SK432

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - id: kursusdag-1
            kind: course_day
            title: {da: 1. kursusdag}
            date: 2026-05-11
            status: cancelled
            status_note: {da: Underviseren er syg.}
    """
    for schedule, release in _released(data):
        kept = {meeting.id for meeting in schedule.meetings}
        gone = tuple(m.id for m in release.meetings if m.id not in kept and m.status != "cancelled")
        if gone:
            yield Mistake.at(schedule, "meetings", meetings=gone, number=release.number)


def _released(data: Dataset) -> Iterator[tuple[Schedule, Release]]:
    """Each schedule with its newest release."""
    for schedule in data.all(Schedule):
        releases = data.releases(schedule.programme)
        if releases:
            yield schedule, releases[-1]


def _differs(schedule: Schedule, meeting: Meeting, then: ReleasedMeeting) -> bool:
    day, (start, end) = meeting.first_day(), schedule.hours(meeting)
    days = meeting.dates or ((day,) if day else ())
    cancelled = meeting.status == "cancelled"
    if cancelled or then.status == "cancelled":
        return cancelled != (then.status == "cancelled")
    return (days, start, end) != (then.days, then.start, then.end)
