"""Bounds per value of an attribute:  min <= sum of w_i * x_i over those who have the value <= max.

A bound in percent is a share of the size k:  p * k / 100, rounded so that the share itself is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.candidate import Pool
from samskab.fairness.row import Limit, Row
from samskab.model.selection import Quota


def quota(pool: Pool, wish: Quota) -> Iterator[Row]:
    """One row for each value that `values` or `each` speaks of."""
    each = () if wish.each is None else pool.known(wish.by) if wish.of == "country" else pool.applied(wish.by)
    for value in sorted({*each, *wish.values}):
        bound = wish.values.get(value, wish.each)
        if bound is not None:
            yield Row(
                f"{wish.id}:{value}",
                wish.id,
                "quota",
                pool.under(wish.by, value, wish.counts),
                _limit(bound.min, bound.min_percent),
                _limit(bound.max, bound.max_percent),
                wish.price,
                {"attribute": wish.by, "value": value},
            )


def _limit(plain: int | None, percent: int | None) -> Limit | None:
    """A number, a share, or none. `check` refuses both at once; until then the number stands."""
    if plain is None:
        return None if percent is None else Limit(0, percent, 100)
    return Limit(plain)
