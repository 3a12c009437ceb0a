"""Runs the program as a person would, and makes a small repository to run it on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent.parent / "golden" / "repo"
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A copy of the golden repository that a test may change."""
    place = tmp_path / "repo"
    shutil.copytree(GOLDEN, place)
    return place


@pytest.fixture
def samskab(tmp_path: Path) -> Run:
    """`samskab(*words, cwd=..., env={...})` in a process of its own, in Danish, on a fixed day."""

    def run(
        *words: str, cwd: Path = tmp_path, env: Mapping[str, str] | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        clean = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("LC_", "LANG", "SAMSKAB", "SOURCE_DATE", "GITHUB", "CI"))
        }
        own = clean | {"LANG": "C.UTF-8", "SAMSKAB_TODAY": "2014-01-15", "COLUMNS": "100"} | dict(env or {})
        return subprocess.run(
            [sys.executable, "-m", "samskab", *words], cwd=cwd, env=own, input=stdin, capture_output=True, check=False
        )

    return run
