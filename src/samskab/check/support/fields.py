"""The values in a record with their field paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")


def fields_and_values(value: object, field: str = "") -> Iterator[tuple[str, object]]:
    """Every value in a record, itself first, with its path: `intake.rounds[0].closes`."""
    yield field, value
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from fields_and_values(getattr(value, name), f"{field}.{name}" if field else name)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from fields_and_values(item, f"{field}[{place}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from fields_and_values(item, f"{field}.{key}")


def values_of_type(kind: type[T], value: object, field: str = "") -> Iterator[tuple[str, T]]:
    """Every value of one type in a record, with its path."""
    for path, item in fields_and_values(value, field):
        if isinstance(item, kind):
            yield path, item
