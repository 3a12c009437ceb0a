"""A document as a Word file: real styles, lists and header rows, in the office's letterhead or ours.

The same document gives the same bytes: the zip has fixed times and sorted, stored entries.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

from samskab.render.columns import millimetres
from samskab.render.document import Block, Document, Inline
from samskab.render.links import contact_line
from samskab.render.typography import cleaned, set_text

PLACE = "[brev]"  # the paragraph of a letterhead where the letter goes; without one it goes last
MAX_PARTS, MAX_BYTES = 2_000, 50_000_000
_ACCENT, _QUIET = "12506B", "4D5660"


# millimetres from the left and the top edge of the page, and the width: the same places as in the PDF
_FRAMES = {
    "Samskab Address": (25, 45, 80),
    "Samskab Sender Name": (126, 19, 64),
    "Samskab Sender": (126, 26, 64),
    "Samskab Date": (126, 54, 64),
}
_CHARACTER, _TABLE = 2, 3  # the kinds of a style, as Word counts them
_KINDS = {1: "paragraph", _CHARACTER: "character", _TABLE: "table"}
_AFTER_FRAME = ("w:widowControl", "w:numPr", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


class LetterheadError(ValueError):
    """The office's Word file cannot carry a letter: SK637 it is not one, SK658 it has macros, SK659 it is too large."""

    @property
    def code(self) -> str:
        return str(self.args[0])


def to_docx(document: Document, *, letterhead: bytes | None = None) -> bytes:
    """DOCX bytes. With a `letterhead` its headers, footers, margins and styles stay; our sender block is left out."""
    letter = cleaned(document)
    office = letterhead is not None
    base = _opened(letterhead if letterhead is not None else packaged_letterhead(letter.landscape))
    return _Writer(letter, base, own_head=not office).written()


@cache
def packaged_letterhead(landscape: bool = False) -> bytes:
    """The letterhead that comes with samskab: A4, our styles, page numbers; python-docx's base without its ballast."""
    import docx

    word: Any = docx.Document()
    for relations, unwanted in ((word.part.rels, "stylesWithEffects"), (word.part.package.rels, "thumbnail")):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(unwanted)]:
            del relations[key]
    for style in list(word.styles):
        if style.type == _TABLE and style.name != "Normal Table":
            style.element.getparent().remove(style.element)
    _Styles(word).package()
    _page(word, landscape=landscape)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _opened(letterhead: bytes) -> Any:
    """The office's file as a python-docx document, after a look at what it is."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(letterhead)) as archive:
            _inspect(archive.infolist())
        opened: Any = docx.Document(io.BytesIO(letterhead))
    except LetterheadError:
        raise
    except Exception as error:
        raise LetterheadError("SK637") from error
    return opened


def _inspect(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise LetterheadError("SK659")
    if any(entry.filename.lower().endswith(("vbaproject.bin", "vbadata.xml")) for entry in entries):
        raise LetterheadError("SK658")


class _Writer:
    """One Word file in the making."""

    def __init__(self, letter: Document, word: Any, *, own_head: bool) -> None:
        self.letter, self.word, self.own_head = letter, word, own_head
        self.styles = _Styles(word)
        self.styles.speak("da-DK" if letter.language == "da" else "en-GB")
        self.numbers = _Numbering(word)
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
        for paragraph in self.word.paragraphs:
            if paragraph.text.strip().lower() == PLACE:
                return paragraph._p  # noqa: SLF001 - python-docx has no public way to insert before
        return None

    def _properties(self) -> None:
        about, letter = self.word.core_properties, self.letter
        stamp = datetime.combine(letter.day, time(12), UTC).replace(tzinfo=None)
        about.title, about.language = letter.title[:250], "da-DK" if letter.language == "da" else "en-GB"
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
        for line in (letter.day_words, letter.reference):
            if line:
                self.runs(self.paragraph("Samskab Date"), [{"type": "text", "text": line}])
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
            added._p.style = self.styles.key(style)  # noqa: SLF001 - python-docx looks every name up anew, 1 ms each
        if self.place is not None:
            self.place.addprevious(added._p)  # noqa: SLF001
        if self.own_head and self.letter.recipient and style in _FRAMES:
            x, y, width = _FRAMES[style]
            lines = len(self.letter.sender.address) + len(self.letter.sender.contact) if self.letter.sender else 0
            _frame(added, x, max(y, 30 + 4.4 * lines) if style == "Samskab Date" else y, width)
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
            self.runs(self.paragraph(style), block["content"])
        elif kind == "list":
            self.items(block, depth)
        elif kind == "table":
            self.table(block)
        elif kind == "section":
            named = {"quote": "Quote", "lead": "Subtitle"}.get(block["name"], f"Samskab {block['name'].capitalize()}")
            self.blocks(block["blocks"], depth, named)
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
        from docx.oxml.ns import qn
        from docx.shared import Mm

        columns = len(block["header"])
        table = self.word.add_table(rows=0, cols=columns)
        table._tbl.tblStyle_val = self.styles.key("Samskab Table", _TABLE)  # noqa: SLF001
        if self.place is not None:
            self.place.addprevious(table._tbl)  # noqa: SLF001
        look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
        if look is not None:
            for side, on in (("firstRow", 1), ("firstColumn", 0), ("lastRow", 0), ("noVBand", 1), ("noHBand", 1)):
                look.set(qn(f"w:{side}"), str(on))
            look.set(qn("w:val"), "0620")
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
        first._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001
        for row in table.rows:
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001
        for cell in first.cells:
            cell._tc.get_or_add_tcPr().append(_borders("w:tcBorders", bottom="8 " + _ACCENT))  # noqa: SLF001
            for run in cell.paragraphs[0].runs:
                run.bold = True

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
        around = _element("w:hyperlink", {"r:id": target})
        for run in paragraph.runs[before:]:
            run._r.style = self.styles.key("Samskab Link", _CHARACTER)  # noqa: SLF001
            around.append(run._r)  # noqa: SLF001
        paragraph._p.append(around)  # noqa: SLF001


class _Styles:
    """The styles of a file: the office's where it has them, ours for the rest."""

    def __init__(self, word: Any) -> None:
        self.word = word
        self.known = {(style.name, int(style.type)): style.style_id for style in word.styles}

    def key(self, wanted: str, kind: int = 1) -> str:
        """The identifier of a style of that name and kind; it is made if the file has none."""
        from docx.enum.style import WD_STYLE_TYPE

        if (wanted, kind) not in self.known:
            added = self.word.styles.add_style(wanted, WD_STYLE_TYPE.from_xml(_KINDS[kind]))
            self._dress(added, wanted)
            self.known[wanted, kind] = added.style_id
        return str(self.known[wanted, kind])

    def _dress(self, style: Any, name: str) -> None:
        from docx.shared import Pt, RGBColor

        if name == "Samskab Table":
            style.element.append(_table_look())
            return
        if name == "Samskab Link":
            style.font.underline, style.font.color.rgb = True, RGBColor.from_string(_ACCENT)
            return
        style.base_style = self.word.styles["Normal"] if ("Normal", 1) in self.known else None
        space = style.paragraph_format
        if name.startswith("Heading"):
            level = int(name[-1])
            style.font.bold, style.font.size = True, Pt({1: 17, 2: 13}.get(level, 11))
            space.keep_with_next, space.space_before, space.space_after = True, Pt(14 if level > 1 else 0), Pt(5)
            style.element.get_or_add_pPr().append(_element("w:outlineLvl", {"w:val": str(level - 1)}))
        elif name in ("Samskab Cell", "Samskab Small", "Samskab Contact"):
            style.font.size, space.space_after = Pt(9.5), Pt(0)
        elif name.startswith("Samskab Sender") or name == "Samskab Date":
            style.font.size, space.space_after = Pt(14 if name.endswith("Name") else 9.5), Pt(0)
            if name.endswith("Name"):
                style.font.color.rgb, style.font.bold = RGBColor.from_string(_ACCENT), True
        elif name == "Samskab Address":
            space.space_before, space.space_after = Pt(0), Pt(24)
        elif name == "Samskab Mark":
            style.font.bold, space.space_after = True, Pt(10)
            style.element.get_or_add_pPr().append(_shade("FDF1D6"))
        elif name == "Samskab Box":
            properties = style.element.get_or_add_pPr()
            properties.append(_borders("w:pBdr", left="18 " + _ACCENT))
            properties.append(_shade("EEF4F7"))
        elif name == "Samskab Signature":
            space.keep_together, space.keep_with_next, space.space_before = True, True, Pt(6)
        elif name in ("Quote", "Samskab Quote"):
            space.left_indent = Pt(12)

    def package(self) -> None:
        """Word's default template in our colours and sizes."""
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        styles = self.word.styles
        for name, size, color in (
            ("Normal", 10.5, None),
            ("Heading 1", 17, _ACCENT),
            ("Heading 2", 12.5, _ACCENT),
            ("Heading 3", 10.5, None),
            ("Heading 4", 10.5, _QUIET),
            ("Subtitle", 12, _QUIET),
            ("Quote", 10.5, _QUIET),
        ):
            style = styles[name]
            style.font.size, style.font.name = Pt(size), "Calibri"
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:cs"), "Calibri")
            style.font.italic = False
            for spaced in style.element.get_or_add_rPr().findall(qn("w:spacing")):
                spaced.getparent().remove(spaced)
            if color or name.startswith("Heading"):
                style.font.color.rgb = RGBColor.from_string(color or "1B1F24")
        styles["Normal"].paragraph_format.space_after = Pt(6)
        styles["Normal"].paragraph_format.line_spacing = 1.1
        for level in (2, 3, 4):
            styles[f"Heading {level}"].paragraph_format.space_before = Pt(12)
            styles[f"Heading {level}"].paragraph_format.space_after = Pt(4)
        styles["Heading 1"].paragraph_format.space_before = Pt(18)
        styles["Heading 1"].paragraph_format.space_after = Pt(6)

    def speak(self, language: str) -> None:
        """Set the language that Word checks the spelling in, wherever the styles name one."""
        from docx.oxml.ns import qn

        for rpr in self.word.styles.element.iter(qn("w:rPr")):
            if (lang := rpr.find(qn("w:lang"))) is not None:
                lang.set(qn("w:val"), language)
        if ("Normal", 1) not in self.known:
            return
        rpr = self.word.styles["Normal"].element.get_or_add_rPr()
        if rpr.find(qn("w:lang")) is None:
            rpr.append(_element("w:lang", {"w:val": language}))


class _Numbering:
    """Real lists: one definition of bullets, one of numbers, and a fresh count for every numbered list."""

    def __init__(self, word: Any) -> None:
        self.root = word.part.numbering_part.element
        from docx.oxml.ns import qn

        self._qn = qn
        used = [int(each.get(qn("w:abstractNumId"))) for each in self.root.findall(qn("w:abstractNum"))]
        self._next = max([int(each.get(qn("w:numId"))) for each in self.root.findall(qn("w:num"))] or [0]) + 1
        self._abstract = max(used or [0]) + 1
        self._define(self._abstract, "bullet")
        self._define(self._abstract + 1, "decimal")
        self.bullets = self._number(self._abstract, None)

    def start(self, first: int) -> int:
        """A new numbered list that counts from `first`."""
        return self._number(self._abstract + 1, first)

    def give(self, paragraph: Any, number: int, level: int) -> None:
        """Make a paragraph an item; number 0 is a further paragraph of the item, indented but without a mark."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number

    def _define(self, key: int, kind: str) -> None:
        abstract = _element("w:abstractNum", {"w:abstractNumId": str(key)})
        abstract.append(_element("w:multiLevelType", {"w:val": "hybridMultilevel"}))
        for level in range(9):
            lvl = _element("w:lvl", {"w:ilvl": str(level)})
            lvl.append(_element("w:start", {"w:val": "1"}))
            lvl.append(_element("w:numFmt", {"w:val": kind}))
            lvl.append(_element("w:lvlText", {"w:val": "•" if kind == "bullet" else f"%{level + 1}."}))
            lvl.append(_element("w:lvlJc", {"w:val": "left"}))
            space = _element("w:pPr")
            space.append(_element("w:ind", {"w:left": str(360 * (level + 1)), "w:hanging": "300"}))
            lvl.append(space)
            abstract.append(lvl)
        first = self.root.find(self._qn("w:num"))
        self.root.append(abstract) if first is None else first.addprevious(abstract)

    def _number(self, abstract: int, first: int | None) -> int:
        number, self._next = self._next, self._next + 1
        num = _element("w:num", {"w:numId": str(number)})
        num.append(_element("w:abstractNumId", {"w:val": str(abstract)}))
        if first is not None:
            override = _element("w:lvlOverride", {"w:ilvl": "0"})
            override.append(_element("w:startOverride", {"w:val": str(first)}))
            num.append(override)
        self.root.append(num)
        return number


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    return element


def _frame(paragraph: Any, x: float, y: float, width: float) -> None:
    """Give a paragraph a place on the page: the address where the window is, the sender at the right."""
    place = {"w:w": _twips(width), "w:wrap": "around", "w:vAnchor": "page", "w:hAnchor": "page"}
    frame = _element("w:framePr", place | {"w:x": _twips(x), "w:y": _twips(y)})
    paragraph._p.get_or_add_pPr().insert_element_before(frame, *_AFTER_FRAME)  # noqa: SLF001


def _shade(colour: str) -> Any:
    return _element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour})


def _borders(tag: str, **sides: str) -> Any:
    """`bottom="8 12506B"`: eighths of a point and the colour."""
    borders = _element(tag)
    for side, line in sides.items():
        size, colour = line.split()
        borders.append(_element(f"w:{side}", {"w:val": "single", "w:sz": size, "w:space": "6", "w:color": colour}))
    return borders


def _twips(millimetres: float) -> str:
    return str(round(millimetres * 56.7))


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
    field = _element("w:fldSimple", {"w:instr": " PAGE "})
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    footer._p.append(field)  # noqa: SLF001


def _table_look() -> Any:
    """Thin lines under the rows, a strong one under the header."""
    borders = _element("w:tblPr")
    borders.append(_borders("w:tblBorders", bottom="4 AAB4BD", insideH="4 AAB4BD"))
    margins = _element("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "80"), ("bottom", "50"), ("right", "80")):
        margins.append(_element(f"w:{side}", {"w:w": width, "w:type": "dxa"}))
    borders.append(margins)
    return borders


def _fixed(saved: bytes) -> bytes:
    """The same parts with one time, in one order, stored: compression differs between builds of zlib."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as fixed:
        for name in _in_order(source.namelist()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o600 << 16, 3
            fixed.writestr(entry, source.read(name))
    return target.getvalue()


def _in_order(names: list[str]) -> Iterator[str]:
    yield from sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
