"""`doctor`: what is missing, and the line that helps on each system."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from samskab.usecases.doctor import checks
from tests.git_identity import NOBODY, OWN, git
from tests.program import called


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A data repository in git, with one commit."""
    (tmp_path / "samskab.yaml").write_text("schema: samskab/repository@1\n")
    (tmp_path / ".gitignore").write_text("/private/\n")
    git(tmp_path, "init", "-q", "--template=")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    return tmp_path


def doctor(place: Path, env: Mapping[str, str] = OWN) -> tuple[int, dict[str, tuple[str, str]]]:
    done = called(["doctor", "--format", "json"], place, env)
    assert done.stderr == b""
    return done.returncode, {each["name"]: (each["state"], each["help"]) for each in json.loads(done.stdout)}


def missing(found: Mapping[str, tuple[str, str]]) -> set[str]:
    return {name for name, (state, _) in found.items() if state == "missing"}


def test_a_repository_in_git_lacks_nothing(place: Path) -> None:
    code, found = doctor(place)
    assert (code, missing(found)) == (0, set())
    assert [name for name, (_, helps) in found.items() if helps] == ["private", "hooks", "ci"]


def test_outside_a_repository_nothing_is_missing(tmp_path: Path) -> None:
    code, found = doctor(tmp_path)
    assert (code, found["repository"][0]) == (0, "optional")
    assert "samskab init" in found["repository"][1]


def test_without_git(place: Path) -> None:
    code, found = doctor(place, {"PATH": str(place)})
    assert (code, missing(found)) == (1, {"git", "history"})


def test_without_a_name_in_git(place: Path) -> None:
    code, found = doctor(place, NOBODY)
    assert (code, missing(found)) == (1, {"identity"})


def test_a_folder_that_is_not_in_git(tmp_path: Path) -> None:
    (tmp_path / "samskab.yaml").write_text("")
    code, found = doctor(tmp_path)
    assert (code, missing(found)) == (1, {"history"})
    assert "git init" in found["history"][1]


def test_a_repository_that_git_does_not_open(place: Path) -> None:
    """As one that another person owns."""
    (place / ".git/config").write_text("[bad")
    code, found = doctor(place)
    assert (code, missing(found)) == (1, {"history"})
    assert "git init" not in found["history"][1]
    assert "git status" in found["history"][1]
    told = called(["diff", "HEAD"], place, OWN)
    assert (told.returncode, b"git status" in told.stderr) == (1, True)


def test_names_of_people_that_git_takes_along(place: Path) -> None:
    (place / ".gitignore").write_text("")
    code, found = doctor(place)
    assert (code, missing(found)) == (1, {"private"})
    assert "/private/" in found["private"][1]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such permissions")
@pytest.mark.parametrize(("mode", "helped"), [(0o600, False), (0o640, True)])
def test_names_of_people_are_for_their_owner(place: Path, mode: int, helped: bool) -> None:
    (place / "private").mkdir()
    (place / "private" / "people.yaml").touch(mode)
    (place / "private" / "people.yaml").chmod(mode)
    _, found = doctor(place)
    assert ("chmod 600" in found["private"][1]) == helped


def test_a_hook_and_a_workflow_are_seen(place: Path) -> None:
    (place / ".git" / "hooks").mkdir()
    (place / ".git" / "hooks" / "pre-commit").touch()
    (place / ".github" / "workflows").mkdir(parents=True)
    (place / ".github" / "workflows" / "samskab.yml").write_text("      - uses: x/y/.github/actions/validate@1\n")
    _, found = doctor(place)
    assert (found["hooks"][0], found["ci"][0]) == ("ok", "ok")


@pytest.mark.parametrize(
    ("system", "helps"),
    [("win32", "terminal.windows"), ("darwin", "terminal.macos"), ("linux", "terminal.linux")],
)
def test_each_system_has_its_line(tmp_path: Path, system: str, helps: str) -> None:
    found = {check.name: check.helps for check in checks(tmp_path, None, "cp1252", system)}
    assert found["terminal"] == helps


def test_on_a_screen_the_last_line_says_whether_anything_is_missing(place: Path) -> None:
    lines = called(["doctor"], place, OWN).stdout.decode().splitlines()
    assert lines[-1] == "Alt det nødvendige er her."
    lines = called(["doctor"], place, NOBODY).stdout.decode().splitlines()
    assert lines[-1] == "1 ting mangler."
    assert any(line.startswith("✗ Jeres navn i git: mangler") for line in lines)
