"""The known word nearest to a misspelt one, for hints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samskab.model.field_types import Key, Words
from samskab.spelling import fold


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one (difflib ratio of 0.6 or more), or empty."""
    return _nearest(word, {item: item for item in known})


def nearest_titled(word: str, titles: Mapping[Key, Words]) -> str:
    """The id whose own text or title, in either language, is most like a word; empty when none is."""
    named = {text: key for key, title in titles.items() for text in (title.da, title.en) if text}
    return _nearest(word, named | {key: key for key in titles})


def _nearest(word: str, names: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    folded = {_folded(name): meant for name, meant in names.items()}
    found = get_close_matches(_folded(word), sorted(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def _folded(word: str) -> str:
    return fold(word).replace("_", "-")
