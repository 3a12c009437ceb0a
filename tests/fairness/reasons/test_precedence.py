"""Who is chosen over an applicant, against a plain exchange of every pair."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from samskab.fairness.reasons.precedence import chosen_over
from samskab.fairness.row import holds
from samskab.fairness.tables import Tables
from samskab.model.decision import Over, Reason
from samskab.model.selection import Apart, Bound, Dispersion, Must, Quota, Score, Selection, Size
from samskab.solve.explain import Explainer
from samskab.solve.task import Task
from tests.fairness.seven_applicants import POOL, WHY
from tests.sampling import sampled
from tests.solve.small_pool import tiny

THREE = Size(min=3, max=3)


def reasons(selection: Selection) -> tuple[Tables, tuple[str, ...], dict[str, Reason]]:
    task = Task(POOL, selection, "seven")
    assert task.best is not None
    return task, task.best.cohort, {each.applicant: each for each in Explainer(task).every()}


def over(selection: Selection, applicant: str) -> tuple[Over, ...]:
    tables, cohort, found = reasons(selection)
    return chosen_over(tables, cohort, tables.values(cohort), found[applicant])


def test_without_rules_the_first_aim_keeps_the_one_who_would_leave() -> None:
    selection = Selection(size=THREE, aims=(Dispersion(), Score()))
    tables, cohort, found = reasons(selection)
    for reason in found.values():
        if reason.outcome == "costs" and len(reason.displaces) == 1:
            aim = next(number for number, cost in enumerate(reason.costs, 1) if cost)
            assert chosen_over(tables, cohort, tables.values(cohort), reason) == (
                Over(applicant=reason.displaces[0], aim=aim),
            )


def test_one_with_a_higher_score_is_told_the_rule_that_keeps_the_other() -> None:
    """E, G and A have the highest scores; with one from the west at least, F has the place of A."""
    selection = Selection(
        size=THREE, rules=(Quota(id="vest", by="region", values={"west": Bound(min=1)}),), aims=(Score(),)
    )
    assert over(selection, "a") == (Over(applicant="e", aim=1), Over(applicant="f", rule="vest:west"))


def test_a_pinned_one_keeps_its_seat_by_the_rule_that_pins_it() -> None:
    rules = (Must(id="aftalt", applicants=("f",), reason=WHY),)
    selection = Selection(size=THREE, rules=rules, aims=(Score(),))
    assert Over(applicant="f", rule="aftalt:f") in over(selection, "a")


def test_of_equals_neither_a_rule_nor_an_aim_is_named() -> None:
    selection = Selection(size=THREE, rules=(Apart(id="to", applicants=("a", "b")),))
    tables, cohort, found = reasons(selection)
    drawn = [each for each in found.values() if each.outcome == "lot"]
    assert drawn
    for reason in drawn:
        named = chosen_over(tables, cohort, tables.values(cohort), reason)
        assert {each.applicant for each in named if each.rule is None and each.aim is None} <= set(reason.displaces)
        assert {each.applicant for each in named} == set(reason.displaces)


def test_one_with_an_equal_score_is_told_the_rule_that_keeps_the_other() -> None:
    """F, raised to the 5 points of A, has its seat by the rule alone."""
    raised = [
        replace(each, numbers={**each.numbers, "score": 5}) if each.key == "f" else each for each in POOL.candidates
    ]
    rules = (Quota(id="vest", by="region", values={"west": Bound(min=1)}),)
    task = Task(replace(POOL, candidates=tuple(raised)), Selection(size=THREE, rules=rules, aims=(Score(),)), "seven")
    assert task.best is not None
    reason = next(each for each in Explainer(task).every() if each.applicant == "a")
    assert chosen_over(task, task.best.cohort, task.values(task.best.cohort), reason) == (
        Over(applicant="e", aim=1),
        Over(applicant="f", rule="vest:west"),
    )


@pytest.mark.parametrize("seed", sampled(range(40), 5))
def test_every_exchange_that_an_aim_favours_is_kept_by_a_rule(seed: int) -> None:
    pool, selection = tiny(seed)
    task = Task(pool, selection, "tiny")
    if task.best is None:
        return
    cohort, best = frozenset(task.best.cohort), task.best.values
    for reason in Explainer(task).every():
        named = {each.applicant: each for each in chosen_over(task, cohort, best, reason)}
        if reason.outcome not in {"costs", "lot"}:
            assert not named
            continue
        assert set(reason.displaces) <= named.keys()
        for key in cohort:
            other = cohort - {key} | {reason.applicant}
            costs = task.costs(task.values(other), best)
            first = next((cost for cost in costs if cost), 0)
            if first < 0:
                assert named[key].rule is not None
            if key in named and named[key].rule is None:
                assert holds(task.rows, other)
                assert named[key].aim == next((n for n, cost in enumerate(costs, 1) if cost), None)
