"""Enough different values:  the number of values with at least m of the chosen  >=  r."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.candidate import Pool
from samskab.fairness.row import Limit, Row
from samskab.model.selection import Breadth


def breadth(pool: Pool, wish: Breadth) -> Iterator[Row]:
    """One row that counts values."""
    yield Row(
        wish.id,
        wish.id,
        "breadth",
        {},
        Limit(wish.min),
        price=wish.price,
        about={"attribute": wish.by, "each": wish.each},
        groups=values(pool, wish.by),
        each=wish.each,
    )


def values(pool: Pool, attribute: str) -> dict[str, tuple[str, ...]]:
    """The values of an attribute, each with the keys of those who have it; one empty group when nobody has any."""
    return {value: tuple(pool.under(attribute, value)) for value in pool.applied(attribute)} or {"": ()}
