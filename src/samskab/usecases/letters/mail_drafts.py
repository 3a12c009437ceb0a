"""`render --to eml`: a draft for each letter, a page with links to them, and a table for mail merge. Nothing is sent.

made = draft(document, "invitation-0360-lolland", recipient, {"brev.pdf": ("application/pdf", pdf)}, data)
files = drafts_overview([each.row for each in made], language, day)        # drafts.html and drafts.csv
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from samskab.codes.declared import make_finding
from samskab.documents.document import Block, Document, Inline
from samskab.documents.mail.csv_table import merge_csv
from samskab.documents.mail.message import to_eml
from samskab.documents.writers.html import to_html
from samskab.documents.writers.text import to_text
from samskab.finding import Finding, Span
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.usecases.letters.calendars import mails_of
from samskab.usecases.letters.job import Job
from samskab.usecases.letters.manifest import ManifestEntry
from samskab.usecases.letters.recipients import Recipient

PAGE, TABLE = "drafts.html", "drafts.csv"
_COMMA = ", "


class DraftRow(NamedTuple):
    """A draft in the overview: its file, recipient, addresses, subject, attachments, `0265 Roskilde`."""

    file: str
    recipient: str
    to: tuple[str, ...]
    subject: str
    attachments: tuple[str, ...]
    municipalities: tuple[str, ...] = ()


def rows_in_manifest(entries: Iterable[ManifestEntry]) -> dict[str, DraftRow]:
    """The rows of drafts in a manifest, by file."""
    return {
        each.file: DraftRow(
            each.file, each.recipient, _parts(each.to), each.subject, each.held(), _parts(each.municipalities)
        )
        for each in entries
    }


def _parts(listed: str) -> tuple[str, ...]:
    return tuple(listed.split(_COMMA)) if listed else ()


class Draft(NamedTuple):
    """A finished draft and its row; in place of the content the finding of a draft that cannot be written (SK443)."""

    row: DraftRow
    content: bytes | Finding


def draft(
    document: Document,
    name: str,
    recipient: Recipient | None,
    attachments: Mapping[str, tuple[str, bytes]],
    data: Dataset,
    sender: str | None = None,
    sender_name: str = "",
) -> Draft:
    """The letter as a draft to its recipient, at the addresses that `mails_of` finds.

    `name` is the file's name without its ending; `attachments` are file name -> (MIME type, content).
    """
    to = mails_of(data, recipient) if recipient else ()
    who = recipient.name if recipient else ""
    codes = recipient.codes if recipient else ()
    known = tuple(f"{code} {data.municipalities[code].name}" for code in codes if code in data.municipalities)
    row = DraftRow(f"{name}.eml", who, to, document.title, tuple(attachments), known)
    content = to_eml(
        document.title,
        to_text(document).decode(),
        to_html(document),
        attachments,
        to=to,
        sender=sender,
        sender_name=sender_name,
        language=document.language,
        path=name,
    )
    return Draft(row, content)


def covering_mail(letter: Document, job: Job, programme: str, language: Language) -> Document:
    """A short mail with the letter: greeting, what is enclosed, sender. Its title is the subject."""
    subject = job.template.subject or letter.title
    subject = subject if programme in subject else f"{subject} ({programme})"
    name = job.recipient.name if job.recipient else ""
    lines = [language.say("drafts.cover.dear", name=name)] if name else []
    lines.append(language.say("drafts.cover.enclosed", subject=subject))
    blocks: list[Block] = [{"type": "paragraph", "content": [_text(line)]} for line in lines]
    if sender := letter.sender:
        closing = (language.say("drafts.cover.regards"), sender.name, *sender.contact)
        content = [part for line in closing for part in (_text(line), {"type": "break"})][:-1]
        blocks.append({"type": "paragraph", "content": content})
    return Document(subject, letter.language, letter.day, tuple(blocks), marks=letter.marks)


def drafts_overview(rows: Sequence[DraftRow], language: Language, day: date) -> dict[str, bytes]:
    """The page with a link to each draft (no mailto), and the table for mail merge."""
    return {PAGE: _page(rows, language, day), TABLE: _table(rows, language)}


def unaddressed(rows: Sequence[DraftRow], path: str) -> tuple[Finding, ...]:
    """SK445, for information: the recipients whose drafts have no address in To."""
    names = tuple(row.recipient or row.file for row in rows if not row.to)
    return (make_finding("SK445", Span(path), {"count": len(names), "names": names}),) if names else ()


def _page(rows: Sequence[DraftRow], language: Language, day: date) -> bytes:
    columns = ("draft", "to", "subject", "attachments")
    table = {
        "type": "table",
        "align": ["left"] * len(columns),
        "header": [[_text(language.say(phrase_key("drafts", column)))] for column in columns],
        "rows": [
            [
                [{"type": "link", "href": quote(row.file), "content": [_text(row.recipient or row.file)]}],
                [_text(_COMMA.join(row.to) or language.say("drafts.nobody"))],
                [_text(row.subject)],
                [_text(_COMMA.join(row.attachments))],
            ]
            for row in rows
        ],
    }
    title = language.say("drafts.title")
    heading = {"type": "heading", "level": 1, "content": [_text(title)]}
    about = {"type": "paragraph", "content": [_text(language.say("drafts.about"))]}
    return to_html(Document(title=title, language=language.code, day=day, blocks=(heading, about, table)))


def _text(text: str) -> Inline:
    return {"type": "text", "text": text}


def _table(rows: Sequence[DraftRow], language: Language) -> bytes:
    return merge_csv(
        [
            {
                language.say("merge.recipient"): row.recipient,
                language.say("merge.municipalities"): _COMMA.join(row.municipalities),
                language.say("merge.mail"): _COMMA.join(row.to),
                language.say("merge.subject"): row.subject,
                language.say("merge.draft"): row.file,
                language.say("merge.attachments"): _COMMA.join(row.attachments),
            }
            for row in rows
        ]
    )
