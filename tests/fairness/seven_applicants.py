"""Seven applicants, small enough to try all 128 cohorts: `misses` for one cohort, `agree` for every cohort."""

from __future__ import annotations

from samskab.fairness.row import broken, holds, price
from samskab.fairness.rows import rows_of
from samskab.model.field_types import Words
from samskab.model.pool import Candidate, Pool
from samskab.model.selection import Aim, CohortRule, Prices, Score, Selection, Size
from samskab.solve.task import Task
from tests.fairness import oracle

WHY = Words(da="Aftalt på forhånd.", en="Agreed beforehand.")


def _one(key: str, region: str, theme: str, people: int, score: int, place: tuple[int, ...]) -> Candidate:
    attributes = {"region": tuple(region.split()), "theme": tuple(theme.split())}
    members = tuple({"region": (own,)} for own in region.split()) if " " in region else ()
    numbers = {"people": people, "score": score}
    return Candidate(key=key, name=key.upper(), numbers=numbers, attributes=attributes, place=place, members=members)


POOL = Pool(
    candidates=(
        _one("a", "east", "home work", 2, 5, (0, 0)),
        _one("b", "east", "home", 3, 4, (5_000, 0)),
        _one("c", "east", "sport", 1, 3, (10_000, 0)),
        _one("d", "north", "work youth", 4, 2, (0, 30_000)),
        _one("e", "north", "youth", 2, 6, (0, 34_000)),
        _one("f", "west", "", 5, 1, ()),
        _one("g", "east north", "home", 6, 7, (40_000, 40_000)),  # two municipalities together
    ),
    country={"region": {"east": 5, "north": 3, "west": 2}},
    country_size=10,
    metric="plane",
    spots={"near": (0, 20_000)},
)


def misses(rule: CohortRule, cohort: str, pool: Pool = POOL) -> dict[str, int]:
    """The rows that a cohort does not keep, each with the steps it is missed by."""
    return {b.row.id: b.missed for b in broken(rows_of(pool, Selection(rules=(rule,))), cohort)}


def agree(*rules: CohortRule, size: Size, aims: tuple[Aim, ...] = (Score(),), pool: Pool = POOL) -> str:
    """The engine's cohort, after every cohort has been tried: same rows kept, same prices, same best; empty for none.

    Fails when hard rules exclude no cohort: then the test would prove nothing.
    """
    selection = Selection(size=size, rules=rules, aims=aims)
    task, rows = Task(pool, selection, "seven"), rows_of(pool, selection)
    everyone = list(oracle.subsets(task.keys))
    fitting = [cohort for cohort in everyone if oracle.allowed(pool, selection, cohort)]
    assert [cohort for cohort in everyone if holds(rows, cohort)] == fitting
    if rows.priced():
        assert [-price(rows, c) for c in everyone] == [oracle.value(pool, selection, Prices(), c) for c in everyone]
    sized = [c for c in everyone if oracle.allowed(pool, Selection(size=size), c)]
    assert rows.priced() or len(fitting) < len(sized)
    if not fitting:
        assert task.best is None
        return ""
    assert task.best is not None
    assert task.best.cohort == oracle.ranked(pool, selection, task.order, fitting)[0]
    assert task.best.values == task.best.bounds
    return "".join(task.best.cohort)
