"""Who takes part in a programme that chooses nobody: names, regions, the map, or the workshops and their cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samskab.language import phrase_key
from samskab.model.applicant_numbers import people_of, total_of
from samskab.model.application import Application
from samskab.model.pool import Candidate
from samskab.report.map.numbered import CohortMap, Pin, numbered_map
from samskab.report.map.outlines import MapClass, sheet
from samskab.report.page.cohort_seats import RegionCount, region_counts
from samskab.report.page.content import LegendEntry
from samskab.report.page.edition import PageBasis
from samskab.report.page.headline import KeyFigure
from samskab.report.page.places import MapPlace, pin_names, places_of, standing_counts


class WorkshopLine(NamedTuple):
    """A workshop: its number with its area, the case, and who presented it."""

    title: str
    case: str
    presenters: str


class Participants(NamedTuple):
    """The page of a programme in which all who apply take part."""

    organisation: str
    programme: str
    is_demonstration: bool
    headline: str
    figures: tuple[KeyFigure, ...]
    map: str
    legend: tuple[LegendEntry, ...]
    attribution: str
    places: tuple[MapPlace, ...]
    regions: tuple[RegionCount, ...]
    workshops: tuple[WorkshopLine, ...]


def participants(basis: PageBasis) -> Participants:
    """Of all applications that are handed in."""
    language, programme = basis.language, basis.programme
    taking_part = basis.data.submitted(programme.id)
    places = {place.key: place for place in places_of(basis, [_candidate(basis, each) for each in taking_part])}
    regions = region_counts(basis, places) if places else ()
    workshops = _workshops(basis)
    people = total_of(people_of(each, programme.roles) for each in taking_part)
    page = Participants(
        organisation=language.listing(
            language.choose_line(each.organisation) for each in basis.data.senders_of(programme)
        ),
        programme=language.choose_line(programme.title),
        is_demonstration=any(each.demonstration for each in taking_part),
        headline=_headline(basis, len(places), len(workshops)),
        figures=_figures(basis, people, regions),
        map="",
        legend=(
            LegendEntry("selected", language.say("report.label.taking_part"), len(places)),
            LegendEntry("other", language.say("map.other"), None),
        ),
        attribution=sheet().attribution,
        places=tuple(places.values()),
        regions=regions,
        workshops=workshops,
    )
    return page._replace(map=numbered_map(participants_map(basis, page), language)) if places else page


def participants_map(basis: PageBasis, page: Participants) -> CohortMap:
    """A numbered pin for each municipality that takes part; the title says where it is a demonstration."""
    pins = [Pin(code, place.label, "selected", name) for place in page.places for code, name in pin_names(basis, place)]
    title = basis.language.say("report.map_taking_part", programme=page.programme, count=len(page.places))
    if page.is_demonstration:
        title = basis.language.say("report.map_example", title=title)
    described = ", ".join(f"{place.label} {place.name}" for place in page.places)
    selected = basis.language.say("report.label.taking_part")
    classes: dict[str, MapClass] = {pin.code: "selected" for pin in pins}
    return CohortMap(classes, standing_counts(page.places), pins, basis.regions, title, described, selected)


def _headline(basis: PageBasis, municipalities: int, workshops: int) -> str:
    """How many take part; how many workshops there were, where nobody signs up."""
    kind = "some" if municipalities else "workshops" if workshops and basis.programme.intake.kind == "none" else "none"
    return basis.language.say(phrase_key("report.taking_part", kind), count=municipalities or workshops)


def _workshops(basis: PageBasis) -> tuple[WorkshopLine, ...]:
    language = basis.language
    return tuple(
        WorkshopLine(
            f"{each.number}. {language.choose_line(each.area)}",
            language.choose_line(each.case),
            language.listing(each.presenters),
        )
        for each in basis.data.workshops(basis.programme.id)
    )


def _candidate(basis: PageBasis, application: Application) -> Candidate:
    name = basis.data.applicant_name(application)
    return Candidate(key=application.id, name=name, municipalities=application.applicant.municipalities)


def _figures(basis: PageBasis, people: int | None, regions: Sequence[RegionCount]) -> tuple[KeyFigure, ...]:
    """The regions of those who take part, and how many people they send, where that is known."""
    language = basis.language
    whole, part = len({*basis.regions.values()}), sum(bool(one.chosen and one.region.key) for one in regions)
    found = [KeyFigure(language.say("report.of", part=part, whole=whole), language.say("report.figure.regions"))]
    if people:
        found.append(KeyFigure(str(people), language.say("report.figure.people")))
    return tuple(found) if regions else ()
