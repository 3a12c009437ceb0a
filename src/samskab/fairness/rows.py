"""The programme's rows in their order: the size, then one constraint after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from samskab.fairness.candidate import Pool
from samskab.fairness.constraints.breadth import breadth
from samskab.fairness.constraints.commonality import common
from samskab.fairness.constraints.distance import distance, near
from samskab.fairness.constraints.groups import apart, one_per, together
from samskab.fairness.constraints.pins import must, must_not
from samskab.fairness.constraints.proportional import proportional
from samskab.fairness.constraints.quota import quota
from samskab.fairness.constraints.size import size
from samskab.fairness.constraints.sum import sums
from samskab.fairness.row import Row, Rows
from samskab.model import selection as wishes

CONSTRAINTS: Mapping[type, Callable[[Pool, Any], Iterator[Row]]] = {
    wishes.Quota: quota,
    wishes.Proportional: proportional,
    wishes.Breadth: breadth,
    wishes.Common: common,
    wishes.Sum: sums,
    wishes.Must: must,
    wishes.MustNot: must_not,
    wishes.Apart: apart,
    wishes.Together: together,
    wishes.OnePer: one_per,
    wishes.Distance: distance,
    wishes.Near: near,
}


def rows(pool: Pool, wish: wishes.Selection) -> Rows:
    """Every rule as rows. Without a size any number may be chosen (`pool.wished` takes it from the capacity)."""
    wished = wish.size or wishes.Size(min=0, max=sum(c.seats("municipalities") for c in pool.candidates))
    return Rows(size(pool, wished), tuple(row for rule in wish.rules for row in CONSTRAINTS[type(rule)](pool, rule)))
