"""Rows and goals as an integer programme: `Problem`, with one column x_i per candidate.

row with a price     slack columns u, v >= 0 in whole steps:   low <= sum + u,   sum - v <= high
row that counts      b_g is 1 only if group g has enough:      each * b_g <= sum over g <= each - 1 + |g| * b_g
deviation            d_g >= +/- (N * sum over g - N_g * k), and no less than the line through the two whole
                     counts beside the target when the size is fixed (which makes the bound tight)
commonality          c_i <= x_i,   q * c_i <= sum over those alike
distance, summed     theta below tangents of f(x) = sum over pairs, added at the solver's point (`distance_cuts`)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import ceil, floor
from typing import NamedTuple

from samskab.fairness.constraints.distance import cliques
from samskab.fairness.objectives import (
    CommonGoal,
    CountGoal,
    DeviationGoal,
    DeviationPart,
    DispersionGoal,
    Goal,
    NearestGoal,
    PriceGoal,
    SumGoal,
)
from samskab.fairness.row import Row, RowBound, Rows
from samskab.solve.distance_cuts import DistanceCuts
from samskab.solve.solver import INFINITY, MARGIN, Solver

Weights = Mapping[int, int]

SMALL = 300
"""With so many candidates or fewer, presolve takes longer than it saves."""

MOST_SIZES = 120
"""More sizes than this have no column each."""


class PlacedRow(NamedTuple):
    """The number of a row in the solver, its bounds when it binds, and what one step weighs in it."""

    row: int
    low: float
    high: float
    scale: int = 1


class Problem:
    """The rows and goals of one selection inside the solver.

    `costs[l]` is the objective of goal l over columns (empty for the nearest distance, which is searched for).
    """

    def __init__(self, keys: Iterable[str], rows: Rows, goals: tuple[Goal, ...], *, open_size: bool = False) -> None:
        self.keys = tuple(keys)
        self.rows = rows
        self.goals = goals
        self.solver = Solver(presolve=len(self.keys) > SMALL)
        self.column = dict(zip(self.keys, self.solver.columns(len(self.keys)), strict=True))
        self.distance_cuts: dict[int, DistanceCuts] = {}
        self._cliques: dict[tuple[int, int], list[tuple[str, ...]]] = {}
        low, high = rows.size.low, rows.size.high
        self.open_size = open_size
        fixed = low is not None and low == high and rows.size.price is None and not open_size
        self.size = low.plain if low is not None and fixed else None
        self.slacks: dict[str, list[tuple[int, int]]] = {}
        self._placed: dict[str, list[PlacedRow]] = {}
        self._sizes = self._one_size() if self.size is None and any(map(_grows, rows.all())) else {}
        for row in rows.all():
            self._row(row)
        self.costs = tuple(self._goal(level, goal) for level, goal in enumerate(goals))

    def cohort(self, point: Collection[int]) -> tuple[str, ...]:
        """The chosen of a point of the solver, by key."""
        return tuple(key for key, value in zip(self.keys, point, strict=False) if value)

    def weights(self, weights: Mapping[str, int]) -> dict[int, int]:
        """Weights over candidates as weights over columns."""
        return {self.column[key]: weight for key, weight in weights.items() if weight}

    def lock(self, level: int, value: int) -> None:
        """From now on goal `level` is no worse than `value`, a whole number that some cohort reaches."""
        goal = self.goals[level]
        if isinstance(goal, NearestGoal):
            self.keep_apart(goal, value)
        elif isinstance(goal, DispersionGoal):
            self.solver.row(self.costs[level], low=value - 0.4)
            self.distance_cuts[level].use()
        elif goal.greatest:
            self.solver.row(self.costs[level], low=value)
        else:
            self.solver.row(self.costs[level], high=value + 0.4)
            if isinstance(goal, DeviationGoal):
                self._lock_counts(goal, value)

    def settle_size(self) -> None:
        """Where the rows leave only one size, bounds each deviation as tightly as if that size had been asked for.

        It holds until the rows are undone and `size` is put back.
        """
        seats = self.weights(self.rows.size.weights)
        least, most = (self.solver.relaxed(seats, greatest=greatest) for greatest in (False, True))
        if least is None or most is None or ceil(least.value - MARGIN) != floor(most.value + MARGIN):
            return
        self.size = size = ceil(least.value - MARGIN)
        self.solver.row(seats, size, size)
        for goal, costs in zip(self.goals, self.costs, strict=True):
            if isinstance(goal, DeviationGoal) and self._fixed_size(goal) is not None:
                columns = list(costs)
                for n, part in enumerate(goal.parts):
                    self._miss_between(columns[0 if goal.worst else n], goal, part, size)

    def keep_apart(self, goal: NearestGoal, least: int) -> None:
        """No two of the chosen are nearer than `least`."""
        found = self._cliques.get((id(goal), least))
        if found is None:
            found = cliques(pair for pair, far in goal.distances.items() if far < least)
            self._cliques[id(goal), least] = found
        for members in found:
            self.solver.row({self.column[key]: 1 for key in members}, high=1)

    def differ(self, cohort: Collection[str]) -> None:
        """Any cohort but this one."""
        weights = {column: 1 if key in cohort else -1 for key, column in self.column.items()}
        if self.size is not None and all(weight == 1 for weight in self.rows.size.weights.values()):
            weights = {column: weight for column, weight in weights.items() if weight == 1}
        self.solver.row(weights, high=len(cohort) - 1)

    def loosen(self, ids: Iterable[str]) -> None:
        """Rows that do not bind until they are tightened."""
        self.solver.rebound({placed.row: (-INFINITY, INFINITY) for id_ in ids for placed in self._placed[id_]})

    def tighten(self, ids: Iterable[str]) -> None:
        """Rows that bind again."""
        self.solver.rebound({placed.row: (placed.low, placed.high) for id_ in ids for placed in self._placed[id_]})

    def give_way(self, id_: str, column: int, by: int, *, only: str) -> None:
        """Each unit of a column moves the bounds of a row outwards: its `low` only, its `high` only, or all it has."""
        for placed in self._placed[id_]:
            is_low = placed.high == INFINITY
            if only not in {"low", "high"} or is_low == (only == "low"):
                self.solver.weigh(placed.row, column, by * placed.scale * (1 if is_low else -1))

    def _row(self, row: Row) -> None:
        sums, counted = self._expression(row)
        misses: list[tuple[int, int]] = []
        placed: list[PlacedRow] = []
        for limit, sign in ((row.low, 1), (row.high, -1)):
            if limit is None:
                continue
            weights, bound, scale = self._bound(sums, limit, lowest=sign == 1)
            if row.price is not None:
                reach = abs(limit.plain) + sum(map(abs, counted)) + abs(limit.per) * len(self.keys) + 1
                slack = self.solver.columns(1, reach)[0]
                misses.append((slack, self.rows.step_price(row)))
                weights = {**weights, slack: sign * scale}
            low, high = (bound, INFINITY) if sign == 1 else (-INFINITY, bound)
            placed.append(PlacedRow(self.solver.row(weights, low, high), low, high, scale))
        self._placed[row.id] = placed
        if misses:
            self.slacks[row.id] = misses

    def _expression(self, row: Row) -> tuple[dict[int, int], Collection[int]]:
        if not row.groups:
            return self.weights(row.weights), row.weights.values()
        counted: dict[int, int] = {}
        for flag, keys in zip(self.solver.columns(len(row.groups)), row.groups.values(), strict=True):
            members = {self.column[key]: 1 for key in keys}
            self.solver.row({**members, flag: -row.each}, low=0)
            self.solver.row({**members, flag: -len(keys)}, high=row.each - 1)
            counted[flag] = 1
        return counted, counted.values()

    def _bound(self, weights: Weights, limit: RowBound, *, lowest: bool) -> tuple[dict[int, int], int, int]:
        """The row of one bound. The third is what one step weighs in it."""
        if not limit.per:
            return dict(weights), limit.plain, 1
        at = limit.least if lowest else limit.most
        if self.size is not None:
            return dict(weights), at(self.size), 1
        if self._sizes:
            return {**weights, **{flag: -at(size) for size, flag in self._sizes.items()}}, 0, 1
        scaled = {column: limit.of * weight for column, weight in weights.items()}
        for column, seats in self.weights(self.rows.size.weights).items():
            scaled[column] = scaled.get(column, 0) - limit.per * seats
        return scaled, limit.of * limit.plain, limit.of

    def _one_size(self) -> dict[int, int]:
        """A column for each size there can be, of which exactly one is 1; none when there are too many."""
        most = sum(self.rows.size.weights.values())
        if self.rows.size.price is None and not self.open_size:
            low, high = self.rows.size.low_at(0) or 0, self.rows.size.high_at(0)
            sizes = range(max(0, low), min(most, most if high is None else high) + 1)
        else:
            sizes = range(most + 1)
        if not 0 < len(sizes) <= MOST_SIZES:
            return {}
        flags = dict(zip(sizes, self.solver.columns(len(sizes)), strict=True))
        self.solver.row(dict.fromkeys(flags.values(), 1), 1, 1)
        seats = self.weights(self.rows.size.weights)
        self.solver.row({**seats, **{flag: -size for size, flag in flags.items() if size}}, 0, 0)
        return flags

    def _goal(self, level: int, goal: Goal) -> dict[int, int]:
        match goal:
            case SumGoal():
                return self.weights(goal.weights)
            case DeviationGoal():
                return self._deviation(goal)
            case NearestGoal():
                return {}
            case DispersionGoal():
                self.distance_cuts[level] = DistanceCuts(self.solver, self.column, goal.distances)
                return {self.distance_cuts[level].theta: 1}
            case CommonGoal():
                return self._common(goal)
            case CountGoal():
                flags = self.solver.columns(len(goal.groups))
                for flag, keys in zip(flags, goal.groups.values(), strict=True):
                    self.solver.row({**{self.column[key]: 1 for key in keys}, flag: -goal.each}, low=0)
                return dict.fromkeys(flags, 1)
            case PriceGoal():
                return {slack: cost for misses in self.slacks.values() for slack, cost in misses if cost}

    def _deviation(self, goal: DeviationGoal) -> dict[int, int]:
        fixed = self._fixed_size(goal)
        columns = self.solver.columns(1 if goal.worst else len(goal.parts), INFINITY, whole=False)
        for n, part in enumerate(goal.parts):
            self._miss(columns[0 if goal.worst else n], goal, part, fixed)
        return dict.fromkeys(columns, 1)

    def _miss(self, miss: int, goal: DeviationGoal, part: DeviationPart, size: int | None) -> None:
        over = {column: goal.unit * weight for column, weight in self.weights(part.weights).items()}
        target = part.share * (size or 0)
        if size is None and self._sizes and dict(goal.seats) == dict(self.rows.size.weights):
            over |= {flag: -part.share * seats for seats, flag in self._sizes.items()}
        elif size is None:
            for column, seats in self.weights(goal.seats).items():
                over[column] = over.get(column, 0) - part.share * seats
        self.solver.row({**over, miss: -1}, high=target)
        self.solver.row({**over, miss: 1}, low=target)
        if size is not None:
            self._miss_between(miss, goal, part, size)

    def _miss_between(self, miss: int, goal: DeviationGoal, part: DeviationPart, size: int) -> None:
        """Between the whole counts below and above the target: miss >= rest + (unit - 2 rest) * (count - below)."""
        target = part.share * size
        if rest := target % goal.unit:
            below, slope = target // goal.unit, goal.unit - 2 * rest
            line = {column: -slope * weight for column, weight in self.weights(part.weights).items()}
            self.solver.row({**line, miss: 1}, low=rest - slope * below)

    def _lock_counts(self, goal: DeviationGoal, value: int) -> None:
        """No value may miss by more than is left of the whole when each of the others misses its least."""
        size = self._fixed_size(goal)
        if size is None:
            return
        rests = [part.share * size % goal.unit for part in goal.parts]
        least = [min(rest, goal.unit - rest) for rest in rests]
        for part, own in zip(goal.parts, least, strict=True):
            room = value if goal.worst else value - sum(least) + own
            target = part.share * size
            self.solver.row(self.weights(part.weights), -((room - target) // goal.unit), (target + room) // goal.unit)

    def _fixed_size(self, goal: DeviationGoal) -> int | None:
        """The size, when it is fixed and the goal counts seats as the size does."""
        return self.size if dict(goal.seats) == dict(self.rows.size.weights) else None

    def _common(self, goal: CommonGoal) -> dict[int, int]:
        flags = self.solver.columns(len(self.keys))
        for flag, key in zip(flags, self.keys, strict=True):
            self.solver.row({self.column[key]: 1, flag: -1}, low=0)
            self.solver.row({**{self.column[other]: 1 for other in goal.sharing[key]}, flag: -goal.least}, low=0)
        return dict.fromkeys(flags, 1)


def _grows(row: Row) -> bool:
    """Whether a bound of the row depends on the size."""
    return any(limit is not None and limit.per for limit in (row.low, row.high))
