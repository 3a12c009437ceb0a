"""What a draw rests on, as one text and one number: the wish and the facts in canonical JSON, and their SHA-256.

Canonical means: keys sorted, no spaces, every character as itself in UTF-8. Two people with the same wish and the
same facts get the same digest, whatever the order of their files.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import msgspec

from samskab.balance.candidate import Pool
from samskab.model.scalars import as_plain
from samskab.model.selection import Selection


def canonical(value: object) -> str:
    """A value as canonical JSON."""
    plain = msgspec.to_builtins(value, enc_hook=as_plain, str_keys=True)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: object) -> str:
    """The SHA-256 of a value's canonical JSON: 64 lower-case hexadecimal digits."""
    return sha256(canonical(value).encode()).hexdigest()


def freeze(pool: Pool, wish: Selection) -> str:
    """The digest of a wish and the facts that it is measured on. The seed of the lot is no part of it."""
    return digest({"pool": facts(pool), "wish": wish})


def facts(pool: Pool) -> dict[str, Any]:
    """A pool as plain values, by name, so that a new field is never mistaken for an old one."""
    plain: dict[str, Any] = pool._asdict() | {"candidates": [c._asdict() for c in pool.candidates]}
    frozen: dict[str, Any] = _plain(plain)
    return frozen


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if hasattr(value, "items") else value
