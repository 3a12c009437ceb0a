"""Every case of bad input, alone and in a repository: refused at its place, or accepted and harmless."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from badinput import verdict
from badinput.case import Case
from badinput.corpus_files import FILES
from badinput.corpus_text import TEXT
from badinput.corpus_values import VALUES

HOST = (Path(__file__).parent / "host.yaml").read_bytes()
GOLDEN = Path(__file__).parent.parent / "golden" / "repo"
APPLICATIONS = "data/programmes/naboskab-2026/applications"
EVERY: tuple[Case, ...] = (*TEXT, *VALUES, *FILES)
TODAY = ("--today", "2026-03-01")

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and names that only POSIX has")


def as_params(cases: tuple[Case, ...], every: int = 1) -> list[object]:
    """Each case; all but every so many are left to the long run."""
    return [
        pytest.param(
            case,
            id=case.name,
            marks=[*([posix] if case.kind == "files" else []), *([pytest.mark.slow] if number % every else [])],
        )
        for number, case in enumerate(cases)
    ]


@pytest.fixture(autouse=True)
def _quiet_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "CI", "SAMSKAB_LANG", "SAMSKAB_TODAY", "SOURCE_DATE_EPOCH", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.mark.parametrize("case", as_params(EVERY))
def test_alone(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In `applications/` of a folder that is no repository, as a stranger would try it."""
    placed = verdict.place(case, tmp_path / "applications", HOST)
    monkeypatch.chdir(tmp_path)
    before = verdict.snapshot(tmp_path)
    told = verdict.run(["validate", str(placed.file), *TODAY])
    assert verdict.broken(told, case, placed, before, tmp_path) == []


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The golden repository without its applications: one is put in at a time."""
    root = tmp_path_factory.mktemp("repo") / "repo"
    shutil.copytree(GOLDEN, root)
    for folder in ("applications", "assessments"):
        shutil.rmtree(root / "data/programmes/naboskab-2026" / folder)
    return root


@pytest.mark.parametrize("case", as_params(EVERY, every=4))
def test_in_a_repository(case: Case, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a data repository on a CI runner."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir(repository)
    folder = repository / APPLICATIONS
    placed = verdict.place(case, folder, HOST)
    try:
        before = verdict.snapshot(repository)
        told = verdict.run(["validate", str(placed.file), *TODAY])
        assert verdict.broken(told, case, placed, before, repository) == []
    finally:
        shutil.rmtree(folder)
        (folder.parent / "CANARY.txt").unlink(missing_ok=True)
