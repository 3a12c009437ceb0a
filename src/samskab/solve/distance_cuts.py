"""The sum of distances over all pairs, bounded from above by tangents at the points that the solver finds.

f(x) = 1/2 x' D x is not concave, but on 0/1 points it equals

    1/2 x' (D - delta I - c 11') x  +  1/2 delta * sum x  +  1/2 c * (sum x)^2

whose first part is concave for whole numbers delta and c that are great enough: distances in a plane or on a sphere
are of negative type, so delta only pays for their rounding. (sum x)^2 is linear in a choice of one size. So

    2 theta <= tangent of the concave part at any point + delta * sum x + c * (size)^2      for all 0/1 points
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import floor

import numpy as np

from samskab.solve.solver import INFINITY, Solver


class DistanceCuts:
    """The column theta, which is at most the sum of distances at every point that has a tangent."""

    def __init__(self, solver: Solver, column: Mapping[str, int], distances: Mapping[tuple[str, str], int]) -> None:
        self._solver = solver
        self._column = column
        self._keys = list(column)
        place = {key: n for n, key in enumerate(self._keys)}
        count = len(self._keys)
        self._distances = np.zeros((count, count), dtype=np.int64)
        for (one, other), far in distances.items():
            self._distances[place[one], place[other]] = self._distances[place[other], place[one]] = far
        self._delta, self._flat = _concave(self._distances)
        self._cuts: list[tuple[dict[int, int], int]] = []
        self.in_use = False
        self.theta = solver.columns(1, INFINITY, whole=False)[0]
        solver.row({self.theta: 1}, high=int(self._distances.sum()) // 2)
        self._sizes = solver.columns(count + 1)
        solver.row(dict.fromkeys(self._sizes, 1), 1, 1)
        solver.row({**dict.fromkeys(column.values(), 1), **{z: -n for n, z in enumerate(self._sizes)}}, 0, 0)

    def value(self, cohort: Collection[str]) -> int:
        """The sum of distances of a cohort."""
        x = self._point(cohort)
        return int(x @ self._distances @ x) // 2

    def use(self) -> None:
        """From now on theta is used: adds every tangent found so far."""
        if not self.in_use:
            self.in_use = True
            for row, high in self._cuts:
                self._solver.row(row, high=high)

    def cut(self, cohort: Collection[str]) -> None:
        """One more tangent: at this cohort, theta is its sum of distances and no more."""
        x = self._point(cohort)
        size = int(x.sum())
        slope = 2 * (self._distances @ x - self._delta * x - self._flat * size)
        concave = int(x @ self._distances @ x) - self._delta * size - self._flat * size * size
        row = {c: -int(s) - self._delta for c, s in zip(self._column.values(), slope, strict=True)}
        row |= {z: -self._flat * n * n for n, z in enumerate(self._sizes)}
        self._cuts.append(({self.theta: 2, **row}, concave - int(slope @ x)))
        self._solver.row(self._cuts[-1][0], high=self._cuts[-1][1])

    def _point(self, cohort: Collection[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([key in cohort for key in self._keys], dtype=np.int64)


def _concave(distances: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> tuple[int, int]:
    """Whole delta and c for which D - delta I - c 11' has no eigenvalue above zero, with room for rounding."""
    if not distances.size:
        return 0, 0
    flat = int(distances.max())
    top = float(np.linalg.eigvalsh(distances.astype(float) - flat)[-1])
    return floor(max(0.0, top)) + 1, flat
