"""The line with the headings is found below titles and merged cells."""

from __future__ import annotations

import pytest

from samskab.intake.csv_table import read_csv
from samskab.intake.headings import headed_table

KNOWN = {"Kommune", "Mål", "Navn", "Leder Navn"}


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Kommune;Mål\nÆrø;x\n", ["Kommune", "Mål"]),
        ("Svar;\n\nKommune;Mål\nÆrø;x\n", ["Kommune", "Mål"]),
        ("Kommune;Om jer;\n;Navn;Mål\nÆrø;a;b\n", ["Kommune", "Navn", "Mål"]),
        ("Kommune;Leder;;Medarbejder;\n;Navn;Titel;Navn;Titel\nÆrø;a;b;c;d\n",
         ["Kommune", "Leder Navn", "Leder Titel", "Medarbejder Navn", "Medarbejder Titel"]),
    ],
)  # fmt: skip
def test_the_headings_are_the_line_with_most_known_ones(text: str, headings: list[str]) -> None:
    table, findings = headed_table(read_csv(text.encode(), "f.csv"), KNOWN.__contains__)
    assert table
    assert [cell.text for cell in table.headings] == headings
    assert len(table.lines) == 1
    assert findings == []
