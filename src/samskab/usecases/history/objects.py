"""Files as git keeps them: those of a commit, those that differ between two, and their bytes. Nothing is written."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from samskab.refusal import Refusal
from samskab.storage.files import digest_of
from samskab.usecases.git import git_bytes, git_command, git_environment, git_text, without_filters

LINK, FOLDER_OF_ANOTHER = "120000", "160000"
"""The modes of a link and of another repository; every other mode is a regular file."""
_MOST = 10 * 1024 * 1024
"""So many bytes of a file are kept; no reader takes more."""
_PIECE = 65_536
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_NEW_BLOB = re.compile(r":\d{6} (?!0{6})\d{6} [0-9a-f]+ ([0-9a-f]+) ")


class Blob(NamedTuple):
    """A file in a commit: its mode, and the id of its bytes."""

    mode: str
    id: str


class Differing(NamedTuple):
    """The files that differ between two sides, by path: as they are before and after; a missing one is left out."""

    before: dict[str, Blob]
    after: dict[str, Blob]


def tree_of(root: Path, commit: str) -> dict[str, Blob]:
    """Every file of a commit below a folder by its path from there."""
    written = _must(git_bytes(root, b"", "ls-tree", "-r", "-z", commit))
    found = {}
    for entry in written.split("\0")[:-1]:
        about, _, path = entry.partition("\t")
        mode, _, blob = about.split(" ")
        found[path] = Blob(mode, blob)
    return found


def digests_at(root: Path, commit: str, paths: Iterable[str]) -> dict[str, str] | None:
    """The SHA-256 of the files at a commit, those that it lacks left out; None when git does not have them all."""
    if not _COMMIT.fullmatch(commit) or git_text(root, "cat-file", "-e", f"{commit}^{{commit}}") is None:
        return None
    try:
        held = tree_of(root, commit)
        ids = {path: held[path].id for path in paths if path in held}
        digests = {one: digest_of(content) for one, content in bytes_of(root, dict.fromkeys(ids.values()))}
    except Refusal:
        return None
    return {path: digests[one] for path, one in ids.items()}


def versions_of(root: Path, path: str) -> tuple[bytes, ...]:
    """The bytes of a file in every commit that changed it, the last first; none where git does not have them."""
    asked = ("log", "--format=", "--raw", "-m", "--no-abbrev", "--no-renames", "--relative", "-z", "--", path)
    written = git_text(root, *asked) or ""
    ids = dict.fromkeys(found.group(1) for found in _NEW_BLOB.finditer(written))
    try:
        return tuple(content for _, content in bytes_of(root, ids)) if ids else ()
    except Refusal:
        return ()


def differing(root: Path, before: str, after: str) -> Differing:
    """The files that differ between two commits. A renamed file is one that went and one that came."""
    return _differing(git_bytes(root, b"", "diff-tree", "-r", "-z", "--no-renames", "--relative", before, after))


def differing_here(root: Path, before: str, paths: Iterable[str]) -> tuple[dict[str, Blob], frozenset[str]]:
    """The files of a commit that may differ on disk, and those at or below `paths` that the commit does not hold."""
    asked = ("diff-index", "-z", "--no-renames", "--relative", "--ignore-submodules=all", before, "--")
    held = _differing(git_bytes(root, b"", *asked, more=without_filters(root)))
    untracked = _must(git_bytes(root, b"", "--literal-pathspecs", "ls-files", "-o", "-z", "--", *paths))
    return held.before, frozenset(untracked.split("\0")[:-1]) | held.after.keys()


def bytes_of(root: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of each id, by one process; of a very long file its beginning."""
    with tempfile.TemporaryFile() as asked:
        asked.writelines(f"{one}\n".encode() for one in ids)
        asked.seek(0)
        command = git_command(root, "cat-file", "--batch")
        with subprocess.Popen(  # noqa: S603  # fixed words, no shell
            command, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=git_environment()
        ) as process:
            if process.stdout is not None:
                yield from _answers(process.stdout)


def _answers(stream: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    while head := stream.readline():
        name, _, size = head.decode().strip().partition(" ")
        if size.endswith("missing"):
            raise Refusal("history.file_not_fetched", exit_code=1)
        left = int(size.rpartition(" ")[2])
        kept = stream.read(min(left, _MOST + 1))
        left -= len(kept)
        while left and (piece := stream.read(min(left, _PIECE))):
            left -= len(piece)
        stream.read(1)
        yield name, kept


def _differing(written: bytes | None) -> Differing:
    found = Differing({}, {})
    parts = iter(_must(written).split("\0")[:-1])
    for about in parts:
        path = next(parts)
        mode, new_mode, blob, new_blob, _ = about.removeprefix(":").split(" ")
        if mode.strip("0"):
            found.before[path] = Blob(mode, blob)
        if new_mode.strip("0"):
            found.after[path] = Blob(new_mode, new_blob)
    return found


def _must(written: bytes | None) -> str:
    if written is None:
        raise Refusal("history.not_read", exit_code=1)
    return written.decode("utf-8", "surrogateescape")
