"""Why: a computed reason for every applicant, and how sure each seat is.

    chosen       in the cohort; leaving it out would cost so much at each level
    required     in every cohort that keeps the rows; `rows` cannot all hold without it
    costs        could be in, but the best cohort that has it is so much worse at each level
    lot          an equal cohort has it, and the published lot chose another
    impossible   in no cohort: `rows` cannot all hold with it, and none of them can be left out
    excluded     kept out by a rule of its own; `costs` is what that exclusion costs (below zero: it would be a gain)

`out` and `into` say how the cohort would change: whom it displaces, and who else would come in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from samskab.fairness.replacements import replacements
from samskab.fairness.row import Row, Rows
from samskab.solve.conflicts import Conflicts
from samskab.solve.search import Best, Search
from samskab.solve.task import Task

Outcome = Literal["chosen", "required", "costs", "lot", "impossible", "excluded"]
Seat = Literal["always", "never", "depends"]


class Why(NamedTuple):
    """The reason of one applicant. `seat` says how sure it is among all cohorts within 1 % of the best first goal."""

    key: str
    outcome: Outcome
    seat: Seat
    costs: tuple[int, ...] = ()
    values: tuple[int, ...] = ()
    out: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


class Explainer:
    """Answers for one task whose best cohort is known."""

    def __init__(self, task: Task) -> None:
        if task.best is None:
            raise ValueError("there is no cohort to explain")
        self._task, self._best = task, task.best
        self._cohort = frozenset(task.best.cohort)
        self._conflicts = Conflicts(task.keys, task.rows)
        self._swaps = replacements(task.rows, self._cohort, task.keys)
        self._excluded = {key: row for row in task.rows.hard() if row.kind == "must_not" for key in row.weights}
        self._open: tuple[Rows, Search] | None = None
        self._found: dict[str, Best | None] = {}

    def why(self, key: str) -> Why:
        """The reason of one applicant."""
        if key in self._cohort:
            return self._chosen(key)
        return self._kept_out(key) if key in self._excluded else self._not_chosen(key)

    def every(self) -> tuple[Why, ...]:
        """The reason of everyone, by key."""
        outside = {key: self.why(key) for key in self._task.keys if key not in self._cohort}
        inside = {key: self.why(key) for key in self._task.keys if key in self._cohort}
        return tuple((outside | inside)[key] for key in self._task.keys)

    def _not_chosen(self, key: str) -> Why:
        found = self._with(key, 1)
        if found is None:
            return Why(key, "impossible", "never", rows=self._conflicts.smallest({key: 1}))
        costs = self._task.costs(found.values, self._best.values)
        outcome: Outcome = "costs" if any(costs) else "lot"
        seat: Seat = "depends" if self._is_near(found) else "never"
        return Why(key, outcome, seat, costs, found.values, *self._changes(found))

    def _kept_out(self, key: str) -> Why:
        row = self._excluded[key]
        if self._open is None:
            rows = self._task.rows.without({row.id for row in self._excluded.values()})
            self._open = rows, Search(self._task.keys, rows, self._task.goals)
        rows, search = self._open
        forced = {other: 0 for other in self._excluded if other != key} | {key: 1}
        found = search.best(forced, self._task.order, near=self._cohort)
        if found is None:
            more = Conflicts(self._task.keys, self._task.rows.without({row.id})).smallest({key: 1})
            return Why(key, "excluded", "never", rows=(row, *more))
        costs = self._task.costs(found.values, self._best.values)
        return Why(key, "excluded", "never", costs, found.values, *self._changes(found), rows=(row,))

    def _chosen(self, key: str) -> Why:
        found = self._with(key, 0)
        if found is None:
            return Why(key, "required", "always", rows=self._conflicts.smallest({key: 0}))
        seat: Seat = "depends" if self._is_near(found) else "always"
        costs = self._task.costs(found.values, self._best.values)
        return Why(key, "chosen", seat, costs, found.values, *self._changes(found))

    def _with(self, key: str, value: int) -> Best | None:
        """The best cohort with the candidate in (or out): nearest to the chosen one, then first by lot."""
        return self._task.search.best({key: value}, self._task.order, near=self._cohort)

    def _changes(self, found: Best) -> tuple[tuple[str, ...], tuple[str, ...]]:
        cohort = frozenset(found.cohort)
        return tuple(sorted(self._cohort - cohort)), tuple(sorted(cohort - self._cohort))

    def _is_near(self, found: Best) -> bool:
        """Whether the first goal is within 1 % of the best."""
        if not found.values:
            return True
        worse = self._task.costs(found.values, self._best.values)[0]
        return worse * 100 <= abs(self._best.values[0])


def reasons(task: Task) -> tuple[Why, ...]:
    """The reason of every applicant, by key."""
    return Explainer(task).every()


def seats(whys: Collection[Why]) -> Mapping[Seat, int]:
    """How many seats are always, never, or only sometimes the same within 1 % of the best."""
    found: dict[Seat, int] = {"always": 0, "never": 0, "depends": 0}
    for why in whys:
        found[why.seat] += 1
    return found
