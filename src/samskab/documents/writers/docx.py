"""A document as a Word file: real styles, lists and header rows, in the office's letterhead or the packaged one.

The same document gives the same bytes: the zip has fixed times and sorted, stored entries.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import cache, lru_cache
from typing import Any, NamedTuple

from samskab.documents.document import Block, Document, Inline
from samskab.documents.typography import cleaned
from samskab.documents.writers import docx_markup as markup
from samskab.documents.writers.column_widths import millimetres
from samskab.documents.writers.docx_controls import CONTROLS, ControlWriter
from samskab.documents.writers.docx_styles import CHARACTER, TABLE, Numbering, Styles, element, xml_of
from samskab.documents.writers.links import contact_line
from samskab.language import LanguageCode

CONTENT_TYPES = "[Content_Types].xml"
PLACE = "[brev]"  # the text of the paragraph of a letterhead that the letter replaces; without one it is appended
ROOM_TO_SIGN = 14  # mm
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
    ready = _ready(base, letter.language)
    return WordWriter(letter, docx.Document(io.BytesIO(ready.content)), ready, own_head=letterhead is None).written()


class ReadyLetterhead(NamedTuple):
    """A letterhead with the packaged styles where it has none of its own, and with the two kinds of lists."""

    content: bytes
    content_types: bytes
    styles: Styles
    numbers: Numbering


@lru_cache(maxsize=4)
def _ready(letterhead: bytes, language: LanguageCode) -> ReadyLetterhead:
    """A letterhead for many letters in one language."""
    import docx

    word: Any = docx.Document(io.BytesIO(letterhead))
    styles, numbers = Styles(word), Numbering(word)
    styles.set_language(_SPELLING[language])
    styles.complete()
    word.core_properties  # noqa: B018  # makes them where there are none, so that no letter has a part more
    saved = io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return ReadyLetterhead(_stored(parts), parts[CONTENT_TYPES], styles, numbers)


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

    def __init__(self, letter: Document, word: Any, ready: ReadyLetterhead, *, own_head: bool) -> None:
        self.letter, self.word, self.own_head = letter, word, own_head
        self.styles, self.numbers = ready.styles.of(word), ready.numbers.of(word)
        self.content_types = ready.content_types
        self.controls = ControlWriter(self)
        self.place = self._place()
        section = word.sections[0]
        sides = (section.page_width, section.left_margin, section.right_margin)
        wide, left, right = [side.mm if side is not None else 25.0 for side in sides]
        self.room = max(wide - left - right, 60.0)
        self.clear = 0  # millimetres before the next paragraph: below the address window, below a table
        self.waiting: list[str] = []  # the markup of what is not yet in the file

    def written(self) -> bytes:
        self._properties()
        self._head()
        self.blocks(self.letter.blocks, 0)
        self.flush()
        if self.place is not None and self.place.getparent() is self.word.element.body:
            self.place.getparent().remove(self.place)
        elif self.place is not None:  # a cell ends with a paragraph
            self.place.clear()
        parts, main = _parts(self.word.part.package), self.word.part.partname.membername
        parts[main] = self.controls.declared(parts[main])
        return _stored({CONTENT_TYPES: self.content_types, **parts})

    def _place(self) -> Any | None:
        from docx.oxml.ns import qn

        for paragraph in self.word.element.body.iter(qn("w:p")):  # also in a table or a content control
            is_place = "".join(paragraph.itertext(qn("w:t"))).strip().lower() == PLACE
            if is_place and not any(paragraph.iterancestors(qn("w:txbxContent"))):
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
            self.add("Samskab Address", markup.line_break().join(map(markup.text_run, letter.recipient)))
        if sender and self.own_head:
            self.add("Samskab Sender Name", markup.text_run(sender.name))
            for line in sender.address:
                self.add("Samskab Sender", markup.text_run(line))
            for line in sender.contact:
                self.add("Samskab Sender", self.runs([contact_line(line)]))
        if letter.day_words:
            self.add("Samskab Date", markup.text_run(letter.day_words))
        if self.own_head and letter.recipient:
            self.clear = 62
        for mark in letter.marks:
            self.add("Samskab Mark", markup.text_run(mark))

    def add(self, style: str, runs: str = "", properties: str = "") -> None:
        """Add a paragraph."""
        if self.own_head and self.letter.recipient and style in _FRAMES:
            x, y, width = _FRAMES[style]
            lines = len(self.letter.sender.address) + len(self.letter.sender.contact) if self.letter.sender else 0
            properties = markup.frame(x, max(y, 30 + 4.4 * lines) if style == "Samskab Date" else y, width) + properties
        if self.clear:
            space = "" if "<w:spacing" in properties else markup.space_before(self.clear)
            properties, self.clear = properties + space, 0
        key = "" if style == "Normal" else self.styles.key(style)
        self.waiting.append(markup.paragraph(key, runs, properties))

    def flush(self) -> Any:
        """Put what waits into the file where the letter goes on; the last element of it."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        added = list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{''.join(self.waiting)}</w:body>"))
        self.waiting.clear()
        for each in added:
            self._put(each)
        return added[-1] if added else None

    def _put(self, added: Any) -> None:
        end = self.word.element.body.sectPr if self.place is None else self.place
        self.word.element.body.append(added) if end is None else end.addprevious(added)

    def paragraph(self, style: str) -> Any:
        """A new paragraph of python-docx where the letter goes on."""
        from docx.text.paragraph import Paragraph

        self.add(style)
        return Paragraph(self.flush(), self.word._body)  # noqa: SLF001  # the part that a paragraph belongs to

    def blocks(self, blocks: list[Block] | tuple[Block, ...], depth: int, style: str = "Normal") -> None:
        for block in blocks:
            self.block(block, depth, style)

    def block(self, block: Block, depth: int, style: str) -> None:
        kind = block["type"]
        if kind == "heading":
            self.add(f"Heading {block['level']}", self.runs(block["content"]))
        elif kind == "paragraph":
            is_signed = style == "Samskab Signature" and block["content"][0]["type"] == "strong"
            self.add(style, self.runs(block["content"]), markup.space_before(ROOM_TO_SIGN) if is_signed else "")
        elif kind == "list":
            self.items(block, depth)
        elif kind == "table":
            self.table(block)
        elif kind == "section":
            named = {"quote": "Quote", "lead": "Subtitle"}.get(block["name"], f"Samskab {block['name'].capitalize()}")
            self.blocks(block["blocks"], depth, named)
        elif kind in CONTROLS:
            self.flush()
            self.controls.write(block)
        elif kind == "page-break":
            self.add("Normal", markup.PAGE_BREAK)

    def items(self, block: Block, depth: int) -> None:
        number = self.numbers.start(block["start"]) if block["ordered"] else self.numbers.bullets
        for item in block["items"]:
            for index, inner in enumerate(item):
                if inner["type"] == "paragraph":
                    place = markup.item(number if index == 0 else 0, min(depth, 8))
                    self.add("List Number" if block["ordered"] else "List Bullet", self.runs(inner["content"]), place)
                else:
                    self.block(inner, depth + 1, "Normal")

    def table(self, block: Block) -> None:
        styles = self.styles.key("Samskab Table", TABLE), self.styles.key("Samskab Cell")
        self.waiting.append(
            markup.table(
                block, styles, millimetres(block, self.room), lambda content, is_head: self.runs(content, bold=is_head)
            )
        )
        self.clear = 5

    def place_table(self, table: Any) -> None:
        """Give a new table the packaged look, and put it where the letter goes on."""
        from docx.oxml.ns import qn

        xml_of(table).tblStyle_val = self.styles.key("Samskab Table", TABLE)
        if self.place is not None:
            self.place.addprevious(xml_of(table))
        look = xml_of(table).tblPr.find(qn("w:tblLook"))
        if look is not None:
            for side, on in (("firstRow", 1), ("firstColumn", 0), ("lastRow", 0), ("noVBand", 1), ("noHBand", 1)):
                look.set(qn(f"w:{side}"), str(on))
            look.set(qn("w:val"), "0620")

    def runs(self, content: list[Inline], *, bold: bool = False, italic: bool = False, style: str = "") -> str:
        """The markup of a text; `style` is the identifier of a style of characters."""
        pieces = []
        for each in content:
            kind = each["type"]
            if kind == "text":
                pieces.append(markup.text_run(each["text"], bold=bold, italic=italic, style=style))
            elif kind == "break":
                pieces.append(markup.line_break())
            elif kind == "link":
                linked = self.styles.key("Samskab Link", CHARACTER)
                inner = self.runs(each["content"], bold=bold, italic=italic, style=linked)
                pieces.append(f'<w:hyperlink r:id="{self._link(each["href"])}">{inner}</w:hyperlink>')
            else:
                is_bold, is_italic = bold or kind == "strong", italic or kind == "em"
                pieces.append(self.runs(each["content"], bold=is_bold, italic=is_italic, style=style))
        return "".join(pieces)

    def _link(self, target: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE

        return str(self.word.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _page(word: Any, *, landscape: bool) -> None:
    """A4 with the margins of the PDF, and `page/pages` in the footer, which reads the same in every language."""
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
    xml_of(footer).append(_field("PAGE"))
    footer.add_run("/")
    xml_of(footer).append(_field("NUMPAGES"))


def _field(name: str) -> Any:
    field, run, text = element("w:fldSimple", {"w:instr": f" {name} "}), element("w:r"), element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    return field


def _parts(package: Any) -> dict[str, bytes]:
    """The files of a package of python-docx, without the list of their types."""
    found = {"_rels/.rels": package.rels.xml}
    for part in package.iter_parts():
        found[part.partname.membername] = part.blob
        if len(part.rels):
            found[part.partname.rels_uri.membername] = part.rels.xml
    return found


def _stored(parts: Mapping[str, bytes]) -> bytes:
    """A zip with one time, in one order, uncompressed: compression differs between builds of zlib."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o600 << 16, 3
            made.writestr(entry, parts[name])
    return target.getvalue()
