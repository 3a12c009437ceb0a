"""Every case of the public YAML test suite ends in exit 0 or 1, each refusal with a place, none in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.badinput import verdict
from tests.badinput.verdict import Placed
from tests.yaml.yaml_test_suite import CASES, needs_suite

pytestmark = needs_suite


def test_all_cases_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "cases"
    folder.mkdir()
    for case in CASES:
        (folder / f"p-{case['id'].lower().replace('/', '-')}.yaml").write_bytes(
            case["yaml"].encode("utf-8", "surrogatepass")
        )
    output = verdict.run(["validate", str(folder), "--format", "concise"])
    assert output.code == 1
    assert [fault for fault in verdict.harm(output) if not fault.startswith("a flood")] == []
    named = {line.partition(":")[0].rpartition("/")[2] for line in output.text.splitlines()}
    assert named == {file.name for file in folder.iterdir()}


@pytest.mark.slow
def test_every_case_is_told_or_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "prove.yaml"
    assert len(CASES) == 402
    wrong = {}
    for case in CASES:
        file.write_bytes(case["yaml"].encode("utf-8", "surrogatepass"))
        output = verdict.run(["validate", str(file)])
        found = list(verdict.harm(output)) + (verdict.located(output.text, Placed(file, 0)) if output.code else [])
        if output.code not in {0, 1} or found:
            wrong[case["id"]] = (output.code, found)
    assert wrong == {}
