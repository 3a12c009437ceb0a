"""The values in a record with their field paths."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from samskab.model.record import Record

T = TypeVar("T")
_SCALARS = (str, int, float, Decimal, type(None))
"""Values that hold no other and are no kind of record."""


def values_of_type(kind: type[T], value: object, field: str = "") -> list[tuple[str, T]]:
    """Every value of one kind of record in a record, with its path, as `intake.rounds[0].closes`; itself first."""
    return [(path, part) for path, part in _parts(value, field) if isinstance(part, kind)]


def _parts(value: object, field: str) -> list[tuple[str, object]]:
    """The value and every value in it but scalars; of a whole record kept for later calls."""
    kept = value.__dict__ if isinstance(value, Record) and not field else {}
    found: list[tuple[str, object]] | None = kept.get("parts")
    if found is None:
        found = []
        _collect(value, field, found)  # ends with an error at an unknown value
        kept["parts"] = found
    return found


def _collect(value: object, field: str, found: list[tuple[str, object]]) -> None:
    found.append((field, value))
    if isinstance(value, Struct):
        inside = ((f"{field}.{name}" if field else name, getattr(value, name)) for name in value.__struct_fields__)
    elif isinstance(value, tuple):
        inside = ((f"{field}[{place}]", item) for place, item in enumerate(value))
    elif isinstance(value, dict):
        inside = ((f"{field}.{key}", item) for key, item in value.items())
    else:
        return
    for path, item in inside:
        if not isinstance(item, _SCALARS):
            _collect(item, path, found)
