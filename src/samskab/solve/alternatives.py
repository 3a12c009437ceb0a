"""The next best cohorts, one after another: each is the best of all but those before it."""

from __future__ import annotations

from samskab.solve.search import Best
from samskab.solve.task import Task


def next_best(task: Task, count: int) -> tuple[Best, ...]:
    """Up to `count` cohorts after the best, in order; fewer when there are no more."""
    if task.best is None:
        return ()
    found = [task.best]
    while len(found) <= count:
        following = task.search.best(order=task.order, beside=[best.cohort for best in found])
        if following is None:
            break
        found.append(following)
    return tuple(found[1:])
