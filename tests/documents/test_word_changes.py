"""Which words of a text have changed: dates as one, context for words that come or go, nothing for equal texts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.documents.document import Document, SenderBlock
from samskab.documents.word_changes import reading_text, word_changes

WORDS = st.lists(st.sampled_from(["mødet", "holdes", "14.", "april", "2026", "i", "Odense", "20", "kommuner"])).map(
    " ".join
)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (
            "Mødet holdes 14. april 2026 i Odense.",
            "Mødet holdes 21. april 2026 i Odense.",
            [("14. april 2026", "21. april 2026")],
        ),
        ("Der er plads til 20 kommuner.", "Der er plads til 18 kommuner.", [("20 kommuner.", "18 kommuner.")]),
        ("I er optaget.", "I er ikke optaget.", [("er optaget.", "er ikke optaget.")]),
        ("Skriv til os i dag.", "Skriv til os.", [("os i dag.", "os.")]),
        ("Første linje", "Første linje\nAnden linje", [("linje", "linje Anden linje")]),
        ("", "Ny tekst", [("", "Ny tekst")]),
        ("en to tre fire fem seks", "EN to TRE fire fem SEKS", [("en to tre", "EN to TRE"), ("seks", "SEKS")]),
    ],
)
def test_changes(before: str, after: str, changes: list[tuple[str, str]]) -> None:
    assert list(word_changes(before, after)) == changes


@given(WORDS, WORDS)
def test_changes_are_words_of_both_texts_and_none_are_missed(before: str, after: str) -> None:
    found = word_changes(before, after)
    assert (not found) == (before == after)
    assert all(one in before and other in after for one, other in found)


def test_reading_text_has_every_word_in_order() -> None:
    content = [{"type": "text", "text": "Kære "}, {"type": "strong", "content": [{"type": "text", "text": "Faxe"}]}]
    item = [{"type": "paragraph", "content": [{"type": "text", "text": "et punkt"}]}]
    cell = [{"type": "text", "text": "celle"}]
    blocks = (
        {"type": "section", "name": "box", "blocks": [{"type": "paragraph", "content": content}]},
        {"type": "list", "ordered": False, "start": 1, "tight": True, "items": [item]},
        {"type": "table", "align": ["left"], "header": [cell], "rows": [[cell]]},
        {"type": "rule"},
    )
    letter = Document(
        "Brev",
        "da",
        date(2026, 5, 1),
        blocks,
        "1. maj 2026",
        SenderBlock("Sekretariatet"),
        ("Faxe Kommune",),
        ("UDKAST",),
    )
    assert reading_text(letter).splitlines() == [
        *("UDKAST", "Sekretariatet", "Faxe Kommune", "1. maj 2026"),
        *("Kære Faxe", "et punkt", "celle", "celle"),
    ]
