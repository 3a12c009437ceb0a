"""Every contradiction that the source documents hold is a finding on the repository's own programmes.

The documents are of 2012-2024, so in 2026 the findings are info, and nothing is an error.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from samskab.check.run import check_application, check_dataset
from samskab.finding import Finding, Severity
from samskab.language import Fact
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.yaml.records import read_record
from tests.paths import ROOT

TODAY = date(2026, 11, 22)
CHAMPIONS = "faellesskabsagenter-2014"
FREMFAERD = "fremfaerd-idialog-2024"
LEADERS = "sund-by-ledernetvaerket-2018"
MEETING = "frivilligraadets-aarsmoede-2012"


@cache
def found() -> tuple[Finding, ...]:
    paths = [*(ROOT / "data").glob("*.yaml"), *(ROOT / "data").glob("[mp]*/**/*.yaml")]
    read = [read_record(path.read_bytes(), path.relative_to(ROOT).as_posix()) for path in sorted(paths)]
    data = Dataset(one.record for one in read if one.record is not None)
    applications = [f for a in data.all(Application) for f in check_application(data, a, TODAY)]
    return (*applications, *check_dataset(data, TODAY))


def of(code: str, programme: str) -> list[Finding]:
    return [f for f in found() if f.code == code and f"/{programme}/" in f.span.path]


def test_nothing_in_the_repository_is_an_error() -> None:
    assert [(f.code, f.span) for f in found() if f.severity is Severity.ERROR] == []


def test_agents_are_five_or_at_least_five_or_a_hundred() -> None:
    assert [(f.values["least"], f.values["municipalities"], f.values["total"]) for f in of("SK236", CHAMPIONS)] == [
        (5, 20, 100)
    ]


def test_six_meeting_days_are_four_course_days_and_two_network_days() -> None:
    assert [(f.values["course"], f.values["network"]) for f in of("SK403", CHAMPIONS)] == [(4, 2)]
    assert of("SK401", CHAMPIONS) == []  # 2 days for leaders, 6 for staff: the promise is kept


def test_the_conference_may_be_the_same_day_or_a_seventh() -> None:
    assert len(of("SK402", CHAMPIONS)) == 1


def test_staff_has_a_most_and_no_least() -> None:
    assert [f.values["most"] for f in of("SK237", CHAMPIONS)] == [2]


def test_the_deadline_is_a_saturday() -> None:
    assert [f.values["day"] for f in of("SK211", CHAMPIONS)] == [date(2014, 2, 1)]


def test_the_criteria_stand_outside_the_invitation() -> None:
    assert len(of("SK219", CHAMPIONS)) == 1


def test_five_municipalities_and_four_seminars() -> None:
    assert [(f.values["most"], f.values["meetings"], f.values["spare"]) for f in of("SK422", FREMFAERD)] == [(5, 4, 1)]


def test_twelve_seats_for_four_to_ten_people() -> None:
    assert [(f.values["seats"], f.values["least"], f.values["most"]) for f in of("SK419", FREMFAERD)] == [(12, 4, 10)]


def test_an_invitation_without_deadline() -> None:
    assert len(of("SK218", FREMFAERD)) == 1


def test_a_first_venue_of_which_only_the_city_is_known() -> None:
    assert [f.values["place"] for f in of("SK414", LEADERS)] == [Fact("schedule.in_city", {"city": "Aarhus"})]


@pytest.mark.parametrize(
    ("programme", "about"),
    [
        (CHAMPIONS, "antallet af fællesskabsagenter"),
        (CHAMPIONS, "ansøgningsfristen"),
        (CHAMPIONS, "deltagerne"),
        (FREMFAERD, "Frist for interessetilkendegivelse"),
        (FREMFAERD, "Datoer, værter og temaer for læringsseminarerne"),
        (MEETING, "Område 4 og 5"),
    ],
)
def test_what_a_person_found_unclear_is_told(programme: str, about: str) -> None:
    assert about in [f.values["about"] for f in of("SK240", programme)]
