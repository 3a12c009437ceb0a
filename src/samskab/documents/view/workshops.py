"""Workshops as template data: area, case, challenge, recommendations. Every part may be missing."""

from __future__ import annotations

from samskab.documents.view.shape import View
from samskab.language import Language
from samskab.model.programme import Programme
from samskab.model.workshops import Workshop
from samskab.spelling import slug


class RecommendationView(View):
    """A recommendation in a line and in full."""

    short: str = ""
    full: str = ""


class WorkshopView(View):
    """One workshop of the booklet."""

    number: str = ""
    area: str = ""
    case: str = ""
    case_text: str = ""
    presenters: str = ""
    challenge: str = ""
    condition: str = ""
    condition_full: str = ""
    recommendations: tuple[RecommendationView, ...] = ()
    discussion: str = ""
    themes: str = ""


def workshop_view(workshop: Workshop, programme: Programme, language: Language) -> WorkshopView:
    """One workshop in one language."""
    choose = language.choose
    return WorkshopView(
        number=str(workshop.number),
        area=choose(workshop.area),
        case=choose(workshop.case),
        case_text=choose(workshop.case_text),
        presenters=language.listing(workshop.presenters),
        challenge=choose(workshop.challenge),
        condition=choose(workshop.condition),
        condition_full=choose(workshop.condition_full or workshop.condition),
        recommendations=tuple(RecommendationView(choose(r.short), choose(r.full)) for r in workshop.recommendations),
        discussion=choose(workshop.discussion),
        themes=language.listing(_theme(programme, key, language) for key in workshop.themes),
    )


def _theme(programme: Programme, key: str, language: Language) -> str:
    """A theme as the programme's glossary spells it: `lokal-forankring` is `lokal forankring`."""
    for term in programme.glossary:
        if slug(term.da) == key:
            return language.choose(term)
    return key.replace("-", " ")
