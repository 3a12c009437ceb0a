"""A cap or a floor on a sum:  min <= sum of n_i * x_i <= max, where n_i is i's number (participants, agents, budget).

A number that is kept in fractions (`Pool.units`) has its bounds kept in the same fractions.
"""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Sum


def sum_row(pool: Pool, rule: Sum) -> Iterator[Row]:
    """One row."""
    unit = pool.units.get(rule.of, 1)
    yield Row(
        rule.id,
        rule.id,
        "sum",
        {c.key: number for c in pool.candidates if (number := c.numbers.get(rule.of, 0))},
        None if rule.min is None else RowBound(rule.min * unit),
        None if rule.max is None else RowBound(rule.max * unit),
        rule.price,
        {"number": rule.of, "unit": unit},
    )
