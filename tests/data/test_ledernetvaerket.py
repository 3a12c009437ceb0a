"""Sund By Ledernetværket 2018: each fact of document 004 (PRODUCT 1.1, rows 34-42)."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.model.field_types import Tbd, VagueDay
from samskab.model.programme import Programme
from samskab.model.schedule import Meeting, Schedule, VenueTbd

KEY = "sund-by-ledernetvaerket-2018"


def test_it_is_the_second_of_a_series_whose_first_is_not_among_the_documents(programme: Programme) -> None:
    assert (programme.series, programme.edition, programme.continues) == ("sund-by-ledernetvaerket", 2, None)
    assert programme.subtitle is not None
    assert programme.subtitle.da == "Momentum for forebyggelsen – møderække 2018"


def test_members_sign_up_and_all_of_them_take_part(programme: Programme) -> None:
    assert (programme.intake.kind, programme.intake.eligible) == ("open_signup", "members")
    assert programme.capacity.everyone
    assert programme.capacity.municipalities is None
    assert programme.selection is None
    assert [role.id for role in programme.roles] == ["leder"]
    assert programme.target_groups[0].da == "Chefer og ledere med ansvar for sundhedsfremme og forebyggelse"


def test_the_network_sends_and_andreas_roenne_nielsen_facilitates(programme: Programme, schedule: Schedule) -> None:
    assert programme.senders == ("sund-by-netvaerket",)
    assert programme.facilitators == ("andreas-roenne-nielsen",)
    assert {meeting.facilitator for meeting in schedule.meetings} == {"andreas-roenne-nielsen"}


def test_meetings_last_from_ten_to_half_past_six(schedule: Schedule) -> None:
    assert schedule.timezone == "Europe/Copenhagen"
    assert schedule.defaults is not None
    assert (schedule.defaults.start, schedule.defaults.end) == ("10:00", "18:30")
    assert all(meeting.start is None and meeting.end is None for meeting in schedule.meetings)


def test_three_meetings_on_their_days(schedule: Schedule, programme: Programme) -> None:
    assert [(meeting.id, meeting.date) for meeting in schedule.meetings] == [
        ("m1", VagueDay(2018, 2, 27)),
        ("m2", VagueDay(2018, 6, 26)),
        ("m3", VagueDay(2018, 10, 30)),
    ]
    track = programme.tracks[0]
    assert track.promised_days == 3
    assert sum(meeting.counts[track.id] for meeting in schedule.meetings) == 3


def test_the_first_place_has_only_a_city_and_the_others_are_kl_huset(schedule: Schedule) -> None:
    first, *others = (meeting.venue for meeting in schedule.meetings)
    assert isinstance(first, VenueTbd)
    assert (first.city, first.decide_by) == ("Aarhus", date(2018, 2, 6))
    assert first.text is not None
    assert first.text.da == "mødested oplyses snarest"
    assert others == ["kl-huset", "kl-huset"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_meeting_has_a_new_guest_who_is_not_known_yet(schedule: Schedule, number: int) -> None:
    meeting = schedule.meetings[number]
    assert isinstance(meeting.guest, Tbd)
    assert isinstance(meeting.date, VagueDay)
    assert meeting.guest.decide_by < meeting.date.first()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_agenda_is_told_without_clock_times(schedule: Schedule, number: int) -> None:
    agenda = schedule.meetings[number].agenda
    assert [block.part for block in agenda] == ["morning", "after_lunch", "afternoon"]
    assert all(block.start is None and block.end is None for block in agenda)
    assert "samtalepartner" in agenda[1].title.da
    assert "sparring" in agenda[2].title.da


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_dinner_is_optional_and_paid_by_those_who_eat_it(schedule: Schedule, number: int) -> None:
    (dinner,) = schedule.meetings[number].extras
    assert (dinner.id, dinner.optional, dinner.paid_by, dinner.ask_diet) == ("middag", True, "participant", True)


def test_who_pays_for_the_dinner_stands_in_the_programme_and_diets_are_forgotten(programme: Programme) -> None:
    assert [payment.paid_by for payment in programme.payments] == ["participant"]
    assert programme.retention is not None
    assert programme.retention.diet_days_after_meeting == 14


def test_the_dates_were_links_that_are_not_known(schedule: Schedule) -> None:
    assert [meeting.signup_url for meeting in schedule.meetings] == [None, None, None]


def test_the_four_sides_of_leading_and_the_five_sources_of_momentum(programme: Programme) -> None:
    sections = {section.id: section for section in programme.sections}
    assert len(sections["ledelsesopgaven"].points) == 4
    assert [point.da for point in sections["momentum"].points] == [
        "KL's forebyggelsesudspil",
        "Danske Regioners forebyggelsesudspil",
        "de nationale sundhedsmål",
        "opdateringen af forebyggelsespakkerne",
        "resultaterne af Sundhedsprofilen",
    ]


def test_every_meeting_is_for_the_leaders(schedule: Schedule) -> None:
    def audience(meeting: Meeting) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return meeting.tracks, meeting.audience

    assert {audience(meeting) for meeting in schedule.meetings} == {(("moederaekke",), ("leder",))}


def test_what_is_unclear_in_the_document_is_noted(programme: Programme) -> None:
    notes = " ".join(reference.note or "" for reference in programme.references)
    assert {reference.document for reference in programme.references} == {"004"}
    assert "mødested oplyses snarest" in notes
    assert "ny samtalepartner" in notes
    assert "tilmeldingsfrist" in notes
