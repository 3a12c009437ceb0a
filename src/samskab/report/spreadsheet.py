"""Tables for spreadsheets: CSV that a Danish Excel opens in columns, and Excel's own XLSX; no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from xml.sax.saxutils import escape

from samskab.report.escape import show

Cell = str | Fraction | datetime
"""A text, a number, or a local time, which a spreadsheet shows without its time zone."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST = 4000
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  # the local day that Excel counts from
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD, _TIME = 1, 2
"""Styles of cells by their number in `_STYLES`: a title, and a day with its time."""
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def as_csv(lines: Iterable[Iterable[str]]) -> str:
    """Lines of cells with `;` between them and CRLF after them; a cell that would be a formula begins with `'`."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in lines:
        shown = (show(cell, longest=_LONGEST) for cell in line)
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown])
    return out.getvalue()


def as_xlsx(title: str, lines: Iterable[Iterable[Cell]], *more: tuple[str, Iterable[Iterable[Cell]]]) -> bytes:
    """Sheets with a bold first line that stays in sight; texts are texts, whatever they look like. `more` by title."""
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts([(title, lines), *more]).items():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'.encode())
    return target.getvalue()


def _parts(sheets: Sequence[tuple[str, Iterable[Iterable[Cell]]]]) -> Mapping[str, str]:
    """The files of a workbook by their names (ECMA-376, part 1)."""
    numbers = range(1, len(sheets) + 1)
    listed = (f'<sheet name="{_name(sheets[n - 1][0])}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    types = (
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
            f"{''.join(types)}"
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>'
        ),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(listed)}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            *(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers), ("styles", "styles.xml")
        ),
        "xl/styles.xml": _STYLES,
        **{
            f"xl/worksheets/sheet{n}.xml": "".join(_sheet([list(line) for line in lines]))
            for n, (_, lines) in enumerate(sheets, 1)
        },
    }


def _name(title: str) -> str:
    """A sheet's title: 31 characters, none of those that Excel refuses."""
    return escape(show(title)[:31].translate(str.maketrans(":\\/?*[]", " " * 7)), {'"': "&quot;"})


def _relations(*targets: tuple[str, str]) -> str:
    found = (
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(found)}</Relationships>'


def _sheet(lines: list[list[Cell]]) -> Iterator[str]:
    columns = zip(*(map(_width, line) for line in lines), strict=True)
    yield f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    for number, widths in enumerate(columns, 1):
        yield f'<col min="{number}" max="{number}" width="{max(widths) + 2}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for number, line in enumerate(lines):
        yield f"<row>{''.join(_cell(each, _HEAD if number == 0 else 0) for each in line)}</row>"
    yield "</sheetData></worksheet>"


def _cell(value: Cell, style: int) -> str:
    if isinstance(value, Fraction):
        return f"<c><v>{float(value)!r}</v></c>"
    if isinstance(value, datetime):
        days = Fraction(round((value.replace(tzinfo=None) - _DAY_ZERO).total_seconds()), 86400)
        return f'<c s="{_TIME}"><v>{float(days)!r}</v></c>'
    if not value:
        return "<c/>"
    return (
        f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(show(value, longest=_LONGEST))}</t></is></c>'
    )


def _width(value: Cell) -> int:
    """The approximate width of a cell in characters; a long text is folded by its reader."""
    return min(60, len(value)) if isinstance(value, str) else 16
