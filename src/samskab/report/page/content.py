"""All that stands in a report, as words and numbers: computed once, written by each format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from samskab.language import phrase_key
from samskab.report.map.numbered import CohortMap, Pin, numbered_map
from samskab.report.map.outlines import MAP_CLASSES, MapClass, sheet
from samskab.report.page.alternatives import Alternative, alternatives
from samskab.report.page.answers import Absent, ApplicantAnswer, absent, answers, grounds
from samskab.report.page.balance import BalanceTable, balance_tables, binding_lines
from samskab.report.page.closeness import Closeness, closeness
from samskab.report.page.cohort_seats import (
    RegionCount,
    SeatGroup,
    WaitingPart,
    column_titles,
    number_columns,
    region_counts,
    seat_groups,
    waiting_part,
)
from samskab.report.page.edition import ReportBasis
from samskab.report.page.headline import KeyFigure, answer_line, key_figures, proof_lines, status_line
from samskab.report.page.places import MapPlace, map_places, pin_names, standing_counts
from samskab.report.page.verification import (
    CheckedAim,
    CheckedRule,
    Fingerprints,
    checked_aims,
    checked_rules,
    event_lines,
    fingerprints,
    override_lines,
)


class LegendEntry(NamedTuple):
    """A standing on the map or `host`, with its name and how many have it; None for those who did not apply."""

    standing: str
    name: str
    number: int | None


class CohortToday(NamedTuple):
    """Who takes part after what has happened since the decision: the part with the map, and the events."""

    map: str
    legend: tuple[LegendEntry, ...]
    attribution: str
    places: tuple[MapPlace, ...]
    regions: tuple[RegionCount, ...]
    events: tuple[str, ...]


class ReportContent(NamedTuple):
    """The report of a choice, part by part in the order of the page."""

    organisation: str
    programme: str
    edition: str
    edition_line: str
    is_demonstration: bool
    headline: str
    proof: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    status: str
    map: str
    legend: tuple[LegendEntry, ...]
    attribution: str
    places: tuple[MapPlace, ...]
    balance: tuple[BalanceTable, ...]
    binding: tuple[str, ...]
    columns: tuple[str, ...]
    numbers: frozenset[int]
    groups: tuple[SeatGroup, ...]
    regions: tuple[RegionCount, ...]
    closeness: Closeness | None
    waiting: WaitingPart | None
    alternatives: tuple[Alternative, ...]
    grounds: tuple[str, ...]
    answers: tuple[ApplicantAnswer, ...]
    absent: tuple[Absent, ...]
    rules: tuple[CheckedRule, ...]
    aims: tuple[CheckedAim, ...]
    fingerprints: Fingerprints
    overrides: tuple[str, ...]
    events: tuple[str, ...]
    amount: Callable[[float], str]


def report_content(basis: ReportBasis) -> ReportContent:
    """The content of the public or the internal report."""
    places, language = map_places(basis), basis.language
    rules, aims = checked_rules(basis), checked_aims(basis)
    groups, waiting = seat_groups(basis, places), waiting_part(basis, places)
    regions = region_counts(basis, places)
    balance, senders = balance_tables(basis), basis.data.senders_of(basis.programme)
    return ReportContent(
        organisation=language.listing(language.choose_line(sender.organisation) for sender in senders),
        programme=language.choose_line(basis.programme.title),
        edition=basis.edition,
        edition_line=language.say(phrase_key("report.edition", basis.edition)),
        is_demonstration=basis.decision.demonstration,
        headline=answer_line(basis, aims),
        proof=proof_lines(basis, rules, aims),
        figures=key_figures(basis, regions, rules),
        status=status_line(basis),
        map=numbered_map(cohort_map(basis, places), language),
        legend=_legend(basis, places),
        attribution=sheet().attribution,
        places=tuple(places.values()),
        balance=balance,
        binding=binding_lines(basis, balance),
        columns=column_titles(basis),
        numbers=number_columns(basis),
        groups=groups,
        regions=regions,
        closeness=closeness(basis, places),
        waiting=waiting,
        alternatives=alternatives(basis),
        grounds=grounds(basis),
        answers=answers(basis, places),
        absent=absent(basis),
        rules=rules,
        aims=aims,
        fingerprints=fingerprints(basis),
        overrides=override_lines(basis),
        events=event_lines(basis),
        amount=language.tenths,
    )


def cohort_today(basis: ReportBasis, today: date) -> CohortToday:
    """The map, its legend, list and figures as the cohort is on a day."""
    places = map_places(basis, basis.data.state_of(basis.decision, today))
    return CohortToday(
        map=numbered_map(cohort_map(basis, places), basis.language),
        legend=_legend(basis, places),
        attribution=sheet().attribution,
        places=tuple(places.values()),
        regions=region_counts(basis, places, map_places(basis)),
        events=event_lines(basis, today),
    )


def cohort_map(basis: ReportBasis, places: dict[str, MapPlace], title: str = "") -> CohortMap:
    """A pin for each municipality of the chosen and the waiting; the programme and the count are the title."""
    language = basis.language
    classes: dict[str, MapClass] = {code: place.standing for place in places.values() for code in place.codes}
    pins = [
        Pin(code, place.label, place.standing, name, place.hosts)
        for place in places.values()
        for code, name in pin_names(basis, place)
        if place.label
    ]
    programme = language.choose_line(basis.programme.title)
    count = sum(place.standing == "selected" for place in places.values())
    listed = [
        _named(basis, standing, [p for p in places.values() if p.standing == standing]) for standing in MAP_CLASSES
    ]
    described = " ".join((*listed, _named(basis, "host", [place for place in places.values() if place.is_marked_host])))
    words = title or language.say("report.map_title", programme=programme, count=count)
    if basis.decision.demonstration:
        words = language.say("report.map_example", title=words)
    return CohortMap(classes, standing_counts(places.values()), pins, basis.regions, words, described.strip())


def _named(basis: ReportBasis, standing: str, places: Sequence[MapPlace]) -> str:
    names = tuple(f"{place.label} {place.name}".strip() for place in places)
    title = basis.language.say(phrase_key("map", standing))
    return basis.language.say("report.map_listed", standing=title, names=names) if names else ""


def _legend(basis: ReportBasis, places: dict[str, MapPlace]) -> tuple[LegendEntry, ...]:
    """Each standing that anyone has, the land of the others, and the ring of hosts."""
    counts = standing_counts(places.values())
    entries = [(each, counts.get(each)) for each in (*MAP_CLASSES, "other", "host") if each == "other" or counts[each]]
    return tuple(LegendEntry(each, basis.language.say(phrase_key("map", each)), count) for each, count in entries)
