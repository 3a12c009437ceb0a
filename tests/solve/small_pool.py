"""Random tiny selections, the same for the same number: 4 to 8 candidates, a few rules of every kind, a few aims."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

import numpy as np
from msgspec.structs import replace

from samskab.model import selection as kinds
from samskab.model.field_types import Words
from samskab.model.pool import Candidate, Pool

T = TypeVar("T")
_CODES = tuple(f"010{n}" for n in range(1, 8))  # fewer than places for them: several applicants share one
WHY = Words(da="Aftalt på forhånd.", en="Agreed beforehand.")


class Dice:
    """Numbers from a seed."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def roll(self, low: int, high: int) -> int:
        return int(self._rng.integers(low, high + 1))

    def one_of(self, items: tuple[T, ...]) -> T:
        return items[self.roll(0, len(items) - 1)]

    def some(self, items: tuple[str, ...], low: int, high: int) -> tuple[str, ...]:
        number = self.roll(low, min(high, len(items)))
        return tuple(str(item) for item in self._rng.choice(items, number, replace=False))


def tiny(seed: int) -> tuple[Pool, kinds.Selection]:
    """A pool and a selection."""
    dice = Dice(seed)
    keys = tuple(f"m{n}" for n in range(dice.roll(4, 8)))
    candidates = tuple(_candidate(dice, key) for key in keys)
    country = {"region": {v: dice.roll(1, 9) for v in ("east", "north", "west")}, "band": {"big": 4, "small": 5}}
    pool = Pool(
        candidates=candidates,
        country=country,
        country_size=30,
        metric="plane",
        spots={"near": (dice.roll(0, 50_000), 20_000)},
    )
    size = dice.roll(1, 4)
    counts: kinds.Counts = dice.one_of(("applicants", "applicants", "municipalities"))
    top = size if dice.roll(0, 1) else size + dice.roll(1, 2)
    rules = tuple({rule.id: rule for rule in (_rule(dice, n, keys) for n in range(dice.roll(1, 5)))}.values())
    aims = tuple(_aim(dice) for _ in range(dice.roll(0, 3)))
    return pool, kinds.Selection(size=kinds.Size(min=size, max=top, counts=counts), rules=rules, aims=aims)


def priced(seed: int) -> tuple[Pool, kinds.Selection]:
    """The same, where most rules may be broken at a price."""
    pool, selection = tiny(seed)
    dice = Dice(1_000_000 + seed)
    rules = tuple(rule if dice.roll(0, 2) == 0 else replace(rule, price=dice.roll(0, 4)) for rule in selection.rules)
    aims = (*selection.aims[:1], kinds.Prices(), *selection.aims[1:]) if dice.roll(0, 1) else selection.aims
    return pool, replace(selection, rules=rules, aims=aims)


def _candidate(dice: Dice, key: str) -> Candidate:
    attributes = {
        "region": (dice.one_of(("east", "north", "west")),),
        "band": (dice.one_of(("big", "small")),),
        "theme": dice.some(("home", "work", "youth", "sport"), 0, 2),
    }
    several = dice.roll(0, 4) == 0
    members = tuple({"region": (dice.one_of(("east", "north")),)} for _ in range(dice.roll(2, 3))) if several else ()
    places = 0 if dice.roll(0, 9) == 0 else max(1, len(members))
    return Candidate(
        key=key,
        name=key,
        municipalities=dice.some(_CODES, max(1, len(members)), max(1, len(members))),
        numbers={"score": dice.roll(1, 6), "people": dice.roll(1, 5)},
        attributes=attributes,
        place=tuple(dice.roll(0, 60_000) for _ in range(2 * places)),
        members=members,
    )


def _rule(dice: Dice, n: int, keys: tuple[str, ...]) -> kinds.CohortRule:  # noqa: C901  # one case for each kind of rule
    one, two = f"r{n}", dice.some(keys, 1, 2)
    counts: kinds.Counts = dice.one_of(("applicants", "applicants", "municipalities"))
    match dice.roll(0, 13):
        case 0 | 1:
            bound = kinds.Bound(min=dice.roll(0, 2), max=dice.roll(1, 3))
            return kinds.Quota(id=one, by="region", values={"east": bound}, counts=counts)
        case 2:
            share = kinds.Bound(min_percent=dice.roll(0, 50), max_percent=dice.roll(40, 100))
            return kinds.Quota(id=one, by="band", values={"big": share}, counts=counts)
        case 3:
            of: kinds.Against = dice.one_of(("country", "applicants"))
            return kinds.Quota(id=one, by="region", each=kinds.Bound(min=dice.roll(0, 1), max=2), of=of, counts=counts)
        case 4:
            against = dice.one_of(("country", "applicants"))
            return kinds.Proportional(id=one, by="region", to=against, within=dice.roll(1, 2), counts=counts)
        case 5:
            return kinds.Proportional(id=one, by="band", to="shares", shares={"big": 2, "small": 3}, within=1)
        case 6:
            return kinds.Breadth(id=one, by="theme", min=dice.roll(1, 3), each=dice.roll(1, 2))
        case 7:
            return kinds.Common(id=one, by=dice.one_of(("theme", "region")), min=1)
        case 8:
            if dice.roll(0, 2) == 0:
                return kinds.Sum(id=one, of=kinds.DIFFERENT_MUNICIPALITIES, min=dice.roll(0, 3), max=dice.roll(3, 5))
            return kinds.Sum(id=one, of="people", min=dice.roll(0, 5), max=dice.roll(5, 14))
        case 9:
            return kinds.Must(id=one, applicants=two[:1], reason=WHY)
        case 10:
            return kinds.MustNot(id=one, applicants=two, reason=WHY)
        case 11:
            return dice.one_of((kinds.Apart(id=one, applicants=two), kinds.Together(id=one, applicants=two)))
        case 12:
            return kinds.OnePer(id=one, by=dice.one_of(("region", "theme")))
        case _:
            near = kinds.Near(id="near", to=kinds.Spot(), max_km=Decimal(dice.roll(15, 60)))
            return near if dice.roll(0, 1) else kinds.Distance(id=one, min_km=Decimal(dice.roll(5, 25)))


def _aim(dice: Dice) -> kinds.Aim:
    measure = dice.one_of(("sum", "worst"))
    against: kinds.Against = dice.one_of(("country", "applicants"))
    counts: kinds.Counts = dice.one_of(("applicants", "municipalities"))
    return dice.one_of(
        (
            kinds.Score(),
            kinds.Score(of=dice.one_of(("people", kinds.DIFFERENT_MUNICIPALITIES))),
            kinds.Deviation(by=("region", "band"), measure=measure, against=against, counts=counts),
            kinds.Dispersion(measure=dice.one_of(("nearest", "sum"))),
            kinds.Commonality(by="theme", min=1),
            kinds.Variety(by="theme", each=dice.roll(1, 2)),
            kinds.Seats(),
        )
    )
