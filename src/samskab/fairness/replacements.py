"""Who can replace one of the chosen alone: swaps that keep every hard row, with the rest of the cohort unchanged.

The rows of a `must` rule for the one who leaves are left out; all other rows must hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from samskab.fairness.row import Row, Rows


def replacements(rows: Rows, cohort: Iterable[str], keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of the chosen, those of the others who can take the place, both in the order of their keys."""
    chosen = frozenset(cohort)
    others = sorted(set(keys) - chosen)
    size = rows.seats(chosen)
    found = dict.fromkeys(sorted(chosen), others)
    for row in rows.hard():
        total = row.total(chosen)
        for leaving, coming in found.items():
            found[leaving] = [key for key in coming if _keeps(row, rows, chosen, leaving, key, total, size)]
    return {leaving: tuple(coming) for leaving, coming in found.items()}


def _keeps(row: Row, rows: Rows, chosen: Collection[str], leaving: str, key: str, total: int, size: int) -> bool:
    if row.kind == "must" and leaving in row.weights:
        return True
    seats = rows.size.weights
    size += seats.get(key, 0) - seats.get(leaving, 0)
    if row.groups:
        total = row.total({*chosen, key} - {leaving})
    else:
        total += row.weights.get(key, 0) - row.weights.get(leaving, 0)
    return not row.missed(total, size)
