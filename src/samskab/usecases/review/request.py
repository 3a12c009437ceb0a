"""A request to change files: both its sides, every path that it changes, and the repository that it is to change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from samskab.model.application import Application
from samskab.model.dataset import Dataset, kind_at, kind_named
from samskab.model.people import People
from samskab.storage.files import Files, programme_of
from samskab.usecases.history.objects import LINK, Differing, differing, tree_of
from samskab.usecases.history.revisions import common, revision
from samskab.usecases.history.sides import Sides, sides_of
from samskab.usecases.history.tree_files import Blobs, TreeFiles
from samskab.usecases.load import SETTINGS, gathered, load_from, read_one

PathChange = Literal["added", "changed", "deleted", "renamed"]


class ChangedPath(NamedTuple):
    """A path that a request changes; `was` the path of a renamed file before."""

    path: str
    change: PathChange
    was: str = ""
    is_link: bool = False


class ChangeRequest(NamedTuple):
    """A request.

    sides       the last commit in common, and the newest of the request
    paths       every path that differs between these
    target      the files that the request is to change, as they are now: who may change what stands there
    """

    sides: Sides
    paths: tuple[ChangedPath, ...]
    target: Files

    def programme(self, key: str) -> Dataset:
        """The records of a programme that the request is to change, without the private store."""
        return without_people(load_from(self.target, programme=key).data)

    def secretariat(self) -> tuple[str, ...]:
        """The handles of the secretariat."""
        settings = Dataset(*gathered([read_one(self.target, SETTINGS)])).repository
        return settings.secretariat if settings else ()

    def application(self, path: str) -> Application | None:
        """The application at a path, as it is now."""
        record = read_one(self.target, path).record
        return record if isinstance(record, Application) else None

    def is_there(self, path: str) -> bool:
        """Whether there is a file at a path now."""
        return isinstance(self.target.read(path), bytes)


def request_of(root: Path, base: str, head: str) -> ChangeRequest:
    """The request to take a revision `head` into `base`. Reads git only, no folder."""
    target, newest = revision(root, base), revision(root, head)
    start = common(root, base, head)
    sides = sides_of(root, start, newest.commit)
    now = TreeFiles(root, tree_of(root, target.commit), Blobs(root))
    return ChangeRequest(sides, _paths(root, start, newest.commit), now)


def without_people(data: Dataset) -> Dataset:
    """Records without the store of names."""
    return Dataset((one for one in data.records() if not isinstance(one, People)), data.unread, data.digests)


def is_application(path: str) -> bool:
    """Whether an application belongs at a path."""
    return kind_at(path) is kind_named("application")


def _paths(root: Path, start: str, head: str) -> tuple[ChangedPath, ...]:
    found = differing(root, start, head)
    renamed = _renamed(found)
    paths = sorted({*found.before, *found.after} - set(renamed.values()))
    return tuple(_changed(path, found, renamed) for path in paths)


def _changed(path: str, found: Differing, renamed: Mapping[str, str]) -> ChangedPath:
    blob = found.after.get(path)
    change: PathChange = "changed" if path in found.before else "added"
    if blob is None or path in renamed:
        change = "deleted" if blob is None else "renamed"
    return ChangedPath(path, change, renamed.get(path, ""), blob is not None and blob.mode == LINK)


def _renamed(found: Differing) -> dict[str, str]:
    """Path -> path before, of files with equal bytes, and of the one application of a programme that has a new name."""
    gone = [path for path in found.before if path not in found.after]
    came = [path for path in found.after if path not in found.before]
    renamed: dict[str, str] = {}
    for path in came:
        same = [was for was in gone if found.before[was].id == found.after[path].id]
        if was := next((one for one in (*same, *_only_pair(path, gone, came)) if one not in renamed.values()), None):
            renamed[path] = was
    return renamed


def _only_pair(path: str, gone: list[str], came: list[str]) -> list[str]:
    """The application that went when one application of the programme went and one came."""
    if not is_application(path):
        return []
    went, new = (
        [one for one in paths if is_application(one) and programme_of(one) == programme_of(path)]
        for paths in (gone, came)
    )
    return went if len(went) == len(new) == 1 else []
