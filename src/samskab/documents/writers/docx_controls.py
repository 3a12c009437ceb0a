"""The fields of a form as Word content controls (`w:sdt`): text, drop-down list, check boxes, rows for people.

The tag of a control is the field's path, by which `intake` reads it back. Blocks:

    {"type": "control", "tag": "answers.maal", "alias": "...", "label": "", "options": [(value, words)],
     "is_long": true, "hint": "..."}                       # or "fixed": a text that cannot be changed
    {"type": "boxes", "tag": "commitments.tid", "alias": "...", "label": "", "options": ["Ja", "Nej"]}
    {"type": "people", "alias": "...", "columns": [(part, title)], "roles": [(id, title)], "rows": 4, ...}
"""

from __future__ import annotations

from typing import Any, Protocol

from samskab.documents.document import Block
from samskab.documents.writers.docx_styles import ACCENT, CHARACTER, Styles, borders, element, twips, xml_of

CONTROLS = frozenset({"control", "boxes", "people"})
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_LONGEST_ALIAS = 64
_WIDTHS = {"role": 0.18, "name": 0.22, "title": 0.18, "unit": 0.16, "mail": 0.26}
"""The share of the page's width of each column of people."""


class WordPage(Protocol):
    """The file that controls are written into, and the millimetres between its margins (`writers.docx`)."""

    word: Any
    styles: Styles
    room: float

    def paragraph(self, style: str) -> Any:
        """A new paragraph where the document goes on."""

    def place_table(self, table: Any) -> None:
        """Put a new table where the document goes on."""


class ControlWriter:
    """Writes the controls of one file; each has a number of its own."""

    def __init__(self, writer: WordPage) -> None:
        self._writer = writer
        self._count = 0

    def write(self, block: Block) -> None:
        """One block of CONTROLS."""
        {"control": self._control, "boxes": self._boxes, "people": self._people}[block["type"]](block)

    def declared(self, document: bytes) -> bytes:
        """The document with the later namespaces of its controls marked as ones that an older Word may pass over."""
        if not self._count:
            return document
        from lxml import etree

        old = etree.fromstring(document)
        spaces = {**old.nsmap, "mc": _MC, "w14": _W14, "w15": _W15}
        root = etree.Element(old.tag, dict(old.attrib), spaces)
        known = str(root.get(f"{{{_MC}}}Ignorable", "")).split()
        root.set(f"{{{_MC}}}Ignorable", " ".join(dict.fromkeys([*known, "w14", "w15"])))
        root.extend(list(old))
        made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return made

    def _control(self, block: Block) -> None:
        fixed = block.get("fixed")
        style = "Samskab Small" if fixed else "Samskab Box"
        paragraph = self._writer.paragraph(style)
        if block["label"] and block.get("is_long"):
            paragraph.add_run(f"{block['label']}:")
            paragraph = self._writer.paragraph(style)
        elif block["label"]:
            paragraph.add_run(f"{block['label']}: ")
        if fixed:
            control = self._sdt(block["tag"], block["alias"], lock="sdtContentLocked", kind=element("w:text"))
            _content(control).append(self._run(fixed))
        elif block["is_long"]:
            self._long(block, xml_of(paragraph))
            return
        else:
            control = self._field(block, block["tag"], block["alias"])
        xml_of(paragraph).append(control)

    def _long(self, block: Block, paragraph: Any) -> None:
        """A control around whole paragraphs, so that an answer may have several."""
        control = self._sdt(block["tag"], block["alias"], lock="sdtLocked", kind=element("w:richText"), is_empty=True)
        paragraph.addprevious(control)
        paragraph.append(self._run(block["hint"], "Placeholder Text"))
        _content(control).append(paragraph)

    def _field(self, block: Block, tag: str, alias: str) -> Any:
        """A control of text or a list (`is_open`: or anything typed), which shows its hint until it is filled in."""
        if block.get("options"):
            kind = element("w:comboBox" if block.get("is_open") else "w:dropDownList")
            for value, words in block["options"]:
                kind.append(element("w:listItem", {"w:displayText": words, "w:value": value}))
        else:
            kind = element("w:text")
        control = self._sdt(tag, alias, lock="sdtLocked", kind=kind, is_empty=True)
        _content(control).append(self._run(block["hint"], "Placeholder Text"))
        return control

    def _boxes(self, block: Block) -> None:
        if block["label"]:
            label = self._writer.paragraph("Samskab Box")
            label.add_run(f"{block['label']}:")
            label.paragraph_format.keep_with_next = True
        for words in block["options"]:
            paragraph = self._writer.paragraph("Samskab Box")
            paragraph.paragraph_format.keep_with_next = words != block["options"][-1]
            kind = _w14("checkbox")
            kind.append(_w14("checked", val="0"))
            kind.append(_w14("checkedState", val="2612", font="MS Gothic"))
            kind.append(_w14("uncheckedState", val="2610", font="MS Gothic"))
            control = self._sdt(block["tag"], f"{block['alias']}: {words}", lock="sdtLocked", kind=kind)
            run = self._run("☐")
            fonts = {f"w:{name}": "MS Gothic" for name in ("ascii", "hAnsi", "eastAsia")} | {"w:hint": "eastAsia"}
            run.get_or_add_rPr().append(element("w:rFonts", fonts))
            _content(control).append(run)
            xml_of(paragraph).append(control)
            paragraph.add_run(f" {words}")

    def _people(self, block: Block) -> None:
        """A table with a row for each person; Word adds further rows with the plus sign after the last."""
        from docx.oxml.ns import qn

        table = self._writer.word.add_table(rows=1, cols=len(block["columns"]))
        self._writer.place_table(table)
        look = element("w:tblDescription", {"w:val": block["alias"]})
        properties = xml_of(table).tblPr
        properties.append(element("w:tblCaption", {"w:val": block["alias"]}))
        properties.append(look)
        widths = [round(self._writer.room * _WIDTHS[part]) for part, _ in block["columns"]]
        table.autofit = False
        for column, cell, width, (_, title) in zip(
            xml_of(table).tblGrid, table.rows[0].cells, widths, block["columns"], strict=True
        ):
            column.set(qn("w:w"), twips(width))
            _set_width(xml_of(cell), width)
            paragraph = cell.paragraphs[0]
            xml_of(paragraph).style = self._writer.styles.key("Samskab Cell")
            paragraph.add_run(title).bold = True
            xml_of(cell).get_or_add_tcPr().append(borders("w:tcBorders", bottom="8 " + ACCENT))
        head = xml_of(table.rows[0]).get_or_add_trPr()
        head.append(element("w:cantSplit"))
        head.append(element("w:tblHeader"))
        repeated = self._sdt("participants", block["alias"], kind=_w15("repeatingSection"))
        for number in range(block["rows"]):
            item = self._sdt("", "", kind=_w15("repeatingSectionItem"))
            _content(item).append(self._row(block, widths, number + 1))
            _content(repeated).append(item)
        xml_of(table).append(repeated)
        self._writer.paragraph("Normal")

    def _row(self, block: Block, widths: list[int], number: int) -> Any:
        row = element("w:tr")
        row.append(element("w:trPr"))
        row[0].append(element("w:cantSplit"))
        for (part, title), width in zip(block["columns"], widths, strict=True):
            cell = element("w:tc")
            cell.append(element("w:tcPr"))
            _set_width(cell, width)
            paragraph = element("w:p")
            paragraph.style = self._writer.styles.key("Samskab Cell")
            is_role = part == "role"
            given = {"options": block["roles"] if is_role else [], "hint": block["choose" if is_role else "hint"]}
            paragraph.append(self._field(given, part, f"{title} {number}"))
            cell.append(paragraph)
            row.append(cell)
        return row

    def _sdt(self, tag: str, alias: str, *, kind: Any, lock: str = "", is_empty: bool = False) -> Any:
        """A control with an empty content. The order of its properties is that of the schema."""
        self._count += 1
        control, properties = element("w:sdt"), element("w:sdtPr")
        for name, value in (("alias", alias[:_LONGEST_ALIAS]), ("tag", tag), ("id", str(self._count)), ("lock", lock)):
            if value:
                properties.append(element(f"w:{name}", {"w:val": value}))
        if is_empty:
            properties.append(element("w:showingPlcHdr"))
        properties.append(kind)
        control.append(properties)
        control.append(element("w:sdtContent"))
        return control

    def _run(self, text: str, style: str = "") -> Any:
        run = element("w:r")
        if style:
            run.style = self._writer.styles.key(style, CHARACTER)
        run.text = text
        return run


def _content(control: Any) -> Any:
    return control[-1]


def _set_width(cell: Any, millimetres: int) -> None:
    from docx.shared import Mm

    cell.width = Mm(millimetres)


def _w14(name: str, **attributes: str) -> Any:
    from lxml import etree

    return etree.Element(
        f"{{{_W14}}}{name}", {f"{{{_W14}}}{key}": value for key, value in attributes.items()}, {"w14": _W14}
    )


def _w15(name: str) -> Any:
    from lxml import etree

    return etree.Element(f"{{{_W15}}}{name}", None, {"w15": _W15})
