"""Paragraphs and tables as text of WordprocessingML, which python-docx takes ten times as long to build."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from samskab.documents.document import Block, Inline
from samskab.documents.typography import set_text
from samskab.documents.writers.docx_styles import ACCENT, twips

RunWriter = Callable[[list[Inline], bool], str]
"""The markup of a text; whether it is in a header."""
_TWIPS_A_MILLIMETRE = 36_000 / 635
_BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>"}
_ALIGNED = {"center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}
_LOOK = 'w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
_HEAD_LINE = (
    '<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="6" '
    f'w:color="{ACCENT}"/></w:tcBorders>'
)  # fmt: skip

PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """A paragraph with the identifier of its style (empty for the usual one), runs and further properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p>{f'<w:pPr>{named}{properties}</w:pPr>' if named or properties else ''}{runs}</w:p>"


def frame(x: float, y: float, width: float) -> str:
    """A fixed place on the page, in millimetres from its left and top edge."""
    place = f'w:x="{twips(x)}" w:y="{twips(y)}"'
    return f'<w:framePr w:w="{twips(width)}" w:wrap="around" w:vAnchor="page" w:hAnchor="page" {place}/>'


def space_before(millimetres: float) -> str:
    """Space above a paragraph."""
    return f'<w:spacing w:before="{round(millimetres * _TWIPS_A_MILLIMETRE)}"/>'


def item(number: int, level: int) -> str:
    """An item of a list; number 0 is a further paragraph of the item, indented but without a mark."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def table(block: Block, styles: tuple[str, str], widths: Sequence[float], runs: RunWriter) -> str:
    """A table with a header row; `styles` are those of tables and cells, widths in millimetres."""
    columns = [round(int(width * 36_000) / 635) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    head = (
        f'<w:tblPr><w:tblStyle w:val="{styles[0]}"/><w:tblW w:type="auto" w:w="0"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {_LOOK}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    rows = [_row(block, number, columns, styles[1], runs) for number in range(len(block["rows"]) + 1)]
    return f"<w:tbl>{head}{''.join(rows)}</w:tbl>"


def _row(block: Block, number: int, columns: Sequence[int], style: str, runs: RunWriter) -> str:
    """A row; 0 is the header."""
    is_head = number == 0
    row = block["header"] if is_head else block["rows"][number - 1]
    cells = []
    for place, width in enumerate(columns):
        content = row[place] if place < min(len(row), len(block["align"])) else []
        aligned = _ALIGNED.get(block["align"][place], "") if place < len(block["align"]) else ""
        borders = _HEAD_LINE if is_head else ""
        cell = paragraph(style, runs(content, is_head), aligned)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{borders}</w:tcPr>{cell}</w:tc>')
    repeated = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def text_run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> str:
    """A text in one look; `style` is the identifier of a style of characters."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    look = f"{named}{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_text(set_text(text))}</w:r>"


def line_break() -> str:
    """The end of a line within a paragraph."""
    return "<w:r><w:br/></w:r>"


def _text(text: str) -> str:
    return "".join(_BREAKS.get(piece) or _plain(piece) for piece in re.split("([\t\n\r])", text) if piece)


def _plain(text: str) -> str:
    space = ' xml:space="preserve"' if len(text.strip()) < len(text) else ""
    return f"<w:t{space}>{escape(text)}</w:t>"
