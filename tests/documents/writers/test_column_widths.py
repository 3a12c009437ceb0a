"""A table never leaves its page and tears no word that has room, whatever its columns hold."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from samskab.documents.document import Document
from samskab.documents.writers.column_widths import millimetres, text_scale, width_shares
from samskab.documents.writers.pdf import to_pdf
from samskab.documents.writers.text import to_text

LONG = "Det skal handle om noget, der er langt nok til at ville have hele bredden af siden for sig selv"
EDGE = (210 - 22) * 72 / 25.4  # points: where the right margin begins


def text(words):
    return [{"type": "text", "text": words}]


def table(*rows):
    header, *body = [[text(cell) for cell in row] for row in rows]
    return {"type": "table", "align": ["left"] * len(header), "header": header, "rows": body}


def letter(block):
    return Document(title="Tabel", language="da", day=date(2014, 2, 1), blocks=(block,))


def pieces(pdf):
    """(text, left edge, font size) of every piece of text on the pages."""
    found = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda t, cm, tm, font, size: found.append((t.strip(), tm[4], abs(tm[0]))))
    return [each for each in found if each[0]]


@pytest.mark.parametrize(
    "last", ["Netværksmødedage", "Sundhedsfremmeafdelinger", "den 4. december 2014", "ansvarlig@kommune.example"]
)
def test_a_narrow_last_column_beside_three_wide_ones_stays_on_the_page(last):
    block = table(["Et", "To", "Tre", last], [LONG, LONG, LONG, last], [LONG, LONG, LONG, "ja"])
    widths = millimetres(block, 163)
    assert sum(widths) == pytest.approx(163)
    assert widths[3] >= 2.0 * len(last)
    seen = pieces(to_pdf(letter(block)))
    here = [(left, size) for words, left, size in seen if words.endswith(last.split()[-1])]
    assert here
    left, _ = max(here)
    assert left + len(last) * 9.5 * 0.52 <= EDGE


@given(st.lists(st.lists(st.text("abc æø", max_size=70), min_size=4, max_size=4), min_size=1, max_size=4))
def test_columns_fill_the_page_and_no_more(rows):
    block = table(*rows)
    for room in (60, 163, 250):
        widths = millimetres(block, room)
        assert sum(widths) == pytest.approx(room)
        assert min(widths) > 0
        assert all(each >= 0 for each in width_shares(block, room))
        assert any(width_shares(block, room))


def test_an_invisible_joiner_takes_no_room_in_a_text_table():
    block = table(["Hvornår", "Hvad"], ["10.00–18.30", "møde"], ["hele dagen ", "tur"])
    lines = to_text(letter(block)).decode().splitlines()
    assert len({line.index(word) for line, word in zip(lines[2:], ("møde", "tur"), strict=True)}) == 1
    assert lines[1] == "-" * 11 + "  " + "-" * 4


def test_words_too_long_for_the_page_are_set_smaller_and_never_broken():
    words = ["Sundhedsfremmeafdelingerne", "Forebyggelseskonsulenterne", "Medborgerskabsambassadører"]
    block = table(words, [word[::-1] for word in words])
    assert text_scale(block, 163) == 1
    wide = table([*words, *words], ["x"] * 6)
    assert 0.4 < text_scale(wide, 163) < 1
    seen = pieces(to_pdf(letter(wide)))
    assert [text for text, _, _ in seen if text in words] == [*words, *words]
    assert all(left + len(text) * size * 0.52 <= EDGE for text, left, size in seen)
