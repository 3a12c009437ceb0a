"""Tables for spreadsheets: a text stays a text, the same bytes each time, and every part is where it is named."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from samskab.report.spreadsheet import as_csv, as_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELLS = st.lists(st.text(max_size=20), min_size=2, max_size=2)


def cells_of(content: bytes) -> list[list[tuple[str | None, str | None, str]]]:
    """The kind, style and text of each cell, line by line."""
    sheet = parts_of(content)["xl/worksheets/sheet1.xml"]
    return [
        [(cell.get("t"), cell.get("s"), "".join(cell.itertext())) for cell in row] for row in sheet.iter(f"{MAIN}row")
    ]


def parts_of(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def test_numbers_and_times_are_numbers_and_the_head_is_bold() -> None:
    """Excel counts days from 1899-12-30: 2026-04-16 is day 46128."""
    lines = [("Kommune", "Point", "Modtaget"), ("Morsø", Fraction(29, 2), datetime(2026, 4, 16, 6, tzinfo=UTC))]
    assert cells_of(as_xlsx("Ansøgninger", lines)) == [
        [("inlineStr", "1", "Kommune"), ("inlineStr", "1", "Point"), ("inlineStr", "1", "Modtaget")],
        [("inlineStr", "0", "Morsø"), (None, None, "14.5"), (None, "2", "46128.25")],
    ]


def test_every_part_that_is_named_is_there() -> None:
    parts = parts_of(as_xlsx("Liste", [("a",)]))
    named = {each.get("PartName") for each in parts["[Content_Types].xml"]} - {None}
    targets = {f"/xl/{each.get('Target')}" for each in parts["xl/_rels/workbook.xml.rels"]}
    assert named == {"/xl/workbook.xml", *targets} == {f"/{name}" for name in parts if not re.search("rels|Ty", name)}


@given(st.lists(CELLS, min_size=1, max_size=4), st.text(max_size=40))
def test_any_text_is_a_text_and_the_bytes_are_the_same(lines: list[list[str]], title: str) -> None:
    content = as_xlsx(title, lines)
    assert content == as_xlsx(title, lines)
    found = cells_of(content)
    assert [len(line) for line in found] == [2] * len(lines)
    assert {kind for line in found for kind, _, text in line if text} <= {"inlineStr"}
    assert b"<f>" not in etree.tostring(parts_of(content)["xl/worksheets/sheet1.xml"])


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_cell_of_a_csv_is_a_formula(line: list[str]) -> None:
    cells = as_csv([line]).removesuffix("\r\n").split(";")
    assert not [cell for cell in cells if cell.lstrip('"')[:1] in {"=", "+", "-", "@"}]
