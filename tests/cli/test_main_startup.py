"""A command starts fast: measured in CPU against Python alone, interleaved, with compiled bytecode."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys

import pytest

from tests.paths import PACKAGE

resource = pytest.importorskip("resource", reason="CPU of child processes is told by POSIX")
MOST = 9.0
START = """
from pathlib import Path
from samskab.cli.app import commands_of, new_session
from samskab.cli.typer_command import typer_command
name, args = {name!r}, {args!r}
command = commands_of(name.split()[0])[name]
typer_command(name, command, new_session(args, dict())).make_context(name, args)
"""


def cpu(*words: str) -> float:
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], env=env, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["-m", "samskab", "--version"],
        ["-m", "samskab", "--help"],
        ["-c", START.format(name="validate", args=["--format", "json"])],
        ["-c", START.format(name="status", args=["p"])],
        ["-c", START.format(name="new programme", args=["p-1"])],
        ["-c", START.format(name="rule", args=["SK104"])],
    ],
    ids=["version", "help", "validate", "status", "new", "rule"],
)
def test_a_command_starts_in_at_most_nine_times_python_alone(words: list[str]) -> None:
    compileall.compile_dir(PACKAGE, quiet=2)
    pairs = [(cpu(*words), cpu("-c", "pass")) for _ in range(9)]
    ratio = statistics.median(own for own, _ in pairs) / statistics.median(alone for _, alone in pairs)
    assert ratio <= MOST
