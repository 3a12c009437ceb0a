"""Each value has its share of the seats, within n:  k * N_g / N - n  <=  sum over value g  <=  k * N_g / N + n."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.candidate import Pool
from samskab.fairness.constraints.shares import Shares, shares
from samskab.fairness.row import Limit, Row
from samskab.model.selection import Proportional


def proportional(pool: Pool, wish: Proportional) -> Iterator[Row]:
    """One row for each value that has a share."""
    if wish.to == "shares":
        parts, whole = Shares(wish.shares, sum(wish.shares.values()))
    else:
        parts, whole = shares(pool, wish.by, wish.to, wish.counts)
    for value, part in sorted(parts.items()):
        yield Row(
            f"{wish.id}:{value}",
            wish.id,
            "proportional",
            pool.under(wish.by, value, wish.counts),
            Limit(-wish.within, part, max(1, whole)),
            Limit(wish.within, part, max(1, whole)),
            wish.price,
            {"attribute": wish.by, "value": value, "part": part, "whole": whole, "within": wish.within},
        )
