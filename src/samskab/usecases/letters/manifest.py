"""The list of what was rendered for whom: `manifest.csv` for people, `manifest.json` for the next run.

`compare` tells which documents are new, changed in their words, changed in their looks alone, or as they were.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from samskab.documents.mail.csv_table import cell
from samskab.finding import Finding
from samskab.language import LanguageCode
from samskab.storage.atomic_write import write_all
from samskab.storage.files import read_file

CSV, JSON = "manifest.csv", "manifest.json"
State = Literal["new", "words", "looks", "same", "edited"]


class Entry(NamedTuple):
    """One line of the manifest: a file, for whom, from which template, and its digest.

    `words` is the digest of the words alone, so that a new look is told from a new text.
    """

    file: str
    recipient: str
    template: str
    language: LanguageCode
    format: str
    sha256: str
    words: str


def entry(file: str, recipient: str, template: str, language: LanguageCode, content: bytes, words: str = "") -> Entry:
    """The line of a finished file."""
    digest = hashlib.sha256(content).hexdigest()
    return Entry(file, recipient, template, language, file.rpartition(".")[2], digest, words or digest)


class Compared(NamedTuple):
    """A document and how it stands to the one that lies in the folder.

    `words`: the text is another; `looks`: only the setting is; `edited`: the file is not as we wrote it.
    """

    entry: Entry
    state: State


def known(out: Path) -> dict[str, Entry]:
    """The entries of an earlier run, by file; none where the list is missing or not ours."""
    content = read_file(out / JSON, JSON) if (out / JSON).is_file() else b""
    if isinstance(content, Finding):
        return {}
    try:
        rows = json.loads(content or b"{}").get("files", [])
        return {row["file"]: Entry(**row) for row in rows}
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}


def compare(out: Path, entries: Iterable[Entry]) -> tuple[Compared, ...]:
    """Each document against the folder."""
    before = known(out)
    return tuple(Compared(entry, _state(out, entry, before.get(entry.file))) for entry in entries)


def gone(out: Path, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Documents of an earlier run of the same templates and formats that nobody is due any more."""
    made = list(entries)
    about = {(each.template, each.language, each.format) for each in made}
    names = {each.file for each in made}
    return tuple(
        each
        for each in known(out).values()
        if (each.template, each.language, each.format) in about
        and each.file not in names
        and (out / each.file).is_file()
    )


def deliver(out: Path, files: Mapping[str, bytes], entries: tuple[Entry, ...]) -> None:
    """Write every file and the list, all or none; entries of other runs stay in the list while their files do."""
    kept = {name: each for name, each in known(out).items() if (out / name).is_file()}
    kept |= {each.file: each for each in entries}
    listed = [kept[name] for name in sorted(kept)]
    write_all(out, {**files, CSV: as_csv(listed), JSON: as_json(listed)}, replace=True)


def as_csv(entries: Iterable[Entry]) -> bytes:
    """For a Danish spreadsheet: UTF-8 with its mark, semicolons; nothing in it can act as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(Entry._fields)
    writer.writerows([cell(value) for value in entry] for entry in entries)
    return text.getvalue().encode("utf-8-sig")


def as_json(entries: Iterable[Entry]) -> bytes:
    """The same for machines."""
    body = {"schema": "samskab/manifest@1", "files": [entry._asdict() for entry in entries]}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _state(out: Path, entry: Entry, before: Entry | None) -> State:
    place = out / entry.file
    if not place.is_file():
        return "new"
    lies = hashlib.sha256(place.read_bytes()).hexdigest()
    if lies == entry.sha256:
        return "same"
    if before is None or before.sha256 != lies:
        return "edited"
    return "looks" if before.words == entry.words else "words"
