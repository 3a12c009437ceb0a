"""The published lot: an order of the applicants that can be computed with `sha256sum` alone.

    ticket(id) = SHA-256("samskab-rank-v1" LF freeze LF seed LF id), lowest first

`freeze` is the SHA-256 of the selection and the pool (`fairness.fingerprint`), `seed` a text that was announced
beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def ticket(freeze: str, seed: str, key: str) -> str:
    """The ticket of one applicant: 64 lower-case hexadecimal digits."""
    return sha256(f"samskab-rank-v1\n{freeze}\n{seed}\n{key}".encode()).hexdigest()


def lot_order(freeze: str, seed: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The applicants in the order of their tickets. ValueError when the seed is blank."""
    if not seed.strip():
        raise ValueError("a lot needs a seed")
    return tuple(sorted(keys, key=lambda key: (ticket(freeze, seed, key), key)))
