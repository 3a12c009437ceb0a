"""The README is executed: an example that is not run is a rumour."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ samskab (.*)$", README, re.MULTILINE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, so that examples can write."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "samskab.yaml", folder)
    return folder


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = README.split("## ")[0]
    assert "make demo" in opening
    assert "make test" in opening


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_does_what_it_says(command: str, place: Path) -> None:
    words, _, remark = command.partition("#")
    expected = int(remark.split()[-1]) if remark else 0
    done = run([sys.executable, "-m", "samskab", *words.split()], place)
    assert done.returncode == expected, done.stdout[-2000:] + done.stderr[-2000:]
    assert done.stdout.strip() or "--out" in words or "init" in words


def test_the_python_of_the_readme_runs(place: Path) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    done = run([sys.executable, "-c", code[1]], place)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "0330-slagelse" in done.stdout


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
