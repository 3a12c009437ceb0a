"""A table of a form is read, or refused at its line."""

from __future__ import annotations

import pytest

from samskab.intake.csv_rows import read_table


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"a;b\n1;2\n", []),
        (b'a,"b;c"\n1,"x\ny"\n', []),
        (b"a;b\n1;2;3\n", [("SK080", 2)]),
        (b"a;b\n\n1\n", [("SK080", 3)]),
        (b'a;b\n1;"x\ny"\n1\n', [("SK080", 4)]),
        (b"a;a\n1;2\n", [("SK089", 1)]),
        (b"", [("SK088", 1)]),
        (b"a;b\n", [("SK088", 1)]),
        (b'a;b\n1;"2\n', [("SK087", 2)]),
        (b"a\nx\xf8\n", [("SK001", 2)]),
        (b"a\n" + b"x" * (10 * 1024 * 1024), [("SK085", 1)]),
        (b"PK\x03\x04\x00\xff", [("SK001", 1)]),
    ],
)
def test_a_table_is_read_or_refused_at_its_line(content: bytes, codes: list[tuple[str, int]]) -> None:
    _, table = read_table(content, "f.csv")
    assert [(f.code, f.span.line) for f in table.findings] == codes


def test_a_formula_is_a_text() -> None:
    _, table = read_table(b"a;b\n=1+2;@x\n", "f.csv")
    assert table.rows[0].cells == ("=1+2", "@x")
