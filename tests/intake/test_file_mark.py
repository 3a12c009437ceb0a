"""Who has changed what since a file was written from a form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samskab.intake.file_mark import marked, state_of

TEXT = "id: 0360-lolland\nanswers:\n  maal: Flere.\n"
VALUES = {"answers": {"maal": "Flere."}}


def test_the_states_of_a_file() -> None:
    text = marked(TEXT, VALUES)
    other = {"answers": {"maal": "Færre."}}
    assert state_of(None, VALUES) == "new"
    assert state_of(text, VALUES) == "unchanged"
    assert state_of(text, other) == "theirs"
    assert state_of(text.replace("Flere", "Mange"), VALUES) == "ours"
    assert state_of(text.replace("Flere", "Mange"), other) == "both"
    assert state_of(TEXT, VALUES) == "both"


def test_line_ends_and_a_mark_of_order_are_no_change() -> None:
    assert state_of("\ufeff" + marked(TEXT, VALUES).replace("\n", "\r\n"), VALUES) == "unchanged"


@given(st.text("abæ #:\n", min_size=1), st.integers(0, len(TEXT)))
def test_every_edit_is_seen(inserted: str, at: int) -> None:
    text = marked(TEXT, VALUES)
    edited = text[:at] + inserted + text[at:]
    assert state_of(edited, VALUES) != "unchanged"
    assert state_of(edited, VALUES) != "theirs"
