"""Danish texts in other spellings: in ASCII, as part of a file name, for comparing and sorting, as a sentence."""

from __future__ import annotations

import unicodedata

_SMALL = {"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ä": "ae", "ö": "oe", "ü": "u"}

ASCII_LETTERS = _SMALL | {letter.upper(): plain.capitalize() for letter, plain in _SMALL.items()}
"""The letters of Danish names that ASCII lacks, and how a text in ASCII writes them."""

_TO_ASCII = str.maketrans(ASCII_LETTERS)
_AFTER_Z = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


def fold(name: str) -> str:
    """A name for comparing, whatever its case, spaces and keyboard: `Ærø  Kommune` and `aeroe kommune` are the same.

    So are letters of one character and of two, as macOS writes the å of a file name (Unicode NFC and NFD).
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split()).translate(_TO_ASCII)


def slug(name: str) -> str:
    """A name as part of a file name or key: ASCII small letters, digits and hyphens, `aeroe-kommune`."""
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in fold(name)).split())


def lower_first(text: str) -> str:
    """A title inside a sentence; an abbreviation (`KL`) keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A text with a capital as its first letter."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """A text that ends as a sentence does: with a full stop where it has no mark of its own."""
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def sort_key(name: str) -> tuple[str, str]:
    """A key that sorts by the Danish alphabet: æ, ø, å last, and aa as å."""
    return name.casefold().replace("aa", "å").translate(_AFTER_Z), name
