"""Walking through a record: every value in it with its field path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")


def walk(value: object, field: str = "") -> Iterator[tuple[str, object]]:
    """Every value in a record, itself first, with its path: `intake.rounds[0].closes`."""
    yield field, value
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from walk(getattr(value, name), f"{field}.{name}" if field else name)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from walk(item, f"{field}[{place}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{field}.{key}")


def all_of(kind: type[T], value: object, field: str = "") -> Iterator[tuple[str, T]]:
    """Every value of one type in a record, with its path."""
    for path, item in walk(value, field):
        if isinstance(item, kind):
            yield path, item
