"""A command imports what it needs and nothing heavier; how long that takes is measured in `benchmarks/start.py`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.paths import GOLDEN, ROOT
from tests.program import surroundings

HEAVY = {"highspy", "numpy", "jinja2", "typst", "babel", "docx", "icalendar", "rich", "ruamel", "fontTools", "pydantic"}
READING = {"msgspec", "yaml", "samskab.model", "samskab.check"}
"""What only a command that reads data needs."""

PROGRAM = """
import json, sys
from samskab.cli.main import run
try:
    code = run(sys.argv[1:])
finally:
    print("\\n" + json.dumps(sorted(sys.modules)))
"""


def imported(words: list[str], cwd: Path, env: Mapping[str, str]) -> set[str]:
    """The modules that a run of the program has imported."""
    command = [sys.executable, "-c", PROGRAM, *words]
    done = subprocess.run(command, cwd=cwd, env=surroundings(env), capture_output=True, check=False)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "words",
    [[], ["select", "--help"], ["render", "--help"], ["validate"], ["rule", "SK311"], ["status"], ["nothing"]],
    ids=" ".join,
)
def test_a_start_imports_nothing_heavy(words: list[str]) -> None:
    assert imported(words, ROOT, {}) & HEAVY == set()


@pytest.mark.parametrize("words", [["--version"], ["validate", "--help"], ["nothing"]], ids=" ".join)
def test_what_reads_no_data_does_not_import_the_records(words: list[str]) -> None:
    assert imported(words, GOLDEN, {}) & (READING - {"yaml"}) == set()  # the catalogue is YAML


@pytest.mark.parametrize(
    "words",
    ["validate --format ", "select ", "select naboskab-2026 --pin O", "rule SK3", "render ", "decision verify "],
)
def test_a_completion_reads_names_and_not_records(words: str) -> None:
    env = {
        "_SAMSKAB_COMPLETE": "complete_bash",
        "COMP_WORDS": f"samskab {words}",
        "COMP_CWORD": str(words.count(" ") + 1),
    }
    assert imported([], GOLDEN, env) & {*HEAVY, *READING} == set()


def test_the_version_is_shown_without_typer() -> None:
    assert "typer" not in imported(["--version"], GOLDEN, {})
