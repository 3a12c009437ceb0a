"""Every case of bad input, alone and in a repository: refused at its place, or accepted and harmless."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.badinput import verdict
from tests.badinput.case import Case
from tests.badinput.corpus_files import FILES
from tests.badinput.corpus_text import TEXT
from tests.badinput.corpus_values import VALUES
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.sampling import Run

HOST = (Path(__file__).parent / "host.yaml").read_bytes()
APPLICATIONS = "data/programmes/naboskab-2026/applications"
EVERY: tuple[Case, ...] = (*TEXT, *VALUES, *FILES)
FLOODS = {f"bombs-{number}" for number in (42, 43, 44, 46, 47, 48)}
"""Thousands of findings in one file: slow, and the long run tries each alone."""
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
        if Run.has_slow or number % every == 0
    ]


@pytest.fixture(autouse=True)
def _quiet_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "CI", "SAMSKAB_LANG", "SAMSKAB_TODAY", "SOURCE_DATE_EPOCH", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.mark.slow
def test_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in a separate folder, in one run: every mistake is reported."""
    cases = [c for c in EVERY if (c.kind != "files" or os.name == "posix") and c.name not in FLOODS]
    placed = {case.name: verdict.place(case, tmp_path / case.name, HOST) for case in cases}
    monkeypatch.chdir(tmp_path)
    before = verdict.snapshot(tmp_path)
    output = verdict.run(["validate", ".", "--format", "concise", *TODAY])
    assert output.code == 1
    assert verdict.snapshot(tmp_path) == before
    lines: dict[str, list[str]] = {case.name: [] for case in cases}
    for line in output.text.splitlines():
        lines.setdefault(line.removeprefix("./").partition("/")[0], []).append(line)
    alone = {name: output._replace(text="\n".join(found)) for name, found in lines.items()}
    secrets = {case.name: case.secret for case in cases}
    assert [fault for name, one in alone.items() for fault in verdict.harm(one, secrets.get(name, ""))] == []
    assert [case.name for case in cases if case.must == "accept" and lines[case.name]] == []
    refused = [case.name for case in cases if case.must == "reject"]
    assert [name for name in refused if verdict.located(alone[name].text, placed[name])] == []


@pytest.mark.parametrize("case", as_params(EVERY, every=32))
def test_alone(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In `applications/` of a folder that is no repository."""
    placed = verdict.place(case, tmp_path / "applications", HOST)
    monkeypatch.chdir(tmp_path)
    before = verdict.snapshot(tmp_path)
    output = verdict.run(["validate", str(placed.file), *TODAY])
    assert verdict.broken(output, case, placed, before, tmp_path) == []


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The golden repository without its applications: one is put in at a time."""
    root = tmp_path_factory.mktemp("repo") / "repo"
    copied(GOLDEN, root)
    for folder in ("applications", "assessments"):
        shutil.rmtree(root / "data/programmes/naboskab-2026" / folder)
    return root


@pytest.mark.parametrize("case", as_params(EVERY, every=48))
def test_in_a_repository(case: Case, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a data repository on a CI runner."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir(repository)
    folder = repository / APPLICATIONS
    placed = verdict.place(case, folder, HOST)
    try:
        before = verdict.snapshot(repository)
        output = verdict.run(["validate", str(placed.file), *TODAY])
        assert verdict.broken(output, case, placed, before, repository) == []
    finally:
        shutil.rmtree(folder)
        (folder.parent / "CANARY.txt").unlink(missing_ok=True)
