"""A record whose reasons name the rows that decide is confirmed; one row too many, too few or another is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import pytest
from msgspec.structs import replace

from samskab.model.decision import Decision, Reason
from samskab.solve.decision_record import ChosenCohort, Circumstances
from samskab.solve.task import Task
from samskab.solve.unconfirmed import unconfirmed_reasons
from samskab.yaml.catalogue import load_languages
from tests.solve.small_pool import tiny

OF_EVERY_KIND, MANY = 15, 80
"""The first seed has an applicant that a rule shuts out, and reasons of the kinds below."""


def record(seed: int) -> Decision | None:
    pool, selection = tiny(seed)
    task = Task(pool, selection, "lottotal", "eksempel", "runde")
    if task.best is None:
        return None
    chosen = ChosenCohort(task, load_languages())
    return chosen.record(chosen.outline(Circumstances("svar", "eksempel", "samskab")))


def forged(decision: Decision, reason: Reason) -> Iterator[tuple[str, ...]]:
    """Other rows that a reason could name."""
    ids = [row.id for row in decision.rows if row.price is None]
    decided = [row.id for row in decision.rows if row.kind in {"must", "must_not"} and row.price is None]
    if reason.outcome in {"costs", "lot"}:
        several = chain.from_iterable(combinations(decided, n) for n in range(3))
        yield from (rows for rows in several if rows != reason.rows)
    elif reason.outcome in {"required", "impossible"}:
        yield from ((*reason.rows, row) for row in ids if row not in reason.rows)
        yield from (tuple(row for row in reason.rows if row != gone) for gone in reason.rows if len(reason.rows) > 1)


@pytest.mark.parametrize("seeds", [(OF_EVERY_KIND,), pytest.param(range(MANY), marks=pytest.mark.slow)])
def test_true_rows_are_confirmed_and_forged_ones_are_not(seeds: Sequence[int]) -> None:
    for each in seeds:
        decision = record(each)
        if decision is None:
            continue
        assert list(unconfirmed_reasons(decision)) == [], each
        for number, reason in enumerate(decision.reasons):
            for rows in forged(decision, reason):
                reasons = list(decision.reasons)
                reasons[number] = replace(reason, rows=rows)
                assert list(unconfirmed_reasons(replace(decision, reasons=tuple(reasons)))) == [number], (each, rows)


def test_the_first_seed_has_every_kind() -> None:
    decision = record(OF_EVERY_KIND)
    assert decision is not None
    assert {r.outcome for r in decision.reasons if any(forged(decision, r))} >= {"costs", "required", "impossible"}
    assert any(reason.rows for reason in decision.reasons if reason.outcome in {"costs", "lot"})
