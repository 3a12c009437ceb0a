"""Who may not, or must, be chosen together.

apart, one per value:   sum of x_i over the group <= 1
together:               x_i - x_j = 0  for each j after the first i; with a price for every pair, so that it costs
                        the same whoever is named first
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Apart, OnePer, Together


def apart_row(pool: Pool, rule: Apart) -> Iterator[Row]:
    """At most one of the applicants named."""
    known = pool.by_key()
    weights = {key: 1 for key in rule.applicants if key in known}
    yield Row(rule.id, rule.id, "apart", weights, None, RowBound(1), rule.price, {"applicants": rule.applicants})


def together_rows(pool: Pool, rule: Together) -> Iterator[Row]:
    """All of the applicants named or none; one who did not apply counts as not chosen."""
    known, named = pool.by_key(), tuple(dict.fromkeys(rule.applicants))
    pairs = ((named[0], other) for other in named[1:]) if rule.price is None else combinations(sorted(named), 2)
    for one, other in pairs:
        weights = {key: sign for key, sign in ((one, 1), (other, -1)) if key in known}
        about, row_id = {"applicants": (one, other)}, f"{rule.id}:{other if rule.price is None else f'{one}+{other}'}"
        yield Row(row_id, rule.id, "together", weights, RowBound(0), RowBound(0), rule.price, about)


def one_per_rows(pool: Pool, rule: OnePer) -> Iterator[Row]:
    """At most one for each value that two or more applicants share."""
    for value in pool.applied(rule.by):
        weights = dict.fromkeys(pool.under(rule.by, value), 1)
        if len(weights) > 1:
            about = {"attribute": rule.by, "value": value}
            yield Row(f"{rule.id}:{value}", rule.id, "one_per", weights, None, RowBound(1), rule.price, about)
