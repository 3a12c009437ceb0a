"""Which characters the packaged font has, and the names that are printed for those it lacks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "layout" / "fonts"
FILES = ("SourceSans3-Upright.ttf", "SourceSans3-Italic.ttf")
_SILENT = frozenset("\u00ad\u200b\u200c\u200d\u2060\u034f") | {chr(0xFE00 + n) for n in range(16)}
_KEPT = frozenset("\u00ad\u2060")  # Typst handles these two itself

EVERYDAY = re.compile("[\\0-~\u00a0-\u017f\u2010-\u201e\u2020-\u2023\u2026\u202f\u2060]*")
"""A text of characters that both fonts have or that are kept. Reading the fonts takes as long as setting a letter."""


@cache
def font_characters() -> frozenset[int]:
    """Code points that both the upright and the italic font have."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    found: list[frozenset[int]] = []
    for name in FILES:
        with TTFont(FOLDER / name, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return found[0] & found[1]


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text that the font cannot show, each once, in order."""
    if EVERYDAY.fullmatch(text):
        return ()
    known = font_characters()
    return tuple(dict.fromkeys(c for c in text if ord(c) > 0x7E and ord(c) not in known and c not in _SILENT))


def character_name(character: str) -> str:
    """`grinning face`, or `U+E000` where Unicode has no name."""
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"


def printable(text: str) -> str:
    """The text with `[name]` for what the font lacks; joiners and selectors that only serve such signs are left out."""
    if EVERYDAY.fullmatch(text):
        return text
    known = font_characters()
    return "".join(
        c if ord(c) in known or c in _KEPT or ord(c) <= 0x7E else "" if c in _SILENT else f"[{character_name(c)}]"
        for c in text
    )
