"""The folder of a site and the list in it: from which data and day it was made, and the digest of each of its files."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec import DecodeError, ValidationError
from msgspec import json as fast_json

from samskab.finding import Finding
from samskab.model.dataset import Dataset
from samskab.model.record import Part
from samskab.storage.atomic_write import recover, write_all
from samskab.storage.files import digest_of, read_bytes, read_file
from samskab.storage.lock import LOCK, locked

LIST = "site-list.json"
_PAGE_BYTES = 1 << 26
_LIST_BYTES = 1 << 22


class SiteList(Part):
    """`site-list.json`. `files` holds the digest of each file by its path from the folder."""

    day: date
    language: str
    preview: bool
    inputs: str
    files: dict[str, str]


def inputs_digest(data: Dataset) -> str:
    """One digest of every data file that a site is made from; the private store is not among them."""
    public = sorted((path, digest) for path, digest in data.digests.items() if not path.startswith("private/"))
    return sha256(repr(public).encode()).hexdigest()


def site_list(files: Mapping[str, bytes], data: Dataset, day: date, language: str, *, preview: bool) -> bytes:
    """The list of a site."""
    body = {
        "day": day.isoformat(),
        "language": language,
        "preview": preview,
        "inputs": inputs_digest(data),
        "files": {name: digest_of(files[name]) for name in sorted(files)},
    }
    return (json.dumps(body, indent=1) + "\n").encode()


def list_of(folder: Path) -> SiteList | None:
    """The list in a folder; None where there is none."""
    place = folder / LIST
    content = read_file(place, LIST, _LIST_BYTES) if place.is_file() else b""
    if isinstance(content, Finding):
        return None
    with suppress(DecodeError, ValidationError):
        return fast_json.decode(content, type=SiteList)
    return None


class ForeignEntry(NamedTuple):
    """A file, a link or a whole folder that is not of a site, by its path from the folder of the site."""

    name: str
    is_link: bool


def foreign_entries(folder: Path, ours: Collection[str]) -> tuple[ForeignEntry, ...]:
    """What a folder holds beside these files, in order; every link, and no folder without files."""
    return tuple(_foreign(folder, "", ours, _folders(ours))) if folder.is_dir() else ()


def _folders(files: Iterable[str]) -> frozenset[str]:
    """The folders that these files lie in."""
    return frozenset(parent.as_posix() for name in files for parent in PurePosixPath(name).parents)


def _foreign(place: Path, above: str, ours: Collection[str], folders: Collection[str]) -> Iterator[ForeignEntry]:
    with os.scandir(place) as found:
        entries = sorted(found, key=lambda each: each.name)
    for entry in entries:
        name = above + entry.name
        if entry.is_symlink():
            yield ForeignEntry(name, is_link=True)
        elif entry.is_dir() and name in folders:
            yield from _foreign(Path(entry.path), f"{name}/", ours, folders)
        elif entry.is_dir() and any(each.is_symlink() or not each.is_dir() for each in Path(entry.path).rglob("*")):
            yield ForeignEntry(f"{name}/", is_link=False)
        elif not entry.is_dir() and name not in ours:
            yield ForeignEntry(name, is_link=False)


def in_the_way(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What keeps a site from being written into a folder: links, and files that are not of an earlier site.

    An earlier write that was interrupted is finished first, and the end of one that is going on is waited for.
    """
    recover(folder)
    if (folder / LOCK).is_file():
        with locked(folder):
            pass
    known = list_of(folder)
    foreign = foreign_entries(folder, {LOCK, LIST, *known.files} if known else {LOCK})
    written = _folders(files) | files.keys()
    return tuple(each.name for each in foreign if each.is_link or known is None or each.name.rstrip("/") in written)


def write_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file and delete the unchanged ones of an earlier site that this one does not have; or do neither."""
    known = list_of(folder)
    earlier = known.files if known else {}
    folder.mkdir(parents=True, exist_ok=True)
    gone = [name for name, digest in earlier.items() if name not in files and _digest(folder, name) == digest]
    write_all(folder, files, results=True, deleted=gone)


def content_of(folder: Path, name: str) -> bytes | None:
    """A file of a site; None where there is none, and for a name that leads out of the folder."""
    with suppress(ValueError):
        content = read_bytes(folder, name, _PAGE_BYTES)
        return content if isinstance(content, bytes) else None
    return None


def _digest(folder: Path, name: str) -> str | None:
    content = content_of(folder, name)
    return None if content is None else digest_of(content)
