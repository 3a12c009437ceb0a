"""A workbook is read as what it shows, and refused when it is more or less than a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.intake import office_package
from samskab.intake.xlsx_table import column_letters, read_xlsx
from tests.workbooks import MAIN, sheet, workbook

PLAIN = workbook(sheet([["Kommune", "Mål"], ["Ærø", "Stier"]]))


def read(content: bytes) -> tuple[list[list[list[str]]], list[tuple[str, str]]]:
    form = read_xlsx(content, "svar.xlsx")
    texts = [[[cell.text for cell in line] for line in table.lines] for table in form.tables]
    return texts, [(found.code, found.span.path) for found in form.findings]


def test_a_cell_has_the_place_that_the_spreadsheet_shows() -> None:
    (table,) = read_xlsx(PLAIN, "svar.xlsx").tables
    assert [cell.span.path for cell in table.lines[1]] == ["svar.xlsx:Ark1!A2", "svar.xlsx:Ark1!B2"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>1200</v></c>", "1200"),
        ("<c><v>1.5</v></c>", "1,5"),
        ("<c><v>1E3</v></c>", "1000"),
        ("<c><v>0.1</v></c>", "0,1"),
        ('<c t="b"><v>1</v></c>', "ja"),
        ('<c t="str"><f>A1&amp;"x"</f><v>Ærøx</v></c>', "Ærøx"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c s="1"><v>46073.586805555555</v></c>', "2026-02-20 14:05:00"),
        ('<c s="2"><v>46073</v></c>', "2026-02-20"),
        ('<c t="inlineStr"><is><r><t>Æ</t></r><r><t>rø</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>', "Ærø"),
        ('<c t="inlineStr"><is><t>a_x000D_\nb</t></is></c>', "a\nb"),
        ('<c t="s"><v>0</v></c>', "Fælles"),
    ],
)
def test_a_value_is_read_as_it_is_shown(cell: str, text: str) -> None:
    shared = f'<sst xmlns="{MAIN}"><si><t>Fælles</t></si></sst>'
    texts, findings = read(workbook(sheet([[cell]]), more={"xl/sharedStrings.xml": shared}))
    assert (texts, findings) == ([[[text]]], [])


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    sheets = '<workbookPr date1904="1"/><sheets><sheet name="A" r:id="rId1"/></sheets>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="x">{sheets}</workbook>'
    texts, _ = read(workbook(sheet([['<c s="2"><v>44611</v></c>']]), more={"xl/workbook.xml": book}))
    assert texts == [[["2026-02-20"]]]


def test_gaps_between_cells_and_rows_are_blank() -> None:
    rows = '<row r="3"><c r="B3"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    texts, findings = read(workbook(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'))
    assert (texts, findings) == ([[["", "1"], ["2"]]], [])


def test_hidden_rows_are_read_and_named_and_hidden_sheets_are_not() -> None:
    lines = [["Kommune"], ["Ærø"], ["Samsø"]]
    texts, findings = read(workbook(sheet(lines, hidden=[3]), sheet([["x"]]), states=("visible", "veryHidden")))
    assert texts == [lines]
    assert findings == [("SK782", "svar.xlsx"), ("SK785", "svar.xlsx")]


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'>]>" + sheet([["&a;"]]).replace("&amp;a;", "&a;")
_LINK = '<Relationship Id="rId1" TargetMode="External" Target="http://example.org/a.xml"/>'
OUTSIDE = f'<Relationships xmlns="x">{_LINK}</Relationships>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "SK780"),
        (b"PK\x03\x04\x14\x00\xff\xff", "SK780"),
        (PLAIN[:200], "SK780"),
        (PLAIN[:-30], "SK780"),
        (b"\xd0\xcf\x11\xe0" * 100, "SK780"),
        (workbook(), "SK088"),
        (workbook(sheet([])), "SK088"),
        (workbook(sheet([["Kommune"]]), more={"xl/vbaProject.bin": b"x"}), "SK781"),
        (workbook(BOMB), "SK780"),
        (workbook("<worksheet"), "SK780"),
        (workbook(sheet([["x"]]), more={"xl/workbook.xml": "no xml"}), "SK780"),
        (workbook(sheet([["x"]]), more={"xl/_rels/workbook.xml.rels": OUTSIDE}), "SK088"),
        (workbook(sheet([["x"]]), more={f"xl/{n}.xml": "" for n in range(600)}), "SK085"),
        (workbook(sheet([["<c t='s'><v>7</v></c>"]])), "SK780"),
        (workbook(sheet([["<c t='s'><v>x</v></c>"]])), "SK780"),
        (workbook(sheet([["<c><f>HYPERLINK(&quot;http://example.org&quot;)</f></c>", "x"]])), "SK784"),
        (workbook(sheet([["<c t='e'><v>#REF!</v></c>", "x"]])), "SK784"),
    ],
)
def test_what_is_no_plain_table_is_one_finding(content: bytes, code: str) -> None:
    assert [found for found, _ in read(content)[1]] == [code]


def test_what_is_packed_is_measured_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_package, "_UNPACKED", 1_000_000)
    content = workbook(sheet([["x"]]), more={"xl/media/a.png": bytes(1_000_000)})
    assert len(content) < 10_000
    assert [code for code, _ in read(content)[1]] == ["SK085"]


def test_an_archive_that_lies_about_its_sizes_is_no_workbook() -> None:
    content = bytearray(PLAIN)
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (5).to_bytes(4, "little")
    assert [code for code, _ in read(bytes(content))[1]] == ["SK780"]


@given(st.data())
def test_a_damaged_workbook_is_never_a_fault(data: st.DataObject) -> None:
    content = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    form = read_xlsx(bytes(content), "svar.xlsx")
    assert form.tables or form.findings


@given(st.integers(1, 16384))
def test_the_letters_of_a_column(number: int) -> None:
    value = 0
    for letter in column_letters(number):
        value = value * 26 + ord(letter) - 64
    assert value == number
