"""A smallest set of rows that cannot all hold, by Junker's QuickXplain (halves first, in the order of the rows).

Only the solver's yes or no is used, so the same rows give the same set with any solver.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from samskab.fairness.row import Row, Rows
from samskab.solve.milp import Problem
from samskab.solve.solver import MOST_NODES


class Conflicts:
    """Finds sets of rows in conflict, given candidates that must be in or out."""

    def __init__(self, keys: Collection[str], rows: Rows) -> None:
        self.rows, self._size = rows.hard(), rows.size
        self._problem = Problem(
            keys, Rows(rows.size, tuple(row for row in rows.rules if row.price is None)), (), open_size=True
        )
        self._known: dict[tuple[frozenset[str], frozenset[tuple[str, int]]], bool] = {}

    def fits(self, kept: Collection[str], forced: Mapping[str, int]) -> bool:
        """Whether some cohort keeps the rows with these ids (and no others)."""
        question = (frozenset(kept), frozenset(forced.items()))
        if question not in self._known:
            self._known[question] = self._ask(*question)
        return self._known[question]

    def smallest(self, forced: Mapping[str, int] | None = None, without: Collection[str] = ()) -> tuple[Row, ...]:
        """A set of rows that cannot all hold with `forced`, none of which can be left out; empty when all can hold.

        Rows with the ids `without` are not among them.
        """
        forced = forced or {}
        ids = [row.id for row in self.rows if row.id not in without]
        if self.fits(ids, forced):
            return ()
        found = frozenset(self._explain([], False, ids, forced))
        return tuple(row for row in self.rows if row.id in found)

    def binding(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Rows in conflict, each with only the bounds that the conflict needs."""
        kept = list(rows)
        for place, row in enumerate(rows):
            for one_side in (row._replace(high=None), row._replace(low=None)):
                tried = [*kept[:place], one_side, *kept[place + 1 :]]
                if None not in {row.low, row.high} and not self._fit(tried):
                    kept = tried
                    break
        return tuple(kept)

    def _fit(self, rows: Sequence[Row]) -> bool:
        size = next((row for row in rows if row.id == "size"), self._size._replace(low=None, high=None))
        others = Rows(size, tuple(row for row in rows if row.id != "size"))
        return Problem(self._problem.keys, others, (), open_size=True).solver.best({}, greatest=True) is not None

    def _explain(self, kept: list[str], grown: bool, ids: Sequence[str], forced: Mapping[str, int]) -> list[str]:
        if grown and not self.fits(kept, forced):
            return []
        if len(ids) == 1:
            return list(ids)
        first, second = ids[: len(ids) // 2], ids[len(ids) // 2 :]
        late = self._explain([*kept, *first], bool(first), second, forced)
        early = self._explain([*kept, *late], bool(late), first, forced)
        return [*early, *late]

    def _ask(self, kept: frozenset[str], forced: frozenset[tuple[str, int]]) -> bool:
        problem = self._problem
        loose = [row.id for row in self.rows if row.id not in kept]
        bounds = {problem.column[key]: (value, value) for key, value in forced}
        problem.solver.bind(bounds)
        problem.loosen(loose)
        problem.solver.allow(MOST_NODES)
        found = problem.solver.best({}, greatest=True)
        problem.tighten(loose)
        problem.solver.bind(dict.fromkeys(bounds, (0, 1)))
        return found is not None
