"""The files of a repository at a commit, read from git and not from the folder."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.storage.files import FOLDER_AS_FILE, LARGEST_FILE, PROGRAMMES, EntryKind, Files, programme_of
from samskab.usecases.history.objects import FOLDER_OF_ANOTHER, LINK, Blob, bytes_of


class Blobs:
    """Bytes by their object id in git; each is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept: dict[str, bytes] = {}

    def fetch(self, blobs: Iterable[Blob]) -> None:
        """Read many at once."""
        wanted = sorted({one.id for one in blobs if one.mode != FOLDER_OF_ANOTHER} - self._kept.keys())
        if wanted:
            self._kept.update(bytes_of(self._root, wanted))

    def __getitem__(self, blob: Blob) -> bytes:
        self.fetch((blob,))
        return self._kept[blob.id]


class TreeFiles:
    """The files of a tree of git: path -> blob. Fulfils `Files`."""

    def __init__(self, root: Path, tree: Mapping[str, Blob], blobs: Blobs) -> None:
        self.root = root
        self.tree = tree
        self._blobs = blobs

    def entries(self, folders: tuple[str, ...]) -> Iterator[tuple[str, EntryKind]]:
        """As in `Files`."""
        known: dict[str, EntryKind] = {}
        for path, blob in self.tree.items():
            top = next((folder for folder in folders if path == folder or path.startswith(f"{folder}/")), None)
            if top == path:
                known |= {path: "folder link"} if blob.mode == LINK else {}
            elif top is not None:
                known |= self._entry(path, blob, path[: len(top) + 1])
        yield from known.items()

    def _entry(self, path: str, blob: Blob, top: str) -> dict[str, EntryKind]:
        """The entry that a file gives: itself, a folder that looks like a file, or none in a hidden folder."""
        folder = top
        for name in path[len(top) :].split("/")[:-1]:
            folder += name
            if name.endswith(FOLDER_AS_FILE):
                return {folder: "other"}
            if name.startswith("."):
                return {}
            folder += "/"
        return {path: self._kind(path, blob)}

    def _kind(self, path: str, blob: Blob) -> EntryKind:
        if blob.mode == FOLDER_OF_ANOTHER:
            return "other"
        if blob.mode != LINK:
            return "file"
        to = posixpath.normpath(posixpath.join(posixpath.dirname(path), self._blobs[blob].decode("utf-8", "replace")))
        return "folder link" if any(other.startswith(f"{to}/") for other in self.tree) else "link"

    def top(self) -> tuple[str, ...]:
        """As in `Files`."""
        regular = (path for path, blob in self.tree.items() if blob.mode not in {LINK, FOLDER_OF_ANOTHER})
        return tuple(sorted(path for path in regular if "/" not in path))

    def names_in(self, folder: str) -> tuple[str, ...]:
        """As in `Files`."""
        return tuple(sorted(self._names.get(folder, ())))

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for path in self.tree:
            folder, _, name = path.rpartition("/")
            while name not in found.setdefault(folder, set()):
                found[folder].add(name)
                folder, _, name = folder.rpartition("/")
        return found

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes | Finding:
        """As in `Files`."""
        blob = self.tree.get(path)
        if blob is None or blob.mode in {LINK, FOLDER_OF_ANOTHER}:
            code = "SK054" if blob is None else "SK050" if blob.mode == LINK else "SK051"
            return make_finding(code, Span(path), {})
        return self._blobs[blob][: most + 1]

    def of_programmes(self, keys: Container[str]) -> TreeFiles:
        """As in `Files`."""
        kept = {p: b for p, b in self.tree.items() if not p.startswith(f"{PROGRAMMES}/") or programme_of(p) in keys}
        return TreeFiles(self.root, kept, self._blobs)

    def fetch(self, paths: Iterable[str]) -> None:
        """As in `Files`."""
        self._blobs.fetch(self.tree[path] for path in paths if path in self.tree)


class Replaced:
    """Files with some of them as they were: `changed` are those of `earlier`, or missing. Fulfils `Files`."""

    def __init__(self, files: Files, changed: frozenset[str], earlier: TreeFiles) -> None:
        self.root = files.root
        self._files = files
        self._changed = changed
        self._earlier = earlier

    def entries(self, folders: tuple[str, ...]) -> Iterator[tuple[str, EntryKind]]:
        """As in `Files`."""
        earlier = dict(self._earlier.entries(folders))
        yield from earlier.items()
        for path, kind in self._files.entries(folders):
            if path not in self._changed and path not in earlier:
                yield path, kind

    def top(self) -> tuple[str, ...]:
        """As in `Files`."""
        kept = (name for name in self._files.top() if name not in self._changed)
        return tuple(sorted({*kept, *self._earlier.top()}))

    def names_in(self, folder: str) -> tuple[str, ...]:
        """As in `Files`; a name of either side."""
        return tuple(sorted({*self._files.names_in(folder), *self._earlier.names_in(folder)}))

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes | Finding:
        """As in `Files`."""
        return (self._earlier if path in self._changed else self._files).read(path, most)

    def of_programmes(self, keys: Container[str]) -> Replaced:
        """As in `Files`."""
        return Replaced(self._files.of_programmes(keys), self._changed, self._earlier.of_programmes(keys))

    def fetch(self, paths: Iterable[str]) -> None:
        """As in `Files`."""
        wanted = frozenset(paths)
        self._earlier.fetch(wanted & self._changed)
        self._files.fetch(wanted - self._changed)
