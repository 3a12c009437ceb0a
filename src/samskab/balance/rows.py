"""The programme's rows in their order: the size, then one constraint after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from samskab.balance.breadth import breadth
from samskab.balance.candidate import Pool
from samskab.balance.commonality import common
from samskab.balance.distance import distance, near
from samskab.balance.groups import apart, one_per, together
from samskab.balance.pins import must, must_not
from samskab.balance.proportional import proportional
from samskab.balance.quota import quota
from samskab.balance.row import Row, Rows
from samskab.balance.size import size
from samskab.balance.sums import sums
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
