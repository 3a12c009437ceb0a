"""The task of a decision record with the record's own cohort as its best, for counting again without a solver."""

from __future__ import annotations

from typing import NamedTuple

from samskab.fairness.lottery import lot_order_of
from samskab.fairness.tables import Tables
from samskab.model.decision import Decision


class RecordedBest(NamedTuple):
    """The cohort that a record says is the best."""

    cohort: tuple[str, ...]


class RecordedTask(Tables):
    """The tables, the lot and the cohort of a record; nothing is searched for, and no solver is loaded."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.field, decision.selection)
        self.freeze, self.best = decision.run.freeze, RecordedBest(decision.cohort)
        self.order = lot_order_of(decision)
