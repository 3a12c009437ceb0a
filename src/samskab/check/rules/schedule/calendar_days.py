"""SK4: meetings on weekends, days off and in school holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from samskab.check.rule import Mistake, rule
from samskab.check.support.days_off import days_off
from samskab.check.support.meetings import dated_meetings
from samskab.finding import Severity
from samskab.model.dataset import Dataset

SCHOOL_HOLIDAY_WEEKS = (7, 8, 42)
INDUSTRIAL_HOLIDAY_WEEKS = (29, 30, 31)
"""Winter holiday is in week 7 or 8, by municipality; autumn holiday in week 42; the industry rests for three weeks."""


@rule("SK404", Severity.WARNING)
def meeting_on_weekend(data: Dataset) -> Iterator[Mistake]:
    """No meeting is on a Saturday or Sunday.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-09}   # SK404

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-05-11}
    """
    for schedule, field, meeting, day in dated_meetings(data):
        if is_weekend(day):
            yield Mistake.at(schedule, field, meeting=meeting.title.da, day=day)


@rule("SK405", Severity.WARNING)
def meeting_on_holiday(data: Dataset) -> Iterator[Mistake]:
    """No meeting is on a day off; 5 June, 24 and 31 December count.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-06-05}   # SK405

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-06-04}
    """
    for schedule, field, meeting, day in dated_meetings(data):
        name = holiday(day)
        if name and not is_weekend(day):
            yield Mistake.at(schedule, field, meeting=meeting.title.da, day=day, holiday=name)


@rule("SK406", Severity.INFO)
def meeting_in_school_holiday(data: Dataset) -> Iterator[Mistake]:
    """A meeting in the school or summer holidays (weeks 7, 8, 42 and 29-31) is reported.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-10-14}   # SK406

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-10-21}
    """
    for schedule, field, meeting, day in dated_meetings(data):
        week = day.isocalendar().week
        if week in SCHOOL_HOLIDAY_WEEKS + INDUSTRIAL_HOLIDAY_WEEKS and not is_weekend(day):
            yield Mistake.at(schedule, field, meeting=meeting.title.da, day=day, week=week)


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return day.weekday() >= 5


def holiday(day: date) -> str:
    """The Danish name of a holiday, or empty."""
    return _days_off(day.year).get(day, "")


_days_off = cache(days_off)
