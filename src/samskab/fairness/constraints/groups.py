"""Who may not, or must, go together.

apart, one per value:   sum of x_i over the group <= 1
together:               x_i - x_j = 0  for each j after the first i
"""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.candidate import Pool
from samskab.fairness.row import Limit, Row
from samskab.model.selection import Apart, OnePer, Together


def apart(pool: Pool, wish: Apart) -> Iterator[Row]:
    """At most one of the applicants named."""
    known = pool.by_key()
    weights = {key: 1 for key in wish.applicants if key in known}
    yield Row(wish.id, wish.id, "apart", weights, None, Limit(1), wish.price, {"applicants": wish.applicants})


def together(pool: Pool, wish: Together) -> Iterator[Row]:
    """All of the applicants named or none; one who did not apply counts as not chosen."""
    known = pool.by_key()
    first, *others = wish.applicants or ("",)
    for other in others:
        weights = {key: sign for key, sign in ((first, 1), (other, -1)) if key in known}
        about = {"applicants": (first, other)}
        yield Row(f"{wish.id}:{other}", wish.id, "together", weights, Limit(0), Limit(0), wish.price, about)


def one_per(pool: Pool, wish: OnePer) -> Iterator[Row]:
    """At most one for each value that two or more applicants share."""
    for value in pool.applied(wish.by):
        weights = dict.fromkeys(pool.under(wish.by, value), 1)
        if len(weights) > 1:
            about = {"attribute": wish.by, "value": value}
            yield Row(f"{wish.id}:{value}", wish.id, "one_per", weights, None, Limit(1), wish.price, about)
