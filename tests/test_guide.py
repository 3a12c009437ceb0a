"""The guide is followed from the empty folder to the end of the year; every command shows what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.executed_page import Follower, agrees, corrected
from tests.paths import ROOT

GUIDE = ROOT / "docs" / "vejledning"
YEAR = ("installer", "foerste-program", "ansoegninger", "udvaelgelse", "breve", "aendringer", "naeste-aar", "kommune")
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
def test_the_whole_year(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Takes 4 s of CPU and stays in the quick run: every change of what people see must be seen in the guide."""
    follow(YEAR, tmp_path, update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_index_has_every_page() -> None:
    index = (GUIDE / "README.md").read_text(encoding="utf-8")
    assert [
        page.name for page in GUIDE.glob("*.md") if page.name != "README.md" and f"({page.name})" not in index
    ] == []
