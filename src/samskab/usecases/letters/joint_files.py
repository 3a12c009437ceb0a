"""What is made of all letters of a run together: a page to look them through, one PDF for print, zip files.

Each is a file in the folder beside the letters, and a line of the manifest.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from samskab.documents.document import Document
from samskab.documents.writers.formats import DOCUMENT_FORMATS, Branding
from samskab.documents.writers.pdf import FirstPage, to_merged_pdf
from samskab.documents.writers.preview import PreviewLetter, PreviewPage, preview_page
from samskab.finding import Finding
from samskab.model.programme import Programme
from samskab.report.letter_changes import LetterDifference
from samskab.storage.files import portable_name
from samskab.usecases.letters.changed_letters import by_name, changed_letters
from samskab.usecases.letters.job import Job, Request
from samskab.usecases.letters.manifest import ManifestEntry, previous_run

PREVIEW = "index.html"
_OF_ALL = {"preview", "merged", "drafts"}
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class MadeLetter(NamedTuple):
    """A finished letter: its job, document, the digest of its words, and its first page for the preview."""

    job: Job
    document: Document
    words: str
    picture: FirstPage | None = None


class JointFile(NamedTuple):
    """A finished file with the files of the letters that it holds."""

    file: str
    recipient: str
    template: str
    content: bytes
    holds: tuple[str, ...] = ()


class JointFiles:
    """Makes the joint files of a request."""

    def __init__(
        self, request: Request, programme: Programme, letters: Sequence[MadeLetter], branding: Branding
    ) -> None:
        self.request, self.letters, self.branding = request, letters, branding
        self.language = request.language
        self.title = self.language.choose(programme.title)

    def files(
        self,
        files: Mapping[str, bytes],
        entries: Sequence[ManifestEntry],
        texts: Mapping[str, str],
        folder: Path | None,
    ) -> list[JointFile] | Finding:
        """The joint files of letters with these files and entries; `folder` holds those of the last run."""
        wanted, made = self.request.joint if self.letters else (), []
        if "merge" in wanted:
            merged = self._merged(entries)
            if isinstance(merged, Finding):
                return merged
            made.append(merged)
        if "zip" in wanted:
            made += self._zips(files, entries)
        if "preview" in wanted:
            differences = changed_letters(folder, entries, texts) if folder else ()
            joint = [(each.file, each.recipient) for each in made]
            content = self._preview(entries, by_name(differences), joint)
            made.append(JointFile(PREVIEW, "", "preview", content))
        return made

    def _merged(self, entries: Iterable[ManifestEntry]) -> JointFile | Finding:
        name = self.language.say("joint.merged")
        documents = [each.document for each in self.letters]
        title = self.language.say("joint.merged.title", programme=self.title)
        content = to_merged_pdf(documents, title, layout=self.branding.layout)
        if isinstance(content, Finding):
            return content
        names = {each.job.file_name for each in self.letters}
        holds = tuple(each.file for each in entries if _stem(each.file) in names)
        return JointFile(f"{name}.pdf", "", "merged", content, holds)

    def _zips(self, files: Mapping[str, bytes], entries: Sequence[ManifestEntry]) -> Iterator[JointFile]:
        """One for each recipient, with every file of this run that is for it."""
        own: dict[str, list[Job]] = {}
        for each in self.letters:
            if each.job.recipient:
                own.setdefault(each.job.recipient.key, []).append(each.job)
        taken: set[str] = set()
        for key, jobs in own.items():
            recipient = jobs[0].recipient
            name = recipient.name if recipient else key
            stems = {job.file_name: job.enclosure_name for job in jobs}
            held = [
                each
                for each in entries
                if _stem(each.file) in stems or (each.recipient == name and each.format == "ics")
            ]
            content = zipped({name: files[file] for name, file in _names_in_zip(held, stems).items()})
            file = portable_name(name)
            file = portable_name(f"{name} ({key})") if file.casefold() in taken else file
            taken.add(file.casefold())
            template = "+".join(dict.fromkeys(job.template.name for job in jobs))
            yield JointFile(f"{file}.zip", name, template, content, tuple(each.file for each in held))

    def _preview(
        self, entries: Sequence[ManifestEntry], states: Mapping[str, LetterDifference], joint: Sequence[tuple[str, str]]
    ) -> bytes:
        letters = []
        for each in self.letters:
            own = [entry.file for entry in entries if _stem(entry.file) == each.job.file_name]
            recipient = each.job.recipient.name if each.job.recipient else ""
            own += [file for file, name in joint if name and name == recipient]
            state = states.get(each.job.file_name)
            picture = each.picture or FirstPage(b"", 0)
            letters.append(
                PreviewLetter(
                    recipient or each.document.title,
                    each.document.title if recipient else "",
                    each.document.marks,
                    picture.png,
                    picture.pages,
                    state.state if state else "new",
                    state.changes if state else (),
                    tuple(own),
                )
            )
        shared = [file for file, name in joint if not name]
        shared += [entry.file for entry in entries if entry.template == "drafts" or _is_shared_calendar(entry)]
        return preview_page(PreviewPage(self.title, tuple(letters), tuple(shared)), self.language)


def letters_beside(folder: Path, entries: Iterable[ManifestEntry]) -> int:
    """How many letters of other runs a folder has, whatever their formats."""
    made = {_stem(each.file) for each in entries}
    listed = previous_run(folder).entries.values()
    return len(
        {
            _stem(each.file)
            for each in listed
            if each.format in {*DOCUMENT_FORMATS, "eml"} and each.template not in _OF_ALL
            if _stem(each.file) not in made and (folder / each.file).is_file()
        }
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file with the same bytes everywhere: one time, one order, uncompressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.create_system = 0o600 << 16, 3
            archive.writestr(entry, files[name])
    return target.getvalue()


def _names_in_zip(held: Iterable[ManifestEntry], stems: Mapping[str, str]) -> dict[str, str]:
    """Name in the zip -> file: the name that it has as an enclosure of a mail, or its own where that is taken."""
    names: dict[str, str] = {}
    for each in held:
        stem = _stem(each.file)
        name = f"{stems.get(stem, stem)}.{each.format}"
        names[name if name not in names else each.file] = each.file
    return names


def _stem(file: str) -> str:
    return file.rpartition(".")[0]


def _is_shared_calendar(entry: ManifestEntry) -> bool:
    return entry.format == "ics" and not entry.recipient
