"""Netværk for fællesskabsagenter 2014: the data agrees with documents 000 and 001 (PRODUCT 1.1, rows 1-20)."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.run import check_dataset
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd, VagueDay
from samskab.model.programme import Deadline, Programme
from samskab.model.schedule import Meeting, Schedule, VenueTbd
from samskab.model.selection import Proportional, Quota

KEY = "faellesskabsagenter-2014"


@pytest.fixture
def meetings(schedule: Schedule) -> dict[str, Meeting]:
    return {meeting.id: meeting for meeting in schedule.meetings}


def test_row_1_the_network_and_the_minister_invite_together(dataset: Dataset, programme: Programme) -> None:
    assert programme.senders == ("sund-by-netvaerket-2013", "minister-sundhed")
    assert dataset.senders["minister-sundhed"].person == "Astrid Krag"


def test_row_2_every_municipality_may_apply_and_pays_nothing(dataset: Dataset, programme: Programme) -> None:
    assert (programme.intake.eligible, programme.price_dkk, len(dataset.municipalities)) == ("all", 0, 98)


def test_row_3_two_tracks_with_two_and_six_days(programme: Programme) -> None:
    assert [(track.id, track.roles, track.promised_days) for track in programme.tracks] == [
        ("leader", ("leader",), 2),
        ("staff", ("staff",), 6),
    ]


@pytest.mark.parametrize(("track", "days"), [("leader", 2), ("staff", 6)])
def test_row_3_the_schedule_keeps_the_promise(schedule: Schedule, track: str, days: int) -> None:
    assert sum(meeting.counts.get(track, 0) for meeting in schedule.meetings) == days


def test_row_3_one_of_the_staff_days_is_held_with_the_agents(schedule: Schedule) -> None:
    with_agents = [meeting for meeting in schedule.meetings if "agent" in meeting.audience]
    assert [(m.id, m.kind, m.counts) for m in with_agents] == [("netvaerksmoede-1", "network_meeting", {"staff": 1})]


def test_row_4_the_columns_of_the_timetable(schedule: Schedule, meetings: dict[str, Meeting]) -> None:
    assert [(m.title.da, m.kind, m.days) for m in schedule.meetings] == [
        ("1. kursusdag", "course_day", 1),
        ("2. og 3. kursusdag", "course_day", 2),
        ("4. kursusdag", "course_day", 1),
        ("Netværksmøde", "network_meeting", 1),
        ("2. netværksmøde", "network_meeting", 1),
        ("Afsluttende konference", "conference", 1),
    ]
    leaders = [m.id for m in meetings.values() if any(content.track == "leader" for content in m.content)]
    assert leaders == ["kursusdag-1", "kursusdag-4"]


def test_row_5_only_the_conference_has_a_day(meetings: dict[str, Meeting]) -> None:
    assert meetings["konference"].date == VagueDay(2014, 12, 4)
    unknown = [meeting for key, meeting in meetings.items() if key != "konference"]
    assert all(isinstance(meeting.date, Tbd) for meeting in unknown)
    assert all(isinstance(meeting.venue, VenueTbd) for meeting in meetings.values())


def test_row_5_whether_the_conference_is_a_seventh_day_is_unknown(meetings: dict[str, Meeting]) -> None:
    conference = meetings["konference"]
    assert (conference.same_day_as, conference.same_day_unknown, conference.counts) == ("netvaerksmoede-2", True, {})


def test_row_6_there_is_room_for_twenty(programme: Programme) -> None:
    assert programme.capacity.municipalities is not None
    assert programme.capacity.municipalities.max == 20
    assert programme.selection is not None
    assert programme.selection.size is not None
    assert (programme.selection.size.min, programme.selection.size.max) == (15, 20)


def test_rows_7_and_11_roles_and_their_limits(programme: Programme) -> None:
    assert [(r.id, r.min, r.max, r.target, r.named) for r in programme.roles] == [
        ("leader", 1, 2, None, True),
        ("staff", None, 2, None, True),
        ("agent", 5, None, 5, False),
    ]
    assert [(limit.roles, limit.max) for limit in programme.limits] == [(("leader", "staff"), 4)]


def test_row_8_three_demands(programme: Programme) -> None:
    assert [demand.id for demand in programme.commitments] == ["timer", "geografisk-omraade", "netvaerk"]


def test_row_9_one_intake_from_12_december_through_1_february(programme: Programme) -> None:
    (intake,) = programme.intake.rounds
    assert intake.opens == date(2013, 12, 12)
    assert intake.closes == Deadline(date=date(2014, 2, 1), time="23:59", inclusive=True)
    assert intake.closes.date.isoweekday() == 6


def test_row_10_one_to_two_pages_by_mail(programme: Programme) -> None:
    intake = programme.intake
    assert (intake.kind, intake.mail, intake.min_pages, intake.max_pages) == (
        "application",
        "post@sundbynetvaerket.dk",
        1,
        2,
    )


def test_row_12_the_lines_of_the_form(programme: Programme) -> None:
    assert [(q.id, q.type, q.field, q.personal) for q in programme.questions] == [
        ("kommune", "field", "applicant", False),
        ("kontakt", "field", "contact", True),
        ("deltagere", "field", "participants", True),
        ("maal", "text", None, False),
        ("lokalomraade", "text", None, False),
        ("partnerskaber", "text", None, False),
    ]
    local = programme.question("lokalomraade")
    assert local is not None
    assert local.help is not None
    assert "halv side" in local.help.da


def test_row_13_lolland_is_an_example(dataset: Dataset) -> None:
    assert [a.id for a in dataset.applications(KEY) if a.example] == ["0360-lolland"]


def test_row_14_the_link_stands_once(programme: Programme) -> None:
    assert programme.links == {"forloeb": "http://www.sund-by-net.dk/netvaerk-faellesskabsagenter"}


def test_row_15_the_ministry_pays(programme: Programme) -> None:
    (funding,) = programme.funding
    assert (funding.by, funding.amount_dkk, funding.grant) == ("Ministerium for Sundhed og Forebyggelse", None, None)
    assert funding.by in funding.acknowledgement.da
    assert isinstance(funding.report_due, Tbd)


def test_row_16_four_outcomes(programme: Programme) -> None:
    assert len(programme.outcomes) == 4


def test_row_17_what_went_out_on_12_december(dataset: Dataset) -> None:
    outbox = dataset.outbox(KEY)
    assert outbox is not None
    assert {sending.on for sending in outbox.sendings} == {VagueDay(2013, 12, 12)}
    assert {(s.id, s.channel) for s in outbox.sendings} >= {("kronik", "press"), ("nyhed", "web")}
    assert [sending.id for sending in outbox.sendings if sending.recipients == "all"] == ["invitation"]


def test_rows_17_and_20_op_ed_and_journey_are_steps(programme: Programme) -> None:
    days = {step.id: step.on for step in programme.steps}
    assert (days["kronik"], days["invitation-sendt"]) == (VagueDay(2013, 12, 12), VagueDay(2013, 12, 12))
    assert days["england"] == VagueDay(2013, 12)


def test_row_18_the_public_statement_and_rules_for_place_and_people(programme: Programme) -> None:
    selection = programme.selection
    assert selection is not None
    assert selection.statement is not None
    assert "mangfoldig demografisk og geografisk fordeling" in selection.statement.da
    measured = {rule.by for rule in selection.rules if isinstance(rule, (Proportional, Quota))}
    assert measured >= {"region", "group", "folketal"}
    assert all(rule.text is not None and rule.text.en for rule in selection.rules)


def test_row_19_two_elements_and_three_target_groups(programme: Programme) -> None:
    assert [component.da for component in programme.components] == ["Kursusforløb", "Metodeafprøvning"]
    assert len(programme.target_groups) == 3
    assert programme.target_groups[2].da == "Borgere"


def test_row_20_community_champions_are_faellesskabsagenter(programme: Programme) -> None:
    assert {term.da: term.en for term in programme.glossary}["fællesskabsagenter"] == "Community Champions"


def test_contradictions_are_noted_with_their_document(programme: Programme) -> None:
    noted = {reference.about for reference in programme.references if reference.note}
    assert noted >= {
        "antallet af fællesskabsagenter",
        "antallet af mødedage",
        "konferencen",
        "udvælgelseskriterierne",
        "deltagerne",
        "ansøgningsfristen",
        "tidsplanen",
        "webadressen",
    }


def test_no_contradiction_is_an_error_while_it_is_open(dataset: Dataset) -> None:
    mine = [f for f in check_dataset(dataset, date(2014, 1, 15)) if f"/{KEY}/" in f.span.path]
    assert mine
    assert not [finding for finding in mine if finding.severity is Severity.ERROR]
