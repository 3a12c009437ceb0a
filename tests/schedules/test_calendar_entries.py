"""Who has what in the calendar: a track's days, a host's duty, days that are no more, meetings without a day."""

from __future__ import annotations

from datetime import date

from samskab.finding import Severity
from samskab.usecases.letters.calendars import Calendars
from samskab.usecases.letters.recipients import Recipient
from samskab.yaml.catalogue import load_language
from tests.schedules.release_history import Story

MEETINGS = """
- id: dag-1
  kind: course_day
  title: {da: 1. kursusdag, en: Course day 1}
  tracks: [leader, staff]
  date: 2026-05-11
  start: '10:00'
  end: '15:30'
  venue:
    tbd: true
    city: Aarhus
    decide_by: 2026-04-01
    text: {da: mødested oplyses snarest, en: venue to be announced shortly}
  extras:
    - {id: middag, title: {da: Middag, en: Dinner}, paid_by: participant, start: '18:30'}
- id: dag-2
  kind: course_day
  title: {da: 2. kursusdag, en: Course day 2}
  tracks: [staff]
  date: 2026-09-15
  dates: [2026-09-15, 2026-09-16]
  days: 2
  host: thisted
- id: konference
  kind: conference
  title: {da: Konference, en: Conference}
  date: {tbd: true, decide_by: 2026-06-01}
"""
HOST = "naboskab.example"


def story(meetings: str = MEETINGS) -> Story:
    made = Story()
    made.release("2026-02-02", meetings)
    return made


def test_each_day_has_its_own_entry_that_keeps_its_name() -> None:
    diary = story().diary()
    assert [(entry.uid, entry.day) for entry in diary.entries] == [
        (f"dag-1.naboskab-2026@{HOST}", date(2026, 5, 11)),
        (f"dag-2.naboskab-2026@{HOST}", date(2026, 9, 15)),
        (f"dag-2.2.naboskab-2026@{HOST}", date(2026, 9, 16)),
    ]


def test_the_second_day_of_one_meeting_is_never_taken_for_another_meeting() -> None:
    twin = "- {id: dag-2-2, kind: meeting, title: {da: Møde}, date: 2026-10-01}"
    entries = story(MEETINGS + twin).diary().entries
    assert len({entry.uid for entry in entries}) == len(entries) == 4


def test_a_meeting_without_a_day_is_told_and_left_out() -> None:
    made = story()
    assert made.diary().without_day == {"konference": "Konference"}
    files, findings = Calendars(made.data, made.programme, load_language("da")).files()
    assert [(f.code, f.field, f.values["meeting"]) for f in findings] == [("SK441", "meetings[2].date", "Konference")]
    assert b"Konference" not in files[0].content


def test_an_unknown_venue_is_tentative_and_says_so() -> None:
    entry = story().diary().entries[0]
    assert (entry.status, entry.place) == ("tentative", "Aarhus (mødested oplyses snarest)")
    assert story().diary(language="en").entries[0].place == "Aarhus (venue to be announced shortly)"


def test_dinner_stands_in_the_description_with_who_pays() -> None:
    entry = story().diary().entries[0]
    assert "Middag kl. 18.30 (frivilligt, betales af den enkelte deltager)." in entry.description.split("\n")


def test_a_track_has_its_own_days_and_those_of_everyone() -> None:
    assert [entry.uid.partition(".")[0] for entry in story().diary(track="leader").entries] == ["dag-1"]
    assert [entry.uid.partition(".")[0] for entry in story().diary(track="staff").entries] == [
        "dag-1",
        "dag-2",
        "dag-2",
    ]
    assert story().diary(track="leader").name == "Naboskab og sundhed – Lederspor"


def test_the_host_sees_its_duty_and_others_who_hosts() -> None:
    made = story()
    mine = made.diary(application=made.data.application("naboskab-2026", "thisted"))
    theirs = made.diary(application=made.data.application("naboskab-2026", "varde"))
    assert "I er vært for mødet." in mine.entries[1].description
    assert "Vært: Thisted Kommune" in theirs.entries[1].description
    assert mine.entries[1].place == "Thisted Kommune"


def test_a_cancelled_meeting_stays_with_a_higher_sequence() -> None:
    made = story()
    made.release("2026-03-01", MEETINGS.replace("  date: 2026-05-11\n", "  date: 2026-05-11\n  status: cancelled\n"))
    entry = made.diary().entries[0]
    assert (entry.status, entry.sequence, entry.changed) == ("cancelled", 1, date(2026, 3, 1))
    assert entry.summary == "AFLYST: 1. kursusdag – Naboskab og sundhed"
    assert made.diary(language="en").entries[0].summary == "CANCELLED: Course day 1 – Neighbours and health"


def test_a_meeting_that_was_taken_out_stays_as_cancelled() -> None:
    made = story()
    made.release("2026-03-01", MEETINGS[MEETINGS.index("- id: dag-2") :])
    entry = made.diary().entries[-1]
    assert (entry.uid, entry.status, entry.day) == (f"dag-1.naboskab-2026@{HOST}", "cancelled", date(2026, 5, 11))
    assert entry.place == "Aarhus (mødested oplyses snarest)"


def test_a_day_that_is_no_more_is_cancelled_where_it_was_shown() -> None:
    made = story()
    made.release("2026-03-01", MEETINGS.replace("  dates: [2026-09-15, 2026-09-16]\n  days: 2\n", ""))
    one, other = made.diary().by_meeting["dag-2"]
    assert (one.status, other.status) == ("confirmed", "cancelled")
    assert (other.uid, other.day, other.sequence) == (f"dag-2.2.naboskab-2026@{HOST}", date(2026, 9, 16), 1)


def test_a_meeting_that_lost_its_day_is_taken_out_of_calendars() -> None:
    made = story()
    made.release("2026-03-01", MEETINGS.replace("date: 2026-05-11", "date: 2026-05"))
    entry = made.diary().entries[0]
    assert (entry.status, entry.day, entry.sequence) == ("cancelled", date(2026, 5, 11), 1)
    assert entry.summary.startswith("UDSKUDT: ")
    assert "dag-1" in made.diary().without_day


def test_a_track_that_leaves_a_meeting_is_told_in_its_own_calendar() -> None:
    made = story()
    made.release("2026-03-01", MEETINGS.replace("tracks: [leader, staff]", "tracks: [staff]"))
    assert [entry.status for entry in made.diary(track="leader").entries] == ["cancelled"]
    assert made.diary(track="staff").entries[0].status == "tentative"


def test_without_a_release_of_what_stands_there_is_no_calendar() -> None:
    made = Story().schedule(MEETINGS)
    files, findings = Calendars(made.data, made.programme, load_language("da")).files()
    assert files == ()
    assert [(f.code, f.severity) for f in findings] == [("SK440", Severity.ERROR)]
    sentence = load_language("da").say("SK440", **findings[0].values)
    assert "samskab schedule release naboskab-2026" in sentence
    made.release("2026-02-02")
    made.schedule(MEETINGS.replace("2026-05-11", "2026-05-12"))
    assert [f.code for f in Calendars(made.data, made.programme, load_language("da")).files()[1]] == ["SK440"]


def test_one_calendar_for_all_and_one_for_each_track() -> None:
    made = story()
    files, _ = Calendars(made.data, made.programme, load_language("da")).files()
    assert [file.file for file in files] == ["calendar.ics", "calendar-leader.ics", "calendar-staff.ics"]
    files, _ = Calendars(made.data, made.programme, load_language("da")).files(track="staff")
    assert [file.file for file in files] == ["calendar-staff.ics"]


def test_one_meeting_is_mailed_day_by_day() -> None:
    made = story()
    thisted = Recipient("thisted", "Thisted Kommune", None, made.data.application("naboskab-2026", "thisted"))
    files, _ = Calendars(made.data, made.programme, load_language("da")).files(recipients=[thisted], meeting="dag-2")
    assert [(file.file, file.recipient) for file in files] == [
        ("dag-2-1-thisted.ics", "Thisted Kommune"),
        ("dag-2-2-thisted.ics", "Thisted Kommune"),
    ]
    assert all(b"METHOD:PUBLISH" in file.content for file in files)


def test_a_mailed_letter_encloses_its_meeting() -> None:
    made = story()
    enclosed = Calendars(made.data, made.programme, load_language("da")).enclosures(None, "dag-1")
    assert {name: mime for name, (mime, _) in enclosed.items()} == {
        "dag-1.ics": "text/calendar; method=PUBLISH; charset=utf-8"
    }
    assert (
        Calendars(Story().schedule(MEETINGS).data, made.programme, load_language("da")).enclosures(None, "dag-1") == {}
    )


def test_a_change_for_one_track_leaves_the_calendar_of_the_other_as_it_was() -> None:
    made = story()
    before, _ = Calendars(made.data, made.programme, load_language("da")).files()
    made.release("2026-03-01", MEETINGS.replace("2026-09-16", "2026-09-17"))
    after, _ = Calendars(made.data, made.programme, load_language("da")).files()
    changed = [old.file for old, new in zip(before, after, strict=True) if old.content != new.content]
    assert changed == ["calendar.ics", "calendar-staff.ics"]
