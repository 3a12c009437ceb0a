"""Enough different values:  the number of values with at least m of the chosen  >=  r."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Breadth


def breadth_row(pool: Pool, rule: Breadth) -> Iterator[Row]:
    """One row that counts values."""
    yield Row(
        rule.id,
        rule.id,
        "breadth",
        {},
        RowBound(rule.min),
        price=rule.price,
        about={"attribute": rule.by, "each": rule.each},
        groups=groups_of_values(pool, rule.by),
        each=rule.each,
    )


def groups_of_values(pool: Pool, attribute: str) -> dict[str, tuple[str, ...]]:
    """The values of an attribute, each with the keys of those who have it; one empty group when there are none."""
    return {value: tuple(pool.under(attribute, value)) for value in pool.applied(attribute)} or {"": ()}
