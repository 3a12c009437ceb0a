"""The aims as `Goal`s: each gives a cohort a whole number, which anyone can add up again.

    score        the sum of the assessors' scores over the chosen                    greatest
    sum          the sum of another number over the chosen, or how many
                 different municipalities are behind them                            greatest
    deviation    | N * (sum of w_i x_i over value g) - N_g * k |  in parts of N,
                 summed over all values, or the worst alone                          least
    dispersion   the smallest distance between two of the chosen, or the sum         greatest
    commonality  how many of the chosen have at least q others who share a value     greatest
    variety      how many values have at least m of the chosen                       greatest
    prices       the sum of price * steps missed over the priced rows                least
    seats        the size k                                                          greatest

A value is in whole parts of `unit`: a deviation of 336 with unit 98 is 336/98 = 3.43 seats. `reads` names the
attributes or the number that a goal is about.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import combinations, repeat
from typing import NamedTuple

from samskab.fairness.constraints.breadth import groups_of_values
from samskab.fairness.constraints.commonality import sharing
from samskab.fairness.constraints.distance import distances
from samskab.fairness.constraints.shares import shares_of
from samskab.fairness.constraints.sum import groups_of_municipalities
from samskab.fairness.row import Rows, price
from samskab.model.applicant_numbers import SCORE
from samskab.model.pool import Pool
from samskab.model.selection import (
    DIFFERENT_MUNICIPALITIES,
    Aim,
    Commonality,
    Deviation,
    Dispersion,
    Prices,
    Score,
    Seats,
    Selection,
    Variety,
)


class SumGoal(NamedTuple):
    """The greatest sum of whole numbers over the chosen."""

    kind: str
    weights: Mapping[str, int]
    unit: int = 1
    greatest: bool = True
    reads: tuple[str, ...] = ()

    def value(self, cohort: Collection[str]) -> int:
        """The sum of n_i * x_i."""
        return sum(map(self.weights.get, cohort, repeat(0)))


class DeviationPart(NamedTuple):
    """One value of one attribute: who weighs how much under it, and its share N_g."""

    attribute: str
    value: str
    weights: Mapping[str, int]
    share: int


class DeviationGoal(NamedTuple):
    """The least deviation from the shares, in parts of N seats: summed over the values, or the worst alone."""

    kind: str
    parts: tuple[DeviationPart, ...]
    seats: Mapping[str, int]
    unit: int
    worst: bool
    greatest: bool = False
    reads: tuple[str, ...] = ()

    def deviations(self, cohort: Collection[str]) -> tuple[int, ...]:
        """N * (sum over g) - N_g * k, for each value: above zero are too many."""
        size = sum(map(self.seats.get, cohort, repeat(0)))
        return tuple(
            self.unit * sum(map(part.weights.get, cohort, repeat(0))) - part.share * size for part in self.parts
        )

    def value(self, cohort: Collection[str]) -> int:
        """The sum of the deviations without sign, or the greatest of them."""
        missed = [abs(deviation) for deviation in self.deviations(cohort)]
        return max(missed, default=0) if self.worst else sum(missed)


class NearestGoal(NamedTuple):
    """The greatest smallest distance, in tenths of a kilometre; a cohort without a pair is as wide as the pool."""

    kind: str
    distances: Mapping[tuple[str, str], int]
    unit: int = 10
    greatest: bool = True
    reads: tuple[str, ...] = ()

    def value(self, cohort: Collection[str]) -> int:
        """The distance between the two nearest."""
        near = min(_between(self.distances, cohort), default=None)
        return max(self.distances.values(), default=0) if near is None else near


class DispersionGoal(NamedTuple):
    """The greatest sum of distances over all pairs, in tenths of a kilometre."""

    kind: str
    distances: Mapping[tuple[str, str], int]
    unit: int = 10
    greatest: bool = True
    reads: tuple[str, ...] = ()

    def value(self, cohort: Collection[str]) -> int:
        """The sum over the pairs."""
        return sum(_between(self.distances, cohort))


class CommonGoal(NamedTuple):
    """As many as possible of the chosen with enough others who share a value."""

    kind: str
    sharing: Mapping[str, tuple[str, ...]]
    least: int
    unit: int = 1
    greatest: bool = True
    reads: tuple[str, ...] = ()

    def value(self, cohort: Collection[str]) -> int:
        """How many of the chosen have at least `least` others who share a value with them."""
        return sum(sum(other in cohort for other in self.sharing.get(key, ())) >= self.least for key in cohort)


class CountGoal(NamedTuple):
    """As many different values as possible with at least `each` of the chosen."""

    kind: str
    groups: Mapping[str, tuple[str, ...]]
    each: int
    unit: int = 1
    greatest: bool = True
    reads: tuple[str, ...] = ()

    def value(self, cohort: Collection[str]) -> int:
        """The number of values."""
        return sum(sum(key in cohort for key in keys) >= self.each for keys in self.groups.values())


class PriceGoal(NamedTuple):
    """The smallest sum of the prices of the priced rows."""

    kind: str
    rows: Rows
    unit: int = 1
    greatest: bool = False
    reads: tuple[str, ...] = ()

    def value(self, cohort: Collection[str]) -> int:
        """The sum of price * steps missed."""
        return price(self.rows, cohort)


Goal = SumGoal | DeviationGoal | NearestGoal | DispersionGoal | CommonGoal | CountGoal | PriceGoal


def goals_of(pool: Pool, selection: Selection, rows: Rows) -> tuple[Goal, ...]:
    """The aims in their order. Priced rows without a separate aim come first."""
    aims = selection.aims
    if rows.priced() and not any(isinstance(aim, Prices) for aim in aims):
        aims = (Prices(), *aims)
    return tuple(goal_of(pool, aim, rows) for aim in aims)


def goal_of(pool: Pool, aim: Aim, rows: Rows) -> Goal:
    """One aim as numbers."""
    match aim:
        case Score():
            return _sum(pool, aim)
        case Deviation():
            return _deviation(pool, aim)
        case Dispersion():
            kind = NearestGoal if aim.measure == "nearest" else DispersionGoal
            return kind(f"dispersion_{aim.measure}", distances(pool))
        case Commonality():
            return CommonGoal("commonality", sharing(pool, aim.by), aim.min, reads=(aim.by,))
        case Variety():
            return CountGoal("variety", groups_of_values(pool, aim.by), aim.each, reads=(aim.by,))
        case Prices():
            return PriceGoal("prices", rows, rows.price_unit)
        case Seats():
            return SumGoal("seats", rows.size.weights)


def better(goal: Goal, value: int, than: int) -> bool:
    """Whether a value is better than another."""
    return value > than if goal.greatest else value < than


def _sum(pool: Pool, aim: Score) -> SumGoal | CountGoal:
    kind = "score" if aim.of == SCORE else "sum"
    if aim.of == DIFFERENT_MUNICIPALITIES:
        return CountGoal(kind, groups_of_municipalities(pool), 1, reads=(aim.of,))
    numbers = {c.key: c.numbers.get(aim.of, 0) for c in pool.candidates}
    return SumGoal(kind, numbers, pool.units.get(aim.of, 1), reads=(aim.of,))


def _deviation(pool: Pool, aim: Deviation) -> DeviationGoal:
    parts, whole = [], 1
    for attribute in aim.by:
        portions, whole = shares_of(pool, attribute, aim.against, aim.counts)
        parts += [
            DeviationPart(attribute, value, pool.under(attribute, value, aim.counts), share)
            for value, share in sorted(portions.items())
        ]
    seats = {candidate.key: candidate.seats(aim.counts) for candidate in pool.candidates}
    worst = aim.measure == "worst"
    return DeviationGoal(f"deviation_{aim.measure}", tuple(parts), seats, max(1, whole), worst, reads=aim.by)


def _between(distances: Mapping[tuple[str, str], int], cohort: Collection[str]) -> list[int]:
    found = map(distances.get, combinations(sorted(cohort), 2))
    return [distance for distance in found if distance is not None]
