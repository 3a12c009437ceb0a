"""The live progress of a command: on a terminal alone, after a while, gone afterwards, and never on stdout."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from samskab.cli import live_progress, terminal
from samskab.cli.live_progress import LiveProgress, is_watched
from tests.program import ScreenStream, called, surroundings

SELECT = ("select", "naboskab-2026", "--today", "2026-04-27", "--seed", "a lot")


def worked(monkeypatch: pytest.MonkeyPatch, after: float, steps: int, encoding: str = "utf-8") -> str:
    """What some steps of work write to a terminal, when progress is shown after so many seconds."""
    screen = ScreenStream(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(live_progress, "_AFTER", after)
    progress = LiveProgress(lambda step, done, total: f"{step} {done}/{total} [red]", {"TERM": "xterm"})
    for done in range(steps):
        progress("files", done, steps)
        deadline = time.monotonic() + 20
        while not after and f"{done}/{steps}" not in seen(screen) and time.monotonic() < deadline:
            time.sleep(0.01)
    terminal.put_message("the end")
    assert terminal.clear_progress is terminal.no_progress
    return seen(screen)


def seen(screen: ScreenStream) -> str:
    screen.flush()
    return screen.buffer.getvalue().decode()  # type: ignore[attr-defined]  # of BytesIO


def test_each_step_is_shown_as_it_is_and_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = worked(monkeypatch, after=0, steps=2)
    assert "files 0/2 [red]" in shown
    assert "files 1/2 [red]" in shown
    assert shown.endswith("\x1b[?25h\r\x1b[1A\x1b[2Kthe end\n"), "the cursor is back, and the line is erased"


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked(monkeypatch, after=60, steps=2) == "the end\n"


def test_a_terminal_of_ascii_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked(monkeypatch, after=0, steps=1, encoding="ascii").isascii()


@pytest.mark.parametrize(
    ("screen", "env", "watched"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"CI": "true"}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_nobody_watches_a_pipe_or_ci(
    monkeypatch: pytest.MonkeyPatch, screen: bool, env: Mapping[str, str], watched: bool
) -> None:
    stream = ScreenStream(io.BytesIO()) if screen else io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stderr", stream)
    assert is_watched(env) is watched


def test_quiet_work_shows_nothing_and_stdout_is_the_same(monkeypatch: pytest.MonkeyPatch, repo: Path) -> None:
    """A choice with its progress shown from the start, and without any."""
    monkeypatch.setattr(live_progress, "_AFTER", 0)
    plain = called(SELECT, repo)
    watched = called(SELECT, repo, {"TERM": "xterm"}, screen=("err",))
    quiet = called([*SELECT, "-q"], repo, {"TERM": "xterm"}, screen=("err",))
    assert plain.returncode == 0
    assert watched.stdout == quiet.stdout == plain.stdout
    assert "\x1b[?25l" in watched.stderr.decode()
    assert watched.stderr.decode().count("\x1b[?25l") == watched.stderr.decode().count("\x1b[?25h")
    assert quiet.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="POSIX has pseudo-terminals")
def test_ctrl_c_gives_the_terminal_back(repo: Path) -> None:
    """Ctrl-C while the progress is shown: 130, the cursor shown again, one line."""
    program = (
        "import signal, sys; from samskab.cli import live_progress, main;"
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        "import time; live_progress._AFTER = 0;"
        "main.enter = lambda _words, session: (session.progress('load', 0, 0), print('ready', flush=True),"
        " time.sleep(60)); main.main()"
    )
    ours, theirs = os.openpty()
    env = {**surroundings(), "TERM": "xterm"}
    with Popen([sys.executable, "-c", program], cwd=repo, stdout=PIPE, stderr=theirs, env=env) as running:
        os.close(theirs)
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        shown = os.read(ours, 4096)
        while b"\x1b[?25l" not in shown:
            shown += os.read(ours, 4096)
        running.send_signal(2)
        assert running.wait(timeout=60) == 130
    shown += read_all(ours)
    assert shown.endswith(b"\x1b[?25h\r\x1b[1A\x1b[2KAfbrudt.\r\n")


def read_all(terminal_end: int) -> bytes:
    found = b""
    try:
        while more := os.read(terminal_end, 4096):
            found += more
    except OSError:  # Linux, when the other end is closed
        pass
    return found
