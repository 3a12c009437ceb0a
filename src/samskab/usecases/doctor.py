"""What samskab needs of a machine and of a data repository, and what of it is there."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import samskab
from samskab.storage.files import PEOPLE
from samskab.usecases import git
from samskab.version import VERSION

CheckState = Literal["ok", "missing", "optional"]
CheckName = Literal[
    "python", "samskab", "git", "identity", "fonts", "terminal", "file_names",
    "repository", "history", "output", "private", "hooks", "ci",
]  # fmt: skip
CheckHelp = Literal[
    "git.windows", "git.macos", "git.linux", "identity", "fonts", "terminal.windows", "terminal.macos",
    "terminal.linux", "file_names", "repository", "history", "commit", "output", "private", "private_in_git",
    "private_readable", "refused", "hooks", "ci",
]  # fmt: skip
_SYSTEMS = {"win32": "windows", "darwin": "macos"}


class Check(NamedTuple):
    """One thing that was looked for.

    state   "optional": it is not there, and everything else works without it
    found   a version, a folder, a name; empty when there is nothing to show
    helps   the sentence of what to do (`doctor.help`); None when nothing is to be done
    """

    name: CheckName
    state: CheckState
    found: str = ""
    helps: CheckHelp | None = None


def checks(place: Path, root: Path | None, encoding: str, system: str = sys.platform) -> tuple[Check, ...]:
    """Everything that is looked for, in the order in which it is needed.

    place      the folder of the run
    root       the data repository around it, if there is one
    encoding   of the terminal
    system     as `sys.platform`
    """
    return (*_of_machine(place, encoding, _SYSTEMS.get(system, "linux")), *_of_repository(root))


def _of_machine(place: Path, encoding: str, system: str) -> Iterator[Check]:
    yield Check("python", "ok", platform.python_version())
    yield Check("samskab", "ok", f"{VERSION}, {Path(samskab.__file__).parent}")
    version, who = git.version(place), git.identity(place)
    yield _check("git", version, f"git.{system}")
    if version:
        yield _check("identity", who, "identity")
    yield _check("fonts", _fonts(), "fonts")
    yield _utf8("terminal", encoding, f"terminal.{system}")
    yield _utf8("file_names", sys.getfilesystemencoding(), "file_names")


def _of_repository(root: Path | None) -> Iterator[Check]:
    if root is None:
        yield Check("repository", "optional", "", "repository")
        return
    yield Check("repository", "ok", str(root))
    yield _history(root)
    yield Check("output", "ok") if _is_writable(root) else Check("output", "missing", "", "output")
    yield _private(root)
    yield Check("hooks", "ok") if git.has_hook(root, "pre-commit") else Check("hooks", "optional", "", "hooks")
    yield Check("ci", "ok") if _has_ci(root) else Check("ci", "optional", "", "ci")


def _check(name: CheckName, found: str | None, helps: str) -> Check:
    return Check(name, "ok", found) if found else Check(name, "missing", "", helps)  # type: ignore[arg-type]  # a member


def _utf8(name: CheckName, encoding: str, helps: str) -> Check:
    """Other encodings lack letters and signs, which are then written as the nearest that they have."""
    is_utf8 = encoding.lower().replace("-", "") in {"utf8", "cp65001"}
    return Check(name, "ok", encoding) if is_utf8 else Check(name, "optional", encoding, helps)  # type: ignore[arg-type]  # as above


def _fonts() -> str | None:
    from samskab.documents.writers.fonts import FILES, FOLDER

    return "Source Sans 3" if all((FOLDER / name).is_file() for name in FILES) else None


def _history(root: Path) -> Check:
    top = git.top_of(root)
    if top is None:
        return Check("history", "missing", "", "refused" if git.is_refused(root) else "history")
    commit = git.commit_of(root)
    return Check("history", "ok", commit[:10]) if commit else Check("history", "missing", "", "commit")


def _is_writable(root: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=root):
            return True
    except OSError:
        return False


def _private(root: Path) -> Check:
    """The names of people: left out by git, and readable for its owner alone."""
    if git.top_of(root) is not None and not git.is_ignored(root, PEOPLE):
        return Check("private", "missing", PEOPLE, "private_in_git")
    try:
        mode = (root / PEOPLE).stat().st_mode
    except OSError:
        return Check("private", "optional", "", "private")
    if os.name == "posix" and mode & 0o077:
        return Check("private", "optional", PEOPLE, "private_readable")
    return Check("private", "ok", PEOPLE)


def _has_ci(root: Path) -> bool:
    """Whether the workflow takes samskab from somewhere."""
    try:
        workflow = (root / ".github" / "workflows" / "samskab.yml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return re.search(r"(?m)^ *- uses: .*/validate@", workflow) is not None
