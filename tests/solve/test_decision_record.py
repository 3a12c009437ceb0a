"""Same inputs and seed, same bytes: any hash seed, one processor or two, and another version of the solver."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.paths import ROOT

OLDEST = "1.11.0"


@cache
def run(hash_seed: str, processors: str, path: str = "") -> tuple[bytes, str]:
    """A record made in a separate process, and the solver that made it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.solve.sample_record", processors],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path},
        capture_output=True,
        check=True,
    )
    return done.stdout, done.stderr.decode()


@pytest.mark.slow
def test_the_same_record_in_any_process() -> None:
    first, _ = run("0", "1")
    assert len(first) > 40_000
    assert run("1", "2")[0] == first
    assert run("2", "2")[0] == first


@pytest.mark.slow
def test_the_same_record_with_an_older_solver(tmp_path: Path) -> None:
    """Checked with HiGHS 1.11.0 and 1.15.1: the older is installed beside the tests for as long as they run."""
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", str(tmp_path), f"highspy=={OLDEST}"]
    done = subprocess.run([sys.executable, *install], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"highspy {OLDEST} cannot be installed here")
    text, solver = run("0", "1", str(tmp_path))
    assert OLDEST in solver
    now, current = run("0", "1")
    assert OLDEST not in current
    assert text == now
