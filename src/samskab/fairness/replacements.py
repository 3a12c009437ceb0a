"""Who can replace one of the chosen alone: swaps that keep every hard row, with the rest of the cohort unchanged.

The rows of a `must` rule for the one who leaves are left out; all other rows must hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from samskab.fairness.row import Rows


def replacements(rows: Rows, cohort: Iterable[str], keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of the chosen, those of the others who can take the place, both in the order of their keys."""
    chosen = frozenset(cohort)
    others = sorted(set(keys) - chosen)
    size, seats = rows.seats(chosen), rows.size.weights
    found = dict.fromkeys(sorted(chosen), others)
    for row in rows.hard():
        total, weights, missed = row.total(chosen), row.weights, cache(row.missed)
        for leaving, coming in found.items():
            if row.kind == "must" and leaving in weights:
                continue
            rest, left, free = chosen - {leaving}, total - weights.get(leaving, 0), size - seats.get(leaving, 0)
            found[leaving] = [
                key
                for key in coming
                if not missed(
                    row.total(rest | {key}) if row.groups else left + weights.get(key, 0), free + seats.get(key, 0)
                )
            ]
    return {leaving: tuple(coming) for leaving, coming in found.items()}
