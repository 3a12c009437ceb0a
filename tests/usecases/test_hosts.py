"""`schedule hosts`: document 002 against every rotation, and each reason for not hosting."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from samskab.model.application import Application, Hosting
from samskab.model.dataset import Dataset
from samskab.model.field_types import Day, VagueDay
from samskab.model.schedule import Schedule
from samskab.solve.hosts import best_rotation, totals_of, totals_with
from samskab.usecases.hosts import HostProposal, kilometres, propose_hosts, with_hosts
from samskab.usecases.load import load
from tests.folder_copies import copied
from tests.paths import ROOT
from tests.program import called
from tests.solve.rotations import every_rotation

KEY = "fremfaerd-idialog-2024"
SCHEDULE = f"data/programmes/{KEY}/schedule.yaml"
LEMVIG, AALBORG = "0665-lemvig", "0851-aalborg"


@pytest.fixture(scope="module")
def data() -> Dataset:
    return load(ROOT, programme=KEY).data


def _schedule(data: Dataset) -> Schedule:
    found = data.schedule(KEY)
    assert found is not None
    return found


def _proposed(data: Dataset) -> HostProposal:
    return propose_hosts(data, data.programmes[KEY], _schedule(data))


def _with(data: Dataset, key: str, hosting: Hosting | None) -> Dataset:
    application = data.application(KEY, key)
    assert isinstance(application, Application)
    return data.with_instead(application, replace(application, hosting=hosting))


def test_document_002_has_the_best_rotation_of_all(data: Dataset) -> None:
    found = _proposed(data)
    every = [(totals_of(found.task, each), tuple(each.values()), each) for each in every_rotation(found.task)]
    assert len(every) == 120
    totals, _, hosts = min(every, key=lambda each: each[:2])
    assert found.rotation is not None
    assert (found.rotation.hosts, found.rotation.totals) == (hosts, totals)
    least = min(totals for totals, chosen, _ in every if LEMVIG in chosen)
    assert totals_with(found.task, LEMVIG) == least
    ((key, why),) = found.reasons
    assert (key, why.key, why.values) == (LEMVIG, "hosts.why.travel", {"km": kilometres(least.travel - totals.travel)})


@pytest.mark.parametrize(
    ("hosting", "why"),
    [
        (None, "hosts.why.no_answer"),
        (Hosting(willing=False), "hosts.why.unwilling"),
        (Hosting(willing=True), "hosts.why.no_seats"),
        (Hosting(willing=True, seats=11), "hosts.why.seats"),
    ],
)
def test_who_cannot_does_not_host_and_the_reason_is_named(data: Dataset, hosting: Hosting | None, why: str) -> None:
    found = _proposed(_with(data, AALBORG, hosting))
    assert found.rotation is not None
    assert AALBORG not in found.rotation.hosts.values()
    assert [(key, reason.key) for key, reason in found.reasons] == [(AALBORG, why)]


def test_a_day_on_which_somebody_cannot_is_kept_free(data: Dataset) -> None:
    schedule = _schedule(data)
    days = [VagueDay(2025, month, 3) for month in (1, 3, 5, 9)]
    seminars = [each for each in schedule.meetings if each.kind == "seminar"]
    dated = {each.id: replace(each, date=day) for each, day in zip(seminars, days, strict=True)}
    dated_schedule = replace(schedule, meetings=tuple(dated.get(each.id, each) for each in schedule.meetings))
    busy = Hosting(willing=True, seats=30, not_on=tuple(Day(2025, month, 3) for month in (1, 3, 5)))
    changed = _with(data, "0329-ringsted", busy).with_instead(schedule, dated_schedule)
    found = propose_hosts(changed, changed.programmes[KEY], dated_schedule)
    assert found.rotation is not None
    assert {meeting for meeting, host in found.rotation.hosts.items() if host == "0329-ringsted"} <= {seminars[3].id}


def test_with_too_few_hosts_the_number_of_meetings_without_one_is_proven(data: Dataset) -> None:
    less = _with(_with(data, AALBORG, None), LEMVIG, None)
    found = _proposed(less)
    assert found.rotation is None
    assert len(found.without) == 1
    assert {why.key for _, why in found.reasons} == {"hosts.why.no_answer", "hosts.why.able"}


def test_a_host_that_is_decided_keeps_its_meeting(data: Dataset) -> None:
    schedule = _schedule(data)
    meetings = tuple(replace(each, host=LEMVIG) if each.id == "seminar-2" else each for each in schedule.meetings)
    decided = replace(schedule, meetings=meetings)
    found = propose_hosts(data.with_instead(schedule, decided), data.programmes[KEY], decided)
    assert found.rotation is not None
    assert found.rotation.hosts["seminar-2"] == LEMVIG
    assert len(set(found.rotation.hosts.values())) == 4


def test_when_every_meeting_has_a_host_nobody_is_said_to_be_busy_on_a_day(data: Dataset) -> None:
    schedule, rotation = _schedule(data), _proposed(data).rotation
    assert rotation is not None
    meetings = tuple(replace(each, host=rotation.hosts.get(each.id, each.host)) for each in schedule.meetings)
    decided = replace(schedule, meetings=meetings)
    found = propose_hosts(data.with_instead(schedule, decided), data.programmes[KEY], decided)
    assert [(key, why.key, why.values) for key, why in found.reasons] == [(LEMVIG, "hosts.why.taken", {"count": 4})]


def test_those_who_hosted_in_an_earlier_edition_host_last(data: Dataset) -> None:
    task = _proposed(data).task
    found = best_rotation(task._replace(earlier={AALBORG: 1}))
    assert found is not None
    assert AALBORG not in found.hosts.values()
    assert LEMVIG in found.hosts.values()


def test_only_the_hosts_change_in_the_file(data: Dataset) -> None:
    found, text = _proposed(data), (ROOT / SCHEDULE).read_text(encoding="utf-8")
    assert found.rotation is not None
    written = with_hosts(text, _schedule(data), found.rotation)
    assert isinstance(written, str)
    gone = [line for line in text.splitlines() if line not in written.splitlines()]
    assert {line.strip().partition(":")[0] for line in gone} <= {"host", "text"}
    assert [line.strip() for line in written.splitlines() if line not in text.splitlines()] == [
        f"host: '{host}'" for host in found.rotation.hosts.values()
    ]


def test_the_command_shows_first_and_writes_when_told(tmp_path: Path) -> None:
    root = tmp_path / "repo"
    for name in ("data",):
        copied(ROOT / name, root / name)
    (root / "samskab.yaml").write_bytes((ROOT / "samskab.yaml").read_bytes())
    before = (root / SCHEDULE).read_bytes()
    shown = called(["schedule", "hosts", KEY], root)
    assert (shown.returncode, (root / SCHEDULE).read_bytes()) == (0, before)
    assert "Lemvig Kommune: var de vært" in shown.stdout.decode()
    assert called(["schedule", "hosts", KEY, "--write"], root).returncode == 0
    hosts = [each.host for each in _schedule(load(root, programme=KEY).data).meetings if each.kind == "seminar"]
    assert sorted(map(str, hosts)) == ["0329-ringsted", "0330-slagelse", "0376-guldborgsund", AALBORG]
    again = called(["schedule", "hosts", KEY, "--write"], root)
    assert "står allerede" in again.stdout.decode()
    with (root / f"data/programmes/{KEY}/applications/0329-ringsted.yaml").open("a", encoding="utf-8") as edited:
        edited.write("x: [\n")
    unread = called(["schedule", "hosts", KEY], root)
    assert (unread.returncode, b"SK022" in unread.stdout, b"Ringsted" in unread.stdout) == (1, True, False)
