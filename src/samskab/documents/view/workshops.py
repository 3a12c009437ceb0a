"""Workshops in words: area, case, challenge, recommendations in short and in full. Every part may be missing."""

from __future__ import annotations

from typing import Any

from samskab.documents.language import Speech
from samskab.model.programme import Programme
from samskab.model.workshops import Workshop


def workshop_words(workshop: Workshop, programme: Programme, speech: Speech) -> dict[str, Any]:
    """One workshop for the booklet."""
    say = speech.choose
    return {
        "number": workshop.number,
        "area": say(workshop.area),
        "case": say(workshop.case),
        "case_text": say(workshop.case_text),
        "presenters": speech.listing(workshop.presenters),
        "challenge": say(workshop.challenge),
        "condition": say(workshop.condition),
        "condition_full": say(workshop.condition_full or workshop.condition),
        "recommendations": [{"short": say(r.short), "full": say(r.full)} for r in workshop.recommendations],
        "discussion": say(workshop.discussion),
        "themes": speech.listing(_theme(programme, key, speech) for key in workshop.themes),
    }


def _theme(programme: Programme, key: str, speech: Speech) -> str:
    """A theme by the programme's glossary: `lokal-forankring` is `lokal forankring`."""
    for term in programme.glossary:
        if as_key(term.da) == key:
            return term.en if speech.language == "en" else term.da
    return key.replace("-", " ")


def as_key(text: str) -> str:
    """A word as a key: small letters, æ ø å spelt out, hyphens for spaces."""
    letters = text.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in letters).split())
