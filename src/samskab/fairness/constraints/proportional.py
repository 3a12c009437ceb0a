"""Each value has its share of the seats, within n:  k * N_g / N - n  <=  sum over value g  <=  k * N_g / N + n."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.constraints.shares import Shares, shares_of
from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Proportional


def proportional_rows(pool: Pool, rule: Proportional) -> Iterator[Row]:
    """One row for each value that has a share."""
    if rule.to == "shares":
        parts, whole = Shares(rule.shares, sum(rule.shares.values()))
    else:
        parts, whole = shares_of(pool, rule.by, rule.to, rule.counts)
    for value, part in sorted(parts.items()):
        yield Row(
            f"{rule.id}:{value}",
            rule.id,
            "proportional",
            pool.under(rule.by, value, rule.counts),
            RowBound(-rule.within, part, max(1, whole)),
            RowBound(rule.within, part, max(1, whole)),
            rule.price,
            {"attribute": rule.by, "value": value, "part": part, "whole": whole, "within": rule.within},
        )
