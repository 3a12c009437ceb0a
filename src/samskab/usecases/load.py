"""`load`: a data repository's files -> records and findings. Never raises for bad data."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from samskab.finding import Finding, in_order
from samskab.model.dataset import Dataset, Unread
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.storage.files import Listing, list_files, read_bytes
from samskab.yaml.records import FileRead, read_record

FOLDERS = ("data", "private")
SETTINGS = "samskab.yaml"
ENDINGS = (".yaml", ".yml")


class Repo(NamedTuple):
    """A data repository in memory: its path, its records, and the findings about the shape of its files."""

    root: Path
    data: Dataset
    findings: tuple[Finding, ...]


def load(root: Path | str, *, programme: str | None = None) -> Repo:
    """Every record of the repository at `root`; of one programme only when it is named, with what all share and the
    programmes that the conditions of its intake look into.

    Files with mistakes are in `data.unread` and their mistakes in `findings`.
    """
    place = Path(root)
    listing = files_of(place)
    wanted = (path for path in listing.paths if programme is None or _concerns(path, programme))
    read = [read_one(place, path) for path in wanted]
    others = _looked_into(read, programme) if programme else ()
    read += [read_one(place, path) for path in listing.paths if _lies_in_any(path, others)]
    findings = [*listing.findings, *(finding for result in read for finding in result.findings)]
    return Repo(place, Dataset(*gathered(read)), in_order(findings))


def files_of(root: Path) -> Listing:
    """Every data file of a repository, and what was wrong with names and kinds of files."""
    found = list_files(root, FOLDERS, ENDINGS)
    return Listing((SETTINGS, *found.paths), found.findings)


def read_one(root: Path, path: str) -> FileRead:
    """What one file gave; a file that cannot be opened gives its finding."""
    content = read_bytes(root, path)
    if isinstance(content, Finding):
        return FileRead(path, "", None, None, (content,))
    return read_record(content, path)


def gathered(read: Iterable[FileRead]) -> tuple[list[Record], list[Unread]]:
    """The records and the unread of many files."""
    results = list(read)
    return [r.record for r in results if r.record is not None], [r.unread for r in results if r.unread is not None]


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder's, or is the folder itself."""
    return not folder or path == folder or path.startswith(f"{folder}/")


def _concerns(path: str, programme: str) -> bool:
    return not path.startswith("data/programmes/") or lies_in(path, f"data/programmes/{programme}")


def _looked_into(read: Iterable[FileRead], programme: str) -> tuple[str, ...]:
    """The folders of the other programmes that the conditions of a programme name."""
    records = (result.record for result in read if isinstance(result.record, Programme))
    conditions = (condition for record in records if record.id == programme for condition in record.intake.conditions)
    named = (condition.not_among.programme for condition in conditions if condition.not_among)
    return tuple(f"data/programmes/{key}" for key in sorted(set(named) - {programme}))


def _lies_in_any(path: str, folders: Iterable[str]) -> bool:
    return any(lies_in(path, folder) for folder in folders)
