"""The two sides of a change: a commit, and a later commit or the folder; or the folder before and after an edit."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from samskab.storage.files import Files, Folder, digest_of
from samskab.usecases.history.objects import Blob, differing, differing_here, tree_of
from samskab.usecases.history.revisions import Revision, revision, usual_base
from samskab.usecases.history.tree_files import Blobs, Replaced, TreeFiles

BESIDE = ("templates", "layouts", ".gitignore")
"""What is read beside the data."""
_FOLDER = Revision("", "")
"""The folder as it lies on disk, as the earlier side of an edit."""


class Sides(NamedTuple):
    """Both sides, and the paths of the files whose bytes differ, line ends counted as one.

    head    None when the later side is the folder. The private store, which git does not hold, is the same on both
    """

    base: Revision
    head: Revision | None
    before: Files
    after: Files
    changed: frozenset[str]


def sides_of(root: Path, base: str | None = None, head: str | None = None) -> Sides:
    """The sides that are asked for: a commit against another, or against the folder; without words, all own work."""
    earlier = revision(root, base) if base is not None else usual_base(root)
    if head is not None:
        return _between_commits(root, earlier, revision(root, head))
    return _against_folder(root, earlier)


def sides_of_edit(root: Path, path: str, content: bytes) -> Sides:
    """The folder, and the folder with these bytes in one of its files."""
    return Sides(_FOLDER, None, Folder(root), Folder(root, edited={path: content}), frozenset({path}))


def _between_commits(root: Path, base: Revision, head: Revision) -> Sides:
    blobs, found = Blobs(root), differing(root, base.commit, head.commit)
    after = TreeFiles(root, tree_of(root, head.commit), blobs)
    paths = found.before.keys() | found.after.keys()
    blobs.fetch(blob for side in found for path, blob in side.items() if _is_read(path))
    changed = frozenset(path for path in paths if _is_read(path) and _differ(blobs, found.before, found.after, path))
    return Sides(base, head, _replaced(root, after, changed, found.before, blobs), after, changed)


def _differ(blobs: Blobs, before: dict[str, Blob], after: dict[str, Blob], path: str) -> bool:
    one, other = before.get(path), after.get(path)
    if one is None or other is None or one.mode[:2] != other.mode[:2]:
        return True
    return one.id != other.id and digest_of(blobs[one]) != digest_of(blobs[other])


def _against_folder(root: Path, base: Revision) -> Sides:
    blobs, folder = Blobs(root), Folder(root)
    before, new = differing_here(root, base.commit, ("data", *BESIDE, *folder.top()))
    before = {path: blob for path, blob in before.items() if _is_read(path)}
    blobs.fetch(before.values())
    paths = {path for path in (*before, *new) if _is_read(path)}
    changed = frozenset(path for path in paths if _differs_here(folder, blobs, before.get(path), path))
    return Sides(base, None, _replaced(root, folder, changed, before, blobs), folder, changed)


def _differs_here(folder: Folder, blobs: Blobs, before: Blob | None, path: str) -> bool:
    if before is None:
        return True
    is_same = TreeFiles(folder.root, {path: before}, blobs).read(path)
    now = folder.read(path)
    if not (isinstance(is_same, bytes) and isinstance(now, bytes)):
        return is_same != now
    return digest_of(is_same) != digest_of(now)


def _replaced(root: Path, after: Files, changed: frozenset[str], before: dict[str, Blob], blobs: Blobs) -> Replaced:
    kept = {path: blob for path, blob in before.items() if path in changed}
    return Replaced(after, changed, TreeFiles(root, kept, blobs))


def _is_read(path: str) -> bool:
    """Whether the program reads a file at this path, so that a change of it may mean something."""
    return "/" not in path or path.startswith(("data/", *(f"{folder}/" for folder in BESIDE)))
