"""Third phase of letters: documents -> files in every requested format, mail drafts, calendars, and their manifest.

What is made of all letters comes last (`joint_files`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from samskab.documents.document import Document
from samskab.documents.word_changes import reading_text
from samskab.documents.writers.formats import DOCUMENT_FORMATS, Branding, write_document
from samskab.documents.writers.pdf import FirstPage, first_page
from samskab.documents.writers.text import to_text
from samskab.finding import Finding
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.refusal import Refusal
from samskab.usecases.letters.calendars import Calendars
from samskab.usecases.letters.job import Job, Request
from samskab.usecases.letters.joint_files import JointFiles, MadeLetter
from samskab.usecases.letters.mail_drafts import (
    DraftRow,
    covering_mail,
    draft,
    drafts_overview,
    rows_in_manifest,
    unaddressed,
)
from samskab.usecases.letters.manifest import COMMA, ManifestEntry, manifest_entry, previous_drafts
from samskab.usecases.letters.options import GROUPS
from samskab.usecases.letters.recipients import Found, Recipients

_MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Output:
    """The files of a request: letters in their formats, mail drafts with them, calendars beside them."""

    def __init__(
        self,
        data: Dataset,
        programme: Programme,
        request: Request,
        branding: Branding,
        folder: Path | None = None,
    ) -> None:
        self.data, self.programme, self.request, self.branding = data, programme, request, branding
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self.entries: list[ManifestEntry] = []
        self.texts: dict[str, str] = {}
        self.letters: list[MadeLetter] = []
        self._drafts: list[DraftRow] = []
        self._last_day = date.min

    @cached_property
    def _calendars(self) -> Calendars:
        return Calendars(self.data, self.programme, self.request.language)

    def add(self, document: Document, job: Job) -> list[Finding]:
        """Write one document in every requested format."""
        name, wanted = job.file_name, [form for form in self.request.formats if form in DOCUMENT_FORMATS]
        mailed = "eml" in self.request.formats
        attached = [form for form in wanted if form in _MIME] or (["pdf"] if mailed else [])
        contents: dict[str, bytes] = {}
        for form in dict.fromkeys([*wanted, *attached]):
            content = write_document(document, form, self.branding)
            if isinstance(content, Finding):
                return [content]
            contents[form] = content
        picture = self._picture(document)
        if isinstance(picture, Finding):
            return [picture]
        words = hashlib.sha256(to_text(document)).hexdigest()
        self.texts[words] = reading_text(document)
        for form in wanted:
            self._add_file(f"{name}.{form}", job, contents[form], words)
        self.letters.append(MadeLetter(job, document, words, picture))
        if mailed:
            enclosed = {f"{job.enclosure_name}.{form}": (_MIME[form], contents[form]) for form in attached}
            return self._add_draft(document, job, enclosed, words)
        return []

    def _picture(self, document: Document) -> FirstPage | Finding | None:
        if "preview" not in self.request.joint:
            return None
        return first_page(document, layout=self.branding.layout)

    def finish(self) -> list[Finding]:
        """What is made once: calendars, the page and the table of the drafts, the joint files of all letters."""
        findings = self._add_calendars() if "ics" in self.request.formats else []
        if self._drafts:
            findings += self._add_overview()
        return findings + self._add_joint_files()

    def _add_overview(self) -> list[Finding]:
        """The page and the table of the drafts, those of earlier runs among them."""
        earlier = previous_drafts(self.folder) if self.folder else ()
        rows = rows_in_manifest(earlier) | {row.file: row for row in self._drafts}
        listed = [rows[file] for file in sorted(rows)]
        for name, content in drafts_overview(listed, self.request.language, self._last_day).items():
            self._note(name, "", "drafts", content)
        return list(unaddressed(self._drafts, self.programme.path))

    def _add_joint_files(self) -> list[Finding]:
        joint = JointFiles(self.request, self.programme, self.letters, self.branding)
        made = joint.files(self.files, self.entries, self.texts, self.folder)
        if isinstance(made, Finding):
            return [made]
        for each in made:
            if each.file in self.files:
                raise Refusal("usage.render.name_taken", file=each.file)
            self._note(each.file, each.recipient, each.template, each.content)
            self.entries[-1] = self.entries[-1]._replace(attachments=COMMA.join(each.holds))
        return []

    def _add_draft(
        self, document: Document, job: Job, attachments: Mapping[str, tuple[str, bytes]], words: str
    ) -> list[Finding]:
        self._last_day = max(self._last_day, document.day)
        if job.meeting and "ics" in self.request.formats:
            attachments = {**attachments, **self._calendars.enclosures(job.recipient, job.meeting.id)}
        lines = document.sender.contact if document.sender else ()
        mail = next((line for line in lines if "@" in line), None)
        title = self.request.language.choose(self.programme.title)
        cover = document if self.request.in_mail else covering_mail(document, job, title, self.request.language)
        attachments = {} if self.request.in_mail else attachments
        name = document.sender.name if document.sender else ""
        made = draft(cover, job.file_name, job.recipient, attachments, self.data, sender=mail, sender_name=name)
        self._drafts.append(made.row)
        if isinstance(made.content, Finding):
            return [made.content]
        self._add_file(made.row.file, job, made.content, words)
        self.entries[-1] = self.entries[-1]._replace(
            to=COMMA.join(made.row.to),
            subject=made.row.subject,
            attachments=COMMA.join(made.row.attachments),
            municipalities=COMMA.join(made.row.municipalities),
        )
        return []

    def _add_calendars(self) -> list[Finding]:
        """Feeds for all; for those named with `--for`, one each."""
        found = self._calendar_recipients()
        if found.findings:
            return list(found.findings)
        files, findings = self._calendars.files(
            recipients=found.recipients, track=self.request.track, meeting=self.request.meeting
        )
        for each in files:
            self._note(each.file, each.recipient, "calendar", each.content)
        return list(findings)

    def _calendar_recipients(self) -> Found:
        wanted = self.request.audience
        if not wanted or wanted == "all":
            return Found()
        recipients = Recipients(self.data, self.programme)
        found = recipients.find("calendar", wanted if wanted in GROUPS else "participants", wanted)
        if found.findings and wanted not in GROUPS:
            return recipients.find("calendar", "municipalities", wanted)
        return found

    def _add_file(self, file: str, job: Job, content: bytes, words: str) -> None:
        self._note(file, job.recipient.name if job.recipient else "", job.template.name, content, words)

    def _note(self, file: str, recipient: str, template: str, content: bytes, words: str = "") -> None:
        self.files[file] = content
        language = self.request.language.code
        self.entries.append(manifest_entry(file, recipient, template, language, content, words))
