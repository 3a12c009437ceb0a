"""The files of a folder in git: the commit, and which are not committed as they are.

And a new repository with a first commit, for `samskab init`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal

_NO_PROGRAMS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat")
"""A repository's own settings may name programs for git to run; none of them runs."""
_NO_TRANSPORT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
}
"""Git fetches no missing object from another machine, and writes nothing while it reads."""
_OF_A_HOOK = frozenset(
    f"GIT_{name}"
    for name in ("DIR", "WORK_TREE", "INDEX_FILE", "COMMON_DIR", "OBJECT_DIRECTORY", "NAMESPACE", "PREFIX")
)
"""What git sets for its hooks: they name the repository of the hook."""


Begun = Literal["committed", "no_git", "inside", "no_identity", "failed"]
"""What came of a new repository: a first commit, or why there is none."""


def begin(folder: Path, message: str) -> Begun:
    """Make a folder of new files a git repository and commit them, unless it lies in another repository."""
    if version(folder) is None:
        return "no_git"
    top = top_of(folder)
    if top is not None and top != folder.resolve():
        return "inside"
    if top is None and git_text(folder, "init", "--quiet", "--initial-branch=main") is None:
        return "failed"
    if identity(folder) is None:
        return "no_identity"
    done = git_text(folder, "add", "--all") is not None and git_text(
        folder, "-c", "commit.gpgSign=false", "commit", "--quiet", f"--message={message}"
    )
    return "failed" if done in (False, None) else "committed"


def version(folder: Path) -> str | None:
    """The version of git, as 2.39.5; None when git is not installed."""
    written = git_text(folder, "--version")
    return None if written is None else written.removeprefix("git version ")


def top_of(folder: Path) -> Path | None:
    """The top folder of the git repository that a folder is in; None when it is in none."""
    top = git_text(folder, "rev-parse", "--show-toplevel")
    return None if top is None else Path(top).resolve()


def is_refused(folder: Path) -> bool:
    """Whether git does not open the repository that a folder is in: another person owns it, or its settings are bad."""
    places = (folder.absolute(), *folder.absolute().parents)
    return top_of(folder) is None and any(os.path.lexists(place / ".git") for place in places)


def identity(folder: Path) -> str | None:
    """The name of who commits there; None when the name or the mail address has not been set."""
    name = os.environ.get("GIT_AUTHOR_NAME") or git_text(folder, "config", "user.name")
    mail = os.environ.get("GIT_AUTHOR_EMAIL") or git_text(folder, "config", "user.email")
    return name if name and mail else None


def is_ignored(root: Path, path: str) -> bool:
    """Whether git leaves a file out: it is ignored and not tracked."""
    return git_text(root, "check-ignore", "--quiet", "--", path) is not None


def has_hook(root: Path, name: str) -> bool:
    """Whether a program of this name runs before each commit."""
    own = git_text(root, "rev-parse", "--git-common-dir")
    return own is not None and (root / own / "hooks" / name).is_file()


def branches(root: Path) -> tuple[str, ...]:
    """The names of the branches, one's own first; none without git."""
    found = git_text(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes")
    return tuple((found or "").split())


def commit_of(root: Path) -> str | None:
    """The commit that is checked out; None without git."""
    return git_text(root, "rev-parse", "HEAD")


def uncommitted(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Which of these files are not committed as they are; all of them without git."""
    wanted = set(paths)
    held = git_text(root, "ls-files", "-z", "--", ".")
    asked = (
        "status",
        "--porcelain",
        "-z",
        "--no-renames",
        "--untracked-files=no",
        "--ignore-submodules=all",
        "--",
        ".",
    )
    written = git_bytes(root, b"", *asked, more=without_filters(root))
    if held is None or written is None:
        return tuple(sorted(wanted))
    status = written.decode("utf-8", "surrogateescape")
    top = git_text(root, "rev-parse", "--show-prefix") or ""
    changed_since = {entry[3:].removeprefix(top) for entry in status.split("\0") if entry}
    return tuple(sorted(wanted - set(held.split("\0")) | wanted & changed_since))


def git_text(root: Path, *words: str) -> str | None:
    """What git writes, as text without final line breaks; None when it fails."""
    written = git_bytes(root, b"", *words)
    return None if written is None else written.decode("utf-8", "surrogateescape").strip("\n")


def git_bytes(root: Path, given: bytes, *words: str, more: Mapping[str, str] = MappingProxyType({})) -> bytes | None:
    """What git writes when it is given these bytes, with `more` in its environment; None when it fails."""
    try:
        done = subprocess.run(  # noqa: S603  # fixed words, no shell
            git_command(root, *words), input=given, capture_output=True, check=False, timeout=60,
            env={**git_environment(), **more},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def git_command(root: Path, *words: str) -> list[str]:
    """The words of a command of git in a folder; none of the repository's own programs runs."""
    return ["git", "-C", str(root), *_NO_PROGRAMS, *words]


def git_environment() -> dict[str, str]:
    """The variables that git runs with, without those of a hook: the repository is the one that the folder lies in."""
    return {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK} | _NO_TRANSPORT


def without_filters(root: Path) -> dict[str, str]:
    """Variables that take away the programs which a repository names for reading files of the folder (`filter.x`)."""
    found = git_bytes(root, b"", "config", "-z", "--name-only", "--get-regexp", r"^filter\.") or b""
    names = sorted({name.rpartition(".")[0] for name in found.decode("utf-8", "surrogateescape").split("\0") if name})
    settings = [(f"{name}.{key}", "") for name in names for key in ("clean", "smudge", "process")]
    settings += [(f"{name}.required", "false") for name in names]
    start = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    made = {"GIT_CONFIG_COUNT": str(start + len(settings))}
    for number, (key, value) in enumerate(settings, start):
        made |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return made
