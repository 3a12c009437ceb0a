"""The rules of a decision after some of its applicants have left."""

from __future__ import annotations

from collections.abc import Collection

from samskab.fairness.row import Broken, Rows, broken
from samskab.fairness.tables import tables_of
from samskab.model.decision import Decision


def rows_without(decision: Decision, gone: Collection[str]) -> Rows:
    """The rules of a record without those that demand somebody who has left."""
    rows = tables_of(decision).rows
    return rows.without(
        {row.id for row in rows.rules if row.kind == "must" and not row.weights.keys().isdisjoint(gone)}
    )


def missed_rules(decision: Decision, selected: Collection[str], gone: Collection[str]) -> tuple[Broken, ...]:
    """The rules without a price that those who are left do not keep."""
    return tuple(one for one in broken(rows_without(decision, gone), selected) if one.row.price is None)
