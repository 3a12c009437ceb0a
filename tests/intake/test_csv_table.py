"""A table of a form is read, or refused at its cell."""

from __future__ import annotations

import pytest

from samskab.intake.csv_table import read_csv
from samskab.intake.headings import headed_table


def found(content: bytes) -> tuple[list[list[str]], list[tuple[str, int, int]]]:
    form = read_csv(content, "f.csv")
    table, more = headed_table(form, lambda _: False)
    lines = [[cell.text for cell in line] for line in (table.headings, *table.lines)] if table else []
    return lines, [(f.code, f.span.line, f.span.column) for f in (*form.findings, *more)]


@pytest.mark.parametrize(
    ("content", "findings"),
    [
        (b"a;b\n1;2\n", []),
        (b'a,"b;c"\n1,"x\ny"\n', []),
        (b"a;b\n1;2;3\n", [("SK080", 2, 1)]),
        (b"a;b\n\n1\n", [("SK080", 3, 1)]),
        (b'a;b\n1;"x\ny"\n1\n', [("SK080", 4, 1)]),
        (b"a;a\n1;2\n", [("SK089", 1, 3)]),
        (b"", [("SK088", 1, 1)]),
        (b"\n \n;;\n", [("SK088", 1, 1)]),
        (b"a;b\n", [("SK088", 1, 1)]),
        (b'a;b\n1;"2\n', [("SK087", 2, 3)]),
        (b'a;b\n1;"2" x\n3;4\n', [("SK087", 2, 3)]),
        (b"a\nx\x81\n", [("SK001", 2, 2)]),
        (b"a\n" + b"x" * (10 * 1024 * 1024), [("SK085", 1, 1)]),
    ],
)
def test_a_table_is_read_or_refused_at_its_cell(content: bytes, findings: list[tuple[str, int, int]]) -> None:
    assert found(content)[1] == findings


EXPECTED = [["Kommune", "Mål, og hvorfor"], ["Ærø", "1,5; og\nmere"]]
TEXT = 'Kommune{d}"Mål, og hvorfor"\r\nÆrø{d}"1,5; og\nmere"\r\n'


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("first", ["", "sep={d}\r\n"])
def test_every_encoding_and_delimiter_gives_the_same(delimiter: str, encoding: str, first: str) -> None:
    assert found((first + TEXT).replace("{d}", delimiter).encode(encoding)) == (EXPECTED, [])


def test_blank_lines_and_columns_are_left_out() -> None:
    assert found(b"a;b;;\n;;;\n1;2;;\n\n;;;\n3;4;;\n")[0] == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_commas_in_titles_do_not_separate() -> None:
    text = "Kommune;Hvad, hvor og hvorfor, egentlig?;Med hvem, og hvordan?\nÆrø;Stier;Skolen\n"
    assert found(text.encode())[0][0] == ["Kommune", "Hvad, hvor og hvorfor, egentlig?", "Med hvem, og hvordan?"]


def test_a_cell_has_its_place_beyond_line_ends_in_quotes() -> None:
    (table,) = read_csv(b'a;b\n"x\ny";"z"\n1;2\n', "f.csv").tables
    assert [[cell.span[1:] for cell in line] for line in table.lines[1:]] == [
        [(2, 1, 3, 3), (3, 4, 3, 7)],
        [(4, 1, 4, 2), (4, 3, 4, 4)],
    ]


def test_a_formula_is_a_text() -> None:
    assert found(b"a;b\n=1+2;@x\n")[0][1] == ["=1+2", "@x"]
