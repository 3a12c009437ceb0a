"""`samskab status`: a programme on one screen."""

from __future__ import annotations

import json
from pathlib import Path

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


def days(start: str, end: str) -> int:
    from datetime import date

    return (date.fromisoformat(end) - date.fromisoformat(start)).days
