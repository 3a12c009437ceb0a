"""A release lists what is new, numbers it as in RFC 5545, and keeps every meeting that was announced."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.run import check_dataset
from samskab.schedules.release import is_announced, next_release, release_path
from samskab.usecases.load import load
from samskab.usecases.release import release_text
from samskab.usecases.validate.validate import validate
from samskab.yaml.records import read_record
from tests.paths import ROOT
from tests.schedules.release_history import LANGUAGES, Story

RELEASE_RULES = {"SK427", "SK428", "SK429", "SK432", "SK613"}
DAY_1 = """
- {id: dag-1, kind: course_day, title: {da: 1. kursusdag, en: Course day 1}, tracks: [leader],
   date: 2026-05-11, start: '10:00', end: '15:30', venue: kl-huset}
"""
LATER = """
- id: dag-1
  kind: course_day
  title: {da: 1. kursusdag}
  tracks: [leader]
  date: 2026-05-11
  start: '10:00'
  end: '15:30'
  venue: {tbd: true, city: Aarhus, decide_by: 2026-04-01, text: {da: mødested oplyses snarest}}
"""


def codes(story: Story) -> set[str]:
    return {finding.code for finding in check_dataset(story.data, date(2026, 1, 1)) if finding.code in RELEASE_RULES}


def test_the_first_release_announces_every_meeting() -> None:
    release = Story().release("2026-02-02", DAY_1)
    assert release is not None
    (meeting,) = release.meetings
    assert (release.number, meeting.id, meeting.sequence, meeting.status) == (1, "dag-1", 0, "confirmed")
    assert (meeting.changed, meeting.days) == (date(2026, 2, 2), (date(2026, 5, 11),))
    assert meeting.place == "KL-huset, Weidekampsgade 10, 2300 København S"
    (change,) = release.changes
    assert change.text.da == (
        "Meldt ud: 1. kursusdag – mandag den 11. maj 2026 kl. 10.00–15.30; "
        "KL-huset, Weidekampsgade 10, 2300 København S."
    )
    assert change.text.en == (
        "Announced: Course day 1 – Monday 11 May 2026 10:00–15:30; KL-huset, Weidekampsgade 10, 2300 København S."
    )
    assert change.tracks == ("leader",)


def test_nothing_new_is_no_release() -> None:
    story = Story()
    story.release("2026-02-02", DAY_1)
    assert story.release("2026-03-01") is None
    assert is_announced(story.data, story.programme, LANGUAGES["da"])


def test_a_note_alone_is_no_release() -> None:
    story = Story()
    story.release("2026-02-02", DAY_1)
    assert story.release("2026-03-01", note="Husk madpakke.") is None


def test_moved_placed_cancelled_and_back_again() -> None:
    story = Story()
    story.release("2026-02-02", LATER)
    story.release("2026-02-10", LATER.replace("2026-05-11", "2026-05-18"))
    placed = LATER[: LATER.index("  venue")].replace("2026-05-11", "2026-05-18") + "  venue: kl-huset\n"
    story.release("2026-03-01", placed)
    story.release("2026-04-01", placed + "  status: cancelled\n  status_note: {da: Oplægsholderen er syg.}\n")
    story.release("2026-04-02", placed)
    assert story.history("dag-1") == [
        (0, "tentative", "2026-02-02"),
        (1, "tentative", "2026-02-10"),
        (2, "confirmed", "2026-03-01"),
        (3, "cancelled", "2026-04-01"),
        (4, "confirmed", "2026-04-02"),
    ]
    assert [release.changes[0].text.da for release in story.releases[1:]] == [
        (
            "1. kursusdag er flyttet fra mandag den 11. maj 2026 kl. 10.00–15.30"
            " til mandag den 18. maj 2026 kl. 10.00–15.30."
        ),
        "1. kursusdag har fået et sted: KL-huset, Weidekampsgade 10, 2300 København S.",
        "1. kursusdag er aflyst: Oplægsholderen er syg.",
        "1. kursusdag holdes alligevel: mandag den 18. maj 2026 kl. 10.00–15.30.",
    ]
    assert [release.number for release in story.releases] == [1, 2, 3, 4, 5]
    assert not codes(story)


@pytest.mark.parametrize(
    ("meeting", "old", "new", "sequence", "status", "told"),
    [
        (DAY_1, "15:30", "16:00", 1, "confirmed", "kl. 10.00–16.00"),
        (DAY_1, "da: 1. kursusdag", "da: Første dag", 0, "confirmed", 'Mødet "1. kursusdag" hedder nu "Første dag".'),
        (LATER, "mødested oplyses snarest", "stedet følger i maj", 0, "tentative", "; stedet følger i maj)"),
    ],
)
def test_a_clock_time_alone_raises_the_sequence_and_other_words_do_not(
    meeting: str, old: str, new: str, sequence: int, status: str, told: str
) -> None:
    story = Story()
    story.release("2026-02-02", meeting)
    release = story.release("2026-02-03", meeting.replace(old, new))
    assert release is not None
    assert story.history("dag-1")[-1] == (sequence, status, "2026-02-03")
    assert told in release.changes[0].text.da


def test_only_the_meeting_that_changed_is_in_the_changelog() -> None:
    other = DAY_1.replace("dag-1", "dag-2").replace("2026-05-11", "2026-06-01")
    story = Story()
    story.release("2026-02-02", DAY_1 + other)
    release = story.release("2026-02-03", DAY_1 + other.replace("2026-06-01", "2026-06-02"))
    assert release is not None
    assert [change.meeting for change in release.changes] == ["dag-2"]
    assert story.history("dag-1") == [(0, "confirmed", "2026-02-02")] * 2


def test_a_meeting_taken_out_stays_as_cancelled_in_every_later_release() -> None:
    other = DAY_1.replace("dag-1", "dag-2").replace("2026-05-11", "2026-06-01")
    story = Story()
    story.release("2026-02-02", DAY_1 + other)
    release = story.release("2026-02-03", other)
    assert release is not None
    assert release.changes[0].text.da == "1. kursusdag er taget ud af mødeplanen og er aflyst."
    story.release("2026-02-04", other.replace("15:30", "16:00"))
    assert story.history("dag-1") == [(0, "confirmed", "2026-02-02"), *[(1, "cancelled", "2026-02-03")] * 2]
    assert story.release("2026-02-05") is None
    assert not codes(story)
    story.release("2026-02-06", DAY_1 + other.replace("15:30", "16:00"))
    assert story.history("dag-1")[-1] == (2, "confirmed", "2026-02-06")
    assert not codes(story)


def test_a_day_that_becomes_unknown_and_known_again() -> None:
    vague = DAY_1.replace("date: 2026-05-11", "date: 2026-05")
    story = Story()
    story.release("2026-02-02", DAY_1)
    lost = story.release("2026-02-03", vague)
    found = story.release("2026-02-04", DAY_1.replace("05-11", "05-12"))
    assert lost is not None
    assert found is not None
    assert story.history("dag-1") == [
        (0, "confirmed", "2026-02-02"),
        (1, "tentative", "2026-02-03"),
        (2, "confirmed", "2026-02-04"),
    ]
    assert (
        lost.changes[0].text.da
        == "1. kursusdag holdes ikke mandag den 11. maj 2026 kl. 10.00–15.30; den nye dag følger."
    )
    assert found.changes[0].text.da == "1. kursusdag har fået en dag: tirsdag den 12. maj 2026 kl. 10.00–15.30."


def test_those_affected_are_the_tracks_the_host_and_the_chosen() -> None:
    chosen = Story().data.decisions("naboskab-2026")[0].cohort
    story = Story()
    hosted = DAY_1.replace("venue: kl-huset", "host: thisted")
    release = story.release("2026-02-02", hosted)
    assert release is not None
    assert release.changes[0].applications == tuple(sorted({*chosen, "thisted"}))
    assert "Thisted Kommune" in release.changes[0].text.da
    alone = Story(decided=False).release("2026-02-02", hosted)
    assert alone is not None
    assert alone.changes[0].applications == ("thisted",)


def test_a_change_of_host_moves_the_meeting() -> None:
    story = Story()
    story.release("2026-02-02", DAY_1.replace("venue: kl-huset", "host: thisted"))
    release = story.release("2026-02-03", DAY_1.replace("venue: kl-huset", "host: varde"))
    assert release is not None
    assert story.history("dag-1")[-1][0] == 1
    assert release.changes[0].text.da == "1. kursusdag har fået en anden vært: Varde Kommune."
    assert {"thisted", "varde"} <= set(release.changes[0].applications)


def test_times_that_hold_for_all_are_those_the_check_reads() -> None:
    story = Story().schedule(
        DAY_1.replace(" start: '10:00', end: '15:30',", ""), "defaults: {start: '09:00', end: '12:00'}\n"
    )
    release = story.release("2026-02-02")
    assert release is not None
    assert (release.meetings[0].start, release.meetings[0].end) == ("09:00", "12:00")
    assert not codes(story)


def test_the_same_release_is_the_same_file() -> None:
    first, second = Story(), Story()
    assert first.release("2026-02-02", LATER) == second.release("2026-02-02", LATER)
    assert first.texts == second.texts


@pytest.mark.parametrize(
    "text",
    ["'=1+1'", '"a: b # c"', '"it\'s"', "'- x'", "'{x}'", "'0101'", "'yes'", "'a\"b'", "'%x'", "'@x'"],
)
def test_whatever_a_title_holds_the_file_is_read_back(text: str) -> None:
    story = Story()
    release = story.release("2026-02-02", DAY_1.replace("da: 1. kursusdag, en: Course day 1", f"da: {text}"))
    assert release is not None
    written = release_text(release, LANGUAGES["da"])
    read = read_record(written.encode(), release_path(release))
    assert not read.findings
    assert read.record == release


@pytest.mark.parametrize(
    "programme", ["faellesskabsagenter-2014", "fremfaerd-idialog-2024", "sund-by-ledernetvaerket-2018"]
)
def test_the_real_schedules_are_announced_as_they_stand(programme: str) -> None:
    data = load(ROOT, programme=programme).data
    assert next_release(data, data.programmes[programme], LANGUAGES, date(2026, 11, 22)) is None
    release = data.releases(programme)[0]
    assert release.meetings
    written = (ROOT / release_path(release)).read_text(encoding="utf-8")
    assert written == release_text(release, LANGUAGES["da"])


@pytest.mark.slow
def test_validate_finds_nothing_wrong_with_the_real_releases() -> None:
    found = validate(ROOT, today=date(2026, 11, 22)).findings
    assert not [finding for finding in found if "/releases/" in finding.span.path or finding.code in RELEASE_RULES]
