"""CODEOWNERS: the secretariat owns everything, editors their own application, and nothing of a path acts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from samskab.refusal import Refusal
from samskab.storage.files import Folder
from samskab.usecases.load import load
from samskab.usecases.owners import codeowners, codeowners_path
from tests.folder_copies import copied
from tests.paths import GOLDEN

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links")
KEY = "naboskab-2026"
FILES = f"data/programmes/{KEY}/applications"
HEAD = "# head"
TEAM = "\nsecretariat: ['@sbn/sekretariat', mona]\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    made = copied(GOLDEN, tmp_path / "repo")
    settings = made / "samskab.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + TEAM, encoding="utf-8")
    for file in (made / FILES).glob("*.yaml"):
        if file.stem != "lolland":
            text = file.read_text(encoding="utf-8")
            file.write_text("".join(x for x in text.splitlines(True) if not x.startswith("editors:")), encoding="utf-8")
    return made


def lines(repo: Path, *programmes: str) -> list[str]:
    return codeowners(load(repo), programmes, "head").splitlines()


def test_the_secretariat_owns_everything_and_editors_their_application(repo: Path) -> None:
    own = f"/{FILES}/lolland.yaml @lolland-sundhed @sbn/sekretariat @mona"
    assert lines(repo) == [HEAD, "* @sbn/sekretariat @mona", own]
    assert lines(repo, KEY) == lines(repo)


def test_a_path_is_escaped_and_a_wrong_handle_left_out(repo: Path) -> None:
    file = repo / FILES / "lolland.yaml"
    text = file.read_text(encoding="utf-8").replace("[lolland-sundhed]", "[mona, 'a b', 'x\\n* @onde', '@lolland']")
    file.unlink()
    (repo / FILES / "lol #[1]!land.yaml").write_text(text, encoding="utf-8")
    assert lines(repo)[2:] == [f"/{FILES}/lol\\ \\#\\[1\\]\\!land.yaml @mona @lolland @sbn/sekretariat"]


def test_an_unknown_secretariat_is_refused(repo: Path) -> None:
    settings = repo / "samskab.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(TEAM, "\n"), encoding="utf-8")
    with pytest.raises(Refusal, match=r"owners\.no_secretariat"):
        lines(repo)


def test_only_a_file_that_the_program_wrote_is_replaced(repo: Path) -> None:
    assert codeowners_path(Folder(repo)) == "CODEOWNERS"
    (repo / "CODEOWNERS").write_text("# Written by samskab owners --write.\n* @a\n", encoding="utf-8")
    assert codeowners_path(Folder(repo)) == "CODEOWNERS"
    (repo / ".github").mkdir()
    (repo / ".github/CODEOWNERS").write_text("* @a\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"owners\.by_hand"):
        codeowners_path(Folder(repo))


@POSIX
def test_a_link_is_not_written_through(repo: Path) -> None:
    (repo / "CODEOWNERS").symlink_to(repo / "samskab.yaml")
    with pytest.raises(Refusal, match=r"usage\.not_a_file"):
        codeowners_path(Folder(repo))
