"""The list of what was rendered for whom: `manifest.csv` for people, `manifest.json` for the next run.

`compare` finds which documents are new, changed in their words, changed in their layout alone, or unchanged.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from samskab.documents.mail.csv_table import cell
from samskab.finding import Finding
from samskab.language import LanguageCode
from samskab.storage.atomic_write import TRIES, ChangedError, write_all
from samskab.storage.files import digest_of, read_file

CSV, JSON = "manifest.csv", "manifest.json"
State = Literal["new", "words", "looks", "same", "edited"]


class ManifestEntry(NamedTuple):
    """One line of the manifest: a file, for whom, from which template, and its digest.

    `words` is the digest of the words alone, which a new layout does not change. A mail draft has its addresses,
    subject and attachments.
    """

    file: str
    recipient: str
    template: str
    language: LanguageCode
    format: str
    sha256: str
    words: str
    to: str = ""
    subject: str = ""
    attachments: str = ""


def manifest_entry(
    file: str, recipient: str, template: str, language: LanguageCode, content: bytes, words: str = ""
) -> ManifestEntry:
    """The line of a finished file."""
    digest = hashlib.sha256(content).hexdigest()
    return ManifestEntry(file, recipient, template, language, file.rpartition(".")[2], digest, words or digest)


class Compared(NamedTuple):
    """A document compared with its file in the folder.

    `words`: the text has changed; `looks`: only the layout has; `edited`: the file was changed after it was written.
    """

    entry: ManifestEntry
    state: State


def previous_entries(out: Path) -> dict[str, ManifestEntry]:
    """The entries of an earlier run, by file; none where the list is missing or is no manifest."""
    return _entries(_previous(out))


def previous_drafts(out: Path) -> tuple[ManifestEntry, ...]:
    """The mail drafts of earlier runs that are still in the folder."""
    return tuple(
        each for each in previous_entries(out).values() if each.format == "eml" and (out / each.file).is_file()
    )


def _previous(out: Path) -> bytes:
    content = read_file(out / JSON, JSON) if (out / JSON).is_file() else b""
    return b"" if isinstance(content, Finding) else content


def _entries(content: bytes) -> dict[str, ManifestEntry]:
    try:
        rows = json.loads(content or b"{}").get("files", [])
        return {row["file"]: ManifestEntry(**row) for row in rows}
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}


def compare(out: Path, entries: Iterable[ManifestEntry]) -> tuple[Compared, ...]:
    """Each document compared with the folder."""
    before = previous_entries(out)
    return tuple(Compared(entry, _state(out, entry, before.get(entry.file))) for entry in entries)


def obsolete(out: Path, entries: Iterable[ManifestEntry]) -> tuple[ManifestEntry, ...]:
    """Documents of an earlier run of the same templates and formats that are not made any more."""
    made = list(entries)
    remade = {(each.template, each.language, each.format) for each in made}
    names = {each.file for each in made}
    return tuple(
        each
        for each in previous_entries(out).values()
        if (each.template, each.language, each.format) in remade
        and each.file not in names
        and (out / each.file).is_file()
    )


def write_folder(out: Path, files: Mapping[str, bytes], entries: tuple[ManifestEntry, ...]) -> None:
    """Write every file and the list, all or none; entries of other runs stay in the list while their files do.

    When another run has written the list meanwhile, its entries are read and kept too.
    """
    for _ in range(TRIES):
        content = _previous(out)
        kept = {name: each for name, each in _entries(content).items() if (out / name).is_file()}
        kept |= {each.file: each for each in entries}
        listed = [kept[name] for name in sorted(kept)]
        lists = {CSV: manifest_csv(listed), JSON: manifest_json(listed)}
        with suppress(ChangedError):
            write_all(out, {**files, **lists}, before={JSON: digest_of(content) if content else ""}, results=True)
            return
    raise ChangedError(JSON)


def manifest_csv(entries: Iterable[ManifestEntry]) -> bytes:
    """For a Danish spreadsheet: UTF-8 with a byte order mark, semicolons; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(ManifestEntry._fields)
    writer.writerows([cell(value) for value in entry] for entry in entries)
    return text.getvalue().encode("utf-8-sig")


def manifest_json(entries: Iterable[ManifestEntry]) -> bytes:
    """The same for programs."""
    body = {"schema": "samskab/manifest@1", "files": [entry._asdict() for entry in entries]}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _state(out: Path, entry: ManifestEntry, before: ManifestEntry | None) -> State:
    place = out / entry.file
    if not place.is_file():
        return "new"
    lies = hashlib.sha256(place.read_bytes()).hexdigest()
    if lies == entry.sha256:
        return "same"
    if before is None or before.sha256 != lies:
        return "edited"
    return "looks" if before.words == entry.words else "words"
