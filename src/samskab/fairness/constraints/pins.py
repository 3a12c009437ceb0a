"""Who is in or out whatever the rest says:  x_i >= 1  or  x_i <= 0, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.candidate import Pool
from samskab.fairness.row import Limit, Row
from samskab.model.selection import Must, MustNot


def must(pool: Pool, wish: Must) -> Iterator[Row]:
    """One row for each applicant that is in. One who did not apply weighs nothing, so its row cannot hold."""
    known = pool.by_key()
    for key in wish.applicants:
        weights = {key: 1} if key in known else {}
        yield Row(f"{wish.id}:{key}", wish.id, "must", weights, Limit(1), None, wish.price, {"applicants": (key,)})


def must_not(pool: Pool, wish: MustNot) -> Iterator[Row]:
    """One row for each applicant that is out."""
    known = pool.by_key()
    for key in wish.applicants:
        weights = {key: 1} if key in known else {}
        yield Row(f"{wish.id}:{key}", wish.id, "must_not", weights, None, Limit(0), wish.price, {"applicants": (key,)})
