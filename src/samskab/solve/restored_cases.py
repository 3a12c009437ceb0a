"""Which cases, in which some of the chosen have left, are restored by which groups of those who could step in.

A set of groups is a line of bits. For each row it depends only on what the row still adds up to, so it is computed once
for each such sum and then looked up: a case costs one `and` for each row and 64 groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import Any

import numpy as np

from samskab.fairness.row import Row, RowBound, Rows

SumsArray = np.ndarray[Any, np.dtype[Any]]
"""Lines x cases (or groups): the seats, then what each row (and each group of a row that counts) adds up to."""

IndexArray = np.ndarray[Any, np.dtype[Any]]
"""A line for each case or group: the places of its members among the keys."""

_AT_ONCE = 50_000  # words of 64 groups, over all cases of a block: they fit a core's cache
_SUMS_AT_ONCE = 1_000_000  # sums times groups
_FAR_FROM_FULL = 1 << 30


class RowSums:
    """The sums of the hard rows, for a cohort and for those who leave or step in."""

    def __init__(self, rows: Rows, cohort: tuple[str, ...], keys: Sequence[str]) -> None:
        self.cohort = cohort
        self._hard = [row for row in rows.hard() if row.kind != "must"]
        lines = [rows.size.weights]
        self._lines: list[tuple[Row, list[int]]] = []
        for row in self._hard:
            own = [dict.fromkeys(members, 1) for members in row.groups.values()] if row.groups else [row.weights]
            self._lines.append((row, list(range(len(lines), len(lines) + len(own)))))
            lines += own
        self._place = {key: n for n, key in enumerate(keys)}
        self._weights = np.array([[line.get(key, 0) for key in keys] for line in lines], dtype=np.int32)

    def places(self, keys: Iterable[str]) -> list[int]:
        """The places of keys."""
        return [self._place[key] for key in keys]

    def of(self, groups: IndexArray) -> SumsArray:
        """The sums of groups of one length."""
        found = np.zeros((len(self._weights), len(groups)), dtype=np.int32)
        for members in groups.T:
            found += self._weights[:, members]
        return found

    def of_every(self, names: Sequence[int], sizes: range) -> SumsArray:
        """The sums of every group of these sizes, size by size."""
        return np.concatenate([self.of(as_lines(list(combinations(names, n)), n)) for n in sizes], axis=1)

    def left(self, cases: IndexArray) -> SumsArray:
        """The sums of the cohort without those who leave."""
        return np.asarray(self.of(np.array([self.places(self.cohort)])) - self.of(cases))

    def restored(self, left: SumsArray, brought: SumsArray) -> Iterator[SumsArray]:
        """Which groups restore every row, case by case: bits in words, in blocks of cases."""
        owns = ((row, [0, *lines]) for row, lines in self._lines)
        tables = [found for row, own in owns if (found := _table(row, left[own], brought[own])) is not None]
        words = -(-brought.shape[1] // 64)
        step = max(1, _AT_ONCE // words)
        for start in range(0, left.shape[1], step):
            fine = np.full((len(left[0, start : start + step]), words), ~np.uint64(0))
            for places, table in tables:
                fine &= table[places[start : start + step]]
            yield fine

    def in_reach(self, left: SumsArray, names: Sequence[int], count: int) -> SumsArray:
        """The cases in which no row alone rules out that `count` of these names restore it."""
        ordered = np.sort(self._weights[:, list(names)], axis=1)
        ends = ordered[:, :count], ordered[:, len(names) - count :]
        least, most = (left + end.sum(axis=1, dtype=np.int32)[:, np.newaxis] for end in ends)
        fine = np.ones(left.shape[1], dtype=bool)
        for row, own in self._lines:
            totals = [(end[own] >= row.each).sum(axis=0) if row.groups else end[own[0]] for end in (least, most)]
            sizes = least[0], most[0]
            fine &= totals[1] >= np.minimum(*(_lows(row, each) for each in sizes))
            fine &= totals[0] <= np.maximum(*(_highs(row, each) for each in sizes))
        return fine

    def few(self, leavers: int) -> int:
        """How many must step in at least, for the size to hold."""
        size = self._hard[0] if self._hard and self._hard[0].kind == "size" else None
        if size is None or set(size.weights.values()) != {1}:
            return 0
        return max(0, (size.low_at(0) or 0) - len(self.cohort) + leavers)


def as_lines(groups: Sequence[Sequence[int]], length: int) -> IndexArray:
    """Groups of one length as an array."""
    members = np.fromiter(chain.from_iterable(groups), dtype=np.intp, count=len(groups) * length)
    return members.reshape(len(groups), length)


def _may_break(row: Row, left: SumsArray, brought: SumsArray) -> bool:
    ends = [{int(end(left[n]) + end(brought[n])) for end in (np.min, np.max)} for n in (0, 1)]
    return any(row.missed(total, size) for size in range(min(ends[0]), max(ends[0]) + 1) for total in ends[1])


def _distinct(row: Row, left: SumsArray) -> tuple[SumsArray, SumsArray]:
    """For each case its place among those that are the same to a row; and one case for each place."""
    columns = [np.minimum(column, row.each) if row.groups else column for column in left[1:]]
    key = np.zeros(left.shape[1], dtype=np.int64)
    for column in [*columns, left[0]] if _grows(row) else columns:
        key = key * (int(column.max()) - int(column.min()) + 1) + (column - column.min())
        if int(key.max()) > _FAR_FROM_FULL:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
    if int(key.max()) > 4 * len(key) + 4096:
        _, first, places = np.unique(key, return_index=True, return_inverse=True)
        return places.ravel(), first
    seen = np.zeros(int(key.max()) + 1, dtype=bool)
    seen[key] = True
    places = (np.cumsum(seen) - 1)[key]
    first = np.zeros(int(seen.sum()), dtype=np.int64)
    first[places] = np.arange(len(key))
    return places, first


def _table(row: Row, left: SumsArray, brought: SumsArray) -> tuple[SumsArray, SumsArray] | None:
    """For each case its place in a table; and the table, with the groups that keep the row for each sum that is left.

    The groups are bits in words. None when the row holds with all of them.
    """
    if not row.groups and not _may_break(row, left, brought):
        return None
    places, first = _distinct(row, left)
    step = max(1, _SUMS_AT_ONCE // brought.shape[1])
    parts = (left[:, first[start : start + step]] for start in range(0, len(first), step))
    return places, np.concatenate([_words(_holds(row, part, brought)) for part in parts])


def _holds(row: Row, left: SumsArray, brought: SumsArray) -> SumsArray:
    """Sums that are left x groups: whether the row holds."""
    if row.groups:
        total = np.zeros((left.shape[1], brought.shape[1]), dtype=np.int32)
        for mine, theirs in zip(left[1:], brought[1:], strict=True):
            total += np.add.outer(mine, theirs) >= row.each
    else:
        total = np.add.outer(left[1], brought[1])
    sizes = np.add.outer(left[0], brought[0]) if _grows(row) else np.zeros((1, 1), dtype=np.int32)
    return np.asarray((total >= _lows(row, sizes)) & (total <= _highs(row, sizes)))


def _lows(row: Row, sizes: SumsArray) -> SumsArray:
    """The lower bound of a row at each of these sizes."""
    return _at(row.low, lambda size: -_FAR_FROM_FULL if (low := row.low_at(size)) is None else low, sizes)


def _highs(row: Row, sizes: SumsArray) -> SumsArray:
    """The upper bound of a row at each of these sizes."""
    return _at(row.high, lambda size: _FAR_FROM_FULL if (high := row.high_at(size)) is None else high, sizes)


def _at(limit: RowBound | None, end: Callable[[int], int], sizes: SumsArray) -> SumsArray:
    if limit is None or not limit.per:
        return np.full((1,) * sizes.ndim, end(0), dtype=np.int32)
    start = int(sizes.min())
    return np.asarray(
        np.array([end(size) for size in range(start, int(sizes.max()) + 1)], dtype=np.int32)[sizes - start]
    )


def _grows(row: Row) -> bool:
    return any(limit is not None and limit.per for limit in (row.low, row.high))


def _words(fine: SumsArray) -> SumsArray:
    """Lines of bits in words of 64, the first group the lowest bit of the first word."""
    packed = np.packbits(fine, axis=1, bitorder="little")
    words = np.zeros((len(fine), -(-fine.shape[1] // 64) * 8), dtype=np.uint8)
    words[:, : packed.shape[1]] = packed
    return words.view("<u8")


def by_group(blocks: Iterable[SumsArray], groups: int) -> list[int]:
    """What was found case by case as one number for each group: bit n is case n."""
    words = np.concatenate(list(blocks)).astype("<u8")
    table = np.unpackbits(words.view(np.uint8), axis=1, count=groups, bitorder="little")
    packed = np.packbits(table.T, axis=1, bitorder="little")
    return [int.from_bytes(line.tobytes(), "little") for line in packed]
