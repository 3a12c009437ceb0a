"""The folder of a site and the list in it: from which data and day it was made, and the digest of each of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import DecodeError, ValidationError
from msgspec import json as fast_json

from samskab.finding import Finding
from samskab.model.dataset import Dataset
from samskab.model.record import Part
from samskab.storage.atomic_write import write_all
from samskab.storage.files import digest_of, read_file

LIST = "site-list.json"
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


def write_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file or none, then remove the unchanged files of an earlier site that this one does not have."""
    before = list_of(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_all(folder, files, results=True)
    for name, digest in before.files.items() if before else ():
        place = folder / name
        is_ours = place.resolve().is_relative_to(folder.resolve()) and place.is_file() and not place.is_symlink()
        if name not in files and is_ours and digest_of(place.read_bytes()) == digest:
            place.unlink()
