"""A filled-in example of every kind of data file, packaged in `samples/`: what a value of each field looks like.

Together they fill in every field of the model. `example_of` and `shortened` choose from them for the reference of
fields, the screen, and the comments of new files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from samskab.model.dataset import KINDS
from samskab.model.record import Record, fields_of, plain_values
from samskab.packaged import packaged_path
from samskab.yaml.records import read_record

_FEW = 4
"""So many fields of a part are always shown, and of parts with fewer the whole list."""


@cache
def samples() -> tuple[Record, ...]:
    """The examples, kind by kind; one kind may have several. ValueError is a fault of the program: one is not right."""
    files = packaged_path("samples").glob("*.yaml")
    order = [kind.record for kind in KINDS]
    return tuple(sorted(map(_sample, sorted(files)), key=lambda record: order.index(type(record))))


def examples_of(part: type[Struct]) -> tuple[Struct, ...]:
    """The fewest examples of a record or part that together fill in each of its fields."""
    return _examples().get(part, ())


def example_of(part: type[Struct], name: str) -> Any:
    """The plain value of a field (by its key) in the examples; None where all of them leave it out."""
    found = (plain_values(each).get(name) for each in examples_of(part))
    return next((value for value in found if value is not None), None)


def shortened(value: Any) -> Any:
    """The plain value without the optional fields of a part that has many; of a list of such parts, one item."""
    if isinstance(value, Struct):
        plain, left_out = plain_values(value), _optional(type(value))
        names = [name for name in plain if len(plain) <= _FEW or name not in left_out] or list(plain)
        values = {field.encode_name: getattr(value, field.name) for field in fields_of(type(value))}
        return {name: shortened(values.get(name, plain[name])) for name in names}
    if isinstance(value, tuple):
        return [shortened(item) for item in (value[:1] if any(map(_is_large, value)) else value)]
    if isinstance(value, Mapping):
        return {key: shortened(item) for key, item in list(value.items())[:1]}
    return value


def _is_large(value: Any) -> bool:
    return isinstance(value, Struct) and len(plain_values(value)) >= _FEW


def _optional(part: type[Struct]) -> set[str]:
    return {field.encode_name for field in fields_of(part) if not field.required}


def _sample(path: Path) -> Record:
    read = read_record(path.read_bytes(), path.name, anywhere=True)
    if read.record is None:
        raise ValueError(f"{path.name}: {read.findings}")
    return read.record


@cache
def _examples() -> Mapping[type[Struct], tuple[Struct, ...]]:
    """The examples of every record and part: each fills in a field that those before it leave out."""
    found: dict[type[Struct], list[Struct]] = {}
    filled: dict[type[Struct], set[str]] = {}
    for part in (inner for record in samples() for inner in _parts(record)):
        names = set(plain_values(part))
        if not names <= filled.setdefault(type(part), set()) or type(part) not in found:
            found.setdefault(type(part), []).append(part)
            filled[type(part)] |= names
    return {part: tuple(each) for part, each in found.items()}


def _parts(value: Any) -> Iterator[Struct]:
    """A value's records and parts, each before those inside it."""
    if isinstance(value, Struct):
        yield value
        yield from (part for field in fields_of(type(value)) for part in _parts(getattr(value, field.name)))
    elif isinstance(value, (tuple, list)):
        yield from (part for item in value for part in _parts(item))
    elif isinstance(value, Mapping):
        yield from (part for item in value.values() for part in _parts(item))
