"""The next best cohorts, one after another: each is the best of all but those before it."""

from __future__ import annotations

from samskab.solve.search import Best
from samskab.solve.task import Task


def next_best(task: Task, count: int) -> tuple[tuple[Best, ...], bool]:
    """Up to `count` cohorts after the best, in order; and whether the search ended before the next was proven."""
    if task.best is None:
        return (), False
    found = [task.best]
    while len(found) <= count:
        following = task.search.best(order=task.order, beside=[best.cohort for best in found])
        if following is None or not following.proven:
            return tuple(found[1:]), following is not None
        found.append(following)
    return tuple(found[1:]), False
