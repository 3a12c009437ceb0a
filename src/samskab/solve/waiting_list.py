"""The waiting list: the order of applicants that most often restores the rules when some of the chosen leave.

Each of the chosen leaves with the same chance, independently. A case is restored when some of those who wait (no more
than have left) can step in so that every hard rule holds again. The list is built name by name, each time the one that
restores most, then improved by exchanges until none helps; ties are broken by score, then by the published order.
It is searched over the cases in which at most three leave. Its coverage is then counted over all cases, exactly, or
over cases sampled by hash where there are too many; another list may reach a little more. Where there are too many
groups to try, the coverage is a lower bound. It is the coverage of one call of `decision withdraw` for all who leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import combinations, islice
from math import comb
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from samskab.fairness.objectives import SumGoal
from samskab.fairness.replacements import replacements
from samskab.fairness.row import Rows
from samskab.model.decision import Coverage, Waiting
from samskab.solve.recorded import RecordedTask

if TYPE_CHECKING:
    from samskab.solve.task import Task

_MOST_CASES = 40_000  # of one number of leavers; above it, 2,000 are sampled by hash
_SAMPLED = 2_000
_MOST_PAIRS = 12_000_000  # cases times groups who could step in, looked at while searching
_MOST_NAMES = 60
_AT_ONCE = 500_000  # cases times groups in one array
_MOST_CHECKS = 60_000_000  # cases times groups tried for one number of leavers; then the chance is a lower bound
_NEVER = 1e-7  # a chance too small for the coverage in thousandths

Array = np.ndarray[Any, np.dtype[Any]]


class FoundWaitingList(NamedTuple):
    """Who waits, in order, and for whom; the coverage; and those of the chosen whom no applicant can replace alone."""

    waiting: tuple[Waiting, ...]
    coverage: Coverage
    irreplaceable: tuple[str, ...]


def find_waiting_list(task: Task | RecordedTask, size: int, drop_out_percent: int) -> FoundWaitingList:
    """The waiting list of a task. ValueError for a task without a cohort."""
    if task.best is None:
        raise ValueError("there is no cohort to wait for")
    cohort = task.best.cohort
    excluded = {key for row in task.rows.hard() if row.kind == "must_not" for key in row.weights}
    free = by_score(task, [key for key in task.order if key not in cohort and key not in excluded])
    swaps = replacements(task.rows, cohort, task.keys)
    places = {key: sum(key in coming for coming in swaps.values()) for key in free}
    able = sorted(free, key=lambda key: -places[key])[:_MOST_NAMES]
    cases = _Cases(task.rows, cohort, task.keys, drop_out_percent / 100)
    names = _improved(_Table(cases, able), min(size, len(able)))
    counted = cases.coverage(names, task.freeze)
    next_by_score = cases.coverage(by_score(task, able)[: len(names)], task.freeze)
    return FoundWaitingList(
        tuple(Waiting(applicant=name, steps_in_for=_leavers(swaps, name)) for name in names),
        Coverage(
            permille=counted.permille,
            if_any_leaves_permille=counted.if_any_leaves_permille,
            next_by_score_permille=next_by_score.permille,
            exact=counted.exact,
            at_least=not (counted.finished and next_by_score.finished),
        ),
        tuple(leaving for leaving, coming in swaps.items() if not set(coming) - excluded),
    )


def by_score(task: Task | RecordedTask, keys: Sequence[str]) -> tuple[str, ...]:
    """Applicants by the first aim that adds up a number of theirs (not seats), the highest first, then by the lot."""
    scores = (goal.weights for goal in task.goals if isinstance(goal, SumGoal) and goal.kind in {"score", "sum"})
    weights = next(scores, {})
    return tuple(sorted(keys, key=lambda key: (-weights.get(key, 0), task.order.index(key))))


def _leavers(swaps: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    """Those of the chosen whom one on the list can replace alone."""
    return tuple(leaving for leaving, coming in sorted(swaps.items()) if name in coming)


class Counted(NamedTuple):
    """How often a list restores the rules, in thousandths: over all cases, and where at least one leaves.

    `exact` when no cases were sampled; not `finished` when it may be more, because not every group was tried.
    """

    permille: int
    if_any_leaves_permille: int
    exact: bool
    finished: bool


class _Cases:
    """Which of the chosen may leave, with which chance, and whether those who step in restore the rules."""

    def __init__(self, rows: Rows, cohort: tuple[str, ...], keys: Sequence[str], chance: float) -> None:
        self.cohort, self._chance = cohort, chance
        self._hard = [row for row in rows.hard() if row.kind != "must"]
        lines = [rows.size.weights]  # then one line for each plain row, and one for each group of those that count
        lines += [row.weights for row in self._hard if not row.groups]
        lines += [dict.fromkeys(members, 1) for row in self._hard for members in row.groups.values()]
        self._place = {key: n for n, key in enumerate(keys)}
        self._weights = np.array([[line.get(key, 0) for line in lines] for key in keys], dtype=np.int32)
        self._base = self.sums([cohort])[0]

    def chance(self, leavers: int) -> float:
        """The chance of one particular case with so many leavers."""
        return float(self._chance**leavers * (1 - self._chance) ** (len(self.cohort) - leavers))

    def sums(self, groups: Sequence[Sequence[str]]) -> Array:
        """The sums of each group: first its seats, then row by row."""
        index = np.array([[self._place[key] for key in group] for group in groups], dtype=np.int64)
        found: Array = self._weights[index.reshape(len(groups), len(groups[0]) if groups else 0)].sum(
            axis=1, dtype=np.int32
        )
        return found

    def left(self, cases: Sequence[Sequence[str]]) -> Array:
        """The sums of the rows when these have left: one line of totals for each case."""
        return np.asarray(self._base - self.sums(cases))

    def restored(self, left: Array, brought: Array) -> Array:
        """cases x groups: whether every row holds again."""
        sizes = left[:, None, 0] + brought[None, :, 0]
        known = sorted({int(a + b) for a in np.unique(left[:, 0]) for b in np.unique(brought[:, 0])})
        fine = np.ones(sizes.shape, dtype=bool)
        line, counted = 1, 1 + sum(not row.groups for row in self._hard)
        for row in self._hard:
            if row.groups:
                total = np.zeros(sizes.shape, dtype=np.int32)
                for group in range(counted, counted + len(row.groups)):
                    total += left[:, None, group] + brought[None, :, group] >= row.each
                counted += len(row.groups)
            else:
                reach = left[:, line].min() + brought[:, line].min(), left[:, line].max() + brought[:, line].max()
                line += 1
                if not any(row.missed(int(end), size) for end in reach for size in known):
                    continue
                total = left[:, None, line - 1] + brought[None, :, line - 1]
            for size in known:
                low, high = row.low_at(size), row.high_at(size)
                here = slice(None) if len(known) == 1 else sizes == size
                if low is not None:
                    fine[here] &= total[here] >= low
                if high is not None:
                    fine[here] &= total[here] <= high
        return fine

    def group_sizes(self, leavers: int, most: int) -> range:
        """How many may step in: no more than have left, and not so few that the size can never hold."""
        size = self._hard[0] if self._hard and self._hard[0].kind == "size" else None
        few = 0
        if size is not None and set(size.weights.values()) == {1}:
            few = max(0, (size.low_at(0) or 0) - len(self.cohort) + leavers)
        return range(few, min(leavers, most) + 1)

    def coverage(self, names: Sequence[str], freeze: str) -> Counted:
        """The chance that the rules hold once those who left have been replaced together from the list."""
        good, exact, finished = self.chance(0), True, True
        for leavers in range(1, len(self.cohort) + 1):
            number = comb(len(self.cohort), leavers)
            if not self.group_sizes(leavers, len(names)) or number * self.chance(leavers) < _NEVER:
                continue
            cases = self._sampled(leavers, freeze) if number > _MOST_CASES else [*combinations(self.cohort, leavers)]
            whole, all_tried = self._restorable(cases, names)
            exact, finished = exact and len(cases) == number, finished and all_tried
            good += float(whole.mean()) * number * self.chance(leavers)
        nobody = self.chance(0)
        given = (good - nobody) / (1 - nobody) if nobody < 1 else 1.0
        return Counted(round(1000 * good), round(1000 * given), exact, finished)

    def _restorable(self, cases: Sequence[Sequence[str]], names: Sequence[str]) -> tuple[Array, bool]:
        """Which cases some group of the list restores; and whether every group was tried that might."""
        left, whole, rest = self.left(cases), np.zeros(len(cases), dtype=bool), np.arange(len(cases))
        budget = _MOST_CHECKS
        for size in self.group_sizes(len(cases[0]), len(names)):
            groups = combinations(names, size)
            while len(rest) and (block := list(islice(groups, max(1, _AT_ONCE // len(rest))))):
                budget -= len(block) * len(rest)
                if budget < 0:
                    return whole, False
                fine = self.restored(left[rest], self.sums(block)).any(axis=1)
                whole[rest[fine]] = True
                rest = rest[~fine]
        return whole, True

    def _sampled(self, leavers: int, freeze: str) -> list[tuple[str, ...]]:
        def ticket(case: int, key: str) -> str:
            return sha256(f"samskab-leave-v1\n{freeze}\n{leavers}\n{case}\n{key}".encode()).hexdigest()

        return [tuple(sorted(self.cohort, key=lambda key: ticket(n, key))[:leavers]) for n in range(_SAMPLED)]


class _Part(NamedTuple):
    """The cases of one number of leavers: the chance of each, which group (line) restores which, the group sizes."""

    chance: float
    fine: Array
    place: Mapping[tuple[str, ...], int]
    sizes: range


class _Table:
    """Which cases with few leavers each group of applicants restores; from it, the worth of a list."""

    def __init__(self, cases: _Cases, able: Sequence[str]) -> None:
        self.able = tuple(able)
        self._parts: list[_Part] = []
        for leavers in range(1, min(3, len(cases.cohort)) + 1):
            gone = list(combinations(cases.cohort, leavers))
            sizes = cases.group_sizes(leavers, min(leavers, len(self.able)))
            groups = [group for n in sizes for group in combinations(self.able, n)]
            if leavers > 1 and len(gone) * len(groups) > _MOST_PAIRS:
                break
            if not groups:
                continue
            fine = [cases.restored(cases.left(gone), cases.sums(list(combinations(self.able, n)))) for n in sizes]
            table = np.concatenate(fine, axis=1).T.copy()
            self._parts.append(_Part(cases.chance(leavers), table, {group: n for n, group in enumerate(groups)}, sizes))

    @cached_property
    def most(self) -> float:
        """The chance that some of all those able restore the rules: no list is worth more."""
        return sum(part.chance * float(part.fine.any(axis=0).sum()) for part in self._parts)

    def worth(self, names: Iterable[str]) -> float:
        """The chance that the rules are restored, over the cases of the table."""
        chosen = set(names)
        mine = [key for key in self.able if key in chosen]
        total = 0.0
        for part in self._parts:
            groups = [part.place[group] for n in part.sizes for group in combinations(mine, n)]
            total += part.chance * float(part.fine[groups].any(axis=0).sum())
        return total


def _improved(table: _Table, size: int) -> tuple[str, ...]:
    """The list built name by name, improved by exchanges, and put in order again: the most useful first."""
    names = _greedy(table, table.able, size)
    better = True
    while better:
        better = False
        now = table.worth(names)
        if now >= table.most - 1e-12:
            break
        for leaving in names:
            rest = [key for key in names if key != leaving]
            for coming in table.able:
                if coming not in names and table.worth([*rest, coming]) > now + 1e-12:
                    names, better = (*rest, coming), True
                    break
            if better:
                break
    return _greedy(table, [key for key in table.able if key in names], size)


def _greedy(table: _Table, able: Sequence[str], size: int) -> tuple[str, ...]:
    names: list[str] = []
    while len(names) < size:
        rest = [key for key in able if key not in names]
        if table.worth(names) >= table.most - 1e-12:  # everyone else adds the same: nothing
            return (*names, *rest[: size - len(names)])
        names.append(max(rest, key=lambda key: (round(table.worth([*names, key]), 12), -rest.index(key))))
    return tuple(names)
