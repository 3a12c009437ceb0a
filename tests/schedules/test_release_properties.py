"""Invariants of releases after any changes of the schedule, for those who have it in a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samskab.check.rules.schedule.release import (
    release_numbers_have_gaps,
    released_meeting_vanished,
    schedule_changed_since_release,
    sequence_falls,
)
from samskab.schedules.icalendar import CalendarEntry
from tests.sampling import few
from tests.schedules.release_history import Story

RULES = (release_numbers_have_gaps, sequence_falls, schedule_changed_since_release, released_meeting_vanished)
DATES = st.sampled_from(
    [
        "date: 2026-05-11",
        "date: 2026-05-12",
        "date: 2026-05",
        "date: {tbd: true, decide_by: 2026-04-01}",
        "date: 2026-05-11, dates: [2026-05-11, 2026-05-12], days: 2",
    ]
)
TIMES = st.sampled_from(["", "start: '10:00', ", "start: '10:00', end: '15:30', "])
PLACES = st.sampled_from(
    [
        "",
        "venue: kl-huset, ",
        "venue: moedehuset, ",
        "venue: {tbd: true, city: Aarhus, decide_by: 2026-04-01}, ",
        "venue: {online: true}, ",
        "host: thisted, ",
        "host: {tbd: true, decide_by: 2026-04-01}, ",
    ]
)
STATUS = st.sampled_from(
    ["", "status: cancelled, status_note: {da: Syg.}, ", "status: postponed, status_note: {da: Syg.}, "]
)
TRACKS = st.sampled_from(["", "tracks: [leader], ", "tracks: [staff, leader], "])
TITLES = st.sampled_from(["Første", "Andet"])
MEETING = st.builds("{}{}{}{}title: {{da: {}}}, {}".format, TIMES, PLACES, STATUS, TRACKS, TITLES, DATES)
SCHEDULES = st.lists(st.dictionaries(st.sampled_from(["a1", "b1", "c1"]), MEETING, max_size=3), min_size=1, max_size=5)


def schedule(meetings: dict[str, str]) -> str:
    lines = [f"- {{id: {key}, kind: meeting, {rest}}}" for key, rest in sorted(meetings.items())]
    return "\n".join(lines)


def announced_facts(entry: CalendarEntry) -> tuple[object, ...]:
    """The facts whose change a calendar needs; the place of a cancelled meeting is none."""
    place = "" if entry.status == "cancelled" else entry.place
    return entry.day, entry.start, entry.end, place, entry.status


@few(quick=3)
@given(SCHEDULES)
def test_numbers_rise_nothing_is_forgotten_and_nothing_is_said_twice(states: list[dict[str, str]]) -> None:
    story = Story()
    day = date(2026, 1, 1)
    before: dict[str, tuple[int, tuple[object, ...]]] = {}
    for state in states:
        day += timedelta(days=1)
        if state:
            story.schedule(schedule(state))
        elif "data/programmes/naboskab-2026/schedule.yaml" in story.texts:
            story.texts["data/programmes/naboskab-2026/schedule.yaml"] = (
                "schema: samskab/schedule@1\nprogramme: naboskab-2026\nmeetings: []\n"
            )
        story.release(day.isoformat())
        assert story.release((day + timedelta(days=1)).isoformat()) is None
        assert not [finding for rule in RULES for finding in rule.findings(story.data, today=day)]
        now = {e.uid: (e.sequence, announced_facts(e)) for e in story.diary().entries}
        assert set(before) <= set(now)
        for uid, (sequence, seen) in before.items():
            assert now[uid][0] >= sequence
            if now[uid][1] != seen:
                assert now[uid][0] > sequence, (uid, seen, now[uid][1])
        before = now
    assert [release.number for release in story.releases] == list(range(1, len(story.releases) + 1))
