"""The fingerprint that a lot rests on: the SHA-256 of the selection and the pool in canonical JSON.

Canonical means: keys sorted, no spaces, every character as itself in UTF-8, nothing written that may be left out. Two
people with the same selection and the same pool get the same fingerprint, whatever the order of their files.
"""

from __future__ import annotations

import json
from hashlib import sha256

from msgspec.structs import replace

from samskab.model.pool import Pool
from samskab.model.record import plain_values
from samskab.model.selection import Selection


def canonical_json(value: object) -> str:
    """A value as canonical JSON."""
    return json.dumps(plain_values(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def fingerprint(pool: Pool, selection: Selection) -> str:
    """The fingerprint of a selection and its pool, without what attributes, values and applicants are called.

    `field` and `wish` are the names of the two in the canonical form, which published lots rest on.
    """
    nameless = replace(pool, titles={}, values={}, noun=None)
    return sha256(canonical_json({"field": nameless, "wish": selection}).encode()).hexdigest()
