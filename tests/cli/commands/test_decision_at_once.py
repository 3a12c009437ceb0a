"""Several commands at once: each change stands afterwards, or its command says that it does not.

The quick run has `storage/test_lock.py`: the same with processes that only write.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import samskab
from samskab.cli.main import run
from samskab.model.decision import Decision
from samskab.model.schedule import Schedule
from samskab.usecases.load import load
from tests.selection_repository import COHORT, HOME, KEY, commit, make

pytestmark = pytest.mark.slow


def at_once(home: Path, commands: list[list[str]]) -> list[tuple[int, str]]:
    """Exit code and output of each command; all run at the same time."""
    base = [sys.executable, "-m", "samskab", "-C", str(home), "--lang", "da", "--today", "2026-05-04"]
    started = [
        subprocess.Popen([*base, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for words in commands
    ]
    return [(one.returncode, out + err) for one in started for out, err in [one.communicate()]]


def test_new_meetings_at_once_all_stand(tmp_path: Path) -> None:
    home, count = make(tmp_path / "repo"), 10
    told = at_once(home, [["new", "meeting", f"moede-{n:02}", "--programme", KEY] for n in range(count)])
    schedule = next(iter(load(home).data.all(Schedule)))
    kept = {meeting.id for meeting in schedule.meetings}
    assert [code for code, _ in told] == [0] * count, told
    assert {f"moede-{n:02}" for n in range(count)} <= kept


@pytest.mark.parametrize("leaving", [COHORT[:2], COHORT], ids=len)
def test_withdrawals_at_once_all_stand(tmp_path: Path, leaving: list[str]) -> None:
    home = make(tmp_path / "repo")
    assert run(["-C", str(home), "--today", "2026-05-01", "select", KEY, "--write"]) == 0
    record = f"{HOME}/decisions/2026-05-01.yaml"
    commit(home)
    assert run(["-C", str(home), "--today", "2026-05-02", "decision", "decide", record, "--by", "x"]) == 0
    told = at_once(home, [["decision", "withdraw", record, name, "--because", "Andet"] for name in leaving])
    decision = next(iter(load(home).data.all(Decision)))
    gone = {event.applicant for event in decision.events if event.kind == "withdrawn"}
    assert {name for name, (code, _) in zip(leaving, told, strict=True) if code == 0} == gone
    assert gone == set(leaving), told
    found = samskab.validate(home, today=date(2026, 5, 5))
    assert not [finding for finding in found if finding.code.startswith("SK53")]
