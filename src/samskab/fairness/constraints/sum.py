"""A cap or a floor on a sum:  min <= sum of n_i * x_i <= max, where n_i is i's number (participants, agents, budget).

A number that is kept in fractions (`Pool.units`) has its bounds kept in the same fractions.
"""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.candidate import Pool
from samskab.fairness.row import Limit, Row
from samskab.model.selection import Sum


def sums(pool: Pool, wish: Sum) -> Iterator[Row]:
    """One row."""
    unit = pool.units.get(wish.of, 1)
    yield Row(
        wish.id,
        wish.id,
        "sum",
        {c.key: number for c in pool.candidates if (number := c.numbers.get(wish.of, 0))},
        None if wish.min is None else Limit(wish.min * unit),
        None if wish.max is None else Limit(wish.max * unit),
        wish.price,
        {"number": wish.of, "unit": unit},
    )
