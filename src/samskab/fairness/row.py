"""A rule as a sum: `Row`; and the check of a cohort without a solver: `broken`.

Every rule of a programme becomes rows over the candidates: x_i is 1 when candidate i is chosen, else 0, and

    low  <=  sum of w_i * x_i  <=  high

A bound may grow with the size k of the cohort (`RowBound`: 20 % of the seats). A row with `groups` counts values: its
total is the number of groups that have at least `each` of the chosen. A row without a price must hold; a row with one
costs its price for every step it misses. `solve` searches for a cohort that keeps the rows, and `check` verifies one
against the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import repeat
from math import lcm
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""The empty default of mappings."""


class RowBound(NamedTuple):
    """A bound that may grow with the size k: plain + per * k / of."""

    plain: int
    per: int = 0
    of: int = 1

    def least(self, size: int) -> int:
        """As a lower bound on whole numbers: rounded up."""
        return self.plain - (-self.per * size // self.of)

    def most(self, size: int) -> int:
        """As an upper bound on whole numbers: rounded down."""
        return self.plain + self.per * size // self.of


class Row(NamedTuple):
    """One sum with its bounds.

    id        unique among the rows, as `landsdele:fyn`
    rule      the id of the rule that it comes from; `size` for the size itself
    kind      the kind of rule; its sentence is `select.row.<kind>`
    about     the values that the sentence needs: attribute, value, number, applicants; a second attribute has a name
              that ends in _attribute, and its value the same name with _value
    weights   candidate key -> whole number; those left out weigh 0
    groups    only for rows that count values: value -> candidate keys
    each      how many of the chosen a group needs to count
    """

    id: str
    rule: str
    kind: str
    weights: Mapping[str, int]
    low: RowBound | None = None
    high: RowBound | None = None
    price: int | None = None
    about: Mapping[str, object] = NOTHING
    groups: Mapping[str, tuple[str, ...]] = NOTHING
    each: int = 1

    @property
    def unit(self) -> int:
        """In which fraction the total and the bounds are whole."""
        unit = self.about.get("unit", 1)
        return unit if isinstance(unit, int) else 1

    def total(self, cohort: Collection[str]) -> int:
        """The sum over the chosen."""
        if self.groups:
            chosen = frozenset(cohort)
            return sum(map(self.each.__le__, map(len, map(chosen.intersection, self.groups.values()))))
        return sum(map(self.weights.get, cohort, repeat(0)))

    def counted(self, cohort: Collection[str], size: int) -> tuple[int, int | None, int | None]:
        """The total and the bounds as a person counts them.

        Of a `common` row, the companions that its applicant has, and how many it needs: none when it is not chosen.
        """
        total, low, high = self.total(cohort), self.low_at(size), self.high_at(size)
        least, whose = self.about.get("min"), self.about.get("applicants")
        if self.kind != "common" or not isinstance(least, int) or not isinstance(whose, tuple):
            return total, low, high
        inside = whose[0] in cohort
        return total + least * inside, least if inside else None, high

    def low_at(self, size: int) -> int | None:
        """The lower bound for a cohort of this size."""
        return None if self.low is None else self.low.least(size)

    def high_at(self, size: int) -> int | None:
        """The upper bound for a cohort of this size."""
        return None if self.high is None else self.high.most(size)

    def missed(self, total: int, size: int) -> int:
        """By how many steps the total is outside the bounds; 0 when the row holds."""
        if self.low is not None and total < (low := self.low.least(size)):
            return low - total
        return total - high if self.high is not None and total > (high := self.high.most(size)) else 0


class Rows(NamedTuple):
    """All rows of a programme: the size first, then the rules in their order."""

    size: Row
    rules: tuple[Row, ...]

    def seats(self, cohort: Collection[str]) -> int:
        """The size k of a cohort, counted as the programme counts it."""
        return self.size.total(cohort)

    def all(self) -> tuple[Row, ...]:
        """The size and the rules."""
        return (self.size, *self.rules)

    def hard(self) -> tuple[Row, ...]:
        """The rows that must hold."""
        return tuple(row for row in self.all() if row.price is None)

    def priced(self) -> tuple[Row, ...]:
        """The rows that may be broken at a price."""
        return tuple(row for row in self.all() if row.price is not None)

    @property
    def price_unit(self) -> int:
        """In which fraction the prices of all rows are whole: half a point too few costs half the price."""
        return lcm(1, *(row.unit for row in self.priced()))

    def step_price(self, row: Row) -> int:
        """The price of the smallest step of a row, in parts of `price_unit`."""
        return (row.price or 0) * (self.price_unit // row.unit)

    def kept_out(self) -> dict[str, tuple[str, ...]]:
        """Applicant -> the ids of the hard rows that keep it out by name."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.hard():
            for key in row.weights if row.kind == "must_not" else ():
                found[key] = (*found.get(key, ()), row.id)
        return found

    def without(self, ids: Collection[str]) -> Rows:
        """The same rows but these; a size that is left out keeps its weights and has no bounds."""
        size = self.size._replace(low=None, high=None) if self.size.id in ids else self.size
        return Rows(size, tuple(row for row in self.rules if row.id not in ids))


class Broken(NamedTuple):
    """A row that a cohort does not keep: its total, its bounds at the cohort's size, by how many steps it is missed."""

    row: Row
    total: int
    low: int | None
    high: int | None
    missed: int


def broken(rows: Rows, cohort: Iterable[str]) -> Iterator[Broken]:
    """Every row, hard or priced, that the cohort does not keep."""
    chosen = frozenset(cohort)
    size = rows.seats(chosen)
    for row in rows.all():
        total = row.total(chosen)
        if missed := row.missed(total, size):
            yield Broken(row, total, row.low_at(size), row.high_at(size), missed)


def holds(rows: Rows, cohort: Iterable[str]) -> bool:
    """Whether every row without a price is kept."""
    chosen = frozenset(cohort)
    size = rows.seats(chosen)
    return not any(row.missed(row.total(chosen), size) for row in rows.hard())


def price(rows: Rows, cohort: Iterable[str]) -> int:
    """What the priced rows cost: the sum of price * steps missed, in parts of `Rows.price_unit`."""
    return sum(rows.step_price(b.row) * b.missed for b in broken(rows, cohort) if b.row.price)
