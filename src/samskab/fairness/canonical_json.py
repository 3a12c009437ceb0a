"""A value as canonical JSON: keys sorted, no spaces, every character as itself in UTF-8, no field with its default."""

from __future__ import annotations

import json

from samskab.model.record import Omit, plain_values


def canonical_json(value: object, omit: Omit | None = None) -> str:
    """The text. `omit(field, value)` is true for fields of records that are left out."""
    plain = plain_values(value, omit=omit)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
