"""What can be changed in a programme file so that more cohorts keep the rules: `Lever`, a number or a whole rule.

    numbers       low, high   of the size, of a value of a quota, of different values, of a sum
                  within      of a proportional rule, for all its values at once
                  min         of a `common` rule
                  min_km, max_km   of distances, in tenths of a kilometre
    no number     removed     an applicant of a `must`, `must_not` or `together` rule; a whole `apart` or `one_per` rule

A change costs its price for each step, in hundredths: 1 + 2 / bound, so that a step weighs more where the bound is
small. A step of a sum is what one applicant has on average, a step of a distance is five kilometres; whatever is
removed costs 3. A share of the seats becomes a number, whatever the size: that costs 3, and a hundredth for each that
the number is away from what the share gives at most (`low`, all seats) or at least (`high`, none).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from samskab.fairness.constraints.distance import distances, least_distance
from samskab.fairness.outcome import BoundChange
from samskab.fairness.row import NOTHING, Row, RowBound, Rows
from samskab.model.pool import Pool
from samskab.model.selection import CohortRule, Common, Distance, Near, OnePer, Proportional, Selection

_REMOVED = 300
_FIVE_KM = 50
_NO_PAIRS: Mapping[tuple[str, str], int] = MappingProxyType({})


class Lever(NamedTuple):
    """One thing that can be changed, and the hard rows that give way.

    row      the row, when the change is of one row alone
    bound    what moves: `low`, `high`, `within`, `min`, `min_km`, `max_km`; or `removed`
    was      the number as it is; of a share, the strictest that it gives
    price    of one step; `most` steps can be of use, and one step moves a bound by `unit`
    fixed    the price of moving it at all
    gives    row id -> by how much one step moves its bounds; empty for distances, which `apart` and `far` describe
    apart    pairs -> their distance, for the rule of a least distance
    far      candidates -> their distance, for the rule of a greatest distance from a place
    """

    rule: str
    row: Row | None
    bound: str
    was: int
    price: int
    most: int
    unit: int = 1
    gives: Mapping[str, int] = NOTHING
    apart: Mapping[tuple[str, str], int] = _NO_PAIRS
    far: Mapping[str, int] = NOTHING
    fixed: int = 0

    @property
    def is_share(self) -> bool:
        """Whether a bound that grows with the size becomes a number."""
        return self.fixed > 0

    def steps(self, rows: Mapping[str, Row], cohort: Collection[str], size: int) -> int:
        """How many steps a cohort needs."""
        if self.bound == "min_km":
            pairs = combinations(sorted(cohort), 2)
            return max((self.was - self.apart[pair] for pair in pairs if pair in self.apart), default=0)
        if self.bound == "max_km":
            return max((self.far[key] - self.was for key in cohort if key in self.far), default=0)
        if self.is_share and self.row is not None:
            return abs(self.was - self.row.total(cohort)) if self._missed(self.row, cohort, size) else 0
        return max((-(-self._missed(rows[id_], cohort, size) // by) for id_, by in self.gives.items()), default=0)

    def _missed(self, row: Row, cohort: Collection[str], size: int) -> int:
        one_side = {"low": row._replace(high=None), "high": row._replace(low=None)}.get(self.bound, row)
        return one_side.missed(one_side.total(cohort), size)

    def change(self, steps: int, size: int) -> BoundChange:
        """The change of so many steps. A share was what it gives at `size`, that of the cohort that it leads to."""
        was, down = self.was, self.bound in {"low", "min", "min_km", "removed"}
        if self.is_share and self.row is not None:
            was = (self.row.low_at(size) if self.bound == "low" else self.row.high_at(size)) or 0
        return BoundChange(self.rule, self.row, self.bound, was, self.was - steps * self.unit * (1 if down else -1))


def levers_of(pool: Pool, selection: Selection, rows: Rows) -> tuple[Lever, ...]:
    """Everything that can be changed about the hard rows, in their order."""
    rules = {rule.id: rule for rule in selection.rules}
    seats = sum(rows.size.weights.values())
    found: list[Lever] = []
    whole: set[str] = set()
    for row in rows.hard():
        rule = rules.get(row.rule)
        if isinstance(rule, Common | Distance | Near | OnePer | Proportional):
            if rule.id not in whole:
                whole.add(rule.id)
                found.append(_of_rule(pool, rule, rows, seats))
        elif row.kind in {"must", "must_not", "together", "apart"}:
            found.append(Lever(row.rule, row, "removed", 1, _REMOVED, 1, gives={row.id: max(1, len(row.weights) - 1)}))
        else:
            found.extend(_of_row(row, seats))
    return tuple(lever for lever in found if lever.most > 0)


def _of_row(row: Row, seats: int) -> Iterator[Lever]:
    """The least and the greatest number of one row."""
    reach, unit, price = max(seats, _most(row)), row.unit, price_of_step(row) * row.unit
    if row.low is not None:
        below = sum(-weight for weight in row.weights.values() if weight < 0)
        most = -(-(max(row.low_at(0) or 0, row.low_at(seats) or 0) + below) // unit) - (row.kind == "size")
        yield _of_bound(Lever(row.rule, row, "low", row.low_at(seats) or 0, price, most, unit), row.low)
    if row.high is not None:
        yield _of_bound(Lever(row.rule, row, "high", row.high_at(0) or 0, price, -(-reach // unit), unit), row.high)


def _of_bound(lever: Lever, bound: RowBound) -> Lever:
    """The lever of a number; of a share, one that makes a number of it."""
    if bound.per:
        return lever._replace(price=1, fixed=_REMOVED)
    return lever._replace(gives={lever.row.id: lever.unit} if lever.row else NOTHING)


def _most(row: Row) -> int:
    return len(row.groups) if row.groups else sum(abs(weight) for weight in row.weights.values())


def _of_rule(pool: Pool, rule: CohortRule, rows: Rows, seats: int) -> Lever:
    """The number of a rule that is many rows; of one without a number, the rule itself."""
    own = [row for row in rows.rules if row.rule == rule.id]
    match rule:
        case Proportional():
            gives = {row.id: 1 for row in own}
            return Lever(rule.id, None, "within", rule.within, _price(1, rule.within), seats, gives=gives)
        case Common():
            return Lever(
                rule.id, None, "min", rule.min, _price(1, rule.min), rule.min, gives={row.id: 1 for row in own}
            )
        case Distance():
            least = int(rule.min_km * 10)
            near = {pair: far for pair, far in distances(pool).items() if far < least}
            return Lever(rule.id, None, "min_km", least, _price(_FIVE_KM, least), least, apart=near)
        case Near():
            most, spot = int(rule.max_km * 10), pool.spots.get(rule.id, ())
            placed = [c for c in pool.candidates if c.places and any(c.key in row.weights for row in own)]
            far = {c.key: least_distance(pool.metric, c.places, (spot,)) for c in placed}
            reach = max(far.values(), default=most) - most
            return Lever(rule.id, None, "max_km", most, _price(_FIVE_KM, most), reach, far=far)
    gives = {row.id: max(1, len(row.weights) - 1) for row in own}
    return Lever(rule.id, None, "removed", 1, _REMOVED, 1, gives=gives)


def price_of_step(row: Row) -> int:
    """What one step of a row costs, in hundredths; a step of a sum is an applicant's average."""
    limits = [abs(limit.plain) for limit in (row.low, row.high) if limit is not None]
    step = 1
    if row.kind == "sum" and row.weights:
        step = max(1, sum(map(abs, row.weights.values())) // len(row.weights))
    return _price(step, min(limits, default=1))


def _price(step: int, bound: int) -> int:
    """What a bound costs for each whole number that it moves, when `step` of them are one step."""
    return max(1, (100 + 200 * step // max(1, step, bound)) // step)
