"""What four and what five would give in 2024: every cohort tried by hand, beside what `select` finds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import combinations

import pytest

from samskab.fairness.admission import recorded_standing
from samskab.fairness.effective_selection import effective_selection
from samskab.fairness.pool import pool_for
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.solve.task import Task
from samskab.usecases.what_if import with_value

KEY = "fremfaerd-idialog-2024"
WEIGHTS = {"borgernes-rolle": 2, "mandat": 2, "udbytte": 1}


class Hand:
    """The programme's rules and aims, worked out from the records without rows or solver."""

    def __init__(self, dataset: Dataset) -> None:
        self.standing = [a for a in dataset.applications(KEY) if a.status == "submitted"]
        self.region = {
            a.id: dataset.municipalities[a.applicant.municipalities[0]].region_on(date(2024, 10, 1))
            for a in self.standing
        }
        self.doubled = {
            key: sum(WEIGHTS[c] * n for one in assessment.assessments for c, n in one.scores.items())
            for key, assessment in dataset.assessments(KEY).items()
        }

    def shared(self, one: Application, cohort: Collection[Application]) -> int:
        themes = set(self.chosen(one, "temaer"))
        return sum(bool(themes & set(self.chosen(other, "temaer"))) for other in cohort if other is not one)

    @staticmethod
    def chosen(application: Application, question: str) -> tuple[str, ...]:
        answer = application.answers[question]
        return answer if isinstance(answer, tuple) else (str(answer),)

    def holds(self, cohort: Collection[Application]) -> bool:
        targets = [value for a in cohort for value in self.chosen(a, "maalgruppe")]
        return (
            min(targets.count("boern"), targets.count("voksne")) >= 2
            and len({a.answers["procestype"] for a in cohort}) >= 2
            and all(self.shared(a, cohort) >= 1 for a in cohort)
            and len({self.region[a.id] for a in cohort}) >= 3
            and sum(bool(a.hosting and a.hosting.willing) for a in cohort) >= 4
        )

    def values(self, cohort: Collection[Application]) -> tuple[int, int, int]:
        """How many share a theme with two others, how many kinds of process, the sum of both assessors' scores."""
        return (
            sum(self.shared(a, cohort) >= 2 for a in cohort),
            len({a.answers["procestype"] for a in cohort}),
            sum(self.doubled[a.id] for a in cohort),
        )


@pytest.mark.parametrize(("size", "allowed", "best"), [(4, 152, (4, 3, 177)), (5, 1324, (5, 3, 223))])
def test_select_finds_what_trying_every_cohort_finds(
    dataset: Dataset, size: int, allowed: int, best: tuple[int, int, int]
) -> None:
    hand = Hand(dataset)
    values = {
        tuple(a.id for a in cohort): hand.values(cohort)
        for cohort in combinations(hand.standing, size)
        if hand.holds(cohort)
    }
    assert len(values) == allowed
    assert max(values.values()) == best
    programme = dataset.programmes[KEY]
    effective = effective_selection(programme)
    assert effective is not None
    selection = with_value(effective, "size", str(size))
    assert selection.lot is not None
    found = Task(
        pool_for(dataset, programme, selection, recorded_standing(dataset, programme)),
        selection,
        selection.lot.seed or "",
    ).best
    assert found is not None
    assert (values[found.cohort], found.bounds) == (best, found.values)
    assert found.lot is (sum(value == best for value in values.values()) > 1)
