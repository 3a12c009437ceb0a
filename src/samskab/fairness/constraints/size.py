"""How many are chosen:  min <= sum of s_i * x_i <= max, where s_i is 1, or the number of i's municipalities."""

from __future__ import annotations

from samskab.fairness.candidate import Pool
from samskab.fairness.row import Limit, Row
from samskab.model.selection import Size


def size(pool: Pool, wish: Size) -> Row:
    """The row of the size, which all shares are shares of."""
    weights = {candidate.key: candidate.seats(wish.counts) for candidate in pool.candidates}
    return Row("size", "size", "size", weights, Limit(wish.min), Limit(wish.max), about={"counts": wish.counts})
