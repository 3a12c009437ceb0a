"""The files of an order: letters in their formats, mail drafts with them, calendars beside."""

from __future__ import annotations

import hashlib
from datetime import date

from samskab.documents.document import Document
from samskab.documents.writers.formats import FORMATS, House, write
from samskab.documents.writers.text import to_text
from samskab.finding import Finding, Severity, Span
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.usecases.letters.branding import LETTERHEAD
from samskab.usecases.letters.calendars import CalendarFile, calendars, enclosures
from samskab.usecases.letters.mail_drafts import Row, beside, draft, unaddressed
from samskab.usecases.letters.manifest import Entry, entry
from samskab.usecases.letters.plan import Order, Piece, file_name
from samskab.usecases.letters.recipients import GROUPS, Recipient, recipients

_MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Making:
    """The files of an order as they are made: letters in their formats, mail drafts with them, calendars beside."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.files: dict[str, bytes] = {}
        self.entries: list[Entry] = []
        self.rows: list[Row] = []
        self.day = date.min

    def write(self, document: Document, piece: Piece, house: House, data: Dataset) -> list[Finding]:
        """One document in every format asked for."""
        from samskab.documents.writers.docx import LetterheadError
        from samskab.documents.writers.pdf_custom import LayoutError

        name, wanted = file_name(piece), [form for form in self.order.formats if form in FORMATS]
        mailed = "eml" in self.order.formats
        attached = [form for form in wanted if form in _MIME] or (["pdf"] if mailed else [])
        contents: dict[str, bytes] = {}
        try:
            for form in dict.fromkeys([*wanted, *attached]):
                contents[form] = write(document, form, house)
        except LayoutError as fault:
            return [Finding(fault.code, Severity.ERROR, Span(fault.path, fault.line), {"detail": fault.detail})]
        except LetterheadError as fault:
            return [Finding(fault.code, Severity.ERROR, Span(LETTERHEAD, 1), {})]
        digest = hashlib.sha256(to_text(document)).hexdigest()
        for form in wanted:
            self._keep(f"{name}.{form}", piece, contents[form], digest)
        if not mailed:
            return []
        self.day = max(self.day, document.day)
        enclosed = {f"{name}.{form}": (_MIME[form], contents[form]) for form in attached}
        if piece.meeting and "ics" in self.order.formats:
            programme = data.programmes[self.order.programme]
            enclosed |= enclosures(data, programme, self.order.language, piece.recipient, piece.meeting.id)
        made = draft(document, name, piece.recipient, enclosed, data, _sender_mail(document))
        self.rows.append(made.row)
        if made.content is not None:
            self._keep(made.row.file, piece, made.content, digest)
        return list(made.findings)

    def finish(self, data: Dataset, programme: Programme) -> list[Finding]:
        """What is made once: calendars, and the page and the table beside the drafts."""
        findings: list[Finding] = []
        if "ics" in self.order.formats:
            found, findings = _calendars(data, programme, self.order)
            for each in found:
                self._note(each.file, each.recipient, "calendar", each.content)
        if self.rows:
            for name, content in beside(self.rows, self.order.language, self.day).items():
                self._note(name, "", "drafts", content)
            findings += unaddressed(self.rows, programme.path)
        return findings

    def _keep(self, file: str, piece: Piece, content: bytes, words: str) -> None:
        self._note(file, piece.recipient.name if piece.recipient else "", piece.template, content, words)

    def _note(self, file: str, recipient: str, template: str, content: bytes, words: str = "") -> None:
        self.files[file] = content
        self.entries.append(entry(file, recipient, template, self.order.language.code, content, words))


def _sender_mail(document: Document) -> str | None:
    lines = document.sender.contact if document.sender else ()
    return next((line for line in lines if "@" in line), None)


def _calendars(data: Dataset, programme: Programme, order: Order) -> tuple[tuple[CalendarFile, ...], list[Finding]]:
    """Feeds for everybody; for those named with `--for`, one each."""
    them: tuple[Recipient, ...] = ()
    wrong: tuple[Finding, ...] = ()
    if order.audience and order.audience != "all":
        audience = order.audience if order.audience in GROUPS else "participants"
        them, wrong = recipients(data, programme, audience, order.audience, "calendar")
        if wrong and order.audience not in GROUPS:
            them, wrong = recipients(data, programme, "municipalities", order.audience, "calendar")
    if wrong:
        return (), list(wrong)
    asked = {"track": order.track, "meeting": order.meeting}
    found, findings = calendars(data, programme, order.language, recipients=them, **asked)
    return found, list(findings)
