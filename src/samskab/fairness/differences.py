"""The places at which two values of the same type differ: `differences(record, made again)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from samskab.model.pool import Pool
from samskab.model.record import fields_of

_TEXTS = frozenset(
    {"name", "noun", "title", "titles", "text", "reason", "statement", "legal_basis", "basis", "seed_source"}
)
"""Fields that hold words for people; no sum rests on them. Of a pool, `values` does too; of a quota, its bounds."""


class Difference(NamedTuple):
    """A place, as `field.candidates[3].numbers.score`, and whether only words for people differ there."""

    field: str
    is_text: bool


def differences(value: object, other: object, field: str = "", *, is_text: bool = False) -> Iterator[Difference]:
    """Every place of `value` at which `other` differs; where one side lacks an entry, the place of the whole."""
    if value == other:
        return
    if isinstance(value, Struct) and type(value) is type(other):
        for name in (each.name for each in fields_of(type(value))):
            text = is_text or name in _TEXTS or (name == "values" and isinstance(value, Pool))
            yield from differences(getattr(value, name), getattr(other, name), _within(field, name), is_text=text)
    elif isinstance(value, Mapping) and isinstance(other, Mapping) and value.keys() == other.keys():
        for key in value:
            yield from differences(value[key], other[key], _within(field, key), is_text=is_text)
    elif _same_entries(value, other):
        for place, (one, two) in enumerate(zip(value, other, strict=True)):  # type: ignore[call-overload]  # both tuples
            yield from differences(one, two, f"{field}[{place}]", is_text=is_text)
    else:
        yield Difference(field, is_text)


def _same_entries(value: object, other: object) -> bool:
    """Whether two lists hold parts, one for one; lists of plain values differ as a whole."""
    if not (isinstance(value, tuple) and isinstance(other, tuple)) or len(value) != len(other):
        return False
    return all(isinstance(one, Struct) for one in value)


def _within(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name
