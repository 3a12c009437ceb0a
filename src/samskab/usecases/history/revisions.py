"""The revisions that a command compares: what a person writes -> a commit, or one sentence why there is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, NamedTuple

from samskab.refusal import Refusal
from samskab.usecases.git import git_text, is_refused, version

Chosen = Literal["named", "common", "head"]
"""How a revision was chosen: named by a person, where the work left the main branch, or the newest commit."""

_NO_NAME = re.compile(r"[\s:?*[\\]|\.\.")
"""What no name of a revision holds."""


class Revision(NamedTuple):
    """A commit, and what it was called: the word of a person, else the branch it was found by."""

    name: str
    commit: str
    chosen: Chosen = "named"

    @property
    def short(self) -> str:
        """The beginning of the commit, enough for people."""
        return self.commit[:9]


def refuse_bare(folder: Path) -> None:
    """Refuse a git repository that has no folder of files, as one on a server."""
    if git_text(folder, "rev-parse", "--is-bare-repository") == "true":
        raise Refusal("history.bare", path=str(folder))


def revision(root: Path, word: str) -> Revision:
    """The commit that a branch, a tag or the number of a commit names."""
    if word.startswith(("-", "^")) or not word.isprintable() or not word.strip():
        raise Refusal("history.odd_revision", revision=word)
    commit = git_text(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}")
    if commit is None:
        _refuse_without_git(root)
        shallow = _is_shallow(root) and not _NO_NAME.search(word)
        raise Refusal(
            "history.revision_not_fetched" if shallow else "history.no_revision",
            exit_code=1 if shallow else 2,
            revision=word,
        )
    return Revision(word, commit)


def usual_base(root: Path) -> Revision:
    """Where the work left the main branch of `origin`; the newest commit where there is no such branch."""
    head = git_text(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if head is None:
        _refuse_without_git(root)
        raise Refusal("history.no_commit", exit_code=1)
    main = git_text(root, "rev-parse", "--abbrev-ref", "--verify", "--quiet", "origin/HEAD")
    if main is None:
        return Revision("HEAD", head, "head")
    return Revision(main, common(root, main, "HEAD"), "common")


def common(root: Path, one: str, other: str) -> str:
    """The last commit that two revisions have in common."""
    base = git_text(root, "merge-base", one, other)
    if base is None:
        raise Refusal(
            "history.common_not_fetched" if _is_shallow(root) else "history.no_common",
            exit_code=1,
            one=one,
            other=other,
        )
    return base.partition("\n")[0]


def _refuse_without_git(root: Path) -> None:
    """Refuse a folder that is in no git repository, or in one that git does not open."""
    if git_text(root, "rev-parse", "--git-dir") is None:
        there = "history.not_read" if is_refused(root) else "history.no_repository"
        raise Refusal(there if version(root) else "history.not_installed", exit_code=1, path=str(root))


def _is_shallow(root: Path) -> bool:
    return git_text(root, "rev-parse", "--is-shallow-repository") == "true"
