"""The golden screens are what a real terminal shows: the program and `cat` of its golden file, compared in tmux."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import run

import pytest

from tests.cli.test_terminal_screens import LINES, faulty, prepared
from tests.golden_screens import FOLDER, WIDTHS
from tests.program import surroundings

NAMES = [
    "validate",
    "select",
    "select-why",
    "status",
    "status-applications",
    "rule",
    "help-select",
    "explain",
    "intake",
]
TMUX = shutil.which("tmux") or ""
IN_PANE = '"$@"; "$TMUX_FILE" -S "$TMUX_SOCKET" wait-for -S ended; sleep 600'
__all__ = ["faulty"]  # a fixture

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not TMUX, reason="tmux is not installed")]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_golden_screen_is_what_tmux_shows(tmp_path: Path, faulty: Path, name: str, width: int) -> None:
    place = prepared(tmp_path, faulty, name)
    golden = str(FOLDER / "commands" / f"{name}-{width}-colour.txt")
    real = pane(tmp_path / "1", [sys.executable, "-m", "samskab", *LINES[name].split()], place, width)
    real = real.replace(str(tmp_path), "").replace(str(place), "")
    assert real == pane(tmp_path / "2", ["cat", golden], place, width)


def pane(socket: Path, words: Sequence[str], cwd: Path, width: int) -> str:
    """The cells, with their colours, of a tmux pane of this width after a command has ended in it."""
    env = surroundings({"SAMSKAB_TODAY": "2026-04-20", "TMUX_FILE": TMUX, "TMUX_SOCKET": str(socket)})
    del env["COLUMNS"]

    def tmux(*given: str) -> str:
        done = run(
            [TMUX, "-S", socket, "-f", "/dev/null", *given],
            cwd=cwd,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    tmux("new-session", "-d", "-x", str(width), "-y", "900", "sh", "-c", IN_PANE, "sh", *words)
    try:
        tmux("wait-for", "ended")
        return tmux("capture-pane", "-pe").rstrip()
    finally:
        tmux("kill-server")
