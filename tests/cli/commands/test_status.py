"""`samskab status`: a programme on one screen."""

from __future__ import annotations

import json
from pathlib import Path

from tests.program import called
from tests.selection_repository import HOME, make

KEY = "naboskab-2026"


def test_status_counts_looks_ahead_and_fits_a_screen(samskab, repo: Path) -> None:
    told = json.loads(samskab("status", KEY, "--format", "json", cwd=repo).stdout)
    real = list((repo / "data" / "programmes" / KEY / "applications").glob("*.yaml"))
    assert sum(told["applications"].values()) + told["examples"] == len(real)
    assert all(one["days_left"] == days(told["today"], one["decide_by"]) for one in told["open"])
    assert [one["date"] for one in told["next"]] == sorted(one["date"] for one in told["next"])
    screen = samskab("status", KEY, cwd=repo)
    assert screen.returncode == 0
    assert len(screen.stdout.splitlines()) <= 40
    assert samskab("status", "ingen", cwd=repo).returncode == 2


def test_after_the_deadline_who_never_sent_or_is_not_assessed_is_named(tmp_path: Path) -> None:
    home = make(tmp_path / "repo")
    (home / HOME / "assessments" / "varde.yaml").unlink()
    day = {"SAMSKAB_TODAY": "2026-05-01"}
    screen = called(("-C", str(home), "--lang", "da", "status", KEY), home, day).stdout.decode()
    assert "Ansøgninger   6 i orden, 1 kladde, 1 trukket tilbage, 1 eksempel til inspiration, 1 efter fristen" in screen
    assert "Blev aldrig sendt ind: Esbjerg\n" in screen
    assert "Ikke vurderet: Varde\n" in screen
    told = json.loads(called(("-C", str(home), "status", KEY, "--format", "json"), home, day).stdout)
    assert told["states"] == {
        "stands": 6, "draft": 1, "withdrawn": 1, "sample": 1, "late": 1, "incomplete": 0, "unassessed": 1,
        "condition": 0, "outside": 0,
    }  # fmt: skip
    assert {"application": "esbjerg", "state": "draft", "condition": None} in told["not_standing"]
    before = called(("-C", str(home), "--lang", "da", "status", KEY), home, {"SAMSKAB_TODAY": "2026-04-15"})
    assert b"Esbjerg" not in before.stdout


def days(start: str, end: str) -> int:
    from datetime import date

    return (date.fromisoformat(end) - date.fromisoformat(start)).days
