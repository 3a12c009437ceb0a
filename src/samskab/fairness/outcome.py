"""What is found beside a proposed cohort: the changes that would help when there is none, and supposed cases."""

from __future__ import annotations

from typing import NamedTuple

from samskab.fairness.row import Row


class BoundChange(NamedTuple):
    """One bound that moves: of a row (`low` or `high`), or of a whole rule when `row` is None (`min_km`, `max_km`,
    `min`, `within`). `removed` takes the demand itself away: of a row, or of a whole rule.

    Kilometres are in tenths. A share of the seats becomes a number; it `was` what it gives at the size of the cohort
    that the change leads to.
    """

    rule: str
    row: Row | None
    bound: str
    was: int
    becomes: int


class Infeasible(NamedTuple):
    """No cohort keeps the rows.

    conflict      rows that are too much already, none of which can be left out; only the bounds that bind
    singles       each change of one bound that is enough alone, as small as it can be
    combinations  the cheapest changes of several bounds, in order, none of which has a step to spare or moves all
                  that an earlier one moves
    ended         whether the search for combinations came to its end; else there may be more after those
    """

    conflict: tuple[Row, ...]
    singles: tuple[BoundChange, ...]
    combinations: tuple[tuple[BoundChange, ...], ...]
    ended: bool = True


class WhatIf(NamedTuple):
    """A supposed case: what was changed, as it was typed, and the cohort of the rules as they are.

    `values` are the values of the aims of that cohort; without one, `cohort` is None.
    """

    changes: tuple[str, ...]
    cohort: tuple[str, ...] | None
    values: tuple[int, ...]
