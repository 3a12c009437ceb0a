"""The best cohort: one goal after another, each to its proven optimum; ties are broken by the published lot.

The optimum of a goal is a whole number. The solver's value is rounded, added up again from the cohort without the
solver and compared with the solver's bound; then it is held as a row while the next goal is optimised. A search ends at
a limit of nodes, with the best cohort that was found and the bounds that were reached.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from math import ceil, floor
from typing import NamedTuple, Self

from samskab.fairness.objectives import DeviationGoal, Goal, NearestGoal, SumGoal, better
from samskab.fairness.row import Rows, holds
from samskab.progress import Progress, unobserved
from samskab.solve.milp import Problem
from samskab.solve.solver import INFINITY, MARGIN, NodeLimitError, Optimum, Relaxed, SolverError
from samskab.solve.swaps import Swaps

SETTLE_FROM = 300  # candidates from which it pays to fix candidates by the relaxation
FURTHER_NODES = 20_000
"""Nodes of the solver's tree for a search that answers a question about the best cohort."""
CHUNK = 16  # places of the lot decided in one solve: 2^16 is far from the solver's tolerance


class Best(NamedTuple):
    """A cohort, by key, and the value of each goal, which no allowed cohort betters in their order.

    `bounds` are what the solver proved; a goal is proven when its bound equals its value.
    `lot` is true when the published lot decided between several that are equal in everything.
    Not `proven` when the search ended at its limit: then another cohort may be better, nearer or earlier in the lot.
    """

    cohort: tuple[str, ...]
    values: tuple[int, ...]
    bounds: tuple[int, ...]
    lot: bool = False
    proven: bool = True


class Search:
    """The rows and goals of one selection in the solver, searched again and again with other demands."""

    def __init__(
        self, keys: Collection[str], rows: Rows, goals: tuple[Goal, ...], progress: Progress = unobserved
    ) -> None:
        self.rows, self.goals, self._progress = rows, goals, progress
        self.problem = Problem(keys, rows, goals)
        self._solver = self.problem.solver
        self._swaps = Swaps(self.problem.keys, rows, goals)
        self._memory: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._credit = [3] * len(goals)  # tries left, goal by goal, to show that a cohort is the only one
        self._top: tuple[int, ...] | None = None
        self._relaxed: Relaxed | None = None
        self._proven = True
        self._spread = {id(g): sorted({*g.distances.values()}) for g in goals if isinstance(g, NearestGoal)}

    @property
    def version(self) -> str:
        """The solver's name and version."""
        return self._solver.version

    def best(
        self,
        forced: Mapping[str, int] | None = None,
        order: Sequence[str] = (),
        beside: Sequence[Collection[str]] = (),
        near: Collection[str] = (),
        without: Collection[str] = (),
        nodes: int | None = None,
    ) -> Best | None:
        """The best cohort in which `forced` candidates are in (1) or out (0), and which is none of `beside`.

        Hard rows with the ids `without` need not hold.

        Among equals, the one that keeps most of `near`; with an `order`, ties then fall by it: the first is in if any
        equal cohort has it, then the second, and so on. None when there is no such cohort.
        `NodeLimitError` when none was found within so many nodes of the solver's tree (`FURTHER_NODES` when left out).
        """
        self._solver.allow(FURTHER_NODES if nodes is None else nodes)
        self._proven, forced = True, forced or {}
        last = not order and not near
        others = self._one_other(forced, near) if not beside and not without else []
        swaps = others if self._has_fixed_size(near) else []
        prices = self._prices() if others else None
        with _Demand(self.problem, forced, beside, without) as demand:
            demand.known = [*others, *(cohort for cohort in self._memory if not without and demand.allows(cohort))]
            demand.most = self._most(forced, prices)
            climbed = self._climb(demand, last=last)
            if climbed is None:
                return None
            cohort, bounds, only = climbed
            lot = False
            if not only and not last:
                equal = self._first_equal(swaps, cohort, order)
                cohort, only = (equal, True) if equal else (cohort, self._is_only(cohort, len(self.goals), demand))
            if not only and near:
                cohort = self._keep(near, cohort)
                only = not order or self._is_only(cohort, len(self.goals), demand, near)
            if not only and order:
                cohort, lot = self._by_lot(cohort, order, demand.forced), True
            values = tuple(goal.value(frozenset(cohort)) for goal in self.goals)
        self._check(cohort, forced, without)
        if not without:
            self._memory[cohort] = values
        if not demand.narrow and self._proven:
            self._top = values
        return Best(cohort, values, bounds, lot, self._proven)

    def _climb(self, demand: _Demand, *, last: bool) -> tuple[tuple[str, ...], tuple[int, ...], bool] | None:
        """Goal after goal: a cohort, the bounds, and whether it is the only one; `last` leaves that question out."""
        cohort = self._point({}, greatest=True) if not self.goals else ()
        if cohort is None:
            return None
        bounds: list[int] = []
        for level, goal in enumerate(self.goals):
            if not demand.narrow:
                self._progress("aims", level, len(self.goals))
            reached = self._remembered(level, bounds, demand) or (None if level else demand.at_most(goal))
            reached = reached or self._reach(level, cohort, demand)
            if reached is None:
                return None
            cohort, bound = reached
            bounds.append(bound)
            if len(self.problem.keys) >= SETTLE_FROM and self.problem.costs[level]:
                demand.settle(self._settled(level, goal.value(frozenset(cohort))))
            if last and level + 1 == len(self.goals):
                return cohort, tuple(bounds), False
            self.problem.lock(level, goal.value(frozenset(cohort)))
            if self.problem.size is None and any(isinstance(later, DeviationGoal) for later in self.goals[level + 1 :]):
                self.problem.settle_size()
            if level + 1 < len(self.goals) and self._credit[level] > 0:
                only = self._is_only(cohort, level + 1, demand)
                self._credit[level] += 1 if only else -1
                if only:
                    rest = (later.value(frozenset(cohort)) for later in self.goals[level + 1 :])
                    return cohort, (*bounds, *rest), True
        return cohort, tuple(bounds), False

    def _one_other(self, forced: Mapping[str, int], near: Collection[str]) -> list[tuple[str, ...]]:
        """Every cohort that meets a demand on one candidate and differs from `near` in one other with as many seats."""
        differs = [key for key, value in forced.items() if (key in near) != bool(value)]
        return self._swaps.of(near, differs[0]) if near and len(forced) == len(differs) == 1 else []

    def _has_fixed_size(self, cohort: Collection[str]) -> bool:
        """Whether every cohort has as many members as this one: then none that meets a demand is nearer than a swap."""
        return set(self.rows.size.weights.values()) == {1} and len(cohort) == self.problem.size

    def _first_equal(
        self, swaps: Sequence[tuple[str, ...]], cohort: Collection[str], order: Sequence[str]
    ) -> tuple[str, ...] | None:
        """Of those that are as good as the cohort in every goal, the first in the published order."""
        values = [goal.value(frozenset(cohort)) for goal in self.goals]
        equal = [one for one in swaps if [goal.value(frozenset(one)) for goal in self.goals] == values]
        place = {key: n for n, key in enumerate(order)}
        return min(equal, key=lambda one: sorted(place[key] for key in one)) if equal and order else None

    def _prices(self) -> Relaxed | None:
        """The relaxation of the first goal, where that is a sum: from it, what each candidate costs at least."""
        if self._relaxed is None and self.goals and isinstance(self.goals[0], SumGoal):
            self._relaxed = self._solver.relaxed(self.problem.costs[0], greatest=True)
        return self._relaxed

    def _most(self, forced: Mapping[str, int], prices: Relaxed | None) -> int | None:
        """No cohort that meets a demand on one candidate has more of the first goal; None when that is not known."""
        if prices is None:
            return None
        ((key, value),) = forced.items()
        column = self.problem.column[key]
        off = abs(prices.point[column] - value) > 1 - MARGIN
        most = floor(prices.value - (abs(prices.reduced[column]) if off else 0) + MARGIN)
        return most if self._top is None else min(most, self._top[0])

    def _remembered(self, level: int, bounds: Sequence[int], demand: _Demand) -> tuple[tuple[str, ...], int] | None:
        """A cohort found before that meets the demand and has the best values so far, so that no search is needed."""
        if self._top is None or demand.loose or tuple(bounds) != self._top[:level]:
            return None
        for cohort, values in self._memory.items():
            if values[: level + 1] == self._top[: level + 1] and demand.allows(cohort):
                return cohort, values[level]
        return None

    def _settled(self, level: int, value: int) -> dict[str, int]:
        """Those whom every cohort as good as `value` has, or has not: the relaxation cannot afford the other way."""
        greatest = self.goals[level].greatest
        relaxed = self._solver.relaxed(self.problem.costs[level], greatest=greatest)
        if relaxed is None:
            return {}
        room = relaxed.value - value if greatest else value - relaxed.value
        found = {}
        for key, column in self.problem.column.items():
            at = relaxed.point[column]
            if abs(relaxed.reduced[column]) > room + MARGIN and min(at, 1 - at) < MARGIN / 10:
                found[key] = round(at)
        return found

    def _is_only(self, cohort: Collection[str], goals: int, demand: _Demand, near: Collection[str] = ()) -> bool:
        """Whether no other cohort meets the demand and is as good in the first goals, which are locked."""
        others = () if demand.loose else self._swaps.equal(cohort, goals, demand.forced, near)
        if any(demand.allows(other) for other in others):
            return False
        try:
            with self._solver.scratch():
                self.problem.differ(cohort)
                return self._point({}, greatest=True) is None
        except NodeLimitError:
            return False

    def _keep(self, near: Collection[str], known: tuple[str, ...]) -> tuple[str, ...]:
        costs = {column: 1 for key, column in self.problem.column.items() if key in near}
        cohort = self._point_or(known, costs)
        if cohort is None:
            raise SolverError(f"{self.version}: an optimum was lost")
        self._solver.row(costs, low=len(set(near) & set(cohort)))
        return cohort

    def _reach(self, level: int, known: tuple[str, ...], demand: _Demand) -> tuple[tuple[str, ...], int] | None:
        """The best of one goal and its bound; `known` is the cohort of the goal before it."""
        goal = self.goals[level]
        if isinstance(goal, NearestGoal):
            return self._farthest_apart(goal, known if level else None)
        if level in self.problem.distance_cuts:
            self.problem.distance_cuts[level].use()
        cohort = demand.best_known(goal, self.goals[:level], known)
        value = goal.value(frozenset(cohort)) if cohort else None
        try:
            found = self._optimum(self.problem.costs[level], greatest=goal.greatest, known=value)
        except NodeLimitError as ended:
            reached, self._proven = ended.bound, False
            if not cohort or abs(reached) == INFINITY:
                raise
        else:
            if found is None:
                return None
            cohort, reached = self.problem.cohort(found.point) if found.point else cohort, found.bound
        value = goal.value(frozenset(cohort))
        bound = floor(reached + 0.45) if goal.greatest else ceil(reached - 0.45)
        if not self.problem.costs[level]:
            bound = value
        if better(goal, value, bound):
            raise SolverError(f"{self.version}: {goal.kind} {value} is better than its bound {bound}")
        return cohort, bound

    def _optimum(self, costs: Mapping[int, int], *, greatest: bool, known: int | None = None) -> Optimum | None:
        """The optimum, with tangents added until the sums of distances are those of the cohort."""
        seen: list[Optimum] = []
        while True:
            found = self._solver.best(costs, greatest=greatest, known=known)
            if found is None or not found.point:
                return found
            cohort = frozenset(self.problem.cohort(found.point))
            in_use = (t for t in self.problem.distance_cuts.values() if t.in_use)
            wrong = [t for t in in_use if found.point[t.theta] > t.value(cohort)]
            for cuts in wrong:
                cuts.cut(cohort)
            if wrong and costs == {wrong[0].theta: 1}:
                seen.append(found)
            if not found.proven:
                self._proven = False
                if wrong and not seen:
                    raise NodeLimitError(found.bound)
            if not wrong:
                return found
            if not found.proven:
                best = max(seen, key=lambda one: wrong[0].value(self.problem.cohort(one.point)))
                return Optimum(best.point, found.bound, proven=False)

    def _point_or(self, known: tuple[str, ...], costs: Mapping[int, int]) -> tuple[str, ...] | None:
        """The point that is greatest; a known cohort when none is greater, or the search ends before it has one."""
        value = sum(costs.get(self.problem.column[key], 0) for key in known)
        try:
            found = self._optimum(costs, greatest=True, known=value)
        except NodeLimitError:
            self._proven = False
            return known
        return None if found is None else self.problem.cohort(found.point) if found.point else known

    def _point(self, costs: Mapping[int, int], *, greatest: bool) -> tuple[str, ...] | None:
        found = self._optimum(costs, greatest=greatest)
        return None if found is None else self.problem.cohort(found.point)

    def _farthest_apart(self, goal: NearestGoal, cohort: tuple[str, ...] | None) -> tuple[tuple[str, ...], int] | None:
        """The widest distance for which a cohort has no two nearer: searched in growing strides, then by halves."""
        cohort = cohort or self._point({}, greatest=True)
        if cohort is None:
            return None
        known = self._spread[id(goal)]
        if not known:
            return cohort, 0
        low, high, stride = bisect_left(known, goal.value(frozenset(cohort))), len(known), 1
        while high - low > 1:
            middle = min(low + stride, (low + high) // 2)
            try:
                with self._solver.scratch():
                    self.problem.keep_apart(goal, known[middle])
                    wider = self._point({}, greatest=True)
            except NodeLimitError:
                self._proven = False
                return cohort, known[high - 1]
            if wider is None:
                high = middle
            else:
                cohort, low = wider, bisect_left(known, goal.value(frozenset(wider)))
                stride *= 4
        return cohort, known[low]

    def _by_lot(self, known: tuple[str, ...], order: Sequence[str], settled: Mapping[str, int]) -> tuple[str, ...]:
        """The first of the equal cohorts in the published order, sixteen places of the order in one solve."""
        column = self.problem.column
        cohort: tuple[str, ...] = known
        order = [key for key in order if key not in settled]
        certain = {key for key, value in settled.items() if value}
        for start in range(0, len(order), CHUNK):
            part = order[start : start + CHUNK]
            found = self._point_or(cohort, {column[key]: 1 << (CHUNK - 1 - n) for n, key in enumerate(part)})
            if found is None:
                raise SolverError(f"{self.version}: an optimum was lost")
            cohort = found
            if self.problem.size == len(cohort) and set(cohort) <= certain | set(order[: start + CHUNK]):
                break
            for key in part:
                self._solver.row({column[key]: 1}, int(key in cohort), int(key in cohort))
        return cohort

    def _check(self, cohort: tuple[str, ...], forced: Mapping[str, int], without: Collection[str]) -> None:
        """Adds up the solver's cohort again without the solver; SolverError when it does not keep a row or a demand."""
        chosen = frozenset(cohort)
        if not holds(self.rows.without(without), chosen):
            raise SolverError(f"{self.version}: a row does not hold")
        if any((key in chosen) != bool(value) for key, value in forced.items()):
            raise SolverError(f"{self.version}: a demand does not hold")


class _Demand:
    """Candidates bound in or out, cohorts shut out, and rows added, for as long as it is open."""

    def __init__(
        self,
        problem: Problem,
        forced: Mapping[str, int],
        beside: Sequence[Collection[str]] = (),
        loose: Collection[str] = (),
    ) -> None:
        self._problem, self.forced, self.loose = problem, dict(forced), loose
        self._beside = {frozenset(cohort) for cohort in beside}
        self._scratch, self._size = problem.solver.scratch(), problem.size
        self.known: Sequence[tuple[str, ...]] = ()
        self.most: int | None = None
        self.narrow = bool(forced or beside or loose)

    def at_most(self, goal: Goal) -> tuple[tuple[str, ...], int] | None:
        """A known cohort with as much of the first goal as there can be, and how much; None when none has."""
        for cohort in self.known if self.most is not None else ():
            if goal.value(frozenset(cohort)) == self.most:
                return cohort, self.most
        return None

    def best_known(self, goal: Goal, before: Sequence[Goal], cohort: tuple[str, ...]) -> tuple[str, ...]:
        """Of a cohort and those known that equal it in the goals before, the one with the best value of a goal.

        Empty when none is known.
        """
        values = [each.value(frozenset(cohort)) for each in before]
        equal = (one for one in self.known if [each.value(frozenset(one)) for each in before] == values)
        every = [*([cohort] if before else []), *equal]
        sign = 1 if goal.greatest else -1
        return max(every, key=lambda one: sign * goal.value(frozenset(one)), default=())

    def allows(self, cohort: tuple[str, ...]) -> bool:
        """Whether a cohort that keeps the rows meets the demand too."""
        chosen = frozenset(cohort)
        return chosen not in self._beside and all((k in chosen) == bool(v) for k, v in self.forced.items())

    def settle(self, bounds: Mapping[str, int]) -> None:
        """These are in (1) or out (0) until the demand is closed."""
        self.forced = {**bounds, **self.forced}
        self._problem.solver.bind({self._problem.column[k]: (v, v) for k, v in bounds.items()})

    def __enter__(self) -> Self:
        self._scratch.__enter__()
        self._problem.solver.bind({self._problem.column[k]: (v, v) for k, v in self.forced.items()})
        self._problem.loosen(self.loose)
        for cohort in self._beside:
            self._problem.differ(cohort)
        return self

    def __exit__(self, *error: object) -> None:
        self._problem.solver.bind({self._problem.column[k]: (0, 1) for k in self.forced})
        self._problem.tighten(self.loose)
        self._scratch.__exit__(None, None, None)
        self._problem.size = self._size
        for cuts in self._problem.distance_cuts.values():
            cuts.in_use = False
