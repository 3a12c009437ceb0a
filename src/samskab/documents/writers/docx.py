"""A document as a Word file: real styles, lists and header rows, in the office's letterhead or the packaged one.

The same document gives the same bytes: the zip has fixed times and sorted, stored entries.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

from samskab.documents.document import Block, Document, Inline
from samskab.documents.typography import cleaned, set_text
from samskab.documents.writers.column_widths import millimetres
from samskab.documents.writers.docx_controls import CONTROLS, ControlWriter
from samskab.documents.writers.docx_styles import ACCENT, CHARACTER, TABLE, Numbering, Styles, borders, element, frame
from samskab.documents.writers.links import contact_line
from samskab.language import LanguageCode

PLACE = "[brev]"  # the text of the paragraph of a letterhead that the letter replaces; without one it is appended


ROOM_TO_SIGN = 14 * 36000  # 14 mm, in the units of Word files
# millimetres from the left and the top edge of the page, and the width: the same places as in the PDF
_FRAMES = {
    "Samskab Address": (25, 45, 80),
    "Samskab Sender Name": (126, 19, 64),
    "Samskab Sender": (126, 26, 64),
    "Samskab Date": (126, 54, 64),
}
_SPELLING: Mapping[LanguageCode, str] = {"da": "da-DK", "en": "en-GB"}


def to_docx(document: Document, *, letterhead: bytes | None = None) -> bytes:
    """DOCX bytes. The headers, footers, margins and styles of a `letterhead` (one that `documents.letterhead` has
    cleaned) stay, and the packaged sender block is left out."""
    import docx

    letter = cleaned(document)
    base = letterhead if letterhead is not None else packaged_letterhead(letter.landscape)
    return WordWriter(letter, docx.Document(io.BytesIO(base)), own_head=letterhead is None).written()


@cache
def packaged_letterhead(landscape: bool = False) -> bytes:
    """The packaged letterhead: A4, styles, page numbers; python-docx's template without its unused styles."""
    import docx

    word: Any = docx.Document()
    for relations, unwanted in ((word.part.rels, "stylesWithEffects"), (word.part.package.rels, "thumbnail")):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(unwanted)]:
            del relations[key]
    for style in list(word.styles):
        if style.type == TABLE and style.name != "Normal Table":
            style.element.getparent().remove(style.element)
    Styles(word).package()
    _page(word, landscape=landscape)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


class WordWriter:
    """Writes one document into a Word file."""

    def __init__(self, letter: Document, word: Any, *, own_head: bool) -> None:
        self.letter, self.word, self.own_head = letter, word, own_head
        self.styles = Styles(word)
        self.styles.set_language(_SPELLING[letter.language])
        self.numbers = Numbering(word)
        self.controls = ControlWriter(self)
        self.place = self._place()
        section = word.sections[0]
        sides = (section.page_width, section.left_margin, section.right_margin)
        wide, left, right = [side.mm if side is not None else 25.0 for side in sides]
        self.room = max(wide - left - right, 60.0)
        self.clear = False  # the next paragraph starts below the address window

    def written(self) -> bytes:
        self._properties()
        self._head()
        self.blocks(self.letter.blocks, 0)
        if self.place is not None:
            self.place.getparent().remove(self.place)
        saved = io.BytesIO()
        self.word.save(saved)
        return _fixed(saved.getvalue())

    def _place(self) -> Any | None:
        from docx.oxml.ns import qn

        for paragraph in self.word.element.body.iterchildren(qn("w:p")):  # python-docx takes seconds for a long file
            if "".join(paragraph.itertext(qn("w:t"))).strip().lower() == PLACE:
                return paragraph
        return None

    def _properties(self) -> None:
        about, letter = self.word.core_properties, self.letter
        stamp = datetime.combine(letter.day, time(12), UTC).replace(tzinfo=None)
        about.title, about.language = letter.title[:250], _SPELLING[letter.language]
        about.author = about.last_modified_by = (letter.sender.name if letter.sender else "")[:250]
        about.created = about.modified = stamp
        about.revision, about.comments, about.keywords = 1, "", ""

    def _head(self) -> None:
        letter, sender = self.letter, self.letter.sender
        if letter.recipient:
            self.stack(letter.recipient, "Samskab Address")
        if sender and self.own_head:
            self.runs(self.paragraph("Samskab Sender Name"), [{"type": "text", "text": sender.name}])
            for line in sender.address:
                self.runs(self.paragraph("Samskab Sender"), [{"type": "text", "text": line}])
            for line in sender.contact:
                self.runs(self.paragraph("Samskab Sender"), [contact_line(line)])
        if letter.day_words:
            self.runs(self.paragraph("Samskab Date"), [{"type": "text", "text": letter.day_words}])
        if self.own_head and letter.recipient:
            self.clear = True
        for mark in letter.marks:
            self.runs(self.paragraph("Samskab Mark"), [{"type": "text", "text": mark}])

    def stack(self, lines: tuple[str, ...], style: str) -> None:
        content: list[Inline] = []
        for line in lines:
            content += [{"type": "break"}, {"type": "text", "text": line}]
        self.runs(self.paragraph(style), content[1:])

    def paragraph(self, style: str) -> Any:
        added = self.word.add_paragraph()
        if style != "Normal":
            added._p.style = self.styles.key(style)  # noqa: SLF001 - python-docx searches for every name, 1 ms each
        if self.place is not None:
            self.place.addprevious(added._p)  # noqa: SLF001
        if self.own_head and self.letter.recipient and style in _FRAMES:
            x, y, width = _FRAMES[style]
            lines = len(self.letter.sender.address) + len(self.letter.sender.contact) if self.letter.sender else 0
            frame(added, x, max(y, 30 + 4.4 * lines) if style == "Samskab Date" else y, width)
        if self.clear:
            from docx.shared import Mm

            added.paragraph_format.space_before, self.clear = Mm(62), False
        return added

    def blocks(self, blocks: list[Block] | tuple[Block, ...], depth: int, style: str = "Normal") -> None:
        for block in blocks:
            self.block(block, depth, style)

    def block(self, block: Block, depth: int, style: str) -> None:
        kind = block["type"]
        if kind == "heading":
            self.runs(self.paragraph(f"Heading {block['level']}"), block["content"])
        elif kind == "paragraph":
            added = self.paragraph(style)
            if style == "Samskab Signature" and block["content"][0]["type"] == "strong":
                added.paragraph_format.space_before = ROOM_TO_SIGN
            self.runs(added, block["content"])
        elif kind == "list":
            self.items(block, depth)
        elif kind == "table":
            self.table(block)
        elif kind == "section":
            named = {"quote": "Quote", "lead": "Subtitle"}.get(block["name"], f"Samskab {block['name'].capitalize()}")
            self.blocks(block["blocks"], depth, named)
        elif kind in CONTROLS:
            self.controls.write(block)
        elif kind == "page-break":
            self.paragraph("Normal").add_run().add_break(_page_break())

    def items(self, block: Block, depth: int) -> None:
        number = self.numbers.start(block["start"]) if block["ordered"] else self.numbers.bullets
        for item in block["items"]:
            for index, inner in enumerate(item):
                if inner["type"] == "paragraph":
                    added = self.paragraph("List Number" if block["ordered"] else "List Bullet")
                    self.runs(added, inner["content"])
                    self.numbers.give(added, number if index == 0 else 0, min(depth, 8))
                else:
                    self.block(inner, depth + 1, "Normal")

    def table(self, block: Block) -> None:
        from docx.shared import Mm

        columns = len(block["header"])
        table = self.word.add_table(rows=0, cols=columns)
        self.place_table(table)
        for row in [block["header"], *block["rows"]]:
            cells = table.add_row().cells
            for cell, content, align in zip(cells, row, block["align"], strict=False):
                paragraph = cell.paragraphs[0]
                paragraph._p.style = self.styles.key("Samskab Cell")  # noqa: SLF001
                paragraph.alignment = {"center": 1, "right": 2}.get(align)
                self.runs(paragraph, content)
        table.autofit = False
        for column, width in zip(table.columns, millimetres(block, self.room), strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        first = table.rows[0]
        first._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001
        for row in table.rows:
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001
        for cell in first.cells:
            cell._tc.get_or_add_tcPr().append(borders("w:tcBorders", bottom="8 " + ACCENT))  # noqa: SLF001
            for run in cell.paragraphs[0].runs:
                run.bold = True

    def place_table(self, table: Any) -> None:
        """Give a new table the packaged look, and put it where the letter goes on."""
        from docx.oxml.ns import qn

        table._tbl.tblStyle_val = self.styles.key("Samskab Table", TABLE)  # noqa: SLF001
        if self.place is not None:
            self.place.addprevious(table._tbl)  # noqa: SLF001
        look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
        if look is not None:
            for side, on in (("firstRow", 1), ("firstColumn", 0), ("lastRow", 0), ("noVBand", 1), ("noHBand", 1)):
                look.set(qn(f"w:{side}"), str(on))
            look.set(qn("w:val"), "0620")

    def runs(self, paragraph: Any, content: list[Inline], *, bold: bool = False, italic: bool = False) -> None:
        for each in content:
            kind = each["type"]
            if kind == "text":
                run = paragraph.add_run(set_text(each["text"]))
                run.bold, run.italic = bold or None, italic or None
            elif kind == "break":
                paragraph.add_run().add_break()
            elif kind == "link":
                self.link(paragraph, each, bold=bold, italic=italic)
            else:
                self.runs(paragraph, each["content"], bold=bold or kind == "strong", italic=italic or kind == "em")

    def link(self, paragraph: Any, link: Inline, *, bold: bool, italic: bool) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        target = paragraph.part.relate_to(link["href"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        before = len(paragraph.runs)
        self.runs(paragraph, link["content"], bold=bold, italic=italic)
        around = element("w:hyperlink", {"r:id": target})
        for run in paragraph.runs[before:]:
            run._r.style = self.styles.key("Samskab Link", CHARACTER)  # noqa: SLF001
            around.append(run._r)  # noqa: SLF001
        paragraph._p.append(around)  # noqa: SLF001


def _page_break() -> Any:
    from docx.enum.text import WD_BREAK

    return WD_BREAK.PAGE


def _page(word: Any, *, landscape: bool) -> None:
    """A4 with the margins of the PDF, and page numbers in the footer."""
    from docx.shared import Mm

    section = word.sections[0]
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.orientation = 1 if landscape else 0
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(25),
        Mm(22),
        Mm(20),
        Mm(22),
    )
    footer = section.footer.paragraphs[0]
    footer.alignment = 2
    field = element("w:fldSimple", {"w:instr": " PAGE "})
    run = element("w:r")
    text = element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    footer._p.append(field)  # noqa: SLF001


def _fixed(saved: bytes) -> bytes:
    """The same parts with one time, in one order, uncompressed: compression differs between builds of zlib."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as fixed:
        for name in _in_order(source.namelist()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o600 << 16, 3
            fixed.writestr(entry, source.read(name))
    return target.getvalue()


def _in_order(names: list[str]) -> Iterator[str]:
    yield from sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
