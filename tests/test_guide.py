"""The guide is followed from the empty folder to the end of the year; every command shows what the page shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from samskab.model.programme import Programme
from samskab.yaml.records import read_record
from tests.executed_page import Follower, NewFile, agrees, corrected, steps
from tests.paths import ROOT
from tests.program import called

GUIDE = ROOT / "docs" / "vejledning"
YEAR = (
    "installer",
    "foerste-program",
    "ansoegninger",
    "udvaelgelse",
    "breve",
    "offentlige-sider",
    "aendringer",
    "naeste-aar",
    "kommune",
    "ansoegning-i-browseren",
)
"""The pages, in the order in which they are followed."""


def follow(pages: tuple[str, ...], place: Path, *, update: bool) -> None:
    """Every command of the pages has its exit code and shows what stands below it, if anything does."""
    follower = Follower(place)
    wrong = []
    for name in pages:
        file = GUIDE / f"{name}.md"
        page = file.read_text(encoding="utf-8")
        for command, code, written in follower.follow(page):
            assert code == command.exit_code, (command.line, written)
            if command.shown and not agrees(command.shown, written):
                wrong.append((name, command.line, written))
                page = corrected(page, command, written)
        if update:
            file.write_text(page, encoding="utf-8", newline="\n")
    assert update or not wrong, "\n\n".join(f"{name}.md: {line}\n{written}" for name, line, written in wrong)


@pytest.mark.golden
@pytest.mark.parametrize("pages", [YEAR[:2], pytest.param(YEAR, marks=pytest.mark.slow)], ids=["first", "all"])
def test_the_year(tmp_path: Path, request: pytest.FixtureRequest, pages: tuple[str, ...]) -> None:
    """All pages take 8 s of CPU. The quick run sees the screens of every command in `test_terminal_screens.py`."""
    follow(pages, tmp_path, update=request.config.getoption("--update-golden"))


def test_every_command_in_a_sentence_has_words_that_exist(tmp_path: Path) -> None:
    lines = {line for page in GUIDE.glob("*.md") for line in re.findall(r"`samskab ([^`…]+)`", page.read_text("utf-8"))}
    assert len(lines) > 10
    for line in sorted(lines - {"--install-completion"}):  # it asks for the shell that runs the tests
        done = called([*shlex.split(line), "--help"], tmp_path)
        assert (done.returncode, done.stderr) == (0, b""), line


def test_the_conditions_of_the_guide_can_stand_in_its_programme() -> None:
    files = [step for step in steps((GUIDE / "foerste-program.md").read_text("utf-8")) if isinstance(step, NewFile)]
    programme = next(file for file in files if file.path.endswith("programme.yaml"))
    page = (GUIDE / "foerste-program.md").read_text(encoding="utf-8")
    conditions = "  conditions:\n" + page.partition("```yaml\n  conditions:\n")[2].partition("```")[0]
    text = programme.text.replace("capacity:", f"{conditions}capacity:", 1)
    read = read_record(text.encode(), programme.path)
    assert read.findings == ()
    assert isinstance(read.record, Programme)
    assert len(read.record.intake.conditions) == 3


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_index_has_every_page() -> None:
    index = (GUIDE / "README.md").read_text(encoding="utf-8")
    assert [
        page.name for page in GUIDE.glob("*.md") if page.name != "README.md" and f"({page.name})" not in index
    ] == []
