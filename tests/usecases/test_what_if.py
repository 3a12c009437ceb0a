"""`--what-if`: any number of the selection can be thought another, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samskab.fairness.outcome import BoundChange
from samskab.model.field_types import Words
from samskab.model.selection import (
    Bound,
    Breadth,
    Distance,
    Lot,
    Must,
    Proportional,
    Quota,
    Score,
    Selection,
    Size,
    Sum,
)
from samskab.refusal import Refusal
from samskab.usecases.what_if import changeable_bound, with_value

SELECTION = Selection(
    size=Size(min=15, max=20),
    rules=(
        Quota(id="grupper", by="group", each=Bound(min=1), values={"land": Bound(max=8)}),
        Proportional(id="regioner", by="region", within=1, shares={"nord": 2}),
        Breadth(id="bredde", by="landsdel", min=9),
        Sum(id="deltagere", of="participants", max=70),
        Distance(id="afstand", min_km=Decimal(8)),
        Must(id="med", applicants=("a",), reason=Words(da="x")),
    ),
    aims=(Score(),),
    lot=Lot(basis=Words(da="x"), seed_source=Words(da="y")),
)


def at(selection: Selection, path: str) -> object:
    first, *rest = path.split(".")
    found: object = next((rule for rule in selection.rules if rule.id == first), None) or getattr(selection, first)
    for name in rest:
        found = found[name] if isinstance(found, dict) else getattr(found, name)
    return found


@pytest.mark.parametrize(
    ("key", "value", "becomes"),
    [
        ("size.min", "10", 10),
        ("grupper.each.min", "0", 0),
        ("grupper.each.min", "none", None),
        ("grupper.each.max", "5", 5),
        ("grupper.each.min_percent", "10", 10),
        ("grupper.values.land.max", "9", 9),
        ("regioner.within", "2", 2),
        ("bredde.min", "8", 8),
        ("bredde.price", "5", 5),
        ("deltagere.max", "80", 80),
        ("deltagere.min", "40", 40),
        ("deltagere.max", "ingen", None),
        ("afstand.min_km", "7.5", Decimal("7.5")),
        ("afstand.min_km", "7,5", Decimal("7.5")),
    ],
)
def test_one_number_changes_and_everything_else_stays(key: str, value: str, becomes: object) -> None:
    changed = with_value(SELECTION, key, value)
    assert at(changed, key) == becomes
    assert [rule.id for rule in changed.rules] == [rule.id for rule in SELECTION.rules]
    back = at(SELECTION, key)
    if back is not None:
        assert with_value(changed, key, str(back)) == SELECTION


def test_a_size_is_both_ends_and_a_rule_may_go() -> None:
    assert with_value(SELECTION, "size", "18").size == Size(min=18, max=18)
    assert with_value(Selection(), "size", "18").size == Size(min=18, max=18)
    assert with_value(SELECTION, "med", "none").rules == SELECTION.rules[:-1]


@pytest.mark.parametrize(
    ("key", "known"),
    [
        (
            "grupper.min",
            ("grupper.each.min", "grupper.each.max", "grupper.each.min_percent", "grupper.each.max_percent"),
        ),
        ("grupper.values.by.max", ("grupper.values.land.max",)),
        ("afstand.km", ("afstand.min_km",)),
        ("deltager.max", ("deltagere.max",)),
        ("med.reason", ("size",)),
        ("aims", ("size",)),
        ("lot.seed", ("size",)),
        ("", ("size",)),
        ("grupper.__class__.min", ("grupper.each.min",)),
        ("size.__struct_fields__", ("size.min",)),
    ],
)
def test_what_is_no_number_is_refused_with_what_is_near(key: str, known: tuple[str, ...]) -> None:
    with pytest.raises(Refusal, match=r"choice\.no_such_key") as refused:
        with_value(SELECTION, key, "1")
    offered = refused.value.values["known"]
    assert isinstance(offered, tuple)
    assert set(known) <= set(offered)
    for path in offered:
        assert path == "size" or "=" in path or at(SELECTION, path) is not Ellipsis


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bredde.min", "none"),
        ("regioner.within", "ingen"),
        ("bredde.min", "1.5"),
        ("bredde.min", "-1"),
        ("grupper.each.min_percent", "101"),
        ("grupper.each.min", "fire"),
        ("afstand.min_km", "nan"),
        ("afstand.min_km", "inf"),
        ("afstand.min_km", "-2"),
        ("size", "0x10"),
        ("size", "1e9"),
        ("size", "1" * 20),
    ],
)
def test_what_cannot_stand_there_is_refused(key: str, value: str) -> None:
    with pytest.raises(Refusal, match=r"choice\.no_such_value") as refused:
        with_value(SELECTION, key, value)
    most = 100 if "percent" in key else 10**9
    assert refused.value.values == {"key": key, "value": value, "most": most}


@pytest.mark.parametrize(
    ("rule", "bound", "path"),
    [
        ("grupper", "low", "grupper.each.min"),
        ("grupper", "high", "grupper.each.max"),
        ("size", "low", "size"),
        ("regioner", "within", "regioner.within"),
    ],
)
def test_the_suggested_path_is_that_of_a_bound_that_would_move(rule: str, bound: str, path: str) -> None:
    assert changeable_bound(SELECTION, [BoundChange(rule, None, bound, 1, 2)]) == path
    assert with_value(SELECTION, path, "2") != SELECTION
