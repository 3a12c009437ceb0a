"""`samskab map`: the same cohort in every format, and files that are no map are left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.paths import GOLDEN
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


def test_a_picture_is_a_png(tmp_path: Path) -> None:
    assert made(tmp_path, "kort.png").startswith(b"\x89PNG")


def test_without_a_file_it_is_drawn_here(tmp_path: Path) -> None:
    done = called(("-C", str(GOLDEN), "map", KEY), tmp_path)
    assert (done.returncode, "⣿" in done.stdout.decode()) == (0, True)


@pytest.mark.parametrize("name", ["kort.pdf", "kort", "data.yaml"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    assert made(tmp_path, name) == b""
    assert [*tmp_path.iterdir()] == []
