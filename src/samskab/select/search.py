"""The best cohort: one goal after another, each to its proven optimum; last of all the published lot.

A level's optimum is a whole number. It is rounded to it, added up again from the cohort without the solver, compared
with the solver's bound, and only then held while the next level is sought.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from math import ceil, floor
from typing import NamedTuple

from samskab.balance.aims import Goal, NearestGoal, better
from samskab.balance.row import Rows, holds
from samskab.select.problem import Problem
from samskab.select.solver import Optimum, SolverError

CHUNK = 16  # places of the lot decided in one solve: 2^16 is far from the solver's tolerance


class Best(NamedTuple):
    """A cohort, by key, and the value of each goal, which no allowed cohort betters in their order.

    `bounds` are what the solver proved; a goal is proven when its bound equals its value.
    `lot` says that the published lot decided between several that are equal in everything.
    """

    cohort: tuple[str, ...]
    values: tuple[int, ...]
    bounds: tuple[int, ...]
    lot: bool = False


class Search:
    """One selection inside the solver, asked again and again with other demands."""

    def __init__(self, keys: Collection[str], rows: Rows, goals: tuple[Goal, ...]) -> None:
        self.rows, self.goals = rows, goals
        self.problem = Problem(keys, rows, goals)
        self._solver = self.problem.solver
        self._spread = {id(g): sorted({*g.distances.values()}) for g in goals if isinstance(g, NearestGoal)}

    @property
    def version(self) -> str:
        """The solver's name and version."""
        return self._solver.version

    def best(
        self, forced: Mapping[str, int] | None = None, order: Sequence[str] = (), beside: Sequence[Collection[str]] = ()
    ) -> Best | None:
        """The best cohort in which `forced` candidates are in (1) or out (0), and which is none of `beside`.

        With an `order`, ties fall by it: the first is in if any equal cohort has it, then the second, and so on.
        None when there is no such cohort.
        """
        with self._demand(forced or {}):
            for cohort in beside:
                self.problem.differ(cohort)
            cohort_now = None if self.goals else self._point({}, greatest=True)
            values: list[int] = []
            bounds: list[int] = []
            for level, goal in enumerate(self.goals):
                reached = self._reach(level)
                if reached is None:
                    return None
                cohort_now, bound = reached
                values.append(goal.value(frozenset(cohort_now)))
                bounds.append(bound)
                if level + 1 < len(self.goals) or order:
                    self.problem.lock(level, values[-1])
            if cohort_now is None:
                return None
            lot = False
            if order:
                cohort_now, lot = self._by_lot(cohort_now, order)
        self._check(cohort_now, values, forced or {})
        return Best(cohort_now, tuple(values), tuple(bounds), lot)

    def possible(self, forced: Mapping[str, int]) -> tuple[str, ...] | None:
        """Any cohort that keeps the rows with these in or out; None when there is none."""
        with self._demand(forced):
            return self._point({}, greatest=True)

    def within(self, forced: Mapping[str, int], floors: Sequence[int]) -> tuple[str, ...] | None:
        """Any cohort with these in or out whose first goals are no worse than `floors`."""
        with self._demand(forced):
            for level, value in enumerate(floors):
                self.problem.lock(level, value)
            return self._point({}, greatest=True)

    def _demand(self, forced: Mapping[str, int]) -> _Demand:
        return _Demand(self.problem, forced)

    def _reach(self, level: int) -> tuple[tuple[str, ...], int] | None:
        goal = self.goals[level]
        if isinstance(goal, NearestGoal):
            return self._farthest_apart(goal)
        if level in self.problem.tangents:
            self.problem.tangents[level].stand()
        found = self._optimum(self.problem.costs[level], greatest=goal.greatest)
        if found is None:
            return None
        cohort = self.problem.cohort(found.point)
        value = goal.value(frozenset(cohort))
        bound = floor(found.bound + 0.45) if goal.greatest else ceil(found.bound - 0.45)
        if not self.problem.costs[level]:
            bound = value
        if better(goal, value, bound):
            raise SolverError(f"{self.version}: {goal.kind} {value} is better than its bound {bound}")
        return cohort, bound

    def _optimum(self, costs: Mapping[int, int], *, greatest: bool) -> Optimum | None:
        """The optimum, with tangents added until the summed distances are what they say."""
        while True:
            found = self._solver.best(costs, greatest=greatest)
            if found is None:
                return None
            cohort = frozenset(self.problem.cohort(found.point))
            standing = (t for t in self.problem.tangents.values() if t.standing)
            wrong = [t for t in standing if found.point[t.theta] > t.value(cohort)]
            for tangent in wrong:
                tangent.cut(cohort)
            if not wrong:
                return found

    def _point(self, costs: Mapping[int, int], *, greatest: bool) -> tuple[str, ...] | None:
        found = self._optimum(costs, greatest=greatest)
        return None if found is None else self.problem.cohort(found.point)

    def _farthest_apart(self, goal: NearestGoal) -> tuple[tuple[str, ...], int] | None:
        """Binary search over the distances that there are: is there a cohort with no two nearer than this?"""
        cohort = self._point({}, greatest=True)
        if cohort is None:
            return None
        known = self._spread[id(goal)]
        if not known:
            return cohort, 0
        low, high = bisect_left(known, goal.value(frozenset(cohort))), len(known)
        while high - low > 1:
            middle = (low + high) // 2
            with self._solver.scratch():
                self.problem.keep_apart(goal, known[middle])
                wider = self._point({}, greatest=True)
            if wider is None:
                high = middle
            else:
                cohort, low = wider, bisect_left(known, goal.value(frozenset(wider)))
        return cohort, known[low]

    def _by_lot(self, cohort: tuple[str, ...], order: Sequence[str]) -> tuple[tuple[str, ...], bool]:
        """Walk the published order and keep each one if an equal cohort has it, sixteen places at a time."""
        with self._solver.scratch():
            self.problem.differ(cohort)
            if self._point({}, greatest=True) is None:
                return cohort, False
        column = self.problem.column
        for start in range(0, len(order), CHUNK):
            part = order[start : start + CHUNK]
            costs = {column[key]: 1 << (CHUNK - 1 - n) for n, key in enumerate(part)}
            found = self._point(costs, greatest=True)
            if found is None:
                raise SolverError(f"{self.version}: an optimum was lost")
            cohort = found
            for key in part:
                self._solver.row({column[key]: 1}, int(key in cohort), int(key in cohort))
        return cohort, True

    def _check(self, cohort: tuple[str, ...], values: Sequence[int], forced: Mapping[str, int]) -> None:
        """What the solver says is added up again without it."""
        chosen = frozenset(cohort)
        if not holds(self.rows, chosen):
            raise SolverError(f"{self.version}: a row does not hold")
        if any((key in chosen) != bool(value) for key, value in forced.items()):
            raise SolverError(f"{self.version}: a demand does not hold")
        for goal, value in zip(self.goals, values, strict=True):
            if goal.value(chosen) != value:
                raise SolverError(f"{self.version}: {goal.kind} is {goal.value(chosen)}, not {value}")


class _Demand:
    """Candidates bound in or out, and rows added, for as long as it is open."""

    def __init__(self, problem: Problem, forced: Mapping[str, int]) -> None:
        self._problem, self._forced = problem, forced
        self._scratch = problem.solver.scratch()

    def __enter__(self) -> None:
        self._scratch.__enter__()
        self._problem.solver.bind({self._problem.column[k]: (v, v) for k, v in self._forced.items()})

    def __exit__(self, *error: object) -> None:
        self._problem.solver.bind({self._problem.column[k]: (0, 1) for k in self._forced})
        self._scratch.__exit__(None, None, None)
        for tangent in self._problem.tangents.values():
            tangent.standing = False
