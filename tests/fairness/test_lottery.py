"""The published lot and the choice: a withdrawal changes no other place, and neither does the order of files."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samskab.fairness.lottery import Lottery
from samskab.fairness.row import holds
from samskab.model.field_types import Words
from samskab.model.pool import in_key_order
from samskab.model.selection import Bound, Quota, Selection
from samskab.solve.task import Task
from tests.solve.small_pool import tiny

KEYS = st.sets(st.from_regex(r"[a-z0-9][a-z0-9-]{1,20}[a-z0-9]", fullmatch=True), min_size=2, max_size=30)


@given(KEYS, st.text(min_size=1).filter(str.strip))
def test_a_withdrawal_leaves_everyone_else_where_they_were(keys: set[str], seed: str) -> None:
    lottery = Lottery(seed, "naboskab-2026", "runde-1")
    whole = lottery.order(keys)
    gone = min(keys)
    assert lottery.order(keys - {gone}) == tuple(key for key in whole if key != gone)
    assert lottery.order(sorted(keys, reverse=True)) == whole


def test_anyone_can_compute_a_ticket() -> None:
    r"""printf 'samskab-lot-v2\n%s\n%s\n%s\n%s' SEED PROGRAMME ROUND ID | sha256sum"""
    line = b"samskab-lot-v2\nlottotal\nnaboskab-2026\nrunde-1\nkoege"
    assert Lottery("lottotal", "naboskab-2026", "runde-1").ticket("koege") == sha256(line).hexdigest()
    assert sha256(line).hexdigest() == "58476575f99933f6208ee8a5d71094c6e70dce14c5fdb62a10290240f0809644"


def test_seed_programme_round_and_id_each_change_a_ticket() -> None:
    lots = [Lottery("a", "b", "c"), Lottery("x", "b", "c"), Lottery("a", "x", "c"), Lottery("a", "b", "x")]
    tickets = {lot.ticket(key) for lot in lots for key in ("koege", "faxe")}
    assert len(tickets) == 8


def test_neither_a_withdrawal_nor_a_text_nor_a_rule_changes_the_order() -> None:
    pool, selection = tiny(3)
    whole = Task(pool, selection, "lottotal", "p", "r").order
    fewer = replace(pool, candidates=pool.candidates[1:])
    gone = pool.candidates[0].key
    more = Quota(id="more", by="region", each=Bound(max=7), text=Words(da="Højst syv."))
    other = Selection(size=selection.size, rules=(*selection.rules, more), aims=selection.aims)
    assert Task(fewer, selection, "lottotal", "p", "r").order == tuple(key for key in whole if key != gone)
    assert Task(pool, other, "lottotal", "p", "r").order == whole


@given(st.integers(0, 400), st.permutations(range(8)))
@pytest.mark.slow
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
        Lottery(seed).order(("koege",))
