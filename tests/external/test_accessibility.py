"""axe-core in a headless Chromium finds nothing in our pages: light, dark, on a telephone (WCAG 2.0-2.2 A and AA)."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.external.browser import browser_with
from tests.external.printed_letters import AGENTS, LETTERS, Letter, printed
from tests.form_programme import made_form
from tests.paths import ROOT
from tests.program import called

AXE = Path(__file__).parent / "axe.cjs"
DRAFTS = Letter("acceptance", AGENTS, "selected", date(2014, 2, 21))
VIEWS = 4


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The beginning of the command: node, our script, the browser, the packages."""
    return browser_with(AXE, tmp_path_factory.mktemp("axe"))


def published(folder: Path) -> set[str]:
    """The pages of a site while it is open and after the decision, a report and a map, by their paths in the folder."""
    for words in (
        ("site", "build", "--preview", "--today", "2014-01-15", "--out", "open"),
        ("site", "build", "--preview", "--today", "2014-03-15", "--lang", "en", "--out", "chosen"),
        ("report", AGENTS, "--edition", "internal", "--out", "report"),
        ("report", AGENTS, "--for", "Roskilde", "--out", "own"),
        ("map", AGENTS, "--out", "map/kort.html"),
    ):
        *before, out = words
        assert called((*before, str(folder / out)), ROOT).returncode == 0
    return {page.relative_to(folder).as_posix() for page in folder.rglob("*.html")}


@pytest.mark.slow
def test_axe_finds_nothing_in_any_page(browser: list[str], tmp_path: Path) -> None:
    pages = {name for language in ("da", "en") for name in printed(tmp_path, LETTERS, language, "html")}
    printed(tmp_path, (DRAFTS,), "da", "eml")
    pages |= {f"public/{name}" for name in published(tmp_path / "public")}
    look(browser, tmp_path, {*pages, "2014-da-drafts.html"})


@pytest.mark.slow
def test_axe_finds_nothing_in_the_form_and_its_mistakes(browser: list[str], tmp_path: Path) -> None:
    for language in ("da", "en"):
        (tmp_path / f"form-{language}.html").write_bytes(made_form("html", language))
    look(browser, tmp_path, {"form-da.html", "form-en.html"})


def look(browser: list[str], folder: Path, pages: set[str]) -> None:
    """Every page in every view. SAMSKAB_SHOTS is a folder for the pictures, to look at them."""
    shots = Path(os.environ.get("SAMSKAB_SHOTS", folder / "shots"))
    shots.mkdir(parents=True, exist_ok=True)
    command = [*browser, str(shots), *(str(folder / name) for name in sorted(pages))]
    done = subprocess.run(command, capture_output=True, check=False, timeout=1200, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    seen: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(seen) == len(pages) * VIEWS
    assert [each for each in seen if each["violations"]] == []
    assert [(each["file"], each["view"]) for each in seen if each["wider"] > 0] == []  # nothing to scroll sideways
    assert [(each["file"], each["view"]) for each in seen if each["cut"]] == []  # no column out of sight
    assert {each["requests"] for each in seen} == {1}  # the page itself and nothing else
    assert min(each["passes"] for each in seen) >= 15  # axe has looked
