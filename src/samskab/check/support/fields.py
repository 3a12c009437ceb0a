"""The values in a record with their field paths."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")
_SCALARS = (str, int, float, Decimal, type(None))
"""Values that hold no other and are no kind of record."""


def values_of_type(kind: type[T], value: object, field: str = "") -> list[tuple[str, T]]:
    """Every value of one kind of record in a record, with its path, as `intake.rounds[0].closes`; itself first."""
    found: list[tuple[str, T]] = []
    _collect(kind, value, field, found)
    return found


def _collect(kind: type[T], value: object, field: str, found: list[tuple[str, T]]) -> None:
    if isinstance(value, kind):
        found.append((field, value))
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            item = getattr(value, name)
            if not isinstance(item, _SCALARS):
                _collect(kind, item, f"{field}.{name}" if field else name, found)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            if not isinstance(item, _SCALARS):
                _collect(kind, item, f"{field}[{place}]", found)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(item, _SCALARS):
                _collect(kind, item, f"{field}.{key}", found)
