"""Fields of records by path: their types, and the keys of their questions in the catalogue.

The question of a field has the key `Application.status`, its help text `Application.status.help`. A field that many
records share (`id`, `note`) has one question, `field.id`.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from msgspec import Struct

from samskab.finding import field_steps
from samskab.language import Language, phrase_key
from samskab.model.dataset import KINDS

_DESCRIPTION = re.compile(r"(\w+): ([^,.]+)")


def all_fields() -> Iterator[tuple[type[Struct], str]]:
    """Every field of every record and part that a data file may hold."""
    seen: dict[type[Struct], None] = {}
    for kind in KINDS:
        _collect(kind.record, seen)
    for struct in seen:
        for name in struct.__struct_encode_fields__:
            yield struct, name


def phrase_of(struct: type[Struct], field: str, language: Language) -> str | None:
    """The catalogue's key for a field's question: of the struct, of a base class, or the shared one."""
    keys = (phrase_key(base.__name__, field) for base in struct.__mro__ if base is not Struct)
    return next((key for key in (*keys, phrase_key("field", field)) if key in language), None)


def question_text(key: str, language: Language) -> str:
    """The question with this key in the catalogue, and more about it where there is more."""
    question, more = language.say(key), language.find(phrase_key(key, "help"))
    stop = "." if more and not question.endswith("?") else ""
    return f"{question}{stop} {more}".rstrip()


def described_values(record: type[Struct], path: str, language: Language) -> dict[str, str]:
    """The values of a field that its help describes -> what they mean: `draft: kladde, submitted: indsendt`."""
    key = phrase_at(record, path, language)
    return dict(_DESCRIPTION.findall(language.find(phrase_key(key, "help")))) if key else {}


def phrase_at(record: type[Struct], path: str, language: Language) -> str | None:
    """The catalogue's key for the field at a path; for a path that leaves the model, that of the last field on it.

    None where kinds of rules or aims share the field's name and ask differently, and the path does not name the kind.
    """
    place = FieldPlace((), (record,))
    for step in field_steps(path):
        if (inner := place.below(step)) is None:
            break
        place = inner
    keys = [phrase_of(owner, name, language) for owner, name in place.fields]
    return keys[0] if len({key and language.say(key) for key in keys}) == 1 else None


class FieldPlace(NamedTuple):
    """What a path leads to.

    fields   the field it ends in, with its struct; several where kinds of rules or aims share the field's name
    parts    the structs below it, from which the path may go on
    """

    fields: tuple[tuple[type[Struct], str], ...]
    parts: tuple[type[Struct], ...]

    def below(self, step: str | int) -> FieldPlace | None:
        """One step further: a field, a kind of rule or aim (`quota`), an index, a key of the data; None for others."""
        if isinstance(step, int):
            return self
        if tagged := tuple(part for part in self.parts if part.__struct_config__.tag == step):
            return FieldPlace((), tagged)
        fields = tuple((part, step) for part in self.parts if step in part.__struct_encode_fields__)
        if fields:
            below = (part for owner, name in fields for part in _structs(hints(owner)[name]))
            return FieldPlace(fields, tuple(dict.fromkeys(below)))
        return self if any(_has_free_keys(hints(owner)[name]) for owner, name in self.fields) else None

    def names(self) -> tuple[str, ...]:
        """The steps that are possible here: kinds of rules or aims, then fields."""
        kinds = (str(part.__struct_config__.tag) for part in self.parts if part.__struct_config__.tag is not None)
        return tuple(dict.fromkeys((*kinds, *(name for part in self.parts for name in part.__struct_encode_fields__))))


def types_at(record: type[Struct], path: str) -> tuple[Any, ...]:
    """The types of the field at a path, a union's members one by one; empty for a path that leaves the model."""
    found: list[Any] = [record]
    for step in field_steps(path):
        found = [inner for kind in found for inner in _inner_types(kind, step)]
    return tuple(found)


@cache
def hints(struct: type[Struct]) -> Mapping[str, Any]:
    """The types of a struct's fields, with their `Annotated` constraints."""
    return typing.get_type_hints(struct, include_extras=True)


def _inner_types(kind: Any, step: str | int) -> Iterator[Any]:
    """The types of a field of a struct, of a value of a mapping, or of an item of a list."""
    origin, args = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield from _members(hints(kind)[str(step)]) if step in hints(kind) else ()
    elif origin is dict and isinstance(step, str):
        yield from _members(args[1])
    elif origin is tuple and isinstance(step, int):
        yield from _members(args[0])


def _members(kind: Any) -> Iterator[Any]:
    """The members of a union without their constraints."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        for member in args:
            yield from _members(member)
    elif origin is Annotated:
        yield from _members(args[0])
    else:
        yield kind


def _structs(kind: Any) -> Iterator[type[Struct]]:
    """Every struct in a type."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield kind
    for arg in get_args(kind):
        yield from _structs(arg)


def _has_free_keys(kind: Any) -> bool:
    """Whether a field is a mapping whose keys are data."""
    return any(get_origin(member) is dict for member in _members(kind))


def _collect(struct: type[Struct], seen: dict[type[Struct], None]) -> None:
    if struct in seen:
        return
    seen[struct] = None
    for kind in hints(struct).values():
        for part in _structs(kind):
            _collect(part, seen)
