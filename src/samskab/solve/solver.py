"""An integer programme in the solver HiGHS: its optimum, and the bound that proves it.

The only module that imports highspy. One thread, fixed options, arrays instead of operators, one model whose costs and
bounds change. `solve.search` adds every answer up again without the solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import highspy
import numpy as np

from samskab.refusal import Refusal

INFINITY = float("inf")
MOST_NODES = 300_000
"""Nodes of the solver's tree before a search ends; counted, so that it ends the same on every machine."""

_OPTIONS: Mapping[str, bool | int | float] = {
    "output_flag": False,
    "log_to_console": False,
    "threads": 1,
    "random_seed": 0,  # HiGHS has had wrong answers with other seeds (ERGO-Code/HiGHS 2349, 2382)
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.4,  # every objective is a whole number
    "mip_heuristic_run_feasibility_jump": False,  # four times as long on programmes as small as ours
    "mip_heuristic_run_root_reduced_cost": False,  # costs more than it finds, as presolve does on small ones
}


MARGIN = 0.01
"""Wider than any error of the relaxation, far less than one."""

_WHOLE = 1e-6
_NONE = frozenset({highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible})


class SolverError(RuntimeError):
    """The solver proved neither an optimum nor infeasibility: a fault of the program, never of the data."""


class NodeLimitError(Refusal):
    """The search ended at its limit of nodes; `bound` is what no point passes."""

    def __init__(self, bound: float) -> None:
        super().__init__("choice.search_ended", exit_code=1)
        self.bound = bound


class Optimum(NamedTuple):
    """The best point, whole numbers where columns are whole; and the bound that no point passes.

    Not `proven` when the search ended at its limit: then there may be a better one.
    """

    point: Sequence[int]
    bound: float
    proven: bool = True


class Relaxed(NamedTuple):
    """The optimum of the relaxation: its value, the point, and the reduced cost of each column."""

    value: float
    point: Sequence[float]
    reduced: Sequence[float]


class Solver:
    """Columns and rows, kept by HiGHS between solves."""

    def __init__(self, *, presolve: bool = True) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy has no types
        for option, value in _OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._highs.setOptionValue("presolve", "choose" if presolve else "off")
        self._columns = self._rows = 0
        self._new: list[tuple[Mapping[int, int], float, float]] = []
        self._costed: list[int] = []
        self._nodes = MOST_NODES
        self._whole: list[int] = []

    @property
    def version(self) -> str:
        """The name and version of the solver, for the record."""
        return f"HiGHS {self._highs.version()}"

    def columns(self, count: int, high: float = 1, *, whole: bool = True) -> range:
        """New columns from 0 to `high`."""
        if not count:
            return range(self._columns, self._columns)
        first, self._columns = self._columns, self._columns + count
        none = np.zeros(0, dtype=np.int32)
        zeros = np.zeros(count)
        self._highs.addCols(count, zeros, zeros, np.full(count, high), 0, none, none, np.zeros(0))
        if whole:
            index = np.arange(first, first + count, dtype=np.int32)
            kind = np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            self._highs.changeColsIntegrality(count, index, kind)
            self._whole += range(first, first + count)
        return range(first, first + count)

    def row(self, weights: Mapping[int, int], low: float = -INFINITY, high: float = INFINITY) -> int:
        """A new row: low <= sum of weights <= high; its number, which holds while no scratch is undone."""
        self._new.append((weights, low, high))
        return self._rows + len(self._new) - 1

    def bind(self, bounds: Mapping[int, tuple[float, float]]) -> None:
        """New bounds of columns."""
        if bounds:
            index = np.fromiter(bounds, dtype=np.int32, count=len(bounds))
            low, high = (np.array([b[end] for b in bounds.values()], dtype=float) for end in (0, 1))
            self._highs.changeColsBounds(len(bounds), index, low, high)

    def rebound(self, bounds: Mapping[int, tuple[float, float]]) -> None:
        """New bounds of rows."""
        self._flush()
        for row, (low, high) in bounds.items():
            self._highs.changeRowBounds(row, low, high)

    def weigh(self, row: int, column: int, weight: int) -> None:
        """A column's weight in a row that is there already."""
        self._flush()
        self._highs.changeCoeff(row, column, weight)

    @contextmanager
    def scratch(self) -> Iterator[None]:
        """Rows added inside the block are removed after it."""
        self._flush()
        before = self._rows
        try:
            yield
        finally:
            self._new.clear()
            if extra := self._rows - before:
                self._highs.deleteRows(extra, np.arange(before, self._rows, dtype=np.int32))
                self._rows = before

    def allow(self, nodes: int) -> None:
        """So many nodes are left for all searches from now on; each has one at least."""
        self._nodes = nodes

    def best(self, costs: Mapping[int, int], *, greatest: bool, known: int | None = None) -> Optimum | None:
        """The best point for an objective, or None when no point keeps the rows.

        `known` is a value that some point has; the point is empty when there is none better.
        The relaxation is solved first: it costs a tenth of a search and settles most of them.
        `NodeLimitError` when the nodes ended before a point was found.
        """
        status = self._relax(costs, greatest=greatest)
        if status == highspy.HighsModelStatus.kOptimal:
            bound = self._highs.getObjectiveValue()
            if known is not None and (bound < known + 1 - MARGIN if greatest else bound > known - 1 + MARGIN):
                return Optimum((), known)
            point = np.asarray(self._highs.getSolution().col_value)
            if not np.any(np.abs(point - np.rint(point))[self._whole] > _WHOLE):
                return Optimum(np.rint(point).astype(np.int64).tolist(), bound)
        elif status not in _NONE:
            self._highs.clearSolver()
        return None if status in _NONE else self._searched()

    def _searched(self) -> Optimum | None:
        self._highs.setOptionValue("mip_max_nodes", max(1, self._nodes))
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in _NONE:
            return None
        info, ended = self._highs.getInfo(), status == highspy.HighsModelStatus.kSolutionLimit
        self._nodes -= max(0, info.mip_node_count)
        if ended and info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
            raise NodeLimitError(info.mip_dual_bound)
        if not ended and status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(f"{self.version}: {status}")
        point = np.rint(np.asarray(self._highs.getSolution().col_value)).astype(np.int64)
        return Optimum(point.tolist(), info.mip_dual_bound, not ended)

    def relaxed(self, costs: Mapping[int, int], *, greatest: bool) -> Relaxed | None:
        """The optimum when columns need not be whole: a bound, and how much each column costs off its end."""
        if self._relax(costs, greatest=greatest) != highspy.HighsModelStatus.kOptimal:
            return None
        found = self._highs.getSolution()
        return Relaxed(self._highs.getObjectiveValue(), list(found.col_value), list(found.col_dual))

    def _relax(self, costs: Mapping[int, int], *, greatest: bool) -> highspy.HighsModelStatus:
        self._flush()
        self._cost(costs)
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize if greatest else highspy.ObjSense.kMinimize)
        self._highs.setOptionValue("solve_relaxation", True)
        self._highs.run()
        self._highs.setOptionValue("solve_relaxation", False)
        return self._highs.getModelStatus()

    def _cost(self, costs: Mapping[int, int]) -> None:
        changed = {**dict.fromkeys(self._costed, 0), **costs}
        if changed:
            index = np.fromiter(changed, dtype=np.int32, count=len(changed))
            values = np.fromiter(changed.values(), dtype=float, count=len(changed))
            self._highs.changeColsCost(len(changed), index, values)
        self._costed = list(costs)

    def _flush(self) -> None:
        if not self._new:
            return
        low = np.array([row[1] for row in self._new], dtype=float)
        high = np.array([row[2] for row in self._new], dtype=float)
        sizes = np.fromiter((len(row[0]) for row in self._new), dtype=np.int32, count=len(self._new))
        total = int(sizes.sum())
        starts = (np.cumsum(sizes) - sizes).astype(np.int32)
        index = np.fromiter((c for row in self._new for c in row[0]), dtype=np.int32, count=total)
        value = np.fromiter((w for row in self._new for w in row[0].values()), dtype=float, count=total)
        self._highs.addRows(len(self._new), low, high, total, starts, index, value)
        self._rows += len(self._new)
        self._new.clear()
