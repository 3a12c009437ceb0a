"""The formats of a document, each one writer; and findings about characters that the formats cannot show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, Self

from samskab.codes.declared import make_finding
from samskab.documents.document import Document, texts
from samskab.documents.typography import clean, hidden
from samskab.documents.writers.docx import to_docx
from samskab.documents.writers.html import to_html
from samskab.documents.writers.markdown import to_markdown
from samskab.documents.writers.pdf import to_pdf
from samskab.documents.writers.pdf_custom import OwnLayout
from samskab.documents.writers.text import to_text
from samskab.finding import Finding, Span

DOCUMENT_FORMATS = ("pdf", "docx", "html", "md", "txt")


class Branding(NamedTuple):
    """The office's own PDF layout and Word letterhead."""

    layout: OwnLayout | None = None
    letterhead: bytes | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.layout:
            self.layout.close()


def write_document(document: Document, form: str, branding: Branding | None = None) -> bytes | Finding:
    """The document in one of DOCUMENT_FORMATS, or the finding of a layout or letterhead that cannot be used."""
    office = branding or Branding()
    writers: dict[str, Callable[[], bytes | Finding]] = {
        "pdf": lambda: to_pdf(document, layout=office.layout),
        "docx": lambda: to_docx(document, letterhead=office.letterhead),
        "html": lambda: to_html(document),
        "md": lambda: to_markdown(document),
        "txt": lambda: to_text(document),
    }
    return writers[form]()


def character_findings(document: Document, place: Callable[[str], Span]) -> tuple[Finding, ...]:
    """SK634: a character the font cannot show is printed as its name; SK635: an invisible one is left out.

    Warnings, at the `place` of the first such character: they never stop a letter.
    """
    return tuple(_characters(document, place))


def _characters(document: Document, place: Callable[[str], Span]) -> Iterator[Finding]:
    from samskab.documents.writers import fonts

    words = "\n".join([*texts(document.blocks), document.title, *document.recipient, *document.marks])
    if found := hidden(words):
        yield make_finding("SK635", place(chr(int(found[0].removeprefix("U+"), base=16))), {"characters": found})
    if lost := fonts.missing(clean(words)):
        yield make_finding("SK634", place(lost[0]), {"names": tuple(map(fonts.character_name, lost))})
