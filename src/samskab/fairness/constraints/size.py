"""How many are chosen:  max(1, min) <= sum of s_i * x_i <= max, where s_i is 1, or the number of i's municipalities."""

from __future__ import annotations

from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Size


def size_row(pool: Pool, rule: Size) -> Row:
    """The row of the size, which all shares are shares of. An empty cohort is never allowed."""
    least = RowBound(max(1, rule.min))
    weights = {candidate.key: candidate.seats(rule.counts) for candidate in pool.candidates}
    return Row("size", "size", "size", weights, least, RowBound(rule.max), about={"counts": rule.counts})
