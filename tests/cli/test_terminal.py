"""Whatever the terminal is: the same exit code, no traceback, and never a 0 when the result was lost."""

from __future__ import annotations

import ctypes
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.cli import terminal
from tests.program import surroundings

COMMANDS = [
    ["--help"],
    ["validate"],
    ["validate", "--format", "concise"],
    ["validate", "--format", "json"],
    ["validate", "--format", "markdown"],
    ["validate", "--help"],
    ["rule", "--all"],
    ["rule", "SK104"],
    ["status"],
    ["schema", "application"],
]
SOME = [pytest.param(words, marks=[] if words == ["validate"] else pytest.mark.slow) for words in COMMANDS]
QUICKEST = [pytest.param(words, marks=[] if words == ["--help"] else pytest.mark.slow) for words in COMMANDS]
PLACES = [
    {"LANG": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii"},
    {"COLUMNS": "20"},
    {"COLUMNS": "nul"},
    {"TERM": "dumb"},
    {"NO_COLOR": "1"},
]


@pytest.mark.parametrize("words", SOME, ids=" ".join)
@pytest.mark.slow
def test_the_poorest_terminal_changes_no_verdict(samskab, samskab_process, repo: Path, words: list[str]) -> None:
    usual = samskab(*words, cwd=repo)
    poorest = {"LANG": "C", "PYTHONIOENCODING": "ascii", "COLUMNS": "20", "TERM": "dumb"}
    done = samskab_process(*words, cwd=repo, env=poorest)
    assert (done.returncode, b"Traceback" in done.stderr) == (usual.returncode, False)
    assert len(done.stdout) > 20


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_poor_terminal_changes_no_verdict(samskab_process, repo: Path, words: list[str]) -> None:
    usual = samskab_process(*words, cwd=repo)
    assert usual.returncode in {0, 1}
    for env in PLACES:
        done = samskab_process(*words, cwd=repo, env=env)
        assert (done.returncode, b"Traceback" in done.stderr) == (usual.returncode, False), env
        assert len(done.stdout) > 20, env


def test_data_is_utf_8_whatever_the_terminal_is(samskab, samskab_process) -> None:
    usual = samskab("schema", "application")
    poor = samskab_process("schema", "application", env={"PYTHONIOENCODING": "ascii"})
    assert usual.stdout == poor.stdout
    assert "ansøgning" in usual.stdout.decode("utf-8")


def test_danish_on_a_terminal_without_it_is_spelt_out(samskab_process) -> None:
    shown = samskab_process("--help", env={"PYTHONIOENCODING": "ascii"}).stdout.decode("ascii")
    assert "ansoegning" in shown.lower()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", QUICKEST, ids=" ".join)
@pytest.mark.slow
def test_a_full_disk_behind_stdout_is_never_a_success(repo: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "samskab", *words], cwd=repo, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode not in {0, 120}
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="only POSIX shells close a stream before the start")
@pytest.mark.parametrize("words", QUICKEST, ids=" ".join)
def test_a_closed_stdout_is_never_a_success(repo: Path, words: list[str]) -> None:
    shell = f'exec "{sys.executable}" -m samskab {" ".join(words)} >&-'
    done = subprocess.run(["/bin/sh", "-c", shell], cwd=repo, stderr=subprocess.PIPE, check=False)
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="POSIX reports a broken pipe")
@pytest.mark.parametrize("words", [["--help"], pytest.param(["validate"], marks=pytest.mark.slow)], ids=" ".join)
def test_a_reader_that_goes_away_gives_141(repo: Path, words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "samskab", *words], cwd=repo, stdout=nobody, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 141
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("name", "code", "said"), [("SIGTERM", 143, b""), ("SIGINT", 130, b"Afbrudt.\n")])
def test_a_signal_ends_the_run_with_its_code(tmp_path: Path, name: str, code: int, said: bytes) -> None:
    program = (
        "import signal, time; from samskab.cli import main;"
        "signal.signal(signal.SIGINT, signal.default_int_handler);"  # a shell lets its background jobs ignore it
        "main.enter = lambda *_: (print('ready', flush=True), time.sleep(30)); main.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().strip() == b"ready"
        running.send_signal(getattr(signal, name))
        assert running.wait(timeout=60) == code
        assert running.stderr.read() == said


@pytest.mark.parametrize(
    ("choice", "env", "wanted"),
    [
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
    ],
)
def test_colour_is_the_persons_choice(choice: terminal.Colour, env: dict[str, str], wanted: bool) -> None:
    assert terminal.wants_colour(choice, env) is wanted


class WindowsConsole:
    """The parts of `msvcrt` and `ctypes.windll` that colours need; `known` and `changed` are what Windows answers."""

    def __init__(self, known: int, changed: int) -> None:
        self.windll = self.kernel32 = self
        self.known, self.changed, self.modes = known, changed, list[int]()

    def get_osfhandle(self, number: int) -> int:
        return number

    def GetConsoleMode(self, _console: int, _mode: object) -> int:  # noqa: N802  # Windows' name
        return self.known

    def SetConsoleMode(self, _console: int, mode: int) -> int:  # noqa: N802
        self.modes.append(mode)
        return self.changed


@pytest.mark.parametrize(("known", "changed", "reads"), [(1, 1, True), (1, 0, False), (0, 1, False)])
def test_a_windows_console_is_asked_to_read_colour_codes(
    monkeypatch: pytest.MonkeyPatch, known: int, changed: int, reads: bool
) -> None:
    console = WindowsConsole(known, changed)
    monkeypatch.setitem(sys.modules, "msvcrt", console)  # type: ignore[misc]  # not a module
    monkeypatch.setattr(ctypes, "windll", console, raising=False)
    assert terminal.reads_colour_codes(sys.__stdout__ or sys.stdout, "nt") is reads
    assert console.modes == ([4] if known else [])


def test_where_there_is_no_windows_there_are_no_windows_colours() -> None:
    assert terminal.reads_colour_codes(sys.__stdout__ or sys.stdout, "nt") is (os.name == "nt")
    assert terminal.reads_colour_codes(sys.__stdout__ or sys.stdout, "posix")


@given(st.text(), st.sampled_from(["ascii", "cp1252", "latin-1", "utf-8"]))
def test_any_text_can_be_written_in_any_encoding(text: str, encoding: str) -> None:
    terminal.prepare_streams()
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="samskab")
    out.write(text)
    out.flush()
