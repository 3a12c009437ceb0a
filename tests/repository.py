"""The files that git holds."""

from __future__ import annotations

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
