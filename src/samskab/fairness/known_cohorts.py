"""Cohorts that disprove a record: swaps of one or two, and the other cohorts that the record itself holds.

No solver is needed: each is added up. They can show that a better cohort exists, never that none does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations
from typing import NamedTuple

from samskab.fairness.lottery import lot_order_of
from samskab.fairness.row import Rows, holds
from samskab.fairness.tables import Tables, tables_of
from samskab.model.decision import Considered, Decision, Reason

MOST_SWAPS = 2_000_000
"""With more swaps of two than this, only swaps of one are tried."""

_FAR = 1 << 62

Rank = tuple[tuple[int, ...], tuple[int, ...]]


class Swap(NamedTuple):
    """A cohort as it differs from the chosen one: who is out and who is in instead."""

    out: frozenset[str]
    into: frozenset[str]

    def cohort(self, chosen: Collection[str]) -> frozenset[str]:
        """The keys of the other cohort."""
        return (frozenset(chosen) - self.out) | self.into


def swap_of(other: Reason | Considered) -> Swap:
    """The other cohort that a reason or an alternative names."""
    out, into = (other.displaces, other.instead) if isinstance(other, Reason) else (other.out, other.into)
    return Swap(frozenset(out), frozenset(into))


class KnownCohorts:
    """The chosen cohort of a record beside others that keep the same rules. `deep` tries swaps of two as well."""

    def __init__(self, decision: Decision, *, deep: bool = False) -> None:
        self.decision, self.tables, self.deep = decision, tables_of(decision), deep
        self.chosen = frozenset(decision.cohort)
        self._order = lot_order_of(decision)
        self._values = self.tables.values(self.chosen)
        self.excluded = self.tables.rows.kept_out()
        self.own_rank = self.rank(Swap(frozenset(), frozenset()))

    @cached_property
    def others(self) -> tuple[tuple[Swap, Rank], ...]:
        """Every other known cohort in which only those who are excluded are missing, with its rank; the best first."""
        rows = self.tables.rows.without({*chain.from_iterable(self.excluded.values())})
        known, chosen = frozenset(self.tables.keys), self.chosen
        named = {
            s for s in _from_the_record(self.decision, chosen) if s.into <= known and holds(rows, s.cohort(chosen))
        }
        grouped = rows._replace(rules=tuple(row for row in rows.rules if row.groups))  # `_swaps` looks at the others
        tried = (s for s in _swaps(rows, chosen, self.tables, deep=self.deep) if holds(grouped, s.cohort(chosen)))
        kept = [s for s in named.union(tried) if s.out or s.into]
        return tuple(sorted(((swap, self.rank(swap)) for swap in kept), key=lambda one: one[1]))

    def rank(self, swap: Swap) -> Rank:
        """What a cohort costs, aim by aim, then its places in the lot: the lower, the better."""
        cohort = swap.cohort(self.chosen)
        costs = self.tables.costs(self.tables.values(cohort), self._values)
        return costs, tuple(key not in cohort for key in self._order)

    def allowed(self) -> Iterator[tuple[Swap, Rank]]:
        """The others that have nobody who is excluded."""
        return ((swap, rank) for swap, rank in self.others if swap.into.isdisjoint(self.excluded))

    def better(self) -> Swap | None:
        """A known cohort that ranks before the chosen one."""
        return next((swap for swap, rank in self.allowed() if rank < self.own_rank), None)

    def against(self, reason: Reason) -> Swap | None:
        """A known cohort that the reason denies: one that is better, nearer or earlier in the lot than its own.

        A reason whose search ended at its limit denies none.
        """
        if not reason.proven:
            return None
        if reason.outcome in {"required", "impossible"} and (swap := self._keeping_named_rows(reason)):
            return swap
        fits = self._fits(reason.applicant)
        is_open = reason.outcome in {"required", "impossible"} or (bool(self.tables.goals) and not reason.costs)
        own = swap_of(reason)
        limit = None if is_open else _nearness(own, self.rank(own))
        found = ((swap, rank) for swap, rank in self.others if fits(swap))
        return next((swap for swap, rank in found if limit is None or _nearness(swap, rank) < limit), None)

    def _keeping_named_rows(self, reason: Reason) -> Swap | None:
        """A swap of one that keeps all the rows of which the reason says that they cannot all hold."""
        rows = self.tables.rows
        named = rows.without({row.id for row in rows.all() if row.id not in reason.rows})
        cohort, rest = sorted(self.chosen), [key for key in self.tables.keys if key not in self.chosen]
        leaves, comes = (frozenset({reason.applicant}) & group for group in (self.chosen, frozenset(rest)))
        outs = [leaves] if leaves else [frozenset[str](), *(frozenset({key}) for key in cohort)]
        intos = [comes] if comes else [frozenset[str](), *(frozenset({key}) for key in rest)]
        swaps = (Swap(out, into) for out in outs for into in intos)
        return next((swap for swap in swaps if holds(named, swap.cohort(self.chosen))), None)

    def _fits(self, key: str) -> Callable[[Swap], bool]:
        """Whether a swap is one for an applicant: without it when it is chosen, with it when it is not."""
        if key in self.chosen:
            return lambda swap: key in swap.out and swap.into.isdisjoint(self.excluded)
        others = self.excluded.keys() - {key}
        return lambda swap: key in swap.into and swap.into.isdisjoint(others)


def _nearness(swap: Swap, rank: Rank) -> tuple[tuple[int, ...], int, tuple[int, ...]]:
    """Costs, then how many of the chosen are missing, then the lot: what the other cohort of a reason is chosen by."""
    return rank[0], len(swap.out), rank[1]


def _from_the_record(decision: Decision, chosen: Collection[str]) -> Iterator[Swap]:
    """The other cohorts that reasons and alternatives name."""
    swaps = (*map(swap_of, decision.reasons), *map(swap_of, decision.alternatives))
    return (swap for swap in swaps if swap.out <= frozenset(chosen) and swap.into.isdisjoint(chosen))


def _swaps(rows: Rows, chosen: Collection[str], tables: Tables, *, deep: bool) -> Iterator[Swap]:
    """Every swap of at most one (deep: two) that keeps the rows that are plain sums; the others are not looked at."""
    cohort, rest = sorted(chosen), [key for key in tables.keys if key not in chosen]
    pairs = len(cohort) * (len(cohort) - 1) * len(rest) * (len(rest) - 1) // 4
    most = 2 if deep and pairs <= MOST_SWAPS else 1
    leaving = [group for n in range(most + 1) for group in combinations(cohort, n)]
    coming: dict[int, list[tuple[str, ...]]] = {}
    for group in (group for n in range(most + 1) for group in combinations(rest, n)):
        coming.setdefault(rows.seats(group), []).append(group)
    for seats, groups in coming.items():
        table = _Table(rows, groups)
        for out in leaving:
            left = [key for key in cohort if key not in out]
            fitting = table.fitting(left, rows.seats(left) + seats)
            yield from (Swap(frozenset(out), frozenset(groups[place])) for place in fitting)


class _Table:
    """What each group of those who may come adds to each plain row."""

    def __init__(self, rows: Rows, groups: Sequence[Sequence[str]]) -> None:
        self._rows = [row for row in rows.hard() if not row.groups]
        self._sums = [[row.total(group) for group in groups] for row in self._rows]
        self._everyone = range(len(groups))

    def fitting(self, left: Collection[str], size: int) -> Sequence[int]:
        """The places of the groups with which these keep every row at this size."""
        places: Sequence[int] = self._everyone
        for row, sums in zip(self._rows, self._sums, strict=True):
            low, high, total = row.low_at(size), row.high_at(size), row.total(left)
            least = -_FAR if low is None else low - total
            most = _FAR if high is None else high - total
            places = [place for place in places if least <= sums[place] <= most]
            if not places:
                break
        return places
