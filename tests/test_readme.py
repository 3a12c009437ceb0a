"""The examples of the README are executed."""

from __future__ import annotations

import re
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.program import called

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    commands
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    if (commands := re.findall(r"^\$ samskab (.*)$", block, re.MULTILINE))
]
LONG = ("select", "decision")
"""Whole choices of the largest programme and the audit of one; the quick run has a choice in Python, and audits a
smaller record in `test_choose.py`."""


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
    "commands",
    [pytest.param(one, marks=[pytest.mark.slow] if one[0].startswith(LONG) else []) for one in BLOCKS],
    ids=lambda commands: commands[0].split()[0],
)
def test_the_commands_of_the_readme_do_what_they_say(commands: list[str], place: Path) -> None:
    """One after another: a block may build on what its first command made."""
    for command in commands:
        words, _, remark = command.partition("#")
        expected = int(remark.split()[-1]) if remark else 0
        done = called(words.split(), place)
        output = (done.stdout + done.stderr).decode()
        assert done.returncode == expected, output[-2000:]
        assert done.stdout.strip() or "--out" in words or "init" in words, command


@pytest.mark.parametrize("command", [command for block in BLOCKS for command in block])
def test_every_command_of_the_readme_has_words_that_exist(command: str, place: Path) -> None:
    done = called([*command.partition("#")[0].split(), "--help"], place)
    assert (done.returncode, done.stderr) == (0, b"")


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
