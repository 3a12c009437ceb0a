"""The files that git holds, and the syntax trees of those in Python."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

from tests.paths import ROOT


@cache
def tracked(*patterns: str) -> tuple[Path, ...]:
    """Every file in git that matches one of the patterns and exists."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file())


@cache
def parsed(file: Path) -> ast.Module:
    """A module of Python, parsed once for all tests of a process."""
    return ast.parse(file.read_text(encoding="utf-8"))
