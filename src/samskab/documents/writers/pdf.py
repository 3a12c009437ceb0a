"""A document as PDF/UA-1 and PDF/A-2a through Typst, in process: data goes in as JSON, never as code.

The same document gives the same bytes on any machine: own fonts only, and the letter's own date as the only date.
Never fork after this has run: Typst keeps a thread pool (use the `spawn` start method).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from samskab.codes.declared import make_finding
from samskab.documents.document import Block, Document, change_text
from samskab.documents.typography import cleaned, set_text
from samskab.documents.writers import fonts
from samskab.documents.writers.column_widths import text_scale, width_shares
from samskab.documents.writers.links import contact_line
from samskab.finding import Finding, Span

LAYOUT = Path(__file__).parents[1] / "layout" / "letter.typ"
# A stream whose own last byte is a carriage return, then the line feed that ends it: read together they look like one
# line end, and PDF/A's Length would seem one too long. A second carriage return is a separate line end.
_STREAM_END = re.compile(rb"\r\nendstream(?=\s+endobj)")
STANDARDS = ["ua-1", "a-2a"]
PICTURE_DPI = 48.0
_NO_STAMP = datetime(2000, 1, 1, tzinfo=UTC)  # a picture has no date
PdfOrPng = Literal["pdf", "png"]
UPRIGHT, ACROSS = 163.0, 250.0  # millimetres between the margins of `letter.typ`


class Layout(Protocol):
    """An office's own layout, which runs in a separate process: `pdf_custom.OwnLayout`."""

    path: str

    def compiled(self, inputs: Mapping[str, str], stamp: datetime, form: PdfOrPng = "pdf") -> list[bytes] | Finding: ...
    @property
    def sets_many(self) -> bool: ...


class FirstPage(NamedTuple):
    """A picture of a letter's first page as PNG, 48 dots an inch, and the number of its pages."""

    png: bytes
    pages: int


def to_pdf(document: Document, *, layout: Layout | None = None) -> bytes | Finding:
    """PDF bytes, or the finding of the office's own `layout`."""
    made = _set(_input_of(document), document.day, "pdf", layout)
    return made if isinstance(made, Finding) else made[0]


def to_merged_pdf(documents: Sequence[Document], title: str, *, layout: Layout | None = None) -> bytes | Finding:
    """All documents in one PDF for print on both sides, under one title: an empty page follows each odd number of
    pages. Its bookmarks are the recipients. SK447: the office's own `layout` sets one document only."""
    if layout is not None and not layout.sets_many:
        return make_finding("SK447", Span(layout.path, 1), {})
    sender = next((each.sender.name for each in documents if each.sender), "")
    day = max(each.day for each in documents)
    letters = [as_inputs(each) for each in documents]
    batch = {"title": title, "author": sender, "day": [day.year, day.month, day.day], "documents": letters}
    made = _set({"documents": json.dumps(batch, ensure_ascii=False)}, day, "pdf", layout)
    return made if isinstance(made, Finding) else made[0]


def first_page(document: Document, *, layout: Layout | None = None) -> FirstPage | Finding:
    """What the first page of its PDF looks like."""
    made = _set(_input_of(document), document.day, "png", layout)
    return made if isinstance(made, Finding) else FirstPage(made[0], len(made))


def picture_of(svg: bytes) -> bytes:
    """An SVG as a PNG, 1600 pixels wide, with the packaged font."""
    source = b"#set page(width: 2400pt, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), width: 100%)"
    return compile_source(source, {"svg": svg.decode()}, _NO_STAMP, str(LAYOUT.parent), "png")[0]


def _input_of(document: Document) -> dict[str, str]:
    return {"document": json.dumps(as_inputs(document), ensure_ascii=False)}


def _set(inputs: dict[str, str], day: date, form: PdfOrPng, layout: Layout | None) -> list[bytes] | Finding:
    """One PDF, or the pictures of all pages, through the office's own layout or the packaged one."""
    stamp = datetime.combine(day, time(12), UTC)
    if layout is not None:
        return layout.compiled(inputs, stamp, form)
    return compile_source(_packaged_layout(), inputs, stamp, str(LAYOUT.parent), form)


def compile_source(source: bytes, inputs: dict[str, str], stamp: datetime, root: str, form: PdfOrPng) -> list[bytes]:
    """Typst with the packaged fonts alone: one PDF of both standards, or a PNG of each page. TypstError for a mistake
    in the source or document."""
    if form == "png":
        pages = _compiler(root).compile(input=source, format="png", ppi=PICTURE_DPI, sys_inputs=inputs)
        return [pages] if isinstance(pages, bytes) else list(pages)
    made: bytes = _compiler(root).compile(
        input=source, format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=stamp
    )
    return [_STREAM_END.sub(b"\r\rendstream", made)]


@cache
def _packaged_layout() -> bytes:
    return LAYOUT.read_bytes()


@cache
def _compiler(root: str) -> Any:
    import typst

    nowhere = str(Path(root) / "no-packages")
    return typst.Compiler(
        root=root,
        font_paths=[str(fonts.FOLDER)],
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


def as_inputs(document: Document) -> dict[str, Any]:
    """What the layout reads: the document as JSON, set and limited to what the font can show."""
    letter = cleaned(document)

    def plain(text: str) -> str:
        return fonts.printable(set_text(text))

    danish, room = letter.language == "da", ACROSS if letter.landscape else UPRIGHT
    sender = letter.sender
    return {
        "title": letter.title or "–",
        "author": sender.name if sender else "",
        "day": [letter.day.year, letter.day.month, letter.day.day],
        "language": letter.language,
        "region": "DK" if danish else "GB",
        "words": {"page": "Side" if danish else "Page", "of": "af" if danish else "of"},
        "running": plain(sender.name if sender else letter.title),
        "day-words": plain(letter.day_words),
        "recipient": [plain(line) for line in letter.recipient],
        "sender": sender
        and {
            "name": plain(sender.name),
            "address": [plain(line) for line in sender.address],
            "contact": [contact_line(plain(line)) for line in sender.contact],
        },
        "marks": [plain(mark) for mark in letter.marks],
        "watermark": plain(letter.marks[0].partition(" ")[0].strip(".,:;–-")) if letter.marks else "",
        "landscape": letter.landscape,
        "blocks": [_sized(block, room) for block in change_text(letter.blocks, plain)],
    }


def _sized(block: Block, room: float) -> Block:
    """Tables get the width of their columns, and the size of their text, from their words. No word is ever broken."""
    if block["type"] == "section":
        return block | {"blocks": [_sized(each, room) for each in block["blocks"]]}
    if block["type"] == "list":
        return block | {"items": [[_sized(each, room) for each in item] for item in block["items"]]}
    if block["type"] != "table":
        return block
    columns = len(block["header"])
    rows = [row[:columns] + [[]] * (columns - len(row)) for row in block["rows"]]
    return block | {"rows": rows, "widths": width_shares(block, room), "scale": text_scale(block, room)}
