"""A command imports what it needs and nothing heavier; how long that takes is measured in `benchmarks/start.py`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.paths import GOLDEN, ROOT
from tests.program import surroundings

HEAVY = {"highspy", "numpy", "jinja2", "typst", "babel", "docx", "icalendar", "rich", "ruamel", "fontTools", "pydantic"}
READING = {"msgspec", "yaml", "samskab.model", "samskab.check"}
"""What only a command that reads data needs."""

PROGRAM = """
import json, os, sys
from samskab.cli.main import run
for words, env in json.loads(sys.argv[1]):
    os.environ.update(env)
    try:
        run(words)
    finally:
        print("\\n" + json.dumps([words, env, sorted(sys.modules)]), file=sys.stderr)
"""


def imported(runs: list[tuple[list[str], dict[str, str]]], cwd: Path) -> dict[str, set[str]]:
    """The modules that one process has imported after each of several runs of the program."""
    command = [sys.executable, "-c", PROGRAM, json.dumps(runs)]
    done = subprocess.run(command, cwd=cwd, env=surroundings(), capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("[[")]
    assert len(found) == len(runs), done.stderr[-2000:]
    return {" ".join([*words, *env.values()]): set(modules) for words, env, modules in found}


def test_a_start_imports_nothing_heavy(tmp_path: Path) -> None:
    """On a part of the real data without ambiguous text: the other YAML library would read that too."""
    repo = tmp_path / "repo"
    for part in ("municipalities", "programmes/frivilligraadets-aarsmoede-2012"):
        shutil.copytree(ROOT / "data" / part, repo / "data" / part)
    shutil.copy(ROOT / "data" / "register.yaml", repo / "data")
    shutil.copy(ROOT / "samskab.yaml", repo)
    silent = ["nothing", "status --format json", "validate --format json", "decision"]
    drawn = ["", "select --help", "render --help", "rule SK311", "status"]
    after = imported([(line.split(), {}) for line in (*silent, *drawn)], repo)
    assert {line: after[line] & HEAVY for line in silent} == {line: set() for line in silent}
    assert {line: after[line] & HEAVY for line in drawn} == {line: {"rich"} for line in drawn}


def test_what_reads_no_data_does_not_import_the_records() -> None:
    after = imported([(line.split(), {}) for line in ("--version", "nothing", "validate --help")], GOLDEN)
    assert "typer" not in after["--version"]
    found = {line: modules & READING for line, modules in after.items()}
    assert not any(found.values()), found


def test_a_completion_reads_names_and_not_records() -> None:
    lines = [
        "validate --format ",
        "select ",
        "select naboskab-2026 --pin O",
        "rule SK3",
        "render ",
        "decision verify ",
    ]
    envs = [
        {
            "_SAMSKAB_COMPLETE": "complete_bash",
            "COMP_WORDS": f"samskab {line}",
            "COMP_CWORD": str(line.count(" ") + 1),
        }
        for line in lines
    ]
    after = imported([([], env) for env in envs], GOLDEN)
    found = {line: modules & {*HEAVY, *READING} for line, modules in after.items()}
    assert not any(found.values()), found
