"""Who steps in when some of the chosen have left: a joint answer for all of them, whatever their order.

An empty seat that nobody fills counts, for the rules, as if the one who left still had it. Among the ways in which
every hard rule then holds and nobody else moves: most of those who left are replaced, then most step in, then those who
are first on the waiting list.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from samskab.fairness.objectives import SumGoal
from samskab.fairness.row import Row, RowBound, Rows
from samskab.solve.search import Search
from samskab.solve.solver import MOST_NODES


class Promotions(NamedTuple):
    """Who steps in, in the order of the waiting list, and for which of those who left; the others' seats stay empty."""

    coming: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


def find_promotions(
    rows: Rows, keys: Collection[str], present: Collection[str], left: Sequence[str], waiting: Sequence[str]
) -> Promotions:
    """The joint answer. `present` stay; `left` have left and are not replaced yet; `waiting` is the list in order.

    Nobody steps in where the rules cannot hold even with the empty seats counted.
    """
    if not left:
        return Promotions()
    one_for_one = Row(
        id="promotions",
        rule="promotions",
        kind="sum",
        weights=dict.fromkeys((*left, *waiting), 1),
        high=RowBound(len(left)),
    )
    hard = Rows(rows.size, (*(row for row in rows.rules if row.price is None), one_for_one))
    goals = (SumGoal("replaced", dict.fromkeys(left, -1)), SumGoal("seats", dict.fromkeys(waiting, 1)))
    open_keys = {*left, *waiting}
    fixed = {key: int(key in present) for key in keys if key not in open_keys}
    best = Search(keys, hard, goals).best(fixed, order=(*waiting, *sorted(left)), nodes=MOST_NODES)
    if best is None:
        return Promotions()
    return Promotions(
        tuple(key for key in waiting if key in best.cohort), tuple(key for key in left if key not in best.cohort)
    )
