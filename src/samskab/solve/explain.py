"""The reason of each applicant, without its sentences: what the best cohort with (or without) it would cost.

Each reason needs a separate search; searches share one model of the rows in the solver.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from msgspec.structs import replace

from samskab.fairness.reasons.seat import seat_of
from samskab.model.decision import Outcome, Reason
from samskab.progress import observed
from samskab.solve.conflicts import Conflicts
from samskab.solve.search import Best
from samskab.solve.task import Task


class Explainer:
    """Finds the reasons of one task. ValueError for a task without a cohort."""

    def __init__(self, task: Task) -> None:
        if task.best is None:
            raise ValueError("there is no cohort to explain")
        self._task, self._best = task, task.best
        self._cohort = frozenset(task.best.cohort)
        self._conflicts = Conflicts(task.keys, task.rows)
        self._kept_out_by = task.rows.kept_out()
        self._found: dict[str, Reason] = {}

    def reason(self, key: str) -> Reason:
        """The reason of one applicant of the pool."""
        if key not in self._found:
            chosen, own = key in self._cohort, self._kept_out_by.get(key)
            found = self._chosen(key) if chosen else self._kept_out(key, own) if own else self._outside(key)
            self._found[key] = replace(found, seat=seat_of(found, self._best.values))
        return self._found[key]

    def every(self) -> tuple[Reason, ...]:
        """The reason of everyone, by key. Those outside come first: their cohorts are used again for some inside."""
        keys = sorted(self._task.keys, key=self._cohort.__contains__)
        for key in observed(keys, "reasons", self._task.progress):
            self.reason(key)
        return tuple(self._found[key] for key in self._task.keys)

    def _outside(self, key: str) -> Reason:
        found = self._with(key, 1)
        if found is None:
            return Reason(applicant=key, outcome="impossible", rows=self._conflict({key: 1}))
        outcome: Outcome = "lot" if found.values == self._best.values else "costs"
        return self._reason(key, outcome, found, self._shut_out.get(key, ()))

    def _reason(self, key: str, outcome: Outcome, other: Best, rows: tuple[str, ...] = ()) -> Reason:
        """A reason with another cohort."""
        cohort = frozenset(other.cohort)
        return Reason(
            applicant=key,
            outcome=outcome,
            costs=self._task.costs(other.values, self._best.values),
            rows=rows,
            displaces=tuple(sorted(self._cohort - cohort)),
            instead=tuple(sorted(cohort - self._cohort)),
            proven=other.proven,
        )

    @cached_property
    def _shut_out(self) -> Mapping[str, tuple[str, ...]]:
        return shut_out(self._task, self._cohort)

    def _kept_out(self, key: str, own: tuple[str, ...]) -> Reason:
        """The reason of one who is excluded: as if only the exclusions of the others held."""
        found = self._task.search.best({key: 1}, self._task.order, near=self._cohort, without=own)
        if found is None:
            rows = (*own, *(row.id for row in self._conflicts.smallest({key: 1}, without=own)))
            return Reason(applicant=key, outcome="excluded", rows=rows)
        return self._reason(key, "excluded", found, own)

    def _chosen(self, key: str) -> Reason:
        found = self._with(key, 0)
        if found is None:
            return Reason(applicant=key, outcome="required", rows=self._conflict({key: 0}))
        return self._reason(key, "chosen", found)

    def _conflict(self, forced: dict[str, int]) -> tuple[str, ...]:
        return tuple(row.id for row in self._conflicts.smallest(forced))

    def _with(self, key: str, value: int) -> Best | None:
        """The best cohort with the candidate in (1) or out (0): nearest to the chosen one, then first by the lot."""
        return self._task.search.best({key: value}, self._task.order, near=self._cohort)


def shut_out(task: Task, cohort: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Who would be chosen without a rule that puts others in or out -> the rows of those rules that change it."""
    decided = [row for row in task.rows.hard() if row.kind in {"must", "must_not"}]
    found: dict[str, tuple[str, ...]] = {}
    for rule in dict.fromkeys(row.rule for row in decided):
        rows = [row for row in decided if row.rule == rule]
        other = task.search.best(order=task.order, without=[row.id for row in rows])
        best = frozenset(other.cohort) if other is not None and other.proven else frozenset(cohort)
        broken = tuple(row.id for row in rows if row.missed(row.total(best), 0))
        for key in best.difference(cohort):
            found[key] = (*found.get(key, ()), *broken)
    return found
