"""Bounds per value of an attribute:  min <= sum of w_i * x_i over those who have the value <= max.

A bound in percent is a share of the size k:  p * k / 100, rounded so that the share itself is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Quota


def quota_rows(pool: Pool, rule: Quota) -> Iterator[Row]:
    """One row for each value that `values` or `each` bounds."""
    each = () if rule.each is None else pool.known(rule.by) if rule.of == "country" else pool.applied(rule.by)
    for value in sorted({*each, *rule.values}):
        bound = rule.values.get(value, rule.each)
        if bound is not None:
            yield Row(
                f"{rule.id}:{value}",
                rule.id,
                "quota",
                pool.under(rule.by, value, rule.counts),
                _limit(bound.min, bound.min_percent),
                _limit(bound.max, bound.max_percent),
                rule.price,
                {"attribute": rule.by, "value": value},
            )


def _limit(plain: int | None, percent: int | None) -> RowBound | None:
    """A number, a share, or none. `check` refuses both at once; until then the number counts."""
    if plain is None:
        return None if percent is None else RowBound(0, percent, 100)
    return RowBound(plain)
