"""Distances in whole tenths of a kilometre: the least between any two of the chosen, the greatest from a place.

    distance:   sum of x_i over Q <= 1   for every set Q whose members are all nearer each other than the least
    near:       sum of x_i over those who are too far away <= 0

One row for a whole set is tighter than one for each pair: the pairs together allow half of each candidate. A rule with
a price has a row for each pair, so that a pair that lies too near is paid for once, whoever else applied.
An applicant with several places is as near as its nearest place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import asin, cos, hypot, isqrt, radians, sin, sqrt

from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Distance, Near

_EARTH_KM = 6371.0088  # mean radius, IUGG


def tenths(metric: str, one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """The distance between two places in tenths of a kilometre: along the great circle, or straight in a plane."""
    if metric == "plane":
        metres_squared = (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
        return (isqrt(4 * metres_squared) + 100) // 200  # rounded to the nearest, half upwards, without a float
    lat1, lat2 = radians(one[0] / 1e6), radians(other[0] / 1e6)
    east = radians((other[1] - one[1]) / 1e6)
    chord = hypot(sin((lat2 - lat1) / 2), sqrt(cos(lat1) * cos(lat2)) * sin(east / 2))
    return round(round(20 * _EARTH_KM * asin(min(1.0, chord)), 6))


def distances(pool: Pool) -> dict[tuple[str, str], int]:
    """All pairs (earlier key, later key) of candidates who have a place, with their distance."""
    placed = sorted((c.key, c.places) for c in pool.candidates if c.places)
    return {
        (key, other): least_distance(pool.metric, places, there)
        for n, (key, places) in enumerate(placed)
        for other, there in placed[n + 1 :]
    }


def least_distance(metric: str, places: Sequence[tuple[int, ...]], others: Sequence[tuple[int, ...]]) -> int:
    """The least distance between a place of the one and a place of the other, in tenths of a kilometre."""
    return min(tenths(metric, place, other) for place in places for other in others)


def distance_rows(pool: Pool, rule: Distance) -> Iterator[Row]:
    """One row for each set of candidates who all lie too near each other; with a price, one for each pair."""
    too_near = [pair for pair, far in distances(pool).items() if far < rule.min_km * 10]
    for members in cliques(too_near) if rule.price is None else too_near:
        about = {"applicants": members, "km": rule.min_km}
        weights = dict.fromkeys(members, 1)
        yield Row(f"{rule.id}:{'+'.join(members)}", rule.id, "distance", weights, None, RowBound(1), rule.price, about)


def near_row(pool: Pool, rule: Near) -> Iterator[Row]:
    """One row with all candidates who are too far from the place; one without a place is not counted as far."""
    spot = pool.spots.get(rule.id, ())
    far = {
        c.key: 1
        for c in pool.candidates
        if c.places and len(spot) == 2 and least_distance(pool.metric, c.places, (spot,)) > rule.max_km * 10
    }
    yield Row(rule.id, rule.id, "near", far, None, RowBound(0), rule.price, {"km": rule.max_km})


def cliques(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Sets that cover every pair and whose members are all paired with each other, greedily large, always the same."""
    paired: dict[str, set[str]] = {}
    for one, other in pairs:
        paired.setdefault(one, set()).add(other)
        paired.setdefault(other, set()).add(one)
    open_pairs = {(one, other) for one, others in paired.items() for other in others if one < other}
    found = []
    for one, other in sorted(open_pairs):
        if (one, other) not in open_pairs:
            continue
        members, reach = [one, other], paired[one] & paired[other]
        while reach:
            best = min(reach, key=lambda key: (-len(reach & paired[key]), key))
            members.append(best)
            reach = reach & paired[best]
        members.sort()
        open_pairs.difference_update((a, b) for n, a in enumerate(members) for b in members[n + 1 :])
        found.append(tuple(members))
    return found
