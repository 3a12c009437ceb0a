"""The generated pages are fresh, and the CI files of a new repository work."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from samskab.packaged import ProgramSource, installed_from
from samskab.yaml.catalogue import load_language
from samskab.yaml.new_files.repository import repository_files
from tests.paths import ROOT

ACTION = ROOT / ".github" / "actions" / "validate" / "action.yml"
GUARDS = ROOT / "src" / "samskab" / "yaml" / "new_files" / "repository_files"
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
PLACE = ProgramSource("kommunerne/samskab", "0123456789abcdef0123456789abcdef01234567")


def written_by_init(source: ProgramSource | None) -> str:
    """The workflow that `init` writes."""
    return repository_files(load_language("da"), date(2026, 3, 7), source)[".github/workflows/samskab.yml"]


WORKFLOWS = {"ci": lambda: WORKFLOW, "known": lambda: written_by_init(PLACE), "unknown": lambda: written_by_init(None)}


def test_generated_pages_are_fresh() -> None:
    pages = runpy.run_path(str(ROOT / "tools" / "pages.py"))["pages"]()
    stale = [path for path, text in pages.items() if (ROOT / path).read_text(encoding="utf-8") != text]
    assert not stale, "run `make docs`"
    made = {path for path in pages if path.startswith("schemas/")}
    assert made == {file.relative_to(ROOT).as_posix() for file in (ROOT / "schemas").glob("*.json")}


@pytest.mark.slow  # chooses the cohort of the demonstration
def test_pictures_of_the_terminal_are_fresh() -> None:
    pictures = runpy.run_path(str(ROOT / "tools" / "terminal_pictures.py"))["pictures"]()
    stale = [path for path, text in pictures.items() if (ROOT / path).read_text(encoding="utf-8") != text]
    assert not stale, "run `make docs`"


def test_a_picture_of_the_terminal_fetches_nothing() -> None:
    picture = runpy.run_path(str(ROOT / "tools" / "terminal_pictures.py"))["picture"]
    drawn = picture("x", "validate", ["\x1b[1;31m✗ 1 fejl <&>\x1b[0m"], 50)
    assert drawn == picture("x", "validate", ["\x1b[1;31m✗ 1 fejl <&>\x1b[0m"], 50)
    assert "font-face" not in drawn
    assert re.findall(r"https?://[^\"]+|url\([^#].*?\)", drawn) == ["http://www.w3.org/2000/svg"]
    assert "&lt;&amp;&gt;" in drawn


def test_every_data_file_names_its_schema_on_the_first_line() -> None:
    for file in [ROOT / "samskab.yaml", *(ROOT / "data").rglob("*.yaml")]:
        if "source" in file.parts:
            continue
        first = file.read_text(encoding="utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, file
        assert (file.parent / named[1]).resolve().is_file(), file


def _steps(workflow: Any) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_reads_only_and_trusts_nothing_that_moves(name: str) -> None:
    text = WORKFLOWS[name]()
    workflow = yaml.safe_load(text)
    triggers = workflow[True]  # YAML 1.1 reads `on` as true
    nightly = {"schedule"} if "night" in workflow["jobs"] else set()
    assert set(triggers) == {"pull_request", "push"} | nightly
    assert workflow["permissions"] == {"contents": "read"}
    assert not [job for job in workflow["jobs"].values() if "permissions" in job or "secrets" in str(job)]
    assert all(job["timeout-minutes"] <= (120 if name == "night" else 30) for name, job in workflow["jobs"].items())
    for step in _steps(workflow):
        uses = step.get("uses", "")
        assert not uses or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", uses)
        assert not uses.startswith("actions/checkout") or step["with"]["persist-credentials"] is False
        assert "${{" not in step.get("run", "")
    for line in text.splitlines():
        assert (
            "uses:" not in line or line.lstrip().startswith("#") or re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
        )


@pytest.mark.parametrize("name", ["ci.yml", "action.yml"])
def test_a_workflow_tells_the_whole_in_the_summary_and_the_first_ten_as_marks(name: str) -> None:
    read = yaml.safe_load(WORKFLOW if name == "ci.yml" else ACTION.read_text(encoding="utf-8"))
    runs = [step.get("run", "") for step in (_steps(read) if "jobs" in read else read["runs"]["steps"])]
    summary = [run for run in runs if "GITHUB_STEP_SUMMARY" in run]
    assert len(summary) == 1
    assert "--format markdown" in summary[0]
    assert "--exit-zero" in summary[0]
    assert [run for run in runs if "--format github" in run and "--exit-zero" not in run]


def test_a_new_repository_gets_the_program_from_one_commit_or_says_stop() -> None:
    (_, validate, _, review) = _steps(yaml.safe_load(WORKFLOWS["known"]()))
    assert validate == {"uses": f"{PLACE.repository}/.github/actions/validate@{PLACE.commit}"}
    assert review == {"uses": f"{PLACE.repository}/.github/actions/review@{PLACE.commit}"}
    assert any(
        "--require-hashes" in step.get("run", "") for step in yaml.safe_load(ACTION.read_text())["runs"]["steps"]
    )
    (_, validate, _, review) = _steps(yaml.safe_load(WORKFLOWS["unknown"]()))
    assert [step["run"].splitlines()[-1] for step in (validate, review)] == ["exit 1", "exit 1"]
    made = "".join(repository_files(load_language("da"), date(2026, 3, 7), None).values())
    assert "pip install" not in made
    assert "additional_dependencies" not in made


def test_where_the_program_was_installed_from() -> None:
    url, commit = "https://github.com/kommunerne/samskab", PLACE.commit
    known = f'{{"url": "{url}.git", "vcs_info": {{"vcs": "git", "commit_id": "{commit}"}}}}'
    assert installed_from(known) == PLACE
    for record in (
        "{}",
        '{"url": "file:///x", "dir_info": {"editable": true}}',
        known.replace("github.com", "example.org"),
        known.replace(commit, "main"),
    ):
        assert installed_from(record) is None


def test_the_composite_action_hands_inputs_over_as_environment_only() -> None:
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert step.get("shell", "bash") == "bash"


@pytest.mark.parametrize(
    "file", [ROOT / ".pre-commit-hooks.yaml", GUARDS / "pre-commit-config.yaml"], ids=lambda f: f.name
)
def test_the_hook_checks_the_whole_repository(file: Path) -> None:
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    (hook,) = read if isinstance(read, list) else read["repos"][0]["hooks"]
    assert hook["pass_filenames"] is False
    assert hook["entry"] == "samskab validate"
    assert re.search(hook["files"], "data/programmes/p/programme.yaml")
    assert not re.search(hook["files"], "README.md")


def test_the_long_sweeps_run_every_night_and_only_then() -> None:
    workflow = yaml.safe_load(WORKFLOW)
    when = {name: job.get("if") for name, job in workflow["jobs"].items()}
    assert when.pop("night") == "github.event_name == 'schedule'"
    assert set(when.values()) == {"github.event_name != 'schedule'"}
    runs = [step.get("run") for step in workflow["jobs"]["night"]["steps"]]
    assert "make test-all" in runs
    assert "slow" in re.findall(r"--hypothesis-profile (\w+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
