"""Bytes of an Excel workbook -> its tables. Only values are read: no formula, link or macro is run or followed.

Written over `zipfile` and `lxml`, as `report.spreadsheet` writes workbooks, so that the limits hold before anything is
unpacked (`office_package`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.intake.csv_table import oversized
from samskab.intake.form_table import LARGEST, MOST_COLUMNS, MOST_ROWS, FormCell, FormFile, FormLine, FormTable
from samskab.intake.office_package import UNREADABLE, OfficePackage, UnfitPackageError
from samskab.language import Fact

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DATE_LETTERS = re.compile(r"[dmyhså]", re.IGNORECASE)
_NOT_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|General|Standard', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SHOWN = 5


class _Sheet(NamedTuple):
    name: str
    part: str
    is_hidden: bool


def read_xlsx(content: bytes, path: str) -> FormFile:
    """The sheets of a workbook that hold something. Never raises for bad data.

    SK085 too large, SK088 nothing in it, SK780 no workbook that can be read, SK781 macros, SK782 hidden rows (which are
    read), SK784 a formula that was never calculated or gives an error, SK785 a hidden sheet (not read).
    """
    if len(content) > LARGEST:
        return FormFile(path, findings=(oversized(path, len(content)),), via="xlsx")
    try:
        tables, findings = _Workbook(content, path).tables()
    except UnfitPackageError as fault:
        return FormFile(path, findings=(fault.finding,), via="xlsx")
    except UNREADABLE:
        return FormFile(path, findings=(make_finding("SK780", Span(path)),), via="xlsx")
    if not tables:
        findings.append(make_finding("SK088", Span(path)))
    return FormFile(path, tuple(tables), tuple(findings), via="xlsx")


class _Workbook:
    """Reads the parts of one workbook."""

    def __init__(self, content: bytes, path: str) -> None:
        self._path = path
        self._package = OfficePackage(content, path)
        self._xml = self._package.xml
        book = self._xml("xl/workbook.xml")
        self._zero = datetime(1904, 1, 1) if _is_1904(book) else datetime(1899, 12, 30)  # noqa: DTZ001  # local days
        self._sheets = tuple(self._listed(book))
        self._dates = self._date_styles()
        self._texts = self._shared_texts()

    def tables(self) -> tuple[list[FormTable], list[Finding]]:
        """The visible sheets with something in them, and what is wrong."""
        tables, findings = [], []
        for sheet in self._sheets:
            if sheet.is_hidden:
                findings.append(make_finding("SK785", Span(self._path), {"sheet": sheet.name}))
                continue
            lines, own = self._lines(sheet)
            findings += own
            if lines:
                tables.append(FormTable(sheet.name, tuple(lines)))
        return tables, findings

    def _listed(self, book: _Element) -> Iterator[_Sheet]:
        targets = {
            each.get("Id"): str(each.get("Target"))
            for each in self._xml("xl/_rels/workbook.xml.rels")
            if each.get("TargetMode") != "External"
        }
        for each in book.iter("{*}sheet"):
            key = next((value for name, value in each.attrib.items() if str(name).endswith("}id")), None)
            target = targets.get(key)
            if target and "chartsheet" not in target:
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                hidden = each.get("state", "visible") != "visible"
                yield _Sheet(str(each.get("name") or ""), part, hidden)

    def _shared_texts(self) -> tuple[str, ...]:
        if "xl/sharedStrings.xml" not in self._package.names:
            return ()
        return tuple(_rich_text(each) for each in self._xml("xl/sharedStrings.xml").iterfind("{*}si"))

    def _date_styles(self) -> frozenset[int]:
        """The numbers of the cell styles that show a day or a time."""
        if "xl/styles.xml" not in self._package.names:
            return frozenset()
        styles = self._xml("xl/styles.xml")
        own = {each.get("numFmtId"): str(each.get("formatCode") or "") for each in styles.iter("{*}numFmt")}
        formats = (each.get("numFmtId") or "0" for each in styles.iterfind("{*}cellXfs/{*}xf"))
        return frozenset(
            number
            for number, key in enumerate(formats)
            if (_DATE_LETTERS.search(_NOT_DATE.sub("", own[key])) if key in own else int(key) in _DATE_FORMATS)
        )

    def _lines(self, sheet: _Sheet) -> tuple[list[FormLine], list[Finding]]:
        lines: list[FormLine] = []
        findings: list[Finding] = []
        hidden: list[int] = []
        number = 0
        for row in self._xml(sheet.part).iterfind("{*}sheetData/{*}row"):
            number = int(row.get("r") or number + 1)
            cells = self._cells(row, number, sheet, findings)
            if not any(not cell.is_blank for cell in cells):
                continue
            lines.append(cells)
            if row.get("hidden") in {"1", "true"}:
                hidden.append(number)
            if len(lines) > MOST_ROWS:
                raise UnfitPackageError(make_finding("SK780", Span(self._path)))
        if hidden:
            shown = (*map(str, hidden[:_SHOWN]), *(("…",) if len(hidden) > _SHOWN else ()))
            values = {"sheet": sheet.name, "rows": shown, "count": len(hidden)}
            findings.append(make_finding("SK782", Span(self._path), values))
        return lines, findings

    def _cells(self, row: _Element, number: int, sheet: _Sheet, findings: list[Finding]) -> FormLine:
        found: dict[int, FormCell] = {}
        column = 0
        for each in row.iterfind("{*}c"):
            reference = _REFERENCE.fullmatch(each.get("r") or "")
            column = _column_number(reference[1]) if reference else column + 1
            if column > MOST_COLUMNS:
                continue
            span = Span(f"{self._path}:{sheet.name}!{column_letters(column)}{number}")
            text = self._text(each)
            is_formula = each.find("{*}f") is not None
            if each.get("t") == "e" or (is_formula and not text and each.find("{*}v") is None):
                findings.append(make_finding("SK784", span, {"why": Fact("intake.no_value", {})}))
            else:
                found[column] = FormCell(text, span)
        width = max(found, default=0)
        blank = f"{self._path}:{sheet.name}!"
        return tuple(
            found.get(n) or FormCell("", Span(f"{blank}{column_letters(n)}{number}")) for n in range(1, width + 1)
        )

    def _text(self, cell: _Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return "" if inline is None else _rich_text(inline)
        value = cell.findtext("{*}v") or ""
        if kind == "s":
            return self._texts[int(value)] if value else ""
        if kind == "b":
            return {"1": "ja", "0": "nej"}.get(value, value)
        return self._number(value, int(cell.get("s") or 0)) if kind == "n" and value else _unescaped(value)

    def _number(self, value: str, style: int) -> str:
        """A number as Danish text; a day or a time in the form that `times` reads."""
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if style in self._dates and 1 <= number < 2958466:  # the days of Excel, to the year 9999
            moment = self._zero + timedelta(seconds=round(float(number) * 86400))
            return moment.strftime("%Y-%m-%d" if number == number.to_integral_value() else "%Y-%m-%d %H:%M:%S")
        if abs(number.adjusted()) > 30:  # no number of a form
            return value
        plain = format(
            round(number, 9).normalize() if number != number.to_integral_value() else number.to_integral_value(), "f"
        )
        return plain.replace(".", ",")


def column_letters(number: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _is_1904(book: _Element) -> bool:
    return any(each.get("date1904") in {"1", "true"} for each in book.iter("{*}workbookPr"))


def _rich_text(element: _Element) -> str:
    """The text of all its runs, without phonetic runs (`rPh`)."""
    runs = (*element.iterfind("{*}t"), *element.iterfind("{*}r/{*}t"))
    return _unescaped("".join(each.text or "" for each in runs))


def _unescaped(text: str) -> str:
    """`_x000D_` stands for a character that XML does not allow."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
