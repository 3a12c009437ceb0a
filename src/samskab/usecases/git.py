"""What git knows of the files: the commit, which are not committed as they are, and what they were at a commit.

And a new repository with a first commit, for `samskab init`.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from samskab.storage.files import digest_of

_NO_PROGRAMS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat")
"""A repository's own settings may name programs for git to run; none of them runs."""


Begun = Literal["committed", "no_git", "inside", "no_identity", "failed"]
"""What came of a new repository: a first commit, or why there is none."""


def begin(folder: Path, message: str) -> Begun:
    """Make a folder of new files a git repository and commit them, unless it lies in another repository."""
    if version(folder) is None:
        return "no_git"
    top = top_of(folder)
    if top is not None and top != folder.resolve():
        return "inside"
    if top is None and _git(folder, "init", "--quiet", "--initial-branch=main") is None:
        return "failed"
    if identity(folder) is None:
        return "no_identity"
    done = _git(folder, "add", "--all") is not None and _git(
        folder, "-c", "commit.gpgSign=false", "commit", "--quiet", f"--message={message}"
    )
    return "failed" if done in (False, None) else "committed"


def version(folder: Path) -> str | None:
    """The version of git, as 2.39.5; None when git is not installed."""
    written = _git(folder, "--version")
    return None if written is None else written.removeprefix("git version ")


def top_of(folder: Path) -> Path | None:
    """The top folder of the git repository that a folder is in; None when it is in none."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    return None if top is None else Path(top).resolve()


def identity(folder: Path) -> str | None:
    """The name of who commits there; None when the name or the mail address has not been set."""
    name = os.environ.get("GIT_AUTHOR_NAME") or _git(folder, "config", "user.name")
    mail = os.environ.get("GIT_AUTHOR_EMAIL") or _git(folder, "config", "user.email")
    return name if name and mail else None


def is_ignored(root: Path, path: str) -> bool:
    """Whether git leaves a file out: it is ignored and not tracked."""
    return _git(root, "check-ignore", "--quiet", "--", path) is not None


def has_hook(root: Path, name: str) -> bool:
    """Whether a program of this name runs before each commit."""
    own = _git(root, "rev-parse", "--git-common-dir")
    return own is not None and (root / own / "hooks" / name).is_file()


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


def digests_at(root: Path, commit: str, paths: Sequence[str]) -> dict[str, str] | None:
    """The SHA-256 of the files at a commit, those that it lacks left out; None when git does not have the commit."""
    if not re.fullmatch(r"[0-9a-f]{40,64}", commit) or _git(root, "cat-file", "-e", f"{commit}^{{commit}}") is None:
        return None
    prefix = _git(root, "rev-parse", "--show-prefix") or ""
    asked = "".join(f"{commit}:{prefix}{path}\n" for path in paths)
    content = _bytes(root, asked.encode(), "cat-file", "--batch") or b""
    found: dict[str, str] = {}
    for path in paths:
        head, _, content = content.partition(b"\n")
        if head.endswith(b" missing") or not head:
            continue
        size = int(head.rpartition(b" ")[2])
        found[path], content = digest_of(content[:size]), content[size + 1 :]
    return found


def _git(root: Path, *words: str) -> str | None:
    """What git writes, as text without final line breaks; None when it fails."""
    written = _bytes(root, b"", *words)
    return None if written is None else written.decode().strip("\n")


def _bytes(root: Path, given: bytes, *words: str) -> bytes | None:
    """What git writes when it is given these bytes; None when it fails."""
    command = ["git", "-C", str(root), *_NO_PROGRAMS, *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=60)  # noqa: S603  # fixed words, no shell
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
