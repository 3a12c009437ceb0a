"""`samskab explain`: a field by path, or by file and line; as text and as JSON; wrong paths in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

from tests.paths import ROOT

SCHEDULE = "data/programmes/faellesskabsagenter-2014/schedule.yaml"


def test_without_a_field_the_files_are_listed(samskab) -> None:
    shown = samskab("explain").stdout.decode()
    assert "data/programmes/*/programme.yaml" in shown
    assert "\x1b" not in shown


def test_a_part_has_its_fields_and_an_example(samskab) -> None:
    shown = samskab("explain", "programme.selection.rules.breadth", "--lang", "en").stdout.decode()
    assert "key of an attribute" in shown
    assert "kind: breadth" in shown


def test_json_has_the_same(samskab) -> None:
    told = json.loads(samskab("explain", "programme.intake.rounds.closes", "--format", "json", "--lang", "en").stdout)
    assert told["path"] == "programme.intake.rounds.closes"
    assert [field["name"] for field in told["parts"][0]["fields"]][:3] == ["date", "time", "inclusive"]
    assert told["parts"][0]["fields"][1]["default"] == '"23:59"'


def test_a_place_in_a_file_is_its_field(samskab) -> None:
    lines = (ROOT / SCHEDULE).read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.strip().startswith("venue:"))
    shown = samskab("explain", f"{SCHEDULE}:{number}:7", cwd=ROOT).stdout.decode()
    assert shown.startswith("schedule.meetings.venue\n")
    assert samskab("explain", "samskab.yaml", cwd=ROOT).stdout.decode().startswith("repository\n")


def test_a_wrong_path_is_answered_with_what_would_be_right(samskab, tmp_path: Path) -> None:
    done = samskab("explain", "programme.selection.rule", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Did you mean rules?" in done.stderr.decode()
    (tmp_path / "noter.yaml").write_text("a: 1\n")
    assert samskab("explain", "noter.yaml:1").returncode == 2
    assert samskab("explain", "\x1b[31m.x").stderr.decode().count("\x1b") == 0


def test_a_line_that_the_file_does_not_have_is_refused(samskab, repo: Path) -> None:
    for line in ("0", "99999", "9" * 23):
        done = samskab("explain", f"samskab.yaml:{line}", cwd=repo, env={"SAMSKAB_LANG": "en"})
        assert (done.returncode, f"no line {line}".encode() in done.stderr) == (2, True)
    assert samskab("explain", "samskab.yaml:1", cwd=repo).returncode == 0
    assert samskab("explain", "[red]x[/red]", cwd=repo).returncode == 2
    (repo / "README.md").write_text("x")
    done = samskab("explain", "README.md:1", cwd=repo)
    assert (done.returncode, b"README.md" in done.stderr) == (2, True)
