"""`load`: a data repository's files -> records and findings. Never raises for bad data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from samskab.check.run import check_text
from samskab.finding import Finding, in_order
from samskab.model.dataset import Dataset, Unread
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.storage.files import Files, Folder, listing_of, programme_of
from samskab.usecases.unread_files import right_name, unread_files
from samskab.yaml.records import FileRead, read_record, unread_file

FOLDERS = ("data", "private")
SETTINGS = "samskab.yaml"
DATA_ENDING = ".yaml"
_OF_SAMSKAB = re.compile(rb"^schema:[ \t]*[\"']?samskab/", re.MULTILINE)


class Repo(NamedTuple):
    """A data repository in memory: its path, its records, and the findings about single files: their shape, their seal,
    personal data."""

    root: Path
    data: Dataset
    findings: tuple[Finding, ...]

    def before(self, *paths: str) -> dict[str, str]:
        """The digests of these files as they were read, for a write that replaces them."""
        return {path: self.data.digests[path] for path in paths if path in self.data.digests}

    def findings_of_unread(self, programme: str, *kinds: str) -> tuple[Finding, ...]:
        """The mistakes for which files of these kinds of a programme have no record; so may a name or a link be."""
        paths = self.data.unread_paths(programme, *kinds)
        return tuple(each for each in self.findings if (right_name(each.span.path) or each.span.path) in paths)


_OF_APPLICATIONS = {"host", "application"}
"""Fields that hold the key of an application."""


def load(root: Path | str, *, programme: str | None = None) -> Repo:
    """Every record of the repository at `root`; of one programme only when it is named, with what all share and the
    programmes that the conditions of its intake look into.

    Files with mistakes are in `data.unread` and their mistakes in `findings`.
    """
    return load_from(Folder(Path(root)), programme=programme)


def load_from(files: Files, *, programme: str | None = None) -> Repo:
    """As `load`, for files from a folder or from a commit."""
    listing = files_of(files)
    wanted = (path for path in listing.paths if programme is None or _concerns(path, programme))
    read = [read_one(files, path) for path in wanted]
    others = _looked_into(read, programme) if programme else ()
    read += [read_one(files, path) for path in listing.paths if _lies_in_any(path, others)]
    findings = [*listing.findings, *(finding for result in read for finding in result.findings)]
    findings += (finding for result in read for finding in check_text(result.path, result.text, date.max))
    data = Dataset(*gathered(read, listing.unread))
    return Repo(files.root, data, in_order(with_codes(findings, data)))


def with_codes(findings: Iterable[Finding], data: Dataset) -> list[Finding]:
    """The findings; where the name of a municipality stands in place of its code (SK048) or of the key of its
    application (SK047), these are the hints."""
    return [_with_code(finding, data) if finding.code in {"SK047", "SK048"} else finding for finding in findings]


def _with_code(finding: Finding, data: Dataset) -> Finding:
    meant = data.municipality_named(str(finding.values["value"]))
    if meant is None:
        return finding
    if finding.code == "SK048":
        return finding._replace(hint=f"'{meant.code}'")
    applications = data.applications(programme_of(finding.span.path))
    own = (each.id for each in applications if meant.code in each.applicant.municipalities)
    key = next(own, "") if finding.field.rpartition(".")[2] in _OF_APPLICATIONS else ""
    return finding._replace(hint=key) if key else finding


class DataFiles(NamedTuple):
    """Every data file by its path, findings about names and about files that are not read, and what these would be."""

    paths: tuple[str, ...]
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...]


def files_of(files: Files) -> DataFiles:
    """Every data file of a repository, and what was wrong with names and kinds of files."""
    found = listing_of(files.entries(FOLDERS), DATA_ENDING)
    beside = unread_files(found.paths, (*found.others, *_data_at_the_root(files)))
    left_out = (unread_file(finding.span.path) for finding in found.findings)
    unread = (*filter(None, left_out), *beside.unread)
    return DataFiles((SETTINGS, *found.paths), (*found.findings, *beside.findings), unread)


def _data_at_the_root(files: Files) -> Iterator[str]:
    """Files beside `data/`: documents, and YAML files that say by their `schema:` line that they are data."""
    for name in files.top():
        if not right_name(name):
            yield name
        elif name != SETTINGS:
            content = files.read(name)
            if isinstance(content, bytes) and _OF_SAMSKAB.search(content):
                yield name


class SharedReads(NamedTuple):
    """What was read of files that are the same on two sides, by path; the `changed` ones are read on each side."""

    changed: frozenset[str]
    read: dict[str, FileRead]

    def read_one(self, files: Files, path: str) -> FileRead:
        """As the function `read_one`."""
        if path in self.changed:
            return read_one(files, path)
        if path not in self.read:
            self.read[path] = read_one(files, path)
        return self.read[path]


def read_one(files: Files, path: str) -> FileRead:
    """What one file gave; a file that cannot be opened gives its finding."""
    content = files.read(path)
    if isinstance(content, Finding):
        return FileRead(path, "", None, unread_file(path), (content,))
    return read_record(content, path)


def gathered(
    read: Iterable[FileRead], unread: Iterable[Unread] = ()
) -> tuple[list[Record], list[Unread], dict[str, str]]:
    """The records, the unread (with those `unread` because of their names) and the digests of many files."""
    results = list(read)
    records = [result.record for result in results if result.record is not None]
    found = [*(result.unread for result in results if result.unread is not None), *unread]
    return records, found, {result.path: result.digest for result in results if result.digest}


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
