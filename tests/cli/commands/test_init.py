"""`init` and git: a repository with a first commit, or one sentence about why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.git_identity import NOBODY, OWN, git
from tests.program import called


def init(place: Path, env: Mapping[str, str], folder: str = "ny") -> tuple[int, str]:
    done = called(["init", folder], place, env)
    return done.returncode, done.stderr.decode()


def test_the_repository_of_a_hook_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    code, _ = init(tmp_path, {**OWN, "GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other)})
    assert code == 0
    assert git(tmp_path / "ny", "status", "--porcelain") == ""
    assert git(other, "rev-list", "--all") == ""


def test_without_a_name_the_lines_to_type_are_shown(tmp_path: Path) -> None:
    code, told = init(tmp_path, NOBODY)
    assert code == 0
    assert 'git config --global user.name "Fornavn Efternavn"' in told
    assert 'git config --global user.email "navn@kommune.dk"' in told
    assert (tmp_path / "ny" / ".git").is_dir()
    assert git(tmp_path / "ny", "log", "--format=%s") == ""


def test_without_git_one_sentence_says_why_it_is_needed(tmp_path: Path) -> None:
    code, told = init(tmp_path, {"PATH": str(tmp_path)})
    assert (code, "Git er ikke installeret" in told) == (0, True)
    assert (tmp_path / "ny" / "samskab.yaml").is_file()


@pytest.mark.slow
def test_inside_another_repository_it_makes_none_and_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    code, told = init(tmp_path, OWN)
    assert (code, "andet git-repositorium" in told) == (0, True)
    assert not (tmp_path / "ny" / ".git").exists()
    assert git(tmp_path, "log", "--format=%s") == ""


@pytest.mark.slow
def test_an_empty_repository_of_git_is_filled(tmp_path: Path) -> None:
    (tmp_path / "ny").mkdir()
    git(tmp_path / "ny", "init", "-q")
    assert init(tmp_path, OWN)[0] == 0
    assert git(tmp_path / "ny", "log", "--format=%s") == "Nyt datarepositorium\n"


def test_it_is_whole_committed_and_without_a_finding(tmp_path: Path) -> None:
    code, told = init(tmp_path, OWN)
    place = tmp_path / "ny"
    assert (code, "filerne er gemt i git" in told) == (0, True)
    assert git(place, "log", "--format=%an %s") == "Sekretariatet Nyt datarepositorium\n"
    assert git(place, "status", "--porcelain") == ""
    files = git(place, "ls-files").split()
    assert {"samskab.yaml", "CODEOWNERS", ".gitignore", "README.md", ".pre-commit-config.yaml"} <= {*files}
    assert {".github/workflows/samskab.yml", "schemas/application.json", "data/register.yaml"} <= {*files}
    assert len([name for name in files if name.startswith("data/municipalities/")]) == 98
    assert "/private/" in (place / ".gitignore").read_text(encoding="utf-8")
    texts = {name: (place / name).read_text(encoding="utf-8") for name in files}
    assert [name for name, text in texts.items() if "@VERSION@" in text] == []
    assert [name for name, text in texts.items() if name.startswith("data/") and "tools/" in text] == []
    done = called(["validate", "-v", "-C", "ny"], tmp_path)
    assert (done.returncode, done.stdout.decode().partition(":")[0]) == (0, "Alt er i orden")


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ny").mkdir()
    (tmp_path / "ny" / "samskab.yaml").write_text("vores egen")
    code, told = init(tmp_path, OWN)
    assert (code, len(told.splitlines()), "intet er rørt" in told) == (2, 1, True)
    assert [(path.name, path.read_text()) for path in (tmp_path / "ny").iterdir()] == [("samskab.yaml", "vores egen")]


@pytest.mark.parametrize("name", ["con", "navn:med", "a\nb", "con/x"])
def test_a_folder_name_that_windows_does_not_have_is_refused(samskab, tmp_path: Path, name: str) -> None:
    assert samskab("init", name).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(samskab, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = samskab("init", "file", env={"SAMSKAB_LANG": "en"})
    assert (done.returncode, b"not a folder" in done.stderr) == (2, True)
