"""Many letters in one PDF: each on a sheet of its own, found by its recipient, as accessible as each by itself."""

from __future__ import annotations

import io
from dataclasses import replace

import page
import pypdf
import pytest

from samskab.documents.writers.pdf import LAYOUT, first_page, to_merged_pdf, to_pdf
from samskab.documents.writers.pdf_custom import OwnLayout
from samskab.finding import Finding


def test_each_letter_begins_on_a_right_hand_page_and_has_its_bookmark(letter) -> None:
    long = replace(letter, recipient=("Faxe Kommune", "Att.: borgmesteren"), blocks=letter.blocks * 4)
    without = replace(letter, recipient=(), landscape=True)
    letters = [letter, long, without, letter]
    merged = to_merged_pdf(letters, "Alle breve – Naboskab")
    assert isinstance(merged, bytes)
    read = pypdf.PdfReader(io.BytesIO(merged))
    marks = [each for each in read.outline if not isinstance(each, list)]
    begins = [read.get_destination_page_number(each) for each in marks]
    assert [str(each.title).replace("\u00a0", " ") for each in marks][:2] == [letter.recipient[0], "Faxe Kommune"]
    assert len(begins) == 4
    assert all(number % 2 == 0 for number in begins)
    alone = first_page(long)
    assert not isinstance(alone, Finding)
    last = read.pages[begins[1] + alone.pages - 1].extract_text().replace("\u00a0", " ")
    assert last.rstrip().endswith(f"Side {alone.pages} af {alone.pages}")
    assert read.pages[1].extract_text() == ""
    assert read.metadata is not None
    assert read.metadata.title == "Alle breve – Naboskab"
    for profile in ("ua1", "2a"):
        assert page.validate_pdf_bytes(merged, profile=profile).is_compliant
    assert merged == to_merged_pdf(letters, "Alle breve – Naboskab")


def test_a_letter_is_set_as_it_is_by_itself(letter) -> None:
    merged, alone = to_merged_pdf([letter], "Alle breve"), to_pdf(letter)
    assert isinstance(merged, bytes)
    assert isinstance(alone, bytes)
    texts = [
        pypdf.PdfReader(io.BytesIO(each)).pages[0].extract_text(extraction_mode="layout") for each in (merged, alone)
    ]
    assert texts[0] == texts[1]


@pytest.mark.slow
def test_an_own_layout_merges_where_it_reads_many_letters(letter) -> None:
    one = "#let doc = json(bytes(sys.inputs.document))\n#set document(title: doc.title)\n= #doc.title"
    with OwnLayout("layouts/letter.typ", one) as layout:
        refused = to_merged_pdf([letter], "Alle breve", layout=layout)
    assert isinstance(refused, Finding)
    assert (refused.code, refused.span.path) == ("SK447", "layouts/letter.typ")
    with OwnLayout("layouts/letter.typ", LAYOUT.read_text(encoding="utf-8")) as layout:
        assert to_merged_pdf([letter, letter], "Alle breve", layout=layout) == to_merged_pdf(
            [letter, letter], "Alle breve"
        )
        assert first_page(letter, layout=layout) == first_page(letter)
