"""The difference of two texts by words, from which both can be put together again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samskab.model.changes.word_difference import Piece, word_difference

_TEXT = st.text(alphabet="ab æ.\n", max_size=30)


def test_only_the_word_that_changed_is_marked() -> None:
    assert word_difference("Vi vil samle beboere.", "Vi vil samle naboer.") == (
        Piece("same", "Vi vil samle "),
        Piece("gone", "beboere"),
        Piece("new", "naboer"),
        Piece("same", "."),
    )


@given(_TEXT, _TEXT)
def test_the_pieces_give_both_texts(before: str, after: str) -> None:
    pieces = word_difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)


def test_a_very_long_text_is_replaced_as_a_whole() -> None:
    assert word_difference("a " * 3000, "b") == (Piece("gone", "a " * 3000), Piece("new", "b"))
