"""The meetings of all schedules, with the days that are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samskab.model.dataset import Dataset
from samskab.model.schedule import Meeting, Schedule


def meetings(data: Dataset) -> Iterator[tuple[Schedule, str, Meeting]]:
    """Every meeting with its schedule and field path, cancelled ones too."""
    for schedule in data.all(Schedule):
        for place, meeting in enumerate(schedule.meetings):
            yield schedule, f"meetings[{place}]", meeting


def dated_meetings(data: Dataset) -> Iterator[tuple[Schedule, str, Meeting, date]]:
    """Every exact day of every meeting that is planned, with the field that holds the day."""
    for schedule, field, meeting in meetings(data):
        if meeting.status != "planned":
            continue
        if meeting.dates:
            for place, day in enumerate(meeting.dates):
                yield schedule, f"{field}.dates[{place}]", meeting, day
        elif first := meeting.first_day():
            yield schedule, f"{field}.date", meeting, first
