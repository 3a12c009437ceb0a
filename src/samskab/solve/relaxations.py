"""Changes that would help when no cohort keeps the rules: each single one that is enough, and the cheapest several.

All are found in one model, in which each `Lever` has a column of whole steps. A single change can only help if it
touches the smallest conflicting set: each of its levers is moved alone, as little as is enough. Combinations are found
in the order of their price. A single change that has been found is shut out together with everything that contains it;
a combination together with everything that moves all of its levers, so the next one is about other rules. Whatever
remains and is cheapest therefore has no step to spare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from samskab.fairness.outcome import BoundChange, Infeasible
from samskab.fairness.row import Row, Rows
from samskab.solve.conflicts import Conflicts
from samskab.solve.levers import Lever, levers_of
from samskab.solve.milp import Problem
from samskab.solve.solver import MOST_NODES, NodeLimitError, Optimum
from samskab.solve.task import Task

MOST_TRIES = 60
_NODES = 20_000
"""Nodes of the solver's tree for each change: the search ends the same on every machine."""

Steps = Mapping[int, int]


def find_relaxations(task: Task, combinations: int = 3) -> Infeasible:
    """The conflict of a task without a cohort, and the changes that would help."""
    conflicts = Conflicts(task.keys, task.rows)
    rows = conflicts.smallest()
    relaxed = RelaxedRows(task)
    several, ended = relaxed.cheapest(combinations)
    return Infeasible(conflicts.binding(rows), tuple(relaxed.singles(rows)), several, ended)


class RelaxedRows:
    """The hard rows of a task in the solver, each with the levers that it gives way to."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.levers = levers_of(task.pool, task.selection, task.rows)
        hard = Rows(task.rows.size, tuple(row for row in task.rows.rules if row.price is None))
        self._rows = {row.id: row for row in hard.all()}
        self._problem = Problem(task.keys, hard, (), open_size=True)
        self._solver = self._problem.solver
        self._columns = [self._solver.columns(1, lever.most)[0] for lever in self.levers]
        self._price = {column: lever.price for lever, column in zip(self.levers, self._columns, strict=True)}
        for lever, column in zip(self.levers, self._columns, strict=True):
            self._give_way(lever, column)
        self._whole = {
            n: [row.id for row in hard.rules if row.rule == lever.rule]
            for n, lever in enumerate(self.levers)
            if lever.bound in {"min_km", "max_km"}
        }

    def singles(self, conflict: Collection[Row]) -> Iterator[BoundChange]:
        """The least change of each lever that is enough alone."""
        touched = {row.id for row in conflict}, {row.rule for row in conflict}
        for n, lever in enumerate(self.levers):
            if (lever.row.id in touched[0]) if lever.row is not None else (lever.rule in touched[1]):
                cohort = self._least(n)
                if cohort is not None:
                    size = self._task.rows.seats(cohort)
                    yield lever.change(lever.steps(self._rows, cohort, size), size)

    def cheapest(self, count: int) -> tuple[tuple[tuple[BoundChange, ...], ...], bool]:
        """Up to `count` combinations of several changes, cheapest first; whether the search came to its end."""
        found: list[tuple[BoundChange, ...]] = []
        known: list[Steps] = []
        self._open({n: lever.most for n, lever in enumerate(self.levers)})
        with self._solver.scratch():
            while len(found) < count:
                if len(known) == MOST_TRIES:
                    return tuple(found), False
                try:
                    steps, size = self._next()
                except NodeLimitError:
                    return tuple(found), False
                if not steps or any(all(steps.get(n, 0) >= by for n, by in other.items()) for other in known):
                    return tuple(found), not steps
                several = len(steps) > 1
                known.append(dict.fromkeys(steps, 1) if several else steps)
                self._shut_out(known[-1])
                if several:
                    found.append(tuple(self.levers[n].change(by, size) for n, by in steps.items()))
        return tuple(found), True

    def seats_with(self, changes: Sequence[BoundChange], key: str) -> set[int]:
        """Whether some cohort has the applicant (1) and some has not (0), once these changes are made."""
        self._open(dict(self._steps(change) for change in changes))
        found = set()
        for value in (0, 1):
            self._solver.bind({self._problem.column[key]: (value, value)})
            self._solver.allow(MOST_NODES)
            if self._solver.best({}, greatest=True) is not None:
                found.add(value)
        self._solver.bind({self._problem.column[key]: (0, 1)})
        return found

    def _steps(self, change: BoundChange) -> tuple[int, int]:
        place = next(n for n, lever in enumerate(self.levers) if lever.change(0, 0)[:3] == change[:3])
        return place, abs(self.levers[place].was - change.becomes) // self.levers[place].unit

    def _give_way(self, lever: Lever, column: int) -> None:
        if lever.is_share and lever.row is not None:
            self._become_number(lever, lever.row, column)
        for row, by in lever.gives.items():
            self._problem.give_way(row, column, by, only=lever.bound)
        for pair, far in lever.apart.items():
            short = lever.was - far
            self._solver.row({**{self._problem.column[key]: short for key in pair}, column: -1}, high=short)
        for key, far in lever.far.items():
            self._solver.row({self._problem.column[key]: far - lever.was, column: -1}, high=0)

    def _become_number(self, lever: Lever, row: Row, column: int) -> None:
        """A share holds unless its number does: `was` and the steps of the column from there."""
        moved = self._solver.columns(1)[0]
        self._price[moved] = lever.fixed
        self._solver.row({column: 1, moved: -lever.most}, high=0)
        self._problem.give_way(row.id, moved, lever.most, only=lever.bound)
        total = {self._problem.column[key]: weight for key, weight in row.weights.items()}
        if lever.bound == "low":
            self._solver.row({**total, column: 1, moved: -lever.was}, low=0)
        else:
            self._solver.row({**total, column: -1, moved: lever.most}, high=lever.most + lever.was)

    def _open(self, most: Mapping[int, int]) -> None:
        """Lets these levers move so far, and no other."""
        self._solver.bind({column: (0, most.get(n, 0)) for n, column in enumerate(self._columns)})
        for n, rows in self._whole.items():
            (self._problem.loosen if most.get(n) else self._problem.tighten)(rows)

    def _least(self, place: int) -> tuple[str, ...] | None:
        self._open({place: self.levers[place].most})
        found = self._cheapest({self._columns[place]: 1}, MOST_NODES)
        return None if found is None else self._problem.cohort(found.point)

    def _next(self) -> tuple[Steps, int]:
        """The steps of the cheapest change that is left, by lever, and the size that they lead to; none when none is.

        Of all that cost the same, the one that moves the earlier levers least.
        """
        found = self._cheapest(self._price)
        if found is None:
            return {}, 0
        with self._solver.scratch():
            self._solver.row(self._price, high=sum(by * found.point[column] for column, by in self._price.items()))
            point = self._first(found.point)
        cohort = self._problem.cohort(point)
        size = self._task.rows.seats(cohort)
        steps = {n: lever.steps(self._rows, cohort, size) for n, lever in enumerate(self.levers)}
        return {n: by for n, by in steps.items() if by}, size

    def _cheapest(self, price: Mapping[int, int], nodes: int = _NODES) -> Optimum | None:
        """The proven cheapest point; `NodeLimitError` when it was not proven."""
        self._solver.allow(nodes)
        found = self._solver.best(price, greatest=False)
        if found is not None and not found.proven:
            raise NodeLimitError(found.bound)
        return found

    def _first(self, point: Sequence[int]) -> Sequence[int]:
        for column in self._columns:
            if point[column]:
                found = self._cheapest({column: 1})
                point = found.point if found is not None else point
            self._solver.row({column: 1}, high=point[column])
        return point

    def _shut_out(self, steps: Steps) -> None:
        """From now on some lever moves less than in `steps`."""
        fewer = dict(zip(steps, self._solver.columns(len(steps)), strict=True))
        for n, by in steps.items():
            most = self.levers[n].most
            self._solver.row({self._columns[n]: 1, fewer[n]: most - by + 1}, high=most)
        self._solver.row(dict.fromkeys(fewer.values(), 1), low=1)
