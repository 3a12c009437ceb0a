"""Every case of the public YAML test suite ends in exit 0 or 1, each refusal with a place, none in a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from badinput import verdict
from badinput.verdict import Placed

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SAMSKAB_SHARED") or ROOT.parent / "shared")
SUITE = next(iter(sorted((SHARED / "yaml-test-suite").glob("*.jsonl"))), None)


pytestmark = pytest.mark.skipif(SUITE is None, reason="the YAML test suite is not beside this repository")


def test_all_cases_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SUITE is not None
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "cases"
    folder.mkdir()
    for line in SUITE.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        (folder / f"p-{case['id'].lower().replace('/', '-')}.yaml").write_bytes(
            case["yaml"].encode("utf-8", "surrogatepass")
        )
    told = verdict.run(["validate", str(folder), "--format", "concise"])
    assert told.code == 1
    assert [fault for fault in verdict.harm(told) if not fault.startswith("a flood")] == []
    named = {line.partition(":")[0].rpartition("/")[2] for line in told.text.splitlines()}
    assert named == {file.name for file in folder.iterdir()}


@pytest.mark.slow
def test_every_case_is_told_or_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SUITE is not None
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "prove.yaml"
    cases = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]
    assert len(cases) == 402
    wrong = {}
    for case in cases:
        file.write_bytes(case["yaml"].encode("utf-8", "surrogatepass"))
        told = verdict.run(["validate", str(file)])
        found = list(verdict.harm(told)) + (verdict.located(told.text, Placed(file, 0)) if told.code else [])
        if told.code not in {0, 1} or found:
            wrong[case["id"]] = (told.code, found)
    assert wrong == {}
