"""Which cases, in which some of the chosen have left, are restored by which groups of those who could step in.

A set of groups is a line of bits. For each row it depends only on what the row still adds up to, so it is computed once
for each such sum and then looked up: a case costs one `and` for each row and 64 groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from samskab.fairness.row import Row, Rows

SumsArray = np.ndarray[Any, np.dtype[Any]]

_AT_ONCE = 3_000_000  # words of 64 groups, over all cases of a block
_FAR_FROM_FULL = 1 << 30


class RowSums:
    """The sums of the hard rows, for a cohort and for those who leave or step in."""

    def __init__(self, rows: Rows, cohort: tuple[str, ...], keys: Sequence[str]) -> None:
        self.cohort = cohort
        self._hard = [row for row in rows.hard() if row.kind != "must"]
        lines = [rows.size.weights]  # then one line for each plain row, and one for each group of those that count
        lines += [row.weights for row in self._hard if not row.groups]
        lines += [dict.fromkeys(members, 1) for row in self._hard for members in row.groups.values()]
        self._place = {key: n for n, key in enumerate(keys)}
        self._weights = np.array([[line.get(key, 0) for line in lines] for key in keys], dtype=np.int32)
        self._base = self._of([cohort])[0]

    def restored(self, cases: Sequence[Sequence[str]], groups: Sequence[Sequence[str]]) -> Iterator[SumsArray]:
        """Which groups restore every row, case by case (all with equally many leavers): bits in words, in blocks."""
        brought = np.concatenate([self._of(same) for same in _by_length(groups)])
        step = max(1, _AT_ONCE * 64 // len(groups))
        for start in range(0, len(cases), step):
            left = self._base - self._of(cases[start : start + step])
            yield self._block(left, brought)

    def _block(self, left: SumsArray, brought: SumsArray) -> SumsArray:
        fine = np.full((len(left), -(-len(brought) // 64)), ~np.uint64(0))
        for row, own in self._lines():
            if row.groups or self._may_break(row, left[:, [0, *own]], brought[:, [0, *own]]):
                places, first = _distinct(row, left[:, 0], left[:, own])
                words = [_words(_holds(row, left[n, 0], left[n, own], brought[:, [0, *own]])) for n in first]
                fine &= np.array(words)[places]
        return fine

    def few(self, leavers: int) -> int:
        """How many must step in at least, for the size to hold."""
        size = self._hard[0] if self._hard and self._hard[0].kind == "size" else None
        if size is None or set(size.weights.values()) != {1}:
            return 0
        return max(0, (size.low_at(0) or 0) - len(self.cohort) + leavers)

    def _of(self, groups: Sequence[Sequence[str]]) -> SumsArray:
        """The sums of groups of one length, a line for each."""
        index = np.array([[self._place[key] for key in group] for group in groups], dtype=np.int64)
        index = index.reshape(len(groups), len(groups[0]) if groups else 0)
        return np.asarray(self._weights[index].sum(axis=1, dtype=np.int32))

    def _lines(self) -> Iterator[tuple[Row, list[int]]]:
        """Each row with its lines."""
        line, counted = 1, 1 + sum(not row.groups for row in self._hard)
        for row in self._hard:
            if row.groups:
                yield row, list(range(counted, counted + len(row.groups)))
                counted += len(row.groups)
            else:
                yield row, [line]
                line += 1

    def _may_break(self, row: Row, left: SumsArray, brought: SumsArray) -> bool:
        ends = [{int(end(left[:, n]) + end(brought[:, n])) for end in (np.min, np.max)} for n in (0, 1)]
        return any(row.missed(total, size) for size in range(min(ends[0]), max(ends[0]) + 1) for total in ends[1])


def _distinct(row: Row, seats: SumsArray, sums: SumsArray) -> tuple[SumsArray, SumsArray]:
    """For each case its place among those that are the same to a row; and one case for each place."""
    grows = any(limit is not None and limit.per for limit in (row.low, row.high))
    columns = [np.minimum(column, row.each) if row.groups else column for column in sums.T] + [seats] * grows
    key = np.zeros(len(seats), dtype=np.int64)
    for column in columns:
        key = key * (int(column.max()) - int(column.min()) + 1) + (column - column.min())
        if int(key.max()) > _FAR_FROM_FULL:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
    _, first, places = np.unique(key, return_index=True, return_inverse=True)
    return places.ravel(), first


def _holds(row: Row, seats: int, sums: SumsArray, brought: SumsArray) -> SumsArray:
    together = brought[:, 1:] + sums
    total = (together >= row.each).sum(axis=1) if row.groups else together[:, 0]
    sizes = brought[:, 0] + seats
    fine = np.ones(len(brought), dtype=bool)
    for size in {*sizes.tolist()} if any(limit is not None and limit.per for limit in (row.low, row.high)) else {0}:
        low, high = row.low_at(size), row.high_at(size)
        kept = np.ones(len(brought), dtype=bool)
        if low is not None:
            kept &= total >= low
        if high is not None:
            kept &= total <= high
        fine &= kept | (sizes != size) if size else kept
    return fine


def _by_length(groups: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """The groups, which stand in the order of their lengths, length by length."""
    for length in sorted({len(group) for group in groups}):
        yield [group for group in groups if len(group) == length]


def _words(fine: SumsArray) -> SumsArray:
    """Bits in words of 64, the first group the lowest bit of the first word."""
    bits = np.zeros(-(-len(fine) // 64) * 64, dtype=bool)
    bits[: len(fine)] = fine
    return np.packbits(bits, bitorder="little").view("<u8")


def by_group(blocks: Iterable[SumsArray], groups: int) -> list[int]:
    """What was found case by case as one number for each group: bit n is case n."""
    words = np.concatenate(list(blocks)).astype("<u8")
    table = np.unpackbits(words.view(np.uint8), axis=1, count=groups, bitorder="little")
    packed = np.packbits(table.T, axis=1, bitorder="little")
    return [int.from_bytes(line.tobytes(), "little") for line in packed]
