"""Workshops as template data: area, case, challenge, recommendations short and in full. Every part may be missing."""

from __future__ import annotations

from typing import Any

from samskab.language import Language
from samskab.model.programme import Programme
from samskab.model.workshops import Workshop
from samskab.spelling import slug


def workshop_words(workshop: Workshop, programme: Programme, language: Language) -> dict[str, Any]:
    """One workshop for the booklet."""
    choose = language.choose
    return {
        "number": workshop.number,
        "area": choose(workshop.area),
        "case": choose(workshop.case),
        "case_text": choose(workshop.case_text),
        "presenters": language.listing(workshop.presenters),
        "challenge": choose(workshop.challenge),
        "condition": choose(workshop.condition),
        "condition_full": choose(workshop.condition_full or workshop.condition),
        "recommendations": [{"short": choose(r.short), "full": choose(r.full)} for r in workshop.recommendations],
        "discussion": choose(workshop.discussion),
        "themes": language.listing(_theme(programme, key, language) for key in workshop.themes),
    }


def _theme(programme: Programme, key: str, language: Language) -> str:
    """A theme by the programme's glossary: `lokal-forankring` is `lokal forankring`."""
    for term in programme.glossary:
        if slug(term.da) == key:
            return language.choose(term)
    return key.replace("-", " ")
