"""Which known word was meant: "mente du Ærø?"."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or empty when none is near."""
    from difflib import get_close_matches

    folded = {_folded(item): item for item in known}
    found = get_close_matches(_folded(word), sorted(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def _folded(word: str) -> str:
    letters = word.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return letters.replace("_", "-").strip()
