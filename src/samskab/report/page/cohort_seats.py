"""The cohort by region, with who steps in when one leaves, and the waiting list as what it can mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from samskab.report.cohort.sections import coverage_sentences
from samskab.report.page.edition import PageBasis, RegionName, ReportBasis, region_name
from samskab.report.page.places import MapPlace

Replacement = Literal["steps_in", "irreplaceable", "nobody_waits", "no_list"]


class SeatRow(NamedTuple):
    """One of the chosen: its place on the map, what the rules read of it, who steps in for it."""

    place: MapPlace
    cells: tuple[str, ...]
    replacement: Replacement
    steps_in: MapPlace | None


class SeatGroup(NamedTuple):
    """A region, or several that one applicant has municipalities in, with the cohort there and its size."""

    region: RegionName
    size: int
    seats: tuple[SeatRow, ...]


class RegionCount(NamedTuple):
    """A region, and how many of its municipalities are chosen, how many applied, and how many there are."""

    region: RegionName
    chosen: int
    applied: int
    municipalities: int


class CoverageRow(NamedTuple):
    """One on the waiting list, for each seat of the cohort whether it can step in there alone, and those in words."""

    place: MapPlace
    mends: tuple[bool, ...]
    words: str


class WaitingPart(NamedTuple):
    """The waiting list: its worth in sentences, the columns, a row for each, and those whom nobody replaces."""

    sentences: tuple[str, ...]
    columns: tuple[MapPlace, ...]
    unmended: frozenset[str]
    rows: tuple[CoverageRow, ...]
    irreplaceable: str


def column_titles(basis: ReportBasis) -> tuple[str, ...]:
    """The titles of the cells of a seat."""
    from samskab.spelling import upper_first

    return tuple(upper_first(basis.wording.attribute(name)) for name in _columns(basis))


def number_columns(basis: ReportBasis) -> frozenset[int]:
    """Which cells are numbers."""
    return frozenset(n for n, name in enumerate(_columns(basis)) if name in basis.numbers())


def seat_groups(basis: ReportBasis, places: dict[str, MapPlace]) -> tuple[SeatGroup, ...]:
    """The regions from north to south, with the chosen in each."""
    first = {leaves: one.applicant for one in reversed(basis.decision.waiting_list) for leaves in one.steps_in_for}
    groups: dict[RegionName, list[SeatRow]] = {}
    for place in places.values():
        if place.standing == "selected":
            steps_in = places[first[place.key]] if place.key in first else None
            row = SeatRow(place, seat_cells(basis, place.key), _replacement(basis, place.key, first), steps_in)
            groups.setdefault(place.region, []).append(row)
    return tuple(
        SeatGroup(region, basis.tables.rows.seats([row.place.key for row in rows]), tuple(rows))
        for region, rows in groups.items()
    )


def region_counts(
    basis: PageBasis, places: dict[str, MapPlace], applied_places: dict[str, MapPlace] | None = None
) -> tuple[RegionCount, ...]:
    """Every region of the country, those with seats first and in the order of the map.

    `applied_places` are all who applied, where they are more than `places`.
    """
    chosen = _counted(basis, (place for place in places.values() if place.standing == "selected"))
    applied = _counted(basis, (applied_places or places).values())
    country = Counter(region_name(basis, (code,)) for code in sorted(basis.regions))
    order = dict.fromkeys((*chosen, *country))
    return tuple(RegionCount(region, chosen[region], applied[region], country[region]) for region in order)


def _counted(basis: PageBasis, places: Iterable[MapPlace]) -> Counter[RegionName]:
    """Region -> how many municipalities these stand for; one that stands for none of the register is counted once."""
    return Counter(region_name(basis, (code,)) for place in places for code in place.codes or ("",))


def waiting_part(basis: ReportBasis, places: dict[str, MapPlace]) -> WaitingPart | None:
    """The waiting list; None where the programme has none."""
    known = basis.decision.selection.waiting_list
    if known is None or not known.size:
        return None
    columns = tuple(place for place in places.values() if place.standing == "selected")
    alone = {one.applicant: one.steps_in_for for one in basis.decision.waiting_list}
    rows = tuple(
        CoverageRow(
            places[key], tuple(place.key in alone[key] for place in columns), basis.wording.names(alone[key]) or "–"
        )
        for key in basis.waiting
    )
    mended = {key for keys in alone.values() for key in keys}
    sentences = tuple(coverage_sentences(basis.decision, basis.wording)) if rows else ()
    names = basis.wording.names(basis.decision.irreplaceable)
    return WaitingPart(sentences, columns, frozenset(p.key for p in columns) - mended, rows, names)


def seat_cells(basis: ReportBasis, applicant: str) -> tuple[str, ...]:
    """What the rules and aims read of an applicant, in words, without points where they are not for the reader."""
    candidate = basis.decision.field.by_key()[applicant]
    units, language = basis.decision.field.units, basis.language
    texts = [
        ", ".join(basis.wording.value(name, value) for value in candidate.attributes.get(name, ()))
        for name in _columns(basis)
        if name not in basis.numbers()
    ]
    numbers = [
        language.amount(candidate.numbers[name], units.get(name, 1))
        if name in candidate.numbers
        else language.say("choice.unknown_number")
        for name in basis.numbers()
    ]
    return (*texts, *numbers)


def _columns(basis: ReportBasis) -> tuple[str, ...]:
    """The attributes and numbers of a row; the region is the heading above it."""
    return (*(name for name in basis.attributes() if name != "region"), *basis.numbers())


def _replacement(basis: ReportBasis, applicant: str, first: dict[str, str]) -> Replacement:
    if applicant in first:
        return "steps_in"
    if applicant in basis.decision.irreplaceable:
        return "irreplaceable"
    return "nobody_waits" if basis.waiting else "no_list"
