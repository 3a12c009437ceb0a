"""The applicants on the map: chosen ones numbered from north to south, waiting ones lettered, the same everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from samskab.model.decision import Decision, DecisionState
from samskab.model.pool import Candidate
from samskab.report.map.outlines import MapClass
from samskab.report.page.edition import PageBasis, RegionName, ReportBasis, region_name
from samskab.spelling import sort_key


class MapPlace(NamedTuple):
    """An applicant with its number or letter (empty for others), its standing, municipalities and regions.

    `hosts`: whether it will host a meeting, where a rule of the programme asks.
    """

    key: str
    name: str
    label: str
    standing: MapClass
    codes: tuple[str, ...]
    region: RegionName
    hosts: bool = False

    @property
    def is_marked_host(self) -> bool:
        """Whether a second ring around its pin says that it will host a meeting."""
        return self.hosts and self.label != ""


def standing_counts(places: Iterable[MapPlace]) -> Counter[str]:
    """How many applicants have each standing, and under `host` how many are marked as hosts."""
    listed = tuple(places)
    return Counter([place.standing for place in listed] + ["host" for place in listed if place.is_marked_host])


def map_places(basis: ReportBasis, now: DecisionState | None = None) -> dict[str, MapPlace]:
    """Every applicant of the pool by key: the chosen by number, the waiting by their order, the others by name.

    As decided; by a later state as it is then, without those who have left.
    """
    candidates = basis.decision.field.by_key()
    chosen, waiting = (now.selected, now.waiting) if now else (basis.decision.cohort, basis.waiting)
    rest = {*candidates}.difference(chosen, waiting, now.withdrawn if now else ())
    found = places_of(basis, [candidates[key] for key in chosen if key in candidates])
    found += [_place(basis, candidates[key], letter(n), "waiting") for n, key in enumerate(waiting)]
    others = sorted((candidates[key] for key in rest), key=lambda one: sort_key(one.name))
    return {place.key: place for place in (*found, *(_place(basis, one, "", "rejected") for one in others))}


def places_of(basis: PageBasis, chosen: Sequence[Candidate]) -> list[MapPlace]:
    """Those who take part, numbered from north to south."""
    ordered = _north_to_south(basis, chosen)
    return [_place(basis, one, str(n), "selected") for n, one in enumerate(ordered, 1)]


def pin_names(basis: PageBasis, place: MapPlace) -> list[tuple[str, str]]:
    """Each municipality of an applicant by code, with the name beside its pin: its own where they are several."""
    known = basis.data.municipalities if len(place.codes) > 1 else {}
    return [(code, known[code].name if code in known else place.name) for code in place.codes]


def map_classes(decision: Decision) -> tuple[dict[str, MapClass], Counter[str]]:
    """How each municipality of a candidate is drawn, by code; and how many candidates are drawn so."""
    waiting = {one.applicant for one in decision.waiting_list}
    found: dict[str, MapClass] = {}
    counts: Counter[str] = Counter()
    for candidate in decision.field.candidates:
        chosen = candidate.key in decision.cohort
        standing: MapClass = "selected" if chosen else "waiting" if candidate.key in waiting else "rejected"
        found |= dict.fromkeys(candidate.municipalities, standing)
        counts[standing] += 1
    return found, counts


def letter(number: int) -> str:
    """`a`, `b` ... `z`, `aa`, `ab` ..., counted from 0."""
    more, last = divmod(number, len(ascii_lowercase))
    return (letter(more - 1) if more else "") + ascii_lowercase[last]


def _place(basis: PageBasis, candidate: Candidate, label: str, standing: MapClass) -> MapPlace:
    codes = candidate.municipalities
    hosts = candidate.numbers.get("hosting", 0) > 0
    return MapPlace(candidate.key, candidate.name, label, standing, codes, region_name(basis, codes), hosts)


def _north_to_south(basis: PageBasis, chosen: Sequence[Candidate]) -> list[Candidate]:
    """By region, the northernmost first, and within a region by latitude; those of several regions stand between."""
    north = {one.key: _latitude(basis, one.municipalities) for one in chosen}
    regions: dict[str, list[float]] = {}
    for code, region in basis.regions.items():
        regions.setdefault(region, []).append(_latitude(basis, (code,)))
    middle = {region: sum(found) / len(found) for region, found in regions.items()}

    def order(one: Candidate) -> tuple[float, str, float, str]:
        region = region_name(basis, one.municipalities).key
        known = [middle[each] for each in region.split()] or [0.0]
        return -sum(known) / len(known), region, -north[one.key], one.key

    return sorted(chosen, key=order)


def _latitude(basis: PageBasis, codes: Iterable[str]) -> float:
    """The latitude of the first municipality's seat; 0 where none is known."""
    known = basis.data.municipalities
    return next((float(known[code].seat.lat) for code in codes if code in known), 0.0)
