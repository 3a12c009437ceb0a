"""Who is in or out whatever the other rules are:  x_i >= 1  or  x_i <= 0, each with its reason in `about`."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Must, MustNot


def must_rows(pool: Pool, rule: Must) -> Iterator[Row]:
    """One row for each applicant that is in. One who did not apply weighs nothing, so its row cannot hold."""
    return _pinned(pool, rule, "must", RowBound(1), None)


def must_not_rows(pool: Pool, rule: MustNot) -> Iterator[Row]:
    """One row for each applicant that is out."""
    return _pinned(pool, rule, "must_not", None, RowBound(0))


def _pinned(pool: Pool, rule: Must | MustNot, kind: str, low: RowBound | None, high: RowBound | None) -> Iterator[Row]:
    known = pool.by_key()
    for key in rule.applicants:
        weights = {key: 1} if key in known else {}
        about = {"applicants": (key,), "reason": rule.reason}
        yield Row(f"{rule.id}:{key}", rule.id, kind, weights, low, high, rule.price, about)
