"""The lot of decision records that name no round, as they were made before `samskab/decision@2`.

    ticket(id) = SHA-256("samskab-rank-v1" LF freeze LF seed LF id), lowest first

`freeze` is the SHA-256 of the selection and the pool in canonical JSON, texts included.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from msgspec.structs import replace

from samskab.fairness.canonical_json import canonical_json
from samskab.model.pool import Pool
from samskab.model.selection import Selection


def lot_order_v1(freeze: str, seed: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The applicants in the order of their tickets."""

    def ticket(key: str) -> str:
        return sha256(f"samskab-rank-v1\n{freeze}\n{seed}\n{key}".encode()).hexdigest()

    return tuple(sorted(keys, key=lambda key: (ticket(key), key)))


def fingerprint_v1(pool: Pool, selection: Selection) -> str:
    """The fingerprint that such a lot rests on: the names of attributes and values are left out, nothing else."""
    nameless = replace(pool, titles={}, values={}, noun=None)
    return sha256(canonical_json({"field": nameless, "wish": selection}).encode()).hexdigest()
