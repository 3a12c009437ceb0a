"""The list of what was rendered for whom: `manifest.csv` for people, `manifest.json` for the next run.

`compare` finds which documents are new, changed in their words, changed in their layout alone, or unchanged. The JSON
also holds the text of each letter, so that the next run can find which words have changed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from samskab.documents.mail.csv_table import cell
from samskab.finding import Finding
from samskab.language import LanguageCode
from samskab.storage.atomic_write import TRIES, ChangedError, write_all
from samskab.storage.files import digest_of, read_file

CSV, JSON = "manifest.csv", "manifest.json"
COMMA = ", "
MANIFEST_BYTES = 64 * 1024 * 1024
State = Literal["new", "words", "looks", "same", "edited"]


class ManifestEntry(NamedTuple):
    """One line of the manifest: a file, for whom, from which template, and its digest.

    `words` is the digest of the words alone, which a new layout does not change. A mail draft has its addresses,
    subject, attachments and municipalities (`0265 Roskilde`); what is made of letters together has the files of these
    letters as `attachments`.
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
    municipalities: str = ""

    def held(self) -> tuple[str, ...]:
        """The names of its attachments."""
        return tuple(self.attachments.split(COMMA)) if self.attachments else ()


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


class PreviousRun(NamedTuple):
    """What a folder's manifest holds: its entries by file, and the text of letters by the digest of their words."""

    entries: dict[str, ManifestEntry] = {}  # noqa: RUF012 - never changed
    texts: dict[str, str] = {}  # noqa: RUF012 - never changed


def previous_run(out: Path) -> PreviousRun:
    """The manifest of a folder; empty where it is missing or is no manifest."""
    return _parsed(_previous(out))


def previous_drafts(out: Path) -> tuple[ManifestEntry, ...]:
    """The mail drafts of earlier runs that are still in the folder."""
    listed = previous_run(out).entries.values()
    return tuple(each for each in listed if each.format == "eml" and (out / each.file).is_file())


def _previous(out: Path) -> bytes:
    place = out / JSON
    content = read_file(place, JSON, MANIFEST_BYTES) if place.is_file() else b""
    return b"" if isinstance(content, Finding) else content


def _parsed(content: bytes) -> PreviousRun:
    try:
        body = json.loads(content or b"{}")
        entries = {row["file"]: ManifestEntry(**row) for row in body.get("files", [])}
        texts = {str(digest): str(text) for digest, text in body.get("texts", {}).items()}
    except (ValueError, TypeError, AttributeError, KeyError):
        return PreviousRun()
    return PreviousRun(entries, texts)


def compare(out: Path, entries: Iterable[ManifestEntry]) -> tuple[Compared, ...]:
    """Each document compared with the folder."""
    before = previous_run(out).entries
    return tuple(Compared(entry, _state(out, entry, before.get(entry.file))) for entry in entries)


def obsolete(out: Path, entries: Iterable[ManifestEntry]) -> tuple[ManifestEntry, ...]:
    """Documents of an earlier run to recipients who get none of the same template and format from a run to everyone."""
    made = list(entries)
    remade = {(each.template, each.language, each.format) for each in made}
    reached = {(each.template, each.recipient) for each in made}
    return tuple(
        each
        for each in previous_run(out).entries.values()
        if (each.template, each.language, each.format) in remade
        and (each.template, each.recipient) not in reached
        and (out / each.file).is_file()
    )


def write_folder(
    out: Path, files: Mapping[str, bytes], entries: tuple[ManifestEntry, ...], texts: Mapping[str, str]
) -> None:
    """Write every file and the list, all or none; entries of other runs stay in the list while their files do.

    `texts` are those of the letters by the digest of their words. When another run has written the list meanwhile, its
    entries are read and kept too.
    """
    for _ in range(TRIES):
        content = _previous(out)
        before = _parsed(content)
        kept = {name: each for name, each in before.entries.items() if (out / name).is_file()}
        kept |= {each.file: each for each in entries}
        listed = [kept[name] for name in sorted(kept)]
        lists = {CSV: manifest_csv(listed), JSON: manifest_json(listed, {**before.texts, **texts})}
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


def manifest_json(entries: Collection[ManifestEntry], texts: Mapping[str, str]) -> bytes:
    """The same for programs, with the texts of these entries."""
    used = sorted({entry.words for entry in entries} & texts.keys())
    files = [entry._asdict() for entry in entries]
    body = {"schema": "samskab/manifest@1", "files": files, "texts": {digest: texts[digest] for digest in used}}
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
