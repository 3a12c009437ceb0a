"""The known word or municipality code nearest to a misspelt one, for hints."""

from __future__ import annotations

from collections.abc import Iterable

from samskab.spelling import fold


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one (difflib ratio of 0.6 or more), or empty."""
    from difflib import get_close_matches

    folded = {_folded(item): item for item in known}
    found = get_close_matches(_folded(word), sorted(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def nearest_code(code: str, known: Iterable[str]) -> str:
    """The known municipality code that differs in one digit, the last rather than the first; empty when none does."""
    alike = [(sum(a == b for a, b in zip(code, other, strict=False)), other) for other in sorted(known)]
    near = [other for same, other in alike if same >= len(code) - 1 and other != code]
    return max(near, key=lambda other: [a == b for a, b in zip(code, other, strict=False)], default="")


def _folded(word: str) -> str:
    return fold(word).replace("_", "-")
