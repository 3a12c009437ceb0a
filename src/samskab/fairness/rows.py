"""The rows of a selection: the size, then each rule by the constraint of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from samskab.fairness.constraints.breadth import breadth_row
from samskab.fairness.constraints.commonality import common_rows
from samskab.fairness.constraints.distance import distance_rows, near_row
from samskab.fairness.constraints.groups import apart_row, one_per_rows, together_rows
from samskab.fairness.constraints.pins import must_not_rows, must_rows
from samskab.fairness.constraints.proportional import proportional_rows
from samskab.fairness.constraints.quota import quota_rows
from samskab.fairness.constraints.size import size_row
from samskab.fairness.constraints.sum import sum_row
from samskab.fairness.row import Row, Rows
from samskab.model import selection as kinds
from samskab.model.pool import Pool

CONSTRAINTS: Mapping[type, Callable[[Pool, Any], Iterator[Row]]] = {
    kinds.Quota: quota_rows,
    kinds.Proportional: proportional_rows,
    kinds.Breadth: breadth_row,
    kinds.Common: common_rows,
    kinds.Sum: sum_row,
    kinds.Must: must_rows,
    kinds.MustNot: must_not_rows,
    kinds.Apart: apart_row,
    kinds.Together: together_rows,
    kinds.OnePer: one_per_rows,
    kinds.Distance: distance_rows,
    kinds.Near: near_row,
}


def rows_of(pool: Pool, selection: kinds.Selection) -> Rows:
    """Every rule as rows. Without a size any number may be chosen (`effective_selection` has the capacity's)."""
    size = selection.size or kinds.Size(min=0, max=sum(c.seats("municipalities") for c in pool.candidates))
    rules = (row for rule in selection.rules for row in CONSTRAINTS[type(rule)](pool, rule))
    return Rows(size_row(pool, size), tuple(rules))
