"""Styles of a Word letter, added where the office's file has none; list numbering, frames, borders and shading."""

from __future__ import annotations

from copy import copy
from typing import Any

ACCENT, QUIET = "12506B", "4D5660"
CHARACTER, TABLE = 2, 3  # the kinds of a style, as Word counts them
_KINDS = {1: "paragraph", CHARACTER: "character", TABLE: "table"}
_USUAL = (
    *("List Bullet", "List Number", "Quote", "Samskab Address", "Samskab Box", "Samskab Cell", "Samskab Contact"),
    *("Samskab Date", "Samskab Mark", "Samskab Sender", "Samskab Sender Name", "Samskab Signature", "Samskab Small"),
)
"""The styles of paragraphs that most letters need."""


class Styles:
    """The styles of a file: the office's where it has them, the packaged ones for the rest."""

    def __init__(self, word: Any) -> None:
        self.word = word
        self.names = {style.name for style in word.styles}
        self.known = {(style.name, int(style.type)): style.style_id for style in word.styles if style.style_id}

    def of(self, word: Any) -> Styles:
        """The same in another copy of the file."""
        made = copy(self)
        made.word, made.names, made.known = word, set(self.names), dict(self.known)
        return made

    def key(self, wanted: str, kind: int = 1) -> str:
        """The identifier of a style of that name and kind; it is made if the file has none."""
        from docx.enum.style import WD_STYLE_TYPE

        if (wanted, kind) not in self.known:
            name = wanted
            while name in self.names:  # by a style of another kind
                name = f"Samskab {name}"
            self.names.add(name)
            added = self.word.styles.add_style(name, WD_STYLE_TYPE.from_xml(_KINDS[kind]))
            while added.style_id in self.known.values():  # the office has given a style of its own this identifier
                added.element.styleId = f"Samskab{added.style_id}"
            self._dress(added, wanted)
            self.known[wanted, kind] = added.style_id
        return str(self.known[wanted, kind])

    def complete(self) -> None:
        """Make the usual styles that the file lacks."""
        for name in _USUAL:
            self.key(name)
        self.key("Samskab Link", CHARACTER)
        self.key("Samskab Table", TABLE)

    def _dress(self, style: Any, name: str) -> None:
        from docx.shared import Pt, RGBColor

        if name == "Samskab Table":
            style.element.append(table_look())
            return
        if name in {"Samskab Link", "Placeholder Text"}:
            is_link = name == "Samskab Link"
            style.font.underline, style.font.color.rgb = is_link, RGBColor.from_string(ACCENT if is_link else QUIET)
            return
        style.base_style = self.word.styles["Normal"] if ("Normal", 1) in self.known else None
        space = style.paragraph_format
        if name.startswith("Heading"):
            level = int(name[-1])
            style.font.bold, style.font.size = True, Pt({1: 17, 2: 13}.get(level, 11))
            space.keep_with_next, space.space_before, space.space_after = True, Pt(14 if level > 1 else 0), Pt(5)
            style.element.get_or_add_pPr().append(element("w:outlineLvl", {"w:val": str(level - 1)}))
        elif name in ("Samskab Cell", "Samskab Small", "Samskab Contact"):
            style.font.size, space.space_after = Pt(9.5), Pt(0)
        elif name.startswith("Samskab Sender") or name == "Samskab Date":
            style.font.size, space.space_after = Pt(14 if name.endswith("Name") else 9.5), Pt(0)
            if name.endswith("Name"):
                style.font.color.rgb, style.font.bold = RGBColor.from_string(ACCENT), True
        elif name == "Samskab Address":
            space.space_before, space.space_after = Pt(0), Pt(24)
        elif name == "Samskab Mark":
            style.font.bold, space.space_after = True, Pt(10)
            style.element.get_or_add_pPr().append(shade("FDF1D6"))
        elif name == "Samskab Box":
            properties = style.element.get_or_add_pPr()
            properties.append(borders("w:pBdr", left="18 " + ACCENT))
            properties.append(shade("EEF4F7"))
        elif name == "Samskab Signature":
            space.keep_together, space.keep_with_next, space.space_before = True, True, Pt(6)
        elif name in ("Quote", "Samskab Quote"):
            space.left_indent = Pt(12)

    def package(self) -> None:
        """Set the colours and sizes of the packaged letterhead in Word's default template."""
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        styles = self.word.styles
        for name, size, color in (
            ("Normal", 10.5, None),
            ("Heading 1", 17, ACCENT),
            ("Heading 2", 12.5, ACCENT),
            ("Heading 3", 10.5, None),
            ("Heading 4", 10.5, QUIET),
            ("Subtitle", 12, QUIET),
            ("Quote", 10.5, QUIET),
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

    def set_language(self, language: str) -> None:
        """Set the language of the spelling check in every style that names one."""
        from docx.oxml.ns import qn

        for rpr in self.word.styles.element.iter(qn("w:rPr")):
            if (lang := rpr.find(qn("w:lang"))) is not None:
                lang.set(qn("w:val"), language)
        if ("Normal", 1) not in self.known:
            return
        rpr = self.word.styles["Normal"].element.get_or_add_rPr()
        if rpr.find(qn("w:lang")) is None:
            rpr.append(element("w:lang", {"w:val": language}))


class Numbering:
    """List numbering: one definition of bullets, one of numbers, and a new count for every numbered list."""

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

    def of(self, word: Any) -> Numbering:
        """The same in another copy of the file."""
        made = copy(self)
        made.root = word.part.numbering_part.element
        return made

    def start(self, first: int) -> int:
        """A new numbered list that counts from `first`."""
        return self._number(self._abstract + 1, first)

    def _define(self, key: int, kind: str) -> None:
        abstract = element("w:abstractNum", {"w:abstractNumId": str(key)})
        abstract.append(element("w:multiLevelType", {"w:val": "hybridMultilevel"}))
        for level in range(9):
            lvl = element("w:lvl", {"w:ilvl": str(level)})
            lvl.append(element("w:start", {"w:val": "1"}))
            lvl.append(element("w:numFmt", {"w:val": kind}))
            lvl.append(element("w:lvlText", {"w:val": "•" if kind == "bullet" else f"%{level + 1}."}))
            lvl.append(element("w:lvlJc", {"w:val": "left"}))
            space = element("w:pPr")
            space.append(element("w:ind", {"w:left": str(360 * (level + 1)), "w:hanging": "300"}))
            lvl.append(space)
            abstract.append(lvl)
        first = self.root.find(self._qn("w:num"))
        self.root.append(abstract) if first is None else first.addprevious(abstract)

    def _number(self, abstract: int, first: int | None) -> int:
        number, self._next = self._next, self._next + 1
        num = element("w:num", {"w:numId": str(number)})
        num.append(element("w:abstractNumId", {"w:val": str(abstract)}))
        if first is not None:
            override = element("w:lvlOverride", {"w:ilvl": "0"})
            override.append(element("w:startOverride", {"w:val": str(first)}))
            num.append(override)
        self.root.append(num)
        return number


def element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    return element


def xml_of(part: Any) -> Any:
    """The XML of a paragraph, table, row or cell of python-docx, which has no public name for it."""
    return part._element  # noqa: SLF001  # there is no public way to it


def shade(colour: str) -> Any:
    return element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour})


def borders(tag: str, **sides: str) -> Any:
    """`bottom="8 12506B"`: eighths of a point and the colour."""
    borders = element(tag)
    for side, line in sides.items():
        size, colour = line.split()
        borders.append(element(f"w:{side}", {"w:val": "single", "w:sz": size, "w:space": "6", "w:color": colour}))
    return borders


def twips(millimetres: float) -> str:
    return str(round(millimetres * 56.7))


def table_look() -> Any:
    """Table properties: thin lines under the rows, and cell margins."""
    look = element("w:tblPr")
    look.append(borders("w:tblBorders", bottom="4 AAB4BD", insideH="4 AAB4BD"))
    margins = element("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "80"), ("bottom", "50"), ("right", "80")):
        margins.append(element(f"w:{side}", {"w:w": width, "w:type": "dxa"}))
    look.append(margins)
    return look
