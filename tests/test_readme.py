"""The examples of the README are executed."""

from __future__ import annotations

import re
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from tests.executed_page import Command, Follower, commands
from tests.paths import ROOT
from tests.program import called

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n.*?```", README, re.DOTALL)
COMMANDS = [command for block in BLOCKS for command in commands(block.removesuffix("```"))]
LONG = ("select", "decision", "validate")
"""Whole choices of the largest programme, the audit of one, all real data; the quick run has smaller ones in
`usecases/test_choose.py`, and the real data in `tests/data`."""

READ_ON = "2026-01-15"
"""A day after all that the demonstration tells of, as for whoever reads the README."""


def _program(block: str) -> str:
    """The command that a block begins with."""
    return next(commands(block)).words[1]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, so that examples can write."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "samskab.yaml", folder)
    return folder


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = README.split("## ")[0]
    assert "make demo" in opening
    assert "make test" in opening


@pytest.mark.parametrize(
    "block",
    [pytest.param(one, marks=[pytest.mark.slow] if _program(one) in LONG else [], id=_program(one)) for one in BLOCKS],
)
def test_the_commands_of_the_readme_do_what_they_say(block: str, place: Path) -> None:
    """One after another: a block may build on what its first command made."""
    for command, code, written in Follower(place, READ_ON).follow(block):
        assert code == command.exit_code, written[-2000:]
        assert written.strip(), command.line


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.line)
def test_every_command_of_the_readme_has_words_that_exist(command: Command, place: Path) -> None:
    done = called([*command.words[1:], "--help"], place)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
def test_the_python_of_the_readme_runs(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    with chdir(place):
        exec(code[1], {})
    assert "0330-slagelse" in capsys.readouterr().out


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
