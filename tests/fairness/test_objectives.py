"""`fairness/objectives.py`: what a cohort is worth."""

from __future__ import annotations

from samskab.fairness.tables import Tables
from samskab.model.selection import Commonality, Deviation, Dispersion, Score, Selection, Variety
from tests.fairness.seven_applicants import POOL

AIMS = (Score(), Deviation(by=("region",)), Dispersion(), Commonality(by="theme"), Variety(by="theme"))


def test_one_who_is_not_in_the_pool_weighs_nothing_in_any_aim() -> None:
    """A record with a key that was changed is audited, and every other mistake in it is found."""
    for goal in Tables(POOL, Selection(aims=AIMS)).goals:
        assert goal.value(("a", "d", "nobody")) == goal.value(("a", "d")), goal.kind
