"""Runs the program, in this process or in a separate one, on a fixed day and in Danish."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from subprocess import run as run_process
from typing import IO
from unittest.mock import patch

from samskab.cli import main, terminal

_MACHINE = ("LC_", "LANG", "SAMSKAB", "SOURCE_DATE", "GITHUB", "GIT_", "CI")


class ScreenStream(io.TextIOWrapper):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


def called(
    words: Sequence[str],
    cwd: Path,
    env: Mapping[str, str] | None = None,
    screen: Collection[str] = (),
) -> CompletedProcess[bytes]:
    """`samskab WORDS` in this process. `screen` names the streams that are terminals: `out`, `err`."""
    out, err = (
        (ScreenStream if name in screen else io.TextIOWrapper)(io.BytesIO(), encoding="utf-8", newline="")
        for name in ("out", "err")
    )
    code = _run(words, cwd, env, out, err)
    return CompletedProcess(words, code, *(stream.detach().getvalue() for stream in (out, err)))


def seen(words: Sequence[str], cwd: Path, env: Mapping[str, str]) -> tuple[str, int]:
    """What one terminal shows of both streams, in the order in which they are written, and the exit code."""
    shown = io.BytesIO()
    out, err = (ScreenStream(shown, encoding="utf-8", newline="", write_through=True) for _ in range(2))
    code = _run(words, cwd, env, out, err)
    return shown.getvalue().decode(), code


def _run(words: Sequence[str], cwd: Path, env: Mapping[str, str] | None, out: IO[str], err: IO[str]) -> int:
    machine = patch.dict(os.environ, surroundings(env), clear=True)
    with machine, chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        terminal.prepare_streams()
        return main.run(words)


def started(words: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None) -> CompletedProcess[bytes]:
    """`samskab WORDS` in a separate process, for streams, encodings and hash seeds."""
    command = [sys.executable, "-m", "samskab", *words]
    return run_process(command, cwd=cwd, env=surroundings(env), capture_output=True, check=False)


def surroundings(env: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a run: nothing of this machine's language, day or CI; `env` on top."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_MACHINE)}
    return clean | {"LANG": "C.UTF-8", "SAMSKAB_TODAY": "2014-01-15", "COLUMNS": "100"} | dict(env or {})
