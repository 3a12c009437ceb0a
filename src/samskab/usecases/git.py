"""The files of the work tree: their digests, the commit, and which of them are not committed as they are."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from samskab.finding import Finding
from samskab.storage.files import read_bytes

_NO_PROGRAMS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat")
"""A repository's own settings may name programs for git to run; none of them runs."""


def digests(root: Path, paths: Sequence[str]) -> dict[str, str]:
    """The SHA-256 of each file's text, line ends counted as one newline; a missing file is left out."""
    found = {}
    for path in sorted(set(paths)):
        content = read_bytes(root, path)
        if not isinstance(content, Finding):
            found[path] = sha256(content.replace(b"\r\n", b"\n")).hexdigest()
    return found


def commit_of(root: Path) -> str | None:
    """The commit that is checked out; None without git."""
    return _git(root, "rev-parse", "HEAD")


def uncommitted(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Which of these files are not committed as they are; all of them without git."""
    wanted = set(paths)
    held = _git(root, "ls-files", "-z", "--", ".")
    status = _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--", ".")
    if held is None or status is None:
        return tuple(sorted(wanted))
    top = _git(root, "rev-parse", "--show-prefix") or ""
    changed_since = {entry[3:].removeprefix(top) for entry in status.split("\0") if entry}
    return tuple(sorted(wanted - set(held.split("\0")) | wanted & changed_since))


def _git(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  # fixed words, no shell
            ["git", "-C", str(root), *_NO_PROGRAMS, *words],  # noqa: S607  # git is found on PATH
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip("\n") if done.returncode == 0 else None
