"""What is found when no cohort keeps the rules: the rows in conflict, and the changes of bounds that would help."""

from __future__ import annotations

from typing import NamedTuple

from samskab.fairness.row import Row


class BoundChange(NamedTuple):
    """One bound that moves: of a row (`low` or `high`), or of a whole rule when `row` is None (`min_km`, `max_km`,
    `min`).

    Kilometres are in tenths. Bounds of a share are those at the size that the change leads to.
    """

    rule: str
    row: Row | None
    bound: str
    was: int
    becomes: int

    @property
    def steps(self) -> int:
        """How far the bound moves."""
        return abs(self.was - self.becomes)


class Infeasible(NamedTuple):
    """No cohort keeps the rows: a smallest conflicting set, each single change that is enough, cheap combinations."""

    conflict: tuple[Row, ...]
    singles: tuple[BoundChange, ...]
    combinations: tuple[tuple[BoundChange, ...], ...]
