"""A cap or a floor on a sum:  min <= sum of n_i * x_i <= max, where n_i is i's number (participants, agents, budget).

A number that is kept in fractions (`Pool.units`) has its bounds kept in the same fractions. The number of different
municipalities counts each once:  min <= the number of municipalities behind at least one of the chosen <= max.
"""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.row import NOTHING, Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import DIFFERENT_MUNICIPALITIES, Sum


def sum_row(pool: Pool, rule: Sum) -> Iterator[Row]:
    """One row."""
    counts_once = rule.of == DIFFERENT_MUNICIPALITIES
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
        groups_of_municipalities(pool) if counts_once else NOTHING,
    )


def groups_of_municipalities(pool: Pool) -> dict[str, tuple[str, ...]]:
    """Each municipality with those who stand for it, whole or in part; an applicant outside the register is one."""
    groups: dict[str, tuple[str, ...]] = {}
    for candidate in pool.candidates:
        for code in candidate.municipalities or (candidate.key,):
            groups[code] = (*groups.get(code, ()), candidate.key)
    return groups or {"": ()}
