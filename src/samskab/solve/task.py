"""One selection to be made: `Task`, the tables of a pool and a selection with the seed of the lot."""

from __future__ import annotations

from functools import cached_property

from samskab.fairness.fingerprint import fingerprint, fingerprint_of
from samskab.fairness.lottery import Lottery, lot_order_of
from samskab.fairness.tables import Tables
from samskab.model.decision import Decision
from samskab.model.pool import Pool
from samskab.model.selection import Selection
from samskab.progress import Progress, unobserved
from samskab.solve.search import Best, Search
from samskab.solve.solver import MOST_NODES


class Task(Tables):
    """A pool, a selection and a lot, with what follows from them; each is computed when it is asked for.

    `seed`, `programme` and `round_id` are what the lot is made from.
    """

    def __init__(
        self,
        pool: Pool,
        selection: Selection,
        seed: str,
        programme: str = "",
        round_id: str = "",
        progress: Progress = unobserved,
    ) -> None:
        super().__init__(pool, selection)
        self.progress = progress
        self.lottery = Lottery(seed, programme, round_id)

    @cached_property
    def freeze(self) -> str:
        """The fingerprint of the selection and the pool."""
        return fingerprint(self.pool, self.selection)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The keys of the candidates in the published order of the lot."""
        return self.lottery.order(self.keys)

    @cached_property
    def search(self) -> Search:
        """The search among cohorts that keep the rows."""
        return Search(self.keys, self.rows, self.goals, self.progress)

    @cached_property
    def best(self) -> Best | None:
        """The best cohort, the first of equals in the order of the lot; None when no cohort keeps the rows."""
        return self.search.best(order=self.order, nodes=MOST_NODES)


def recorded_task(decision: Decision) -> Task:
    """The task that a record was made from, with the order of the lot of the record's version."""
    run = decision.run
    task = Task(decision.field, decision.selection, run.seed, decision.programme, run.round or "")
    task.order, task.freeze = lot_order_of(decision), fingerprint_of(decision)
    return task
