"""The sums of a selection over a pool: `Tables`, which the search, the report and the audit share."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property, lru_cache

from samskab.fairness.objectives import Goal, goals_of
from samskab.fairness.row import Rows, broken
from samskab.fairness.rows import rows_of
from samskab.model.decision import DecidedRow, Decision
from samskab.model.pool import Pool
from samskab.model.selection import Selection

_MOST_KEPT = 20_000
"""Values of goals, and broken rules, that are kept: the rules of an audit need the same cohorts again."""


class Tables:
    """A pool and a selection as rows and goals, each made at first use."""

    def __init__(self, pool: Pool, selection: Selection) -> None:
        self.pool, self.selection = pool, selection
        self.value = lru_cache(_MOST_KEPT)(self._value)
        self.broken_rule = lru_cache(_MOST_KEPT)(self._broken_rule)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the candidates, in the order of the pool."""
        return tuple(candidate.key for candidate in self.pool.candidates)

    @cached_property
    def rows(self) -> Rows:
        """The rules as rows."""
        return rows_of(self.pool, self.selection)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """The aims as numbers, in their order."""
        return goals_of(self.pool, self.selection, self.rows)

    def values(self, cohort: Collection[str]) -> tuple[int, ...]:
        """The value of each goal for a cohort."""
        chosen = frozenset(cohort)
        return tuple(self.value(place, chosen) for place in range(len(self.goals)))

    def _value(self, place: int, cohort: frozenset[str]) -> int:
        """The value of one goal, by its place."""
        return self.goals[place].value(cohort)

    def _broken_rule(self, cohort: frozenset[str]) -> str | None:
        """The id of the first row without a price that a cohort does not keep."""
        return next((each.row.id for each in broken(self.rows, cohort) if each.row.price is None), None)

    def costs(self, values: Collection[int], best: Collection[int]) -> tuple[int, ...]:
        """How much worse values are than the best, goal by goal: above zero is worse."""
        pairs = zip(self.goals, values, best, strict=True)
        return tuple(top - value if goal.greatest else value - top for goal, value, top in pairs)

    def decided_rows(self, cohort: Collection[str]) -> tuple[DecidedRow, ...]:
        """Every row with what a cohort adds up to, and its bounds at the cohort's size."""
        size = self.rows.seats(cohort)
        counted = ((row, *row.counted(cohort, size)) for row in self.rows.all())
        return tuple(
            DecidedRow(id=row.id, kind=row.kind, total=total, low=low, high=high, price=row.price)
            for row, total, low, high in counted
        )


def tables_of(decision: Decision) -> Tables:
    """The tables of a record, made from its own pool and selection; kept with the record for later calls."""
    known = decision.__dict__.get("tables")
    if isinstance(known, Tables):
        return known
    tables = decision.__dict__["tables"] = Tables(decision.field, decision.selection)
    return tables
