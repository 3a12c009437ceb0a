"""Fremfærd and iDialog 2024-2025: each fact of document 002 (PRODUCT 1.1, rows 16 and 21-33), and its applications."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from samskab.model.application import Application, Commitment
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd, VagueDay
from samskab.model.programme import Programme
from samskab.model.schedule import Online, Schedule
from samskab.model.selection import Breadth, Common, Commonality, Size

KEY = "fremfaerd-idialog-2024"


@pytest.fixture
def applications(dataset: Dataset) -> tuple[Application, ...]:
    return dataset.applications(KEY)


def test_it_lasts_about_a_year_from_the_end_of_october_2024(programme: Programme) -> None:
    assert programme.period.start == VagueDay(2024, 10)
    assert programme.period.end == VagueDay(2025, 10)
    assert programme.period.text is not None
    assert programme.period.text.da == "varer ca. 1 år og starter i slutningen af oktober 2024"


def test_fremfaerd_and_idialog_invite_to_a_short_expression_of_interest(programme: Programme) -> None:
    assert programme.senders == ("fremfaerd", "idialog")
    assert programme.intake.kind == "expression_of_interest"
    assert (programme.intake.eligible, programme.intake.form_url, programme.intake.mail) == ("all", None, None)


def test_no_deadline_is_known(programme: Programme) -> None:
    (round_,) = programme.intake.rounds
    assert isinstance(round_.closes, Tbd)
    assert round_.closes.decide_by == date(2024, 9, 20)


def test_four_or_five_municipalities_are_chosen(programme: Programme) -> None:
    bounds = programme.capacity.municipalities
    assert bounds is not None
    assert (bounds.min, bounds.max) == (4, 5)
    assert programme.selection is not None
    assert programme.selection.size == Size(min=4, max=5)


def test_each_sends_one_or_two_key_staff_and_has_an_accountable_leader(programme: Programme) -> None:
    staff, leader = programme.role("noeglemedarbejder"), programme.role("ansvarlig-leder")
    assert staff is not None
    assert leader is not None
    assert (staff.min, staff.max) == (1, 2)
    assert (leader.min, leader.max) == (1, None)


def test_the_information_meeting_is_online_on_a_friday_from_one_to_two(schedule: Schedule) -> None:
    meeting = schedule.meetings[0]
    assert (meeting.kind, meeting.open_to_all) == ("info_meeting", True)
    assert isinstance(meeting.date, VagueDay)
    assert meeting.date == VagueDay(2024, 9, 20)
    assert meeting.date.first().isoweekday() == 5
    assert (meeting.start, meeting.end) == ("13:00", "14:00")
    assert isinstance(meeting.venue, Online)
    assert meeting.venue.url is None


def test_four_full_day_seminars_have_neither_date_nor_host_nor_theme(programme: Programme, schedule: Schedule) -> None:
    seminars = [meeting for meeting in schedule.meetings if meeting.kind == "seminar"]
    assert len(seminars) == 4
    for seminar in seminars:
        assert isinstance(seminar.date, Tbd)
        assert isinstance(seminar.host, Tbd)
        assert isinstance(seminar.theme, Tbd)
    assert programme.tracks[0].promised_days == 4
    assert sum(seminar.counts["laeringsseminarer"] for seminar in seminars) == 4


def test_seminars_are_held_in_turn_with_rooms_and_food_for_about_twelve(schedule: Schedule) -> None:
    hosting = schedule.hosting
    assert hosting is not None
    assert (hosting.each_host_max, hosting.seats, hosting.approximate) == (1, 12, True)
    assert [thing.da for thing in hosting.provides] == ["lokaler", "forplejning"]


def test_who_pays_for_what(programme: Programme) -> None:
    assert [(payment.paid_by, payment.what.da.split()[0]) for payment in programme.payments] == [
        ("municipality", "Nøglemedarbejdernes"),
        ("municipality", "Arbejdstid"),
        ("host", "Lokaler"),
    ]


def test_agnete_neidel_supports_for_hours_that_are_not_told(programme: Programme) -> None:
    (support,) = programme.support
    assert support.by.da == "iDialog v. Agnete Neidel"
    assert isinstance(support.hours, Tbd)


def test_seven_demands_of_which_the_mandate_is_explained(programme: Programme) -> None:
    assert [demand.id for demand in programme.commitments] == [
        "lyst",
        "beskrivelse",
        "mandat",
        "noeglemedarbejdere",
        "vaertskab",
        "dialogmoeder",
        "ledelse",
    ]
    assert [demand.id for demand in programme.commitments if demand.explain] == ["mandat"]


def test_six_outcomes_and_five_purposes(programme: Programme) -> None:
    assert len(programme.outcomes) == 6
    purposes = next(section for section in programme.sections if section.id == "formaal")
    assert len(purposes.points) == 5
    assert all(words.en for words in (*programme.outcomes, *purposes.points))


def test_the_course_may_have_its_own_pace_and_choose_its_own_process(programme: Programme) -> None:
    brief = next(section for section in programme.sections if section.id == "forloebet-kort")
    assert any("tempo" in point.da for point in brief.points)
    process, target = programme.question("procestype"), programme.question("maalgruppe")
    assert process is not None
    assert target is not None
    assert [option.id for option in process.options] == ["faglig-udvikling", "udvikling-af-tilbud", "strategi"]
    assert [option.id for option in target.options] == ["boern", "voksne"]


def test_breadth_and_commonality_are_rules_that_can_be_checked(programme: Programme) -> None:
    selection = programme.selection
    assert selection is not None
    assert {rule.by for rule in selection.rules if isinstance(rule, Breadth)} == {"maalgruppe", "procestype", "region"}
    assert [(rule.by, rule.min) for rule in selection.rules if isinstance(rule, Common)] == [("temaer", 1)]
    assert isinstance(selection.aims[0], Commonality)
    assert selection.statement is not None
    assert "tilstrækkelig bredde og tilstrækkelig fælleshed" in selection.statement.da


def test_the_start_is_a_step_at_the_end_of_october(programme: Programme) -> None:
    step = next(step for step in programme.steps if step.id == "start")
    assert step.on == VagueDay(2024, 10)
    assert step.text is not None
    assert step.text.da == "i slutningen af oktober 2024"


@pytest.mark.parametrize(
    "about",
    [
        "Antal kommuner og værtskaber",
        "Antal deltagere på læringsseminarerne",
        "Frist for interessetilkendegivelse",
        "Datoer, værter og temaer for læringsseminarerne",
        "Informationsmødet",
    ],
)
def test_each_contradiction_of_the_document_is_noted(programme: Programme, about: str) -> None:
    assert [reference.document for reference in programme.references if reference.about == about] == ["002"]


def test_applications_are_invented_and_say_so(applications: tuple[Application, ...]) -> None:
    assert len(applications) == 17
    assert all(application.demonstration and not application.example for application in applications)
    states = Counter(application.status for application in applications)
    assert states == {"submitted": 15, "draft": 1, "withdrawn": 1}


def test_applications_come_from_every_region_and_group(dataset: Dataset, applications: tuple[Application, ...]) -> None:
    submitted = [a for a in applications if a.status == "submitted"]
    places = [dataset.municipalities[a.applicant.municipalities[0]] for a in submitted]
    assert len({place.region_on(date(2024, 10, 1)) for place in places}) == 5
    assert len({place.group for place in places}) == 5


def test_applications_differ_in_what_the_selection_weighs(applications: tuple[Application, ...]) -> None:
    submitted = [a for a in applications if a.status == "submitted"]
    assert {a.answers["procestype"] for a in submitted} == {"faglig-udvikling", "udvikling-af-tilbud", "strategi"}
    assert {a.answers["maalgruppe"] for a in submitted} == {("boern",), ("voksne",), ("boern", "voksne")}
    hosts = Counter(a.hosting.willing for a in submitted if a.hosting)
    assert hosts == {True: 13, False: 2}
    assert [a.id for a in submitted if a.hosting and a.hosting.seats and a.hosting.seats < 12] == ["0492-aeroe"]


def test_those_who_cannot_host_say_why(applications: tuple[Application, ...]) -> None:
    for application in applications:
        if application.hosting and not application.hosting.willing:
            promise = application.commitments["vaertskab"]
            assert isinstance(promise, Commitment)
            assert not promise.accepted
            assert promise.text


def test_people_are_keys_and_no_key_is_used_twice(applications: tuple[Application, ...]) -> None:
    keys = [p.person for a in applications for p in a.participants]
    assert None not in keys
    assert len(set(keys)) == len(keys)


def test_no_two_texts_are_alike(applications: tuple[Application, ...]) -> None:
    texts = [str(a.answers[key]) for a in applications for key in ("oenske", "mandat") if key in a.answers]
    assert len(texts) == 33
    assert len({text[:60] for text in texts}) == len(texts)
    assert all(80 <= len(text.split()) <= 250 for text in texts)


def test_each_submitted_application_has_two_assessors(dataset: Dataset, applications: tuple[Application, ...]) -> None:
    assessments = dataset.assessments(KEY)
    submitted = {a.id for a in applications if a.status == "submitted"}
    assert set(assessments) == submitted
    for assessment in assessments.values():
        assert assessment.demonstration
        assert len({scores.by for scores in assessment.assessments}) == 2
        for scores in assessment.assessments:
            assert scores.scores.keys() == {"borgernes-rolle", "mandat", "udbytte"}
            assert all(0 <= score <= 5 for score in scores.scores.values())


def test_an_assessor_with_a_conflict_gave_no_scores(dataset: Dataset) -> None:
    assessment = dataset.assessments(KEY)["0740-silkeborg"]
    (conflict,) = assessment.conflicts
    assert conflict.by == "fagkonsulent"
    assert conflict.by not in {scores.by for scores in assessment.assessments}
