"""Cohorts that differ from one in a single exchange, compared all at once: an answer without the solver."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np

from samskab.fairness.objectives import DeviationGoal, Goal, SumGoal, better
from samskab.fairness.row import Rows

SwapsArray = np.ndarray[Any, np.dtype[Any]]

_MOST_CHECKED = 10
"""Exchanges that pass the plain sums and are then added up in full."""


class Swaps:
    """The exchanges of one for one, with the same number of seats, in the rows and goals of one selection."""

    def __init__(self, keys: Sequence[str], rows: Rows, goals: Sequence[Goal]) -> None:
        self._keys, self._rows, self._goals = tuple(keys), rows, tuple(goals)
        self._place = {key: n for n, key in enumerate(self._keys)}
        self._plain = [row for row in rows.hard() if not row.groups]
        self._counting = [row for row in rows.hard() if row.groups]
        self._seats = self._column(rows.size.weights)
        self._weights = self._columns([row.weights for row in self._plain])

    def equal(
        self, cohort: Collection[str], goals: int, fixed: Collection[str], near: Collection[str] = ()
    ) -> Iterator[tuple[str, ...]]:
        """Other cohorts, as good in the first `goals` goals and with no fewer of `near`; nobody `fixed` is moved.

        Not all there are.
        """
        chosen = frozenset(cohort)
        free = [n for n, key in enumerate(self._keys) if key not in fixed]
        leaving = [n for n in free if self._keys[n] in chosen]
        coming = [n for n in free if self._keys[n] not in chosen]
        if not leaving or not coming:
            return
        out, into = (side.ravel() for side in np.meshgrid(leaving, coming, indexing="ij"))
        fine = self._fine(chosen, out, into)
        is_near = np.array([key in near for key in self._keys], dtype=np.int64)
        fine &= is_near[into] >= is_near[out]
        for goal in self._goals[:goals]:
            fine &= self._as_good(goal, chosen, out, into)
        for place in np.flatnonzero(fine)[:_MOST_CHECKED].tolist():
            other = chosen - {self._keys[out[place]]} | {self._keys[into[place]]}
            worse = (better(goal, goal.value(chosen), goal.value(other)) for goal in self._goals[:goals])
            if self._keeps(other) and not any(worse):
                yield self._in_order(other)

    def of(self, cohort: Collection[str], key: str) -> list[tuple[str, ...]]:
        """Every cohort that keeps the rows and differs from this one in `key` and one other."""
        chosen = frozenset(cohort)
        own = self._place[key]
        others = np.array(
            [n for n, other in enumerate(self._keys) if (other in chosen) != (key in chosen)], dtype=np.int64
        )
        out, into = np.full(len(others), own), others
        if key not in chosen:
            out, into = into, out
        found = []
        for place in np.flatnonzero(self._fine(chosen, out, into)).tolist():
            other = chosen - {self._keys[out[place]]} | {self._keys[into[place]]}
            if self._keeps(other):
                found.append(self._in_order(other))
        return found

    def _in_order(self, cohort: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(cohort, key=self._place.__getitem__))

    def _keeps(self, cohort: Collection[str]) -> bool:
        """Whether a cohort that keeps the plain rows keeps those that count values."""
        size = self._rows.seats(cohort) if self._counting else 0
        return not any(row.missed(row.total(cohort), size) for row in self._counting)

    def _column(self, weights: Any) -> list[int]:
        return [weights.get(key, 0) for key in self._keys]

    def _columns(self, weights: Sequence[Any]) -> SwapsArray:
        """candidates x weights."""
        every = np.array([self._column(each) for each in weights], dtype=np.int64)
        return every.reshape(len(weights), len(self._keys)).T

    def _fine(self, chosen: frozenset[str], out: SwapsArray, into: SwapsArray) -> SwapsArray:
        """Which exchanges keep the seats and every plain row."""
        size = self._rows.seats(chosen)
        seats = np.array(self._seats)
        totals = np.array([row.total(chosen) for row in self._plain]) - self._weights[out] + self._weights[into]
        low = np.array([-np.inf if (end := row.low_at(size)) is None else end for row in self._plain])
        high = np.array([np.inf if (end := row.high_at(size)) is None else end for row in self._plain])
        return np.asarray(((totals >= low) & (totals <= high)).all(axis=1) & (seats[out] == seats[into]))

    def _as_good(self, goal: Goal, chosen: frozenset[str], out: SwapsArray, into: SwapsArray) -> SwapsArray | bool:
        if isinstance(goal, SumGoal):
            numbers = np.array(self._column(goal.weights))
            return np.asarray(numbers[into] >= numbers[out])
        if isinstance(goal, DeviationGoal) and dict(goal.seats) == dict(self._rows.size.weights):
            parts = goal.unit * self._columns([part.weights for part in goal.parts])
            missed = abs(np.array(goal.deviations(chosen)) - parts[out] + parts[into])
            whole = missed.max(axis=1, initial=0) if goal.worst else missed.sum(axis=1)
            return np.asarray(whole <= goal.value(chosen))
        return True
