"""The value of a field that could not be read, in a record of which the rest is known.

A rule that reads it ends with `UnknownValueError`, so a mistake in one field gives no second finding elsewhere, and
rules that do not read the field still run. See `docs/decisions/0018`.
"""

from __future__ import annotations

from typing import Any, Final, NoReturn

from msgspec import Struct

from samskab.finding import Finding, field_steps
from samskab.model.record import Record, fields_of


class UnknownValueError(Exception):
    """A value was used that could not be read from its file."""


class _UnknownValue:
    """Stands in for any value; every use except `is` raises. Pickled by name, so that there is only one."""

    __slots__ = ()

    def _refuse(self, *_: object) -> NoReturn:
        raise UnknownValueError

    def __reduce_ex__(self, _: object) -> str:
        return "UNKNOWN"

    def __repr__(self) -> str:
        return "UNKNOWN"

    __class__ = property(_refuse)  # so that `isinstance` raises, too
    __getattr__ = __str__ = __format__ = __bool__ = __hash__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __len__ = __iter__ = __contains__ = __getitem__ = __call__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __neg__ = __abs__ = __round__ = _refuse
    __int__ = __float__ = __index__ = __or__ = __ror__ = __and__ = __rand__ = _refuse


UNKNOWN: Final[Any] = _UnknownValue()
"""The value of every field that could not be read."""

_KEYS: Final = ("id", "code", "programme", "application", "number")


def is_identified(record: Record) -> bool:
    """Whether the fields are known by which other files find a record."""
    return all(getattr(record, key, None) is not UNKNOWN for key in _KEYS)


def is_unknown_at(record: Record, field: str) -> bool:
    """Whether the value at a field path, or one that it lies in, is unknown."""
    value: Any = record
    for step in field_steps(field):
        if value is UNKNOWN:
            return True
        value = _inner(value, step)
    return value is UNKNOWN


def names_unknown(finding: Finding) -> bool:
    """Whether the sentence of a finding needs a value that is unknown."""
    values = finding.values.values()
    return any(each is UNKNOWN or (type(each) is tuple and any(one is UNKNOWN for one in each)) for each in values)


def _inner(value: Any, step: str | int) -> Any:
    """The value of a field, of a key, or at an index; None where there is none."""
    if isinstance(value, Struct):
        return next((getattr(value, field.name) for field in fields_of(type(value)) if field.encode_name == step), None)
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, (tuple, list)) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
