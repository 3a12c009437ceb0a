"""Invariants of the lot and the choice: a withdrawal moves no other applicant, the order of files changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samskab.fairness.lottery import lot_order, ticket
from samskab.fairness.row import holds
from samskab.model.field_types import Words
from samskab.model.pool import in_key_order
from samskab.solve.task import Task
from tests.solve.small_pool import tiny

FREEZE = "ab" * 32
KEYS = st.sets(st.from_regex(r"[a-z0-9][a-z0-9-]{1,20}[a-z0-9]", fullmatch=True), min_size=2, max_size=30)


@given(KEYS, st.text(min_size=1).filter(str.strip))
def test_a_withdrawal_leaves_everyone_else_where_they_were(keys: set[str], seed: str) -> None:
    whole = lot_order(FREEZE, seed, keys)
    gone = min(keys)
    assert lot_order(FREEZE, seed, keys - {gone}) == tuple(key for key in whole if key != gone)
    assert lot_order(FREEZE, seed, sorted(keys, reverse=True)) == whole


def test_anyone_can_compute_a_ticket() -> None:
    r"""printf 'samskab-rank-v1\n%s\n%s\n%s' FREEZE SEED KEY | sha256sum"""
    assert ticket("00", "lottotal", "koege") == "cd64b0edc25ebca2c4ef9a438473ab7735a7753be858096fc9443b510d2c5f90"


@given(st.integers(0, 400), st.permutations(range(8)))
def test_the_order_of_files_and_the_names_of_attributes_change_nothing(number: int, places: list[int]) -> None:
    pool, selection = tiny(number)
    shuffled = [pool.candidates[place] for place in places if place < len(pool.candidates)]
    other = replace(pool, candidates=in_key_order(shuffled), titles={"region": Words(da="Landsdel")})
    one, two = Task(pool, selection, "lottotal"), Task(other, selection, "lottotal")
    assert one.freeze == two.freeze
    assert one.best == two.best
    assert one.best is None or holds(one.rows, one.best.cohort)


@pytest.mark.parametrize("seed", ["", " ", "\n"])
def test_no_seed_no_lot(seed: str) -> None:
    with pytest.raises(ValueError, match="seed"):
        lot_order(FREEZE, seed, ("koege",))
