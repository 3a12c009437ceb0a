"""Changes that would help when no cohort keeps the rules: each single one that is enough, and cheap combinations.

A single change can only help if it touches the smallest conflicting set, so only its rows are tried: each is given a
price in turn, and the least that must be paid is the least change. A rule of many rows (distance, nearness, company)
is changed as a whole. In combinations every row has a price at once: one step costs 1 + 2 / bound, in hundredths, so
that a step weighs more where the bound is small; a step of a sum is what one applicant has on average. A `common` rule
is changed as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from msgspec.structs import replace

from samskab.fairness.constraints.distance import least_distance
from samskab.fairness.objectives import NearestGoal, PriceGoal, goal_of
from samskab.fairness.outcome import BoundChange, Infeasible
from samskab.fairness.row import Row, Rows
from samskab.fairness.rows import rows_of
from samskab.model.selection import CohortRule, Common, Dispersion, Distance, Near, Selection
from samskab.solve.conflicts import Conflicts
from samskab.solve.milp import Problem
from samskab.solve.search import Search
from samskab.solve.task import Task

_WHOLE = (Distance, Near, Common)
_TRIES = 40


def find_relaxations(task: Task, combinations: int = 3) -> Infeasible:
    """The conflict of a task without a cohort, and the changes that would help."""
    conflict = Conflicts(task.keys, task.rows).smallest()
    singles = tuple(_singles(task, conflict))
    return Infeasible(conflict, singles, tuple(_Combinations(task).cheapest(combinations)))


def _singles(task: Task, conflict: tuple[Row, ...]) -> Iterator[BoundChange]:
    rules = {rule.id: rule for rule in task.selection.rules}
    whole = dict.fromkeys(row.rule for row in conflict if isinstance(rules.get(row.rule), _WHOLE))
    for row in conflict:
        if row.rule not in whole:
            yield from _of_row(task, row)
    for rule_id in whole:
        yield from _of_rule(task, rules[rule_id])


def _of_row(task: Task, row: Row) -> Iterator[BoundChange]:
    """The smallest step of one row alone."""
    hard = Rows(task.rows.size, tuple(r for r in task.rows.rules if r.price is None))
    priced = _with(hard, row._replace(price=1))
    found = Search(task.keys, priced, (PriceGoal("prices", priced),)).best()
    if found is not None:
        size, total = priced.seats(found.cohort), row.total(frozenset(found.cohort))
        low, high = row.low_at(size), row.high_at(size)
        if low is not None and total < low:
            yield BoundChange(row.rule, row, "low", low, low - found.values[0])
        elif high is not None:
            yield BoundChange(row.rule, row, "high", high, high + found.values[0])


def _of_rule(task: Task, rule: CohortRule) -> Iterator[BoundChange]:
    """The smallest change of a rule that is many rows."""
    rest = Rows(task.rows.size, tuple(r for r in task.rows.rules if r.price is None and r.rule != rule.id))
    if isinstance(rule, Distance):
        goal = goal_of(task.pool, Dispersion(), rest)
        found = Search(task.keys, rest, (goal,)).best() if isinstance(goal, NearestGoal) else None
        if found is not None:
            yield BoundChange(rule.id, None, "min_km", int(rule.min_km * 10), found.values[0])
        return
    if isinstance(rule, Common):
        weaker: list[tuple[int, CohortRule]] = [
            (least, replace(rule, min=least)) for least in range(rule.min - 1, -1, -1)
        ]
        was, bound = rule.min, "min"
    elif isinstance(rule, Near):
        placed = (c.places for c in task.pool.candidates if c.places and rule.id in task.pool.spots)
        far = {least_distance(task.pool.metric, places, (task.pool.spots[rule.id],)) for places in placed}
        was, bound = int(rule.max_km * 10), "max_km"
        weaker = [(km, replace(rule, max_km=type(rule.max_km)(km) / 10)) for km in sorted(far) if km > rule.max_km * 10]
    else:
        return
    for value, softer in weaker:
        mine = rows_of(task.pool, Selection(size=task.selection.size, rules=(softer,))).rules
        if Search(task.keys, Rows(rest.size, (*rest.rules, *mine)), ()).possible({}) is not None:
            yield BoundChange(rule.id, None, bound, was, value)
            return


def _with(rows: Rows, row: Row) -> Rows:
    size = row if rows.size.id == row.id else rows.size
    return Rows(size, tuple(row if other.id == row.id else other for other in rows.rules))


class _Node(NamedTuple):
    cost: int
    support: tuple[str, ...]
    hardened: tuple[str, ...]
    changes: tuple[BoundChange, ...]


class _Combinations:
    """The cheapest sets of rows to relax, found by fixing the rows of each set in turn (Reiter's hitting-set tree)."""

    def __init__(self, task: Task) -> None:
        hard = [row for row in task.rows.hard() if row.kind != "common"]
        self._rows = {row.id: row._replace(price=price_of_step(row)) for row in hard}
        company = [row for row in task.rows.hard() if row.kind == "common"]
        size = self._rows.get("size", task.rows.size)
        self._all = Rows(size, (*(row for row in self._rows.values() if row.id != size.id), *company))
        goal = PriceGoal("prices", self._all)
        self._problem = Problem(task.keys, self._all, (goal,), open_size=True)
        self._places = {id_: n for n, id_ in enumerate(self._rows)}

    def cheapest(self, count: int) -> Iterator[tuple[BoundChange, ...]]:
        """Combinations of two or more changes, cheapest first."""
        heap: list[_Node] = []
        seen: set[tuple[str, ...]] = set()
        tried: set[tuple[str, ...]] = {()}
        self._push(heap, ())
        while heap and count:
            node = heappop(heap)
            if node.support not in seen:
                seen.add(node.support)
                if len(node.changes) > 1:
                    count -= 1
                    yield node.changes
            for row_id in node.support:
                hardened = tuple(sorted({*node.hardened, row_id}))
                if hardened not in tried and len(tried) < _TRIES:
                    tried.add(hardened)
                    self._push(heap, hardened)

    def _push(self, heap: list[_Node], hardened: tuple[str, ...]) -> None:
        problem = self._problem
        shut = [slack for row_id in hardened for slack, _ in problem.slacks[row_id]]
        with problem.solver.scratch():
            for slack in shut:
                problem.solver.row({slack: 1}, 0, 0)
            found = problem.solver.best(problem.costs[0], greatest=False)
            if found is None:
                return
            cost = round(sum(price * found.point[column] for column, price in problem.costs[0].items()))
            amounts = self._first(cost, found.point)
        changes = tuple(self._changes(amounts))
        heappush(heap, _Node(cost, tuple(sorted(amounts, key=self._places.__getitem__)), hardened, changes))

    def _first(self, cost: int, point: Sequence[int]) -> dict[str, tuple[int, int]]:
        """Of all changes that cost the same, those that move the earlier rows least: low and high steps by row."""
        solver = self._problem.solver
        solver.row(self._problem.costs[0], high=cost)
        amounts: dict[str, tuple[int, int]] = {}
        for row_id, slacks in self._problem.slacks.items():
            columns = [slack for slack, _ in slacks]
            if any(point[column] for column in columns):
                found = solver.best(dict.fromkeys(columns, 1), greatest=False)
                point = found.point if found is not None else point
            for column in columns:
                solver.row({column: 1}, point[column], point[column])
            if any(point[column] for column in columns):
                steps = iter(point[column] for column in columns)
                row = self._rows[row_id]
                amounts[row_id] = (
                    next(steps) if row.low is not None else 0,
                    next(steps) if row.high is not None else 0,
                )
        self._size = self._all.seats(self._problem.cohort(point))
        return amounts

    def _changes(self, amounts: Mapping[str, tuple[int, int]]) -> Iterator[BoundChange]:
        for row_id, (below, above) in amounts.items():
            row = self._rows[row_id]
            low, high = row.low_at(self._size), row.high_at(self._size)
            if below and low is not None:
                yield BoundChange(row.rule, row, "low", low, low - below)
            if above and high is not None:
                yield BoundChange(row.rule, row, "high", high, high + above)


def price_of_step(row: Row) -> int:
    """What one step of a row costs, in hundredths: 1 + 2 / bound. A step of a sum is an applicant's average."""
    limits = [abs(limit.plain) for limit in (row.low, row.high) if limit is not None]
    step = 1
    if row.kind == "sum" and row.weights:
        step = max(1, sum(map(abs, row.weights.values())) // len(row.weights))
    return max(1, (100 + 200 * step // max(1, step, min(limits, default=1))) // step)
