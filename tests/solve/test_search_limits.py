"""A search that ends at its limit of nodes: what was reached, with its bound, and nothing that was not proven."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from msgspec.structs import replace

from samskab.model.selection import Dispersion, Score, Selection, Size
from samskab.refusal import Refusal
from samskab.solve import alternatives, search, task
from samskab.solve.decision_record import ChosenCohort
from samskab.solve.explain import Explainer
from samskab.solve.task import Task
from samskab.yaml.catalogue import load_languages
from tests.solve.sixty_municipalities import pool

DISTANCE_FIRST = Selection(size=Size(min=5, max=5), aims=(Dispersion(measure="sum"), Score()))


def first(count: int = 12) -> Task:
    """The first applicants: the more they are, the more nodes it takes to prove which five are farthest apart."""
    return Task(replace(pool(), candidates=pool().candidates[:count]), DISTANCE_FIRST, "eksempel")


@cache
def ranked() -> tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]:
    """Every cohort with its values, the best first."""
    job = first()
    return tuple(sorted(((job.values(each), each) for each in combinations(job.keys, 5)), reverse=True))


def test_without_a_limit_it_is_the_best_of_all() -> None:
    best = first().best
    assert best is not None
    assert best.proven
    assert best.values == best.bounds == ranked()[0][0]


@pytest.mark.slow
def test_a_cohort_that_is_not_proven_has_a_bound_and_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    proven = first(20).best
    assert proven is not None
    assert proven.proven
    monkeypatch.setattr(task, "MOST_NODES", 1)
    limited = first(20)
    best = limited.best
    assert best is not None
    assert not best.proven
    assert best.values == limited.values(best.cohort)
    assert best.values[0] <= proven.values[0] <= best.bounds[0]
    assert best.bounds[0] > best.values[0]
    assert best == first(20).best
    chosen = ChosenCohort(limited, load_languages())
    with pytest.raises(Refusal, match=r"choice\.unfinished"):
        chosen.reason(best.cohort[0])


def test_a_reason_that_is_not_proven_is_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    proven = Explainer(first(7)).every()
    monkeypatch.setattr(search, "FURTHER_NODES", 1)
    limited = Explainer(first(7)).every()
    assert all(reason.proven for reason in proven)
    assert any(not reason.proven for reason in limited)
    for reason, true in zip(limited, proven, strict=True):
        assert reason == true if reason.proven else (reason.seat == "depends" and reason.costs >= true.costs)


def test_a_next_best_cohort_that_is_not_proven_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found, ended = alternatives.next_best(first(), 2)
    assert [each.values for each in found] == [values for values, _ in ranked()[1:3]]
    assert not ended
    monkeypatch.setattr(search, "FURTHER_NODES", 1)
    assert alternatives.next_best(first(), 2) == ((), True)
