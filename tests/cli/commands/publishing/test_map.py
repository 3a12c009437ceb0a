"""`samskab map`: the same cohort in every format, and files that are no map are left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.open_programme import LEADERS, leaders
from tests.paths import GOLDEN, ROOT
from tests.program import called

KEY = "naboskab-2026"


def made(folder: Path, name: str) -> bytes:
    done = called(("-C", str(GOLDEN), "map", KEY, "--out", str(folder / name)), folder)
    assert done.returncode == 2 or (folder / name).is_file(), done.stderr.decode()
    return (folder / name).read_bytes() if done.returncode == 0 else b""


@pytest.mark.parametrize("name", ["kort.svg", "kort.html"])
def test_the_file_shows_each_that_is_chosen(tmp_path: Path, name: str) -> None:
    text = made(tmp_path, name).decode()
    assert len(re.findall(r'class="pin selected', text)) == 6
    assert "EKSEMPEL" in text
    assert text.encode() == made(tmp_path, name)


@pytest.mark.slow  # over half a second
def test_a_picture_is_a_png(tmp_path: Path) -> None:
    assert made(tmp_path, "kort.png").startswith(b"\x89PNG")


def test_without_a_file_it_is_drawn_here(tmp_path: Path) -> None:
    done = called(("-C", str(GOLDEN), "map", KEY), tmp_path)
    assert (done.returncode, "⣿" in done.stdout.decode()) == (0, True)


@pytest.mark.parametrize("name", ["kort.pdf", "kort", "data.yaml"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    assert made(tmp_path, name) == b""
    assert [*tmp_path.iterdir()] == []


@pytest.mark.slow  # over half a second: it draws a PNG
def test_of_a_programme_that_chooses_nobody_it_shows_who_takes_part(tmp_path: Path) -> None:
    repo = leaders(tmp_path)
    shown = called(("map", LEADERS, "--today", "2018-03-01"), repo).stdout.decode()
    assert "Med i programmet (2)" in shown
    assert "Udvalgt" not in shown
    for name in ("kort.svg", "kort.html", "kort.png"):
        done = called(("map", LEADERS, "--today", "2018-03-01", "--out", name), repo)
        assert (done.returncode, (repo / name).is_file()) == (0, True), done.stderr.decode()
    assert len(re.findall(r'class="pin selected', (repo / "kort.svg").read_text("utf-8"))) == 2


def test_without_anybody_there_is_no_map(tmp_path: Path) -> None:
    done = called(("-C", str(ROOT), "map", LEADERS, "--out", "kort.svg"), tmp_path)
    assert (done.returncode, done.stderr.decode()) == (1, "Ingen kommuner at vise.\n")
    assert not (tmp_path / "kort.svg").exists()
