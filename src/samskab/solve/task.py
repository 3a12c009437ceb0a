"""One selection to be made: the pool, the wish and the seed, and what follows from them when it is asked for."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from samskab.fairness.candidate import Candidate, Pool
from samskab.fairness.fingerprint import field_of, freeze
from samskab.fairness.objectives import Goal, goals
from samskab.fairness.row import Rows
from samskab.fairness.rows import rows
from samskab.model import lottery
from samskab.model.selection import Selection
from samskab.solve.search import Best, Search


class Task:
    """A pool, a wish and a seed. `best` is the proven cohort, or None when no cohort keeps the rows."""

    def __init__(self, pool: Pool, wish: Selection, seed: str) -> None:
        self.pool, self.wish, self.seed = pool, wish, seed
        self.keys: tuple[str, ...] = tuple(candidate.key for candidate in pool.candidates)

    @cached_property
    def freeze(self) -> str:
        """The digest of the wish and the facts."""
        return freeze(field_of(self.pool), self.wish)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The candidates in the published order of the lottery."""
        return lottery.order(self.freeze, self.seed, self.keys)

    @cached_property
    def rows(self) -> Rows:
        """The rules as rows."""
        return rows(self.pool, self.wish)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """The aims as numbers, in their order."""
        return goals(self.pool, self.wish, self.rows)

    @cached_property
    def search(self) -> Search:
        """The search among cohorts that keep the rows."""
        return Search(self.keys, self.rows, self.goals)

    @cached_property
    def best(self) -> Best | None:
        """The best cohort; ties fall by the published order."""
        return self.search.best(order=self.order)

    @cached_property
    def by_key(self) -> dict[str, Candidate]:
        """The candidates by key."""
        return self.pool.by_key()

    def values(self, cohort: Collection[str]) -> tuple[int, ...]:
        """What each goal comes to."""
        chosen = frozenset(cohort)
        return tuple(goal.value(chosen) for goal in self.goals)

    def costs(self, values: Collection[int], best: Collection[int]) -> tuple[int, ...]:
        """How much worse values are than the best, goal by goal: above zero is worse."""
        pairs = zip(self.goals, values, best, strict=True)
        return tuple(top - value if goal.greatest else value - top for goal, value, top in pairs)
