"""The packaged font: what is printed for a character that it lacks."""

from __future__ import annotations

from samskab.documents.writers.fonts import missing, printable


def test_a_character_is_named_as_unicode_names_it_or_by_its_number() -> None:
    assert printable("Å 😀\ufe0f \ue000") == "Å [grinning face] [U+E000]"
    assert missing("Å 😀\ufe0f \ue000") == ("😀", "\ue000")
