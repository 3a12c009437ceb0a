"""`samskab select` and `decision withdraw` agree with a brute force over every cohort of random repositories."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from samskab.model.selection import CohortRule
from tests.phrase_families import tags
from tests.program import started
from tests.selection_oracle.comparison import Comparison
from tests.selection_oracle.departures import departure_differences
from tests.selection_oracle.generated_repository import PROGRAMME, TODAY, generated
from tests.selection_oracle.generated_selection import RULES

QUICK, MANY = 8, 1000
PER_TEST = 20
DEPARTURES_EACH = 4
"""Someone leaves in every fourth repository that has a cohort."""


@pytest.mark.parametrize("seed", range(QUICK))
def test_select_agrees_with_every_cohort_tried(seed: int, tmp_path: Path) -> None:
    assert list(Comparison(seed, tmp_path).differences()) == []


def test_every_kind_of_rule_is_generated() -> None:
    assert RULES.keys() == tags(CohortRule)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(QUICK, MANY, PER_TEST))
def test_select_agrees_on_many_more(start: int, tmp_path: Path) -> None:
    for seed in range(start, min(start + PER_TEST, MANY)):
        found = Comparison(seed, tmp_path / str(seed))
        departures = departure_differences(found) if found.somebody_is_chosen and not seed % DEPARTURES_EACH else ()
        assert list(chain(found.differences(), departures)) == [], seed


def test_those_who_leave_are_replaced_so_that_the_rules_hold(tmp_path: Path) -> None:
    cases = (Comparison(seed, tmp_path / str(seed)) for seed in range(6, QUICK))
    assert list(departure_differences(next(case for case in cases if case.somebody_is_chosen))) == []


@pytest.mark.slow
def test_the_generated_repositories_are_of_every_kind(tmp_path: Path) -> None:
    found = [Comparison(seed, tmp_path / str(seed)) for seed in range(1000)]
    assert {one.kind for one in found} == {
        "chosen",
        "infeasible",
        "stopped",
        "refused",
        "contradiction",
        "nobody_stands",
    }
    rules = {rule["kind"] for one in found for rule in one.choice.rules}
    assert len(rules) == 12
    states = {state for one in found for state, _ in one.states.values()}
    assert states == {
        "stands", "draft", "withdrawn", "sample", "late", "incomplete", "unassessed", "condition", "outside",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, 100, 10))
def test_the_command_of_its_own_process_answers_the_same(seed: int, tmp_path: Path) -> None:
    found = Comparison(seed, tmp_path)
    words = ["select", PROGRAMME, "--today", TODAY, "--format", "json", *generated(seed).words]
    made = started(words, tmp_path)
    assert (made.returncode, made.stdout.decode()) == found.run
