"""Runs the shell steps of the shipped workflows as a runner does, on a made-up event and without any network."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.git_identity import OWN, environment
from tests.paths import ROOT

_EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")
_CONDITION = re.compile(r"([\w.-]+) != ''")
_PROGRAMS = {
    "samskab": f'#!/bin/sh\nexec "{sys.executable}" -m samskab "$@"\n',
    "gh": f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/tests/fake_gh.py" "$@"\n',
}


class Ran(NamedTuple):
    """The result of an action: the exit code of the first step that failed, and all that its steps wrote."""

    code: int
    outputs: Mapping[str, Mapping[str, str]]
    log: str


def shell_steps(action: str) -> list[dict[str, Any]]:
    """The steps of an action that run a shell, without the installation."""
    text = (ROOT / ".github/actions" / action / "action.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["runs"]["steps"]
    return [step for step in steps if "run" in step and "pip install" not in step["run"]]


class Runner:
    """A runner with a folder of its own: its programs, its files, and the event that it runs for."""

    def __init__(self, place: Path, workspace: Path, event: Mapping[str, Any]) -> None:
        self.place, self.workspace = place, workspace
        self.github = {"token": "t", "event": event}
        for name, text in _PROGRAMS.items():
            program = place / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(text, encoding="utf-8")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self.temp = place / "temp"
        self.temp.mkdir()
        self.summary = place / "summary.md"

    def run(self, action: str, inputs: Mapping[str, str] | None = None) -> Ran:
        """Every step in turn, until one fails."""
        outputs: dict[str, dict[str, str]] = {}
        log = ""
        for step in shell_steps(action):
            steps = {name: {"outputs": found} for name, found in outputs.items()}
            context = {"github": self.github, "steps": steps, "inputs": inputs or {"repository": "."}}
            if not self._is_wanted(step.get("if", ""), context):
                continue
            written = self.place / "outputs"
            written.write_bytes(b"")
            done = self._step(step, context, written)
            log += done.stdout + done.stderr
            pairs = (line.partition("=") for line in written.read_text(encoding="utf-8").splitlines())
            outputs[step.get("id", "")] = {name: value for name, _, value in pairs}
            if done.returncode:
                return Ran(done.returncode, outputs, log)
        return Ran(0, outputs, log)

    def calls(self) -> list[list[str]]:
        """What `gh` was called with."""
        file = self.place / "calls.jsonl"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []

    def _step(self, step: dict[str, Any], context: Any, outputs: Path) -> subprocess.CompletedProcess[str]:
        assert "${{" not in step["run"], "text of an event in a shell"
        own = {name: _EXPRESSION.sub(lambda m: str(_value(m[1], context)), text) for name, text in step["env"].items()}
        runner = {
            "PATH": f"{self.place / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_REPOSITORY": "kommuner/data",
            "FAKE_GH": str(self.place),
            "SAMSKAB_TODAY": "2026-03-01",
            "SAMSKAB_LANG": "da",
        }
        script = self.place / "step.sh"
        script.write_text(step["run"], encoding="utf-8", newline="\n")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace, env=environment({**OWN, **runner, **own}), capture_output=True, text=True, check=False,
        )  # fmt: skip

    @staticmethod
    def _is_wanted(condition: str, context: Any) -> bool:
        found = _CONDITION.fullmatch(condition)
        assert found or not condition, condition
        return not found or _value(found[1], context) != ""


def _value(path: str, context: Any) -> Any:
    for name in path.split("."):
        context = context.get(name, "") if isinstance(context, Mapping) else ""
    return context
