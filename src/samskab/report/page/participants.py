"""Who takes part in a programme that chooses nobody: names, regions, the map."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from samskab.language import phrase_key
from samskab.model.application import Application
from samskab.model.pool import Candidate
from samskab.report.map.numbered import CohortMap, Pin, numbered_map
from samskab.report.map.outlines import sheet
from samskab.report.page.cohort_seats import RegionCount, region_counts
from samskab.report.page.content import LegendEntry
from samskab.report.page.edition import PageBasis
from samskab.report.page.headline import KeyFigure
from samskab.report.page.places import MapPlace, places_of


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


def participants(basis: PageBasis) -> Participants:
    """Of all applications that are handed in."""
    language, programme = basis.language, basis.programme
    taking_part = basis.data.submitted(programme.id)
    places = {place.key: place for place in places_of(basis, [_candidate(basis, each) for each in taking_part])}
    regions = region_counts(basis, places) if places else ()
    people = sum(len(each.participants) for each in taking_part)
    return Participants(
        organisation=language.listing(
            language.choose_line(each.organisation) for each in basis.data.senders_of(programme)
        ),
        programme=language.choose_line(programme.title),
        is_demonstration=any(each.demonstration for each in taking_part),
        headline=language.say(phrase_key("report.taking_part", "some" if places else "none"), count=len(places)),
        figures=_figures(basis, len(places), people, Counter(each.region.key for each in places.values())),
        map=numbered_map(participants_map(basis, tuple(places.values())), language) if places else "",
        legend=(
            LegendEntry("selected", language.say("report.label.taking_part"), len(places)),
            LegendEntry("other", language.say("map.other"), None),
        ),
        attribution=sheet().attribution,
        places=tuple(places.values()),
        regions=regions,
    )


def participants_map(basis: PageBasis, places: tuple[MapPlace, ...]) -> CohortMap:
    """A numbered pin for each municipality that takes part."""
    pins = [Pin(code, place.label, "selected", place.name) for place in places for code in place.codes]
    title = basis.language.say(
        "report.map_taking_part", programme=basis.language.choose_line(basis.programme.title), count=len(places)
    )
    described = ", ".join(f"{place.label} {place.name}" for place in places)
    selected = basis.language.say("report.label.taking_part")
    return CohortMap({pin.code: "selected" for pin in pins}, pins, basis.regions, title, described, selected)


def _candidate(basis: PageBasis, application: Application) -> Candidate:
    name = basis.data.applicant_name(application)
    return Candidate(key=application.id, name=name, municipalities=application.applicant.municipalities)


def _figures(basis: PageBasis, count: int, people: int, regions: Counter[str]) -> tuple[KeyFigure, ...]:
    """The participants, their regions, and how many people they send, where that is known."""
    language = basis.language
    whole = len({*basis.regions.values()})
    part = sum(bool(region) for region in regions)
    found = [
        KeyFigure(str(count), language.say("report.figure.taking_part")),
        KeyFigure(language.say("report.of", part=part, whole=whole), language.say("report.figure.regions")),
    ]
    if people:
        found.append(KeyFigure(str(people), language.say("report.figure.people")))
    return tuple(found) if count else ()
