"""Lists and reads the regular files of a repository.

A link, a pipe, or a name that some file system does not allow is a finding. A path outside the repository is refused.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from samskab.finding import Finding, Span

MOST_FILES = 250_000
LARGEST_FILE = 524_288
PROGRAMMES = "data/programmes"
PEOPLE = "private/people.yaml"
FOLDER_AS_FILE = (".yaml", ".yml")
"""Endings of a folder that somebody may take for a file."""
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)
_PIECE = 65_536
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_INVISIBLE = frozenset({"Cs", "Cf", "Cc", "Zl", "Zp"})
_LONGEST_NAME = 150  # bytes, which leaves room for an ending
_READ = os.O_RDONLY | NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | BINARY


EntryKind = Literal["file", "link", "folder link", "other", "unreadable"]
"""What a path is: a regular file, a link (to a file or a folder), something else, a folder that cannot be listed."""


class Files(Protocol):
    """Where the files of a repository come from: its folder, or a commit of git.

    `root` is the folder of the repository in both cases.
    """

    root: Path

    def entries(self, folders: tuple[str, ...]) -> Iterator[tuple[str, EntryKind]]:
        """Every path below these folders that is no folder to look into; hidden folders are skipped."""

    def top(self) -> tuple[str, ...]:
        """The names of the regular files beside the folders, sorted."""

    def names_in(self, folder: str) -> tuple[str, ...]:
        """The names of everything in one folder, sorted; none where there is no such folder."""

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes | Finding:
        """The bytes of a regular file, or a finding, as `read_bytes`."""

    def of_programmes(self, keys: Container[str]) -> Files:
        """The same, of the programmes' folders only these."""

    def fetch(self, paths: Iterable[str]) -> None:
        """Read these files ahead, where reading them at once is cheaper."""


class Folder:
    """The files in a folder of this machine; of the programmes' folders only those `in_programmes`, when given.

    edited   files that are read with other bytes than they have, by path
    """

    def __init__(
        self, root: Path, in_programmes: Container[str] | None = None, edited: Mapping[str, bytes] | None = None
    ) -> None:
        self.root = root
        self._programmes = in_programmes
        self._edited = edited or {}

    def entries(self, folders: tuple[str, ...]) -> Iterator[tuple[str, EntryKind]]:
        """As in `Files`. A folder whose name ends in `.yaml` is an entry."""
        waiting = []
        for folder in reversed(folders):
            if (self.root / folder).is_symlink():
                yield folder, "folder link"
            elif (self.root / folder).is_dir():
                waiting.append(folder)
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self.root / folder) as listed:
                    entries = list(listed)
            except OSError:
                yield folder, "unreadable"
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if not entry.is_dir(follow_symlinks=False):
                    yield path, _kind(entry)
                elif entry.name.endswith(FOLDER_AS_FILE):
                    yield path, "other"
                elif not entry.name.startswith(".") and self._is_wanted(folder, entry.name):
                    waiting.append(path)

    def top(self) -> tuple[str, ...]:
        """As in `Files`."""
        return tuple(sorted(place.name for place in self.root.iterdir() if place.is_file()))

    def names_in(self, folder: str) -> tuple[str, ...]:
        """As in `Files`."""
        try:
            return tuple(sorted(os.listdir(self.root / folder)))  # noqa: PTH208  # half the time of `iterdir`
        except OSError:
            return ()

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes | Finding:
        """As in `Files`."""
        return self._edited[path] if path in self._edited else read_bytes(self.root, path, most)

    def of_programmes(self, keys: Container[str]) -> Folder:
        """As in `Files`."""
        return Folder(self.root, keys, self._edited)

    def fetch(self, paths: Iterable[str]) -> None:
        """As in `Files`: nothing to do."""

    def _is_wanted(self, folder: str, name: str) -> bool:
        return self._programmes is None or folder != PROGRAMMES or name in self._programmes


class Listing:
    """Paths of files, relative to the root and with forward slashes, and findings about names that were left out.

    `others` are the paths beside them that have another ending.
    """

    def __init__(self, paths: tuple[str, ...], findings: tuple[Finding, ...], others: tuple[str, ...]) -> None:
        self.paths = paths
        self.findings = findings
        self.others = others


def list_files(root: Path, folders: tuple[str, ...], suffix: str | tuple[str, ...], most: int = MOST_FILES) -> Listing:
    """Every regular file with this ending below the folders of a root; as `listing_of`."""
    return listing_of(Folder(root).entries(folders), suffix, most)


def listing_of(
    entries: Iterable[tuple[str, EntryKind]], suffix: str | tuple[str, ...], most: int = MOST_FILES
) -> Listing:
    """The regular files with this ending among entries, sorted.

    SK050 link, SK051 no regular file, SK052 a name that some system does not allow, SK053 two names that are equal on
    some system, SK054 a folder that cannot be listed, SK055 too many files.
    """
    paths: list[str] = []
    others: list[str] = []
    findings: list[Finding] = []
    seen: dict[str, str] = {}
    for path, kind in sorted(entries):
        if kind == "unreadable":
            findings.append(_finding("SK054", path))
            continue
        if not path.endswith(suffix) and kind != "folder link":
            others.append(path)
            continue
        problem = _problem_of(path, kind, seen)
        if problem:
            findings.append(problem)
        else:
            paths.append(path)
        if len(paths) > most:
            findings.append(_finding("SK055", path, limit=most))
            break
    return Listing(tuple(paths), tuple(findings), tuple(others))


def odd_names(folder: Path) -> dict[str, Finding]:
    """Name -> finding (SK052, SK053) for the files of a folder; of two names equal on some system, each has one."""
    names: list[str] = []
    with suppress(OSError):
        names = sorted(place.name for place in folder.iterdir())
    found: dict[str, Finding] = {}
    for order in (names, names[::-1]):
        seen: dict[str, str] = {}
        problems = ((name, _problem_of_name(name, name, seen)) for name in order)
        found |= {name: problem for name, problem in problems if problem}
    return found


def read_bytes(root: Path, path: str, most: int = LARGEST_FILE) -> bytes | Finding:
    """The bytes of a regular file, or a finding (SK050, SK051, SK054). Follows no link and does not block on a pipe.

    Reads at most one byte more than `most`, so that the reader of the content sees that there is more.
    """
    try:
        return read_file(path_inside(root, path), path, most)
    except ValueError:
        if "\\" in path or ":" in path:  # allowed in names on Linux only
            return _finding("SK052", path, name=path)
        if path and "\x00" not in path and ".." not in path and is_linked(root, path):
            return _finding("SK050", path)
        raise


def read_file(place: Path | str, name: str, most: int = LARGEST_FILE) -> bytes | Finding:
    """As `read_bytes`, for a file named on the command line; `name` is its path in findings."""
    try:
        handle = os.open(place, _READ)
    except OSError:
        return _read_problem(Path(place), name)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return _finding("SK051", name)
        if not NO_FOLLOW and Path(place).is_symlink():
            return _finding("SK050", name)
        size = status.st_size
        content = os.read(handle, min(size, most) + 1)  # a buffer of `most` bytes takes three times as long
        while len(content) != size and (more := os.read(handle, min(_PIECE, most + 1 - len(content)))):
            content += more
    except OSError:
        return _finding("SK054", name)
    else:
        return content
    finally:
        os.close(handle)


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file's bytes, line ends counted as one newline, in lower-case hexadecimal digits."""
    from hashlib import sha256  # loads OpenSSL, which help and completion do not need

    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a `samskab.yaml`."""
    return next((folder for folder in (start, *start.parents) if (folder / "samskab.yaml").is_file()), None)


def programme_of(path: str) -> str:
    """The name of the folder below `data/programmes` that a path is in: the id of a programme; empty elsewhere."""
    parts = path.split("/")
    return parts[2] if len(parts) > 3 and path.startswith(f"{PROGRAMMES}/") else ""


def stem_of(path: str) -> str:
    """The name of a data file without its folder and ending: the key of its record."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def _kind(entry: os.DirEntry[str]) -> EntryKind:
    if entry.is_symlink():
        with suppress(OSError):  # a link to itself
            return "folder link" if entry.is_dir() else "link"
        return "link"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _problem_of(path: str, kind: EntryKind, seen: dict[str, str]) -> Finding | None:
    if kind in {"link", "folder link"}:
        return _finding("SK050", path)
    if kind != "file":
        return _finding("SK051", path)
    return _problem_of_name(path, path.rpartition("/")[2], seen)


def unportable_name(path: str) -> Finding | None:
    """SK052 for a file whose name Windows, macOS or Linux does not allow."""
    name = path.rpartition("/")[2]
    return None if _portable(name) else _finding("SK052", path, name=name)


def _problem_of_name(path: str, name: str, seen: dict[str, str]) -> Finding | None:
    if wrong := unportable_name(path):
        return wrong
    folded = unicodedata.normalize("NFC", path).casefold()
    other = seen.setdefault(folded, path)
    return _finding("SK053", path, name=name, other=other) if other != path else None


def _portable(name: str) -> bool:
    """Whether Windows, macOS and Linux all allow this file name unchanged."""
    stem = name.partition(".")[0].strip().casefold()
    return not (
        _FORBIDDEN.search(name)
        or stem in _DEVICES
        or name != name.strip(" ")
        or name.endswith(".")
        or len(name.encode("utf-8", "surrogateescape")) > 200
        or any(unicodedata.category(c) in _INVISIBLE for c in name)
        or not unicodedata.is_normalized("NFC", name)
    )


def portable_name(text: str) -> str:
    """A text as a file name, without an ending, that Windows, macOS and Linux all allow: `Hvidovre/Rødovre` becomes
    `Hvidovre-Rødovre`, `con` becomes `_con`."""
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in _INVISIBLE)
    name = _FORBIDDEN.sub("-", visible.replace("/", "-")).strip(" .")
    while len(name.encode()) > _LONGEST_NAME:
        name = name[:-1].rstrip(" .")
    return name if name and _portable(name) else f"_{name}"


def _finding(code: str, path: str, **values: object) -> Finding:
    from samskab.codes.declared import make_finding  # completion reads files and finds nothing

    return make_finding(code, Span(path), values)


def _read_problem(place: Path, name: str) -> Finding:
    if place.is_symlink():
        return _finding("SK050", name)
    if place.exists() and not place.is_file():
        return _finding("SK051", name)
    return _finding("SK054", name)


def path_inside(root: Path, path: str) -> str:
    """The file system path of a path in the repository; ValueError for one outside it, also through a linked folder."""
    parts: list[str] = path.split("/")
    if "\x00" in path or "\\" in path or ":" in path or any(part in {"", ".", ".."} for part in parts):
        raise ValueError(path)
    place = str(root)
    for part in parts[:-1]:
        place += f"/{part}"
        if os.path.islink(place):  # noqa: PTH114  # Path is too slow for 100,000 files
            raise ValueError(path)
    return f"{place}/{parts[-1]}"


def is_linked(root: Path, path: str) -> bool:
    """Whether a folder between the root and a path is a link."""
    return any((root / folder).is_symlink() for folder in PurePosixPath(path).parents)
