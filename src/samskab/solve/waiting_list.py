"""The waiting list: the order of applicants that most often restores the rules when some of the chosen leave.

Each of the chosen leaves with the same chance, independently. A case is restored when some of those who wait (no more
than have left) can step in so that every hard rule holds again. The list is built name by name, each time the one that
restores most, then improved by exchanges until none helps; ties are broken by score, then by the published order. Where
those next by score restore as much, they are the list, in that order.
It is searched over the cases in which at most three leave. Its coverage is then counted over all cases, exactly, or
over cases sampled by hash where there are too many; another list may reach a little more. Where there are too many
groups to try, the coverage is a lower bound. It is the coverage of one call of `decision withdraw` for all who leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, cached_property, reduce
from hashlib import sha256
from itertools import combinations, islice
from math import comb
from operator import or_
from typing import NamedTuple

import numpy as np

from samskab.fairness.objectives import SumGoal
from samskab.fairness.replacements import replacements
from samskab.fairness.tables import Tables
from samskab.model.decision import Coverage, Waiting
from samskab.model.selection import WaitingList
from samskab.solve.restored_cases import RowSums, SumsArray, as_lines, by_group

_MOST_CASES = 40_000  # of one number of leavers; above it, 2,000 are sampled by hash
_SAMPLED = 2_000
_MOST_PAIRS = 12_000_000  # cases times groups who could step in, looked at while searching
_MOST_NAMES = 60
_GROUPS_AT_ONCE = 5_000  # groups who could step in that are tried together
_MOST_WORK = 30_000_000  # groups tried times (cases / 64 and sums that differ); then the chance is a lower bound
_FEW_GROUPS = 2_000  # so many are tried at once, without a look for cases that no group can restore
_SUMS = 16  # sums of one row that differ, at most, as far as the work is concerned
_NEVER = 10_000_000  # a chance below one in so many is not counted, as if no such case were restored


class FoundWaitingList(NamedTuple):
    """Who waits, in order, and for whom; the coverage; and those of the chosen whom no applicant can replace alone."""

    waiting: tuple[Waiting, ...]
    coverage: Coverage
    irreplaceable: tuple[str, ...]


def find_waiting_list(
    tables: Tables, cohort: tuple[str, ...], order: Sequence[str], freeze: str, asked: WaitingList
) -> FoundWaitingList:
    """The waiting list of a cohort. `order` is that of the lot; cases are sampled by the fingerprint `freeze`."""
    kept_out = tables.rows.kept_out()
    free = by_score(tables, [key for key in order if key not in cohort and key not in kept_out])
    swaps = replacements(tables.rows, cohort, tables.keys)
    places = {key: sum(key in coming for coming in swaps.values()) for key in free}
    able = sorted(free, key=lambda key: -places[key])[:_MOST_NAMES]
    cases = _Cases(RowSums(tables.rows, cohort, tables.keys), asked.drop_out_percent, freeze)
    names = _improved(_Table(cases, able), min(asked.size, len(able)))
    next_names = tuple(key for key in free if key in able)[: len(names)]
    next_by_score = cases.coverage(next_names)
    counted = cases.coverage(names)
    if counted.if_any_leaves_permille <= next_by_score.if_any_leaves_permille and counted.finished:
        names, counted = next_names, next_by_score
    return FoundWaitingList(
        tuple(
            Waiting(applicant=name, steps_in_for=tuple(key for key, coming in swaps.items() if name in coming))
            for name in names
        ),
        Coverage(
            permille=counted.permille,
            if_any_leaves_permille=counted.if_any_leaves_permille,
            next_by_score_permille=next_by_score.permille,
            exact=counted.exact,
            at_least=not (counted.finished and next_by_score.finished),
        ),
        tuple(leaving for leaving, coming in swaps.items() if not coming),
    )


def by_score(tables: Tables, keys: Iterable[str]) -> list[str]:
    """Applicants by the first aim that adds up a number of theirs (not seats), the highest first, else as they are."""
    scores = (goal.weights for goal in tables.goals if isinstance(goal, SumGoal) and goal.kind in {"score", "sum"})
    weights = next(scores, {})
    return sorted(keys, key=lambda key: -weights.get(key, 0))


class Counted(NamedTuple):
    """How often a list restores the rules, in whole thousandths: over all cases, and where at least one leaves.

    Parts of a thousandth are left out, so 1000 is all cases. `exact` when no cases were sampled; not `finished` when it
    may be more, because not every group was tried.
    """

    permille: int
    if_any_leaves_permille: int
    exact: bool
    finished: bool


class _Cases:
    """Which of the chosen may leave, with which chance (`percent`), and whether those who step in restore the rules."""

    def __init__(self, sums: RowSums, percent: int, freeze: str) -> None:
        self.sums, self.cohort = sums, sums.cohort
        self._percent, self._freeze = percent, freeze
        self._everything = 100 ** len(self.cohort)
        self._some = cache(self._left)
        self._counted: dict[tuple[int, ...], Counted] = {}

    def chance(self, leavers: int) -> int:
        """The chance of one particular case with so many leavers, in parts of 100 to the power of the cohort's size."""
        return int(self._percent**leavers * (100 - self._percent) ** (len(self.cohort) - leavers))

    def group_sizes(self, leavers: int, most: int) -> range:
        """How many may step in: no more than have left, and not so few that the size can never hold."""
        return range(self.sums.few(leavers), min(leavers, most) + 1)

    def coverage(self, names: Iterable[str]) -> Counted:
        """The chance that the rules hold once those who left have been replaced together from the list."""
        places = tuple(sorted(self.sums.places(names)))
        if places not in self._counted:
            self._counted[places] = self._count(places)
        return self._counted[places]

    def _count(self, names: Sequence[int]) -> Counted:
        good, exact, finished, budget = Fraction(self.chance(0)), True, True, _MOST_WORK
        for leavers in range(1, len(self.cohort) + 1):
            number, sizes = comb(len(self.cohort), leavers), self.group_sizes(leavers, len(names))
            if not sizes or number * self.chance(leavers) * _NEVER < self._everything:
                continue
            left = self._some(leavers)
            cases = left.shape[1]
            whole, unused = self._restorable(left, names, sizes, budget // 2)
            budget -= budget // 2 - max(0, unused)
            exact, finished = exact and cases == number, finished and unused >= 0
            good += Fraction(whole * number * self.chance(leavers), cases)
        somebody = self._everything - self.chance(0)
        given = (good - self.chance(0)) / somebody if somebody else Fraction(1)
        return Counted(int(1000 * good / self._everything), int(1000 * given), exact, finished)

    def _restorable(self, left: SumsArray, names: Sequence[int], sizes: range, budget: int) -> tuple[int, int]:
        """How many cases some group of the list restores; and what is unused of the budget, below zero if it ended."""
        restored = np.zeros(left.shape[1], dtype=bool)
        for size, brought in self._groups(names, sizes):
            rest = np.flatnonzero(~restored)
            if size is not None and len(rest):
                rest = rest[self.sums.in_reach(left[:, rest], names, size)]
            budget -= brought.shape[1] * (len(rest) // 64 + min(len(rest), _SUMS))
            if budget < 0:
                break
            if len(rest):
                whole = np.concatenate([fine.any(axis=1) for fine in self.sums.restored(left[:, rest], brought)])
                restored[rest[whole]] = True
        return int(restored.sum()), budget

    def _groups(self, names: Sequence[int], sizes: range) -> Iterator[tuple[int | None, SumsArray]]:
        """The sums of the groups of the list, the largest first: all at once where they are few, else size by size."""
        if sum(comb(len(names), size) for size in sizes) <= _FEW_GROUPS:
            yield None, self.sums.of_every(names, sizes)
            return
        for size in reversed(sizes):
            groups = combinations(names, size)
            while block := list(islice(groups, _GROUPS_AT_ONCE)):
                yield size, self.sums.of(as_lines(block, size))

    def _left(self, leavers: int) -> SumsArray:
        """What the rows add up to in each case with so many leavers, or in cases sampled where there are too many."""
        places = self.sums.places(self.cohort)
        few = comb(len(places), leavers) <= _MOST_CASES
        cases = list(combinations(places, leavers)) if few else self._sampled(leavers, places)
        return self.sums.left(as_lines(cases, leavers))

    def _sampled(self, leavers: int, places: Sequence[int]) -> list[tuple[int, ...]]:
        found, keys = [], [key.encode() for key in self.cohort]
        for case in range(_SAMPLED):
            start = sha256(f"samskab-leave-v1\n{self._freeze}\n{leavers}\n{case}\n".encode())
            tickets = []
            for key in keys:
                ticket = start.copy()
                ticket.update(key)
                tickets.append(ticket.digest())
            order = sorted(range(len(places)), key=tickets.__getitem__)
            found.append(tuple(places[n] for n in order[:leavers]))
        return found


class _Part(NamedTuple):
    """The cases of one number of leavers: the chance of each, which of them (bits) each group restores, group sizes."""

    chance: int
    fine: Mapping[tuple[str, ...], int]
    sizes: range


Covered = tuple[int, ...]
"""For each part of a table, the cases that are restored."""


class _Table:
    """Which cases with few leavers each group of applicants restores; from it, the worth of a list."""

    def __init__(self, cases: _Cases, able: Sequence[str]) -> None:
        self.able = tuple(able)
        self._order = {key: n for n, key in enumerate(self.able)}
        self._parts: list[_Part] = []
        able_places = cases.sums.places(self.able)
        for leavers in range(1, min(3, len(cases.cohort)) + 1):
            gone = list(combinations(cases.sums.places(cases.cohort), leavers))
            sizes = cases.group_sizes(leavers, min(leavers, len(self.able)))
            groups = [group for n in sizes for group in combinations(self.able, n)]
            if leavers > 1 and len(gone) * len(groups) > _MOST_PAIRS:
                break
            if groups:
                left = cases.sums.left(as_lines(gone, leavers))
                brought = cases.sums.of_every(able_places, sizes)
                fine = by_group(cases.sums.restored(left, brought), len(groups))
                self._parts.append(_Part(cases.chance(leavers), dict(zip(groups, fine, strict=True)), sizes))

    @cached_property
    def most(self) -> int:
        """The chance that some of all those able restore the rules: no list is worth more."""
        return self.worth(tuple(reduce(or_, part.fine.values(), 0) for part in self._parts))

    def covered(self, names: Iterable[str]) -> Covered:
        """What a list restores."""
        found: list[str] = []
        covered = tuple(part.fine[()] if 0 in part.sizes else 0 for part in self._parts)
        for name in names:
            covered = self.added(covered, found, name)
            found.append(name)
        return covered

    def added(self, covered: Covered, names: Iterable[str], name: str) -> Covered:
        """What a list that restores `covered` restores with one more name."""
        mine, found = tuple(names), []
        for part, known in zip(self._parts, covered, strict=True):
            bits = known
            for size in part.sizes:
                for others in combinations(mine, size - 1) if size else ():
                    bits |= part.fine[tuple(sorted((*others, name), key=self._order.__getitem__))]
            found.append(bits)
        return tuple(found)

    def worth(self, covered: Covered) -> int:
        """The chance that the rules are restored, over the cases of the table."""
        return sum(part.chance * bits.bit_count() for part, bits in zip(self._parts, covered, strict=True))


def _improved(table: _Table, size: int) -> tuple[str, ...]:
    """The list built name by name, improved by exchanges, and put in order again: the most useful first."""
    names = _greedy(table, table.able, size)
    while (better := _exchanged(table, names)) is not None:
        names = better
    return _greedy(table, [key for key in table.able if key in names], size)


def _exchanged(table: _Table, names: tuple[str, ...]) -> tuple[str, ...] | None:
    """The first list with one name exchanged that is worth more; None when there is none."""
    now = table.worth(table.covered(names))
    if now >= table.most:
        return None
    outside = [key for key in table.able if key not in names]
    for leaving in names if outside else ():
        rest = [key for key in names if key != leaving]
        covered = table.covered(rest)
        for coming in outside:
            if table.worth(table.added(covered, rest, coming)) > now:
                return (*rest, coming)
    return None


def _greedy(table: _Table, able: Sequence[str], size: int) -> tuple[str, ...]:
    names: list[str] = []
    covered = table.covered(())
    while len(names) < size:
        rest = [key for key in able if key not in names]
        if table.worth(covered) >= table.most:  # everyone else adds the same: nothing
            return (*names, *rest[: size - len(names)])
        each = {key: table.added(covered, names, key) for key in rest}
        best = max(rest, key=lambda key: (table.worth(each[key]), -rest.index(key)))
        names.append(best)
        covered = each[best]
    return tuple(names)
