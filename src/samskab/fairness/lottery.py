"""The published lot: an order of the applicants that can be computed with `sha256sum` alone.

    ticket(id) = SHA-256("samskab-lot-v2" LF seed LF programme LF round LF id), lowest first

`seed` is a text from a source that was announced beforehand, `programme` and `round` are ids, `id` is that of the
application. A ticket depends on nothing else, so nobody's place changes relative to the others when an applicant
withdraws, a text is corrected or a rule is added.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from samskab.model.decision import Decision


class Lottery(NamedTuple):
    """What the tickets of one lot are made from, beside the id of each applicant."""

    seed: str
    programme: str = ""
    round: str = ""

    def ticket(self, key: str) -> str:
        """The ticket of one applicant: 64 lower-case hexadecimal digits."""
        return sha256("\n".join(("samskab-lot-v2", self.seed, self.programme, self.round, key)).encode()).hexdigest()

    def order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The applicants in the order of their tickets. ValueError when the seed is blank."""
        if not self.seed.strip():
            raise ValueError("a lot needs a seed")
        return tuple(sorted(keys, key=lambda key: (self.ticket(key), key)))


def lot_order_of(decision: Decision) -> tuple[str, ...]:
    """The applicants of a record's pool in the order of its lot."""
    keys = (candidate.key for candidate in decision.field.candidates)
    if decision.run.round is None:
        return lot_order_v1(decision.run.freeze, decision.run.seed, keys)
    return Lottery(decision.run.seed, decision.programme, decision.run.round).order(keys)


def lot_order_v1(freeze: str, seed: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The order of a lot that names no round, from before `samskab/decision@2`.

    ticket(id) = SHA-256("samskab-rank-v1" LF freeze LF seed LF id), lowest first; `freeze` is the record's fingerprint.
    """

    def ticket(key: str) -> str:
        return sha256(f"samskab-rank-v1\n{freeze}\n{seed}\n{key}".encode()).hexdigest()

    return tuple(sorted(keys, key=lambda key: (ticket(key), key)))
