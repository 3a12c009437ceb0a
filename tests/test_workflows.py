"""The workflows for pull requests: who may do what, and every shell step on made-up events, also hostile ones."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from samskab.packaged import ProgramSource
from samskab.report.review.safe_markdown import MARK, harm_in
from samskab.yaml.catalogue import load_language
from samskab.yaml.new_files.repository import repository_files
from tests.git_identity import git
from tests.paths import ROOT
from tests.usecases.review.change_requests import AUTHOR, CASES, HOME, commit, make
from tests.usecases.review.test_accept import GOOD, zipped
from tests.workflow_steps import Runner, shell_steps

ACTIONS = ("validate", "review", "comment")
HOSTILE = ["$(touch ran)", ";touch ran", "a\ntouch ran", "--upload-pack=touch ran", "`touch ran`", "'; touch ran; '"]
HEAD = "c" * 40
needs_shell = pytest.mark.skipif(
    os.name == "nt" or not (shutil.which("bash") and shutil.which("jq")),
    reason="the shell of the runners that they are for",
)


def workflows() -> dict[str, Any]:
    made = repository_files(load_language("da"), date(2026, 1, 1), ProgramSource("kommuner/samskab", "a" * 40))
    found = {Path(path).name: yaml.safe_load(text) for path, text in made.items() if path.endswith(".yml")}
    return {name: text for name, text in found.items() if "jobs" in text}


def test_who_may_do_what() -> None:
    check, comment = workflows()["samskab.yml"], workflows()["samskab-comment.yml"]
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())
    assert set(check[True]) == {"pull_request", "push"}  # `on` is a yes to YAML
    assert comment["permissions"] == {}
    assert comment["jobs"]["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert comment[True] == {"workflow_run": {"workflows": [check["name"]], "types": ["completed"]}}
    steps = [step for job in check["jobs"].values() for step in job["steps"]]
    assert all(step["with"]["persist-credentials"] is False for step in steps if "checkout" in step["uses"])
    assert [step["uses"] for step in comment["jobs"]["comment"]["steps"]] == [
        f"kommuner/samskab/.github/actions/comment@{'a' * 40}"
    ]


def test_every_action_is_pinned_and_no_text_of_an_event_is_in_a_shell() -> None:
    installed = set()
    for name in ACTIONS:
        steps = yaml.safe_load((ROOT / f".github/actions/{name}/action.yml").read_text(encoding="utf-8"))["runs"][
            "steps"
        ]
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
        assert all("${{" not in step.get("run", "") for step in steps)
        installed |= {step["run"] for step in steps if "pip install" in step.get("run", "")}
    assert len(installed) == 1


def reviewed(tmp_path: Path, name: str, author: str = AUTHOR) -> tuple[Runner, Path]:
    """A runner for a request, in a clone of its merge into `main`."""
    home = make(tmp_path / "data")
    base = git(home, "rev-parse", "HEAD").strip()
    CASES[name].change(home)
    for odd in ("$(touch ran).yaml", ";touch ran", "--output=ran", "a b.yaml"):
        (home / HOME / "applications" / odd).write_text("schema: x\n", encoding="utf-8")
    head = commit(home)
    pull = {"base": {"sha": base}, "head": {"sha": head, "ref": HOSTILE[0]}, "user": {"login": author}}
    (tmp_path / "runner").mkdir()
    return Runner(tmp_path / "runner", home, {"pull_request": pull}), home


@needs_shell
@pytest.mark.slow
@pytest.mark.parametrize("author", [AUTHOR, "dependabot[bot]", *HOSTILE])
def test_the_check_of_a_fork_writes_an_answer_in_which_nothing_acts(tmp_path: Path, author: str) -> None:
    runner, home = reviewed(tmp_path, "33-hostile", author)
    ran = runner.run("review")
    file = runner.temp / "samskab-review" / "review.md"
    if author in HOSTILE:
        assert ran.code != 0
        assert ran.outputs["review"] == {"code": "2"}
        assert not file.exists()
    else:
        assert ran.code == 1
        assert list(harm_in(file.read_text(encoding="utf-8"))) == []
        assert "sekretariatet" in runner.summary.read_text(encoding="utf-8").lower()
    assert not [*home.rglob("ran"), *tmp_path.glob("ran")]


@needs_shell
@pytest.mark.slow
def test_the_check_passes_a_good_request(tmp_path: Path) -> None:
    home = make(tmp_path / "data")
    base = git(home, "rev-parse", "HEAD").strip()
    CASES["01-good"].change(home)
    head = commit(home)
    pull = {"base": {"sha": base}, "head": {"sha": head}, "user": {"login": AUTHOR}}
    (tmp_path / "runner").mkdir()
    runner = Runner(tmp_path / "runner", home, {"pull_request": pull})
    assert runner.run("review").code == 0
    assert (runner.temp / "samskab-review" / "review.md").read_text(encoding="utf-8").startswith(MARK)


def commenting(tmp_path: Path, artifact: bytes, *, branch: str = "ret", pulls: Any = None, size: int = 900) -> Runner:
    """A runner for the comment on a finished run."""
    source = {"full_name": "fork/data", "owner": {"login": "fork"}}
    event = {"id": 7, "head_sha": HEAD, "head_branch": branch, "head_repository": source}
    (tmp_path / "work").mkdir()
    runner = Runner(tmp_path, tmp_path / "work", {"workflow_run": event})
    right = {"number": 12, "head": {"sha": HEAD, "repo": {"full_name": "fork/data"}}}
    artifacts = {"artifacts": [{"name": "samskab-review", "id": 34, "size_in_bytes": size}]}
    for name, answer in (
        ("pulls", [right] if pulls is None else pulls),
        ("artifacts", artifacts),
        ("comments", []),
    ):
        (tmp_path / f"{name}.json").write_text(json.dumps(answer), encoding="utf-8")
    (tmp_path / "artifact.zip").write_bytes(artifact)
    return runner


def written(runner: Runner) -> list[list[str]]:
    return [call for call in runner.calls() if any(word.startswith("body=@") for word in call)]


def remark(key: int, login: str, body: str) -> dict[str, Any]:
    return {"id": key, "user": {"login": login}, "body": body}


GOOD_ZIP = zipped(("review.md", GOOD.encode()))


@needs_shell
@pytest.mark.slow
@pytest.mark.parametrize("branch", ["ret", *HOSTILE])
def test_a_comment_is_written_once_and_then_changed(tmp_path: Path, branch: str) -> None:
    runner = commenting(tmp_path, GOOD_ZIP, branch=branch)
    assert runner.run("comment").code == 0
    first = written(runner)
    assert [call[3:5] for call in first] == [["POST", "repos/kommuner/data/issues/12/comments"]]
    assert first[0][-1] == GOOD
    assert f"head=fork:{branch}" in runner.calls()[0]
    others = [remark(1, "fork", MARK), remark(2, "github-actions[bot]", "Hej"), remark(3, "github-actions[bot]", GOOD)]
    (tmp_path / "comments.json").write_text(json.dumps(others), encoding="utf-8")
    assert runner.run("comment").code == 0
    assert written(runner)[1][3:5] == ["PATCH", "repos/kommuner/data/issues/comments/3"]
    assert not [*tmp_path.rglob("ran")]


OTHER = [
    {"number": 12, "head": {"sha": "d" * 40, "repo": {"full_name": "fork/data"}}},
    {"number": 13, "head": {"sha": HEAD, "repo": {"full_name": "other/data"}}},
    {"number": 14, "head": {"sha": HEAD, "repo": None}},
]


@needs_shell
@pytest.mark.parametrize("pulls", [[], OTHER])
def test_no_comment_where_no_open_request_has_this_commit(tmp_path: Path, pulls: Any) -> None:
    runner = commenting(tmp_path, GOOD_ZIP, pulls=pulls)
    ran = runner.run("comment")
    assert ran.code == 0
    assert "::notice::" in ran.log
    assert len(runner.calls()) == 1


@needs_shell
def test_a_large_artifact_is_not_fetched(tmp_path: Path) -> None:
    runner = commenting(tmp_path, GOOD_ZIP, size=2_000_000)
    assert runner.run("comment").code == 1
    assert len(runner.calls()) == 2


@needs_shell
@pytest.mark.slow
@pytest.mark.parametrize(
    "artifact",
    [
        zipped(("review.md", f"{GOOD}@alle https://onde.example\n".encode())),
        zipped(("review.md", GOOD.encode()), ("../../work/ran", b"")),
        zipped(("number.txt", b"99")),
        b"",
    ],
)
def test_a_hostile_artifact_is_not_written(tmp_path: Path, artifact: bytes) -> None:
    runner = commenting(tmp_path, artifact)
    assert runner.run("comment").code == 1
    assert written(runner) == []
    assert not [*tmp_path.rglob("ran")]


def test_the_number_is_never_taken_from_the_artifact() -> None:
    (pull, answer, comment) = shell_steps("comment")
    assert "NUMBER" not in answer["env"]
    assert comment["env"]["NUMBER"] == "${{ steps.pull.outputs.number }}"
    assert pull["env"]["HEAD_SHA"] == "${{ github.event.workflow_run.head_sha }}"
