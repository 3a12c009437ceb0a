"""Whether an application can be chosen: the deadline to the minute, extensions, rounds, who may apply."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samskab.fairness.admission import recorded_state
from samskab.model.application import Applicant, Application, Extension, Received
from samskab.model.dataset import Dataset
from samskab.model.eligibility import closing_of, last_moment, minutes_late, round_of
from samskab.model.field_types import Instant, Tbd
from samskab.model.programme import Deadline, Intake, Programme, Round
from samskab.yaml.records import read_record
from tests.paths import GOLDEN

PATH = "data/programmes/naboskab-2026/programme.yaml"
READ = read_record((GOLDEN / PATH).read_bytes(), PATH).record
SPRING = Deadline(date=date(2014, 1, 28), time="12:00")


def programme(*closes: Deadline | Tbd, eligible: str = "all", members: tuple[str, ...] = ()) -> Programme:
    assert isinstance(READ, Programme)
    rounds = tuple(Round(id=f"r{n}", opens=date(2013, 12, 1), closes=last) for n, last in enumerate(closes, 1))
    intake = Intake(kind="application", eligible=eligible, members=members, rounds=rounds)  # type: ignore[arg-type]
    return replace(READ, intake=intake)


def application(at: str | None = None, *, until: str | None = None, **more: object) -> Application:
    extension = None
    if until:
        extension = Extension(until=Instant.parse(until), by="sekretariatet", on=date(2014, 1, 27), why="Sygdom")
    received = Received(at=Instant.parse(at), via="mail", extension=extension) if at else None
    facts = {"applicant": Applicant(municipalities=("0360",)), "status": "submitted", "received": received} | more
    return Application(schema="samskab/application@1", id="lolland", programme="naboskab-2026", **facts)  # type: ignore[arg-type]


def state_of(known: Programme, one: Application) -> str:
    return recorded_state(Dataset(), known, one).state


@pytest.mark.parametrize(
    ("at", "late"),
    [
        ("2014-01-28T12:00+01:00", 0),
        ("2014-01-28T12:00:59+01:00", 0),
        ("2014-01-28T12:01+01:00", 1),
        ("2014-01-28T13:00+02:00", 0),
        ("2014-01-28T11:01+00:00", 1),
        ("2014-01-29T12:00+01:00", 24 * 60),
        ("2013-06-01T00:00+02:00", 0),
    ],
)
def test_the_deadline_counts_to_the_minute_in_any_offset(at: str, late: int) -> None:
    known, one = programme(SPRING), application(at)
    assert minutes_late(known, one) == late
    assert state_of(known, one) == ("late" if late else "stands")


@pytest.mark.parametrize(
    ("last", "in_time", "too_late"),
    [
        (Deadline(date=date(2014, 1, 28)), "2014-01-28T23:59+01:00", "2014-01-29T00:00+01:00"),
        (Deadline(date=date(2014, 1, 28), inclusive=False), "2014-01-27T23:59+01:00", "2014-01-28T00:00+01:00"),
        (
            Deadline(date=date(2014, 1, 28), time="12:00", inclusive=False),
            "2014-01-28T11:59+01:00",
            "2014-01-28T12:00+01:00",
        ),
        (Deadline(date=date(2014, 3, 1), inclusive=False), "2014-02-28T23:59+01:00", "2014-03-01T00:00+01:00"),
        (Deadline(date=date(2014, 7, 1)), "2014-07-01T23:59+02:00", "2014-07-01T23:00+01:00"),
        # the clocks go forward at 2 on 30 March 2014 and back at 3 on 26 October
        (Deadline(date=date(2014, 3, 30), time="03:00"), "2014-03-30T02:00+01:00", "2014-03-30T03:01+02:00"),
        (Deadline(date=date(2014, 3, 30), time="12:00"), "2014-03-30T12:00+02:00", "2014-03-30T12:00+01:00"),
        (Deadline(date=date(2014, 10, 26), time="12:00"), "2014-10-26T12:00+01:00", "2014-10-26T12:01+01:00"),
        (Deadline(date=date(2014, 10, 26), inclusive=False), "2014-10-25T23:59+02:00", "2014-10-26T00:00+02:00"),
    ],
)
def test_the_day_of_the_deadline(last: Deadline, in_time: str, too_late: str) -> None:
    known = programme(last)
    assert minutes_late(known, application(in_time)) == 0
    assert minutes_late(known, application(too_late)) >= 1


def test_a_deadline_in_the_doubled_hour_is_its_first_turn() -> None:
    closes = closing_of(programme(Deadline(date=date(2014, 10, 26), time="02:30")).intake.rounds[0])
    assert closes is not None
    assert closes.astimezone(UTC) == datetime(2014, 10, 26, 0, 30, tzinfo=UTC)


@given(minutes=st.integers(-200_000, 200_000), offset=st.integers(-12 * 60, 14 * 60))
def test_the_offset_it_is_written_in_never_matters(minutes: int, offset: int) -> None:
    closes = datetime(2014, 1, 28, 11, 0, tzinfo=UTC)
    at = (closes + timedelta(minutes=minutes)).astimezone(timezone(timedelta(minutes=offset)))
    one = application(None, received=Received(at=Instant(at), via="mail"))
    assert minutes_late(programme(SPRING), one) == max(0, minutes)


@pytest.mark.parametrize(
    ("until", "late"),
    [
        ("2014-02-01T12:00+01:00", 0),
        ("2014-01-31T12:00+01:00", 0),
        ("2014-01-31T11:59+01:00", 1),
        ("2014-01-20T12:00+01:00", 3 * 24 * 60),  # an extension never takes time away
    ],
)
def test_an_extension_is_for_this_applicant(until: str, late: int) -> None:
    known = programme(SPRING)
    assert minutes_late(known, application("2014-01-31T12:00+01:00", until=until)) == late
    assert minutes_late(known, application("2014-01-31T12:00+01:00")) == 3 * 24 * 60


def test_an_early_extension_leaves_the_deadline() -> None:
    known = programme(SPRING)
    one = application("2014-01-28T12:00+01:00", until="2014-01-20T12:00+01:00")
    assert last_moment(known, one) == datetime(2014, 1, 28, 11, 0, tzinfo=UTC)
    assert state_of(known, one) == "stands"


def test_each_round_has_its_own_deadline() -> None:
    known = programme(SPRING, Deadline(date=date(2014, 3, 1)))
    at = "2014-02-10T12:00+01:00"
    assert state_of(known, application(at, round="r1")) == "late"
    assert state_of(known, application(at, round="r2")) == "stands"
    assert round_of(known, application(at)) is None, "which of the two is not said"
    assert state_of(known, application(at)) == "stands"
    assert round_of(known, application(at, round="r9")) is None
    only = programme(SPRING)
    assert round_of(only, application(at)) == only.intake.rounds[0]


def test_without_a_deadline_or_a_moment_nobody_is_late() -> None:
    open_end = programme(Tbd(tbd=True, decide_by=date(2014, 1, 1)))
    assert last_moment(open_end, application("2030-01-01T00:00+01:00")) is None
    assert state_of(open_end, application("2030-01-01T00:00+01:00")) == "stands"
    assert state_of(programme(), application("2030-01-01T00:00+01:00")) == "stands"
    assert state_of(programme(SPRING), application()) == "stands"


def test_only_members_stand_and_every_municipality_of_an_applicant_must_be_one() -> None:
    at = "2014-01-28T12:00+01:00"
    known = programme(SPRING, eligible="members", members=("0360", "0376"))
    assert state_of(known, application(at)) == "stands"
    for codes, expected in ((("0360", "0376"), "stands"), (("0360", "0390"), "condition"), (("0390",), "condition")):
        assert state_of(known, application(at, applicant=Applicant(municipalities=codes))) == expected
    assert state_of(programme(SPRING, members=("0376",)), application(at)) == "stands", "the list is not asked"


def test_the_first_reason_is_told() -> None:
    known = programme(SPRING, eligible="members", members=("0376",))
    late = "2014-01-30T12:00+01:00"
    assert state_of(known, application(late, example=True, status="draft")) == "sample"
    assert state_of(known, application(late, status="withdrawn")) == "withdrawn"
    assert state_of(known, application(late, status="draft")) == "draft"
    assert state_of(known, application(late)) == "condition"
