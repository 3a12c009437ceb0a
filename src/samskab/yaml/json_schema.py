"""The shape of a data file, for editors: JSON Schema 2020-12 out of the records themselves, in Danish or English.

The title of a field is its question from the catalogue, `Application.status`; its description is
`Application.status.help`. What many records have alike (`id`, `note`) stands once, under `field.id`. A sort of text
(`Key`, `ClockTime`) is `scalar.key` with `scalar.key.help`.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

from samskab.language import Language, phrase_key
from samskab.model.dataset import KINDS, Kind
from samskab.model.field_types import Instant, VagueDay

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def schema_for(kind: Kind, language: Language) -> Schema:
    """The JSON Schema of one kind of data file."""
    maker = _Maker(language)
    body = maker.of_struct(kind.record)
    head = {"$schema": DIALECT, "$id": f"samskab/{kind.name}@1", "title": language.say(phrase_key("kind", kind.name))}
    return head | body | ({"$defs": dict(sorted(maker.parts.items()))} if maker.parts else {})


def all_fields() -> Iterator[tuple[type[Struct], str]]:
    """Every field of every record and part that a data file may hold."""
    seen: dict[type[Struct], None] = {}
    for kind in KINDS:
        _collect(kind.record, seen)
    for struct in seen:
        for field in fields(struct):
            yield struct, field.encode_name


def phrase_of(struct: type[Struct], field: str, language: Language) -> str | None:
    """The key under which the catalogue asks for a field: its record's own, its base's, or the one many share."""
    keys = (phrase_key(base.__name__, field) for base in struct.__mro__ if base is not Struct)
    return next((key for key in (*keys, phrase_key("field", field)) if key in language), None)


def phrase_at(record: type[Struct], path: str, language: Language) -> str | None:
    """The key of the field at a path such as `participants[2].role`; None where the path leaves the model."""
    here, key = [record], None
    for name in re.findall(r"[^.\[\]]+", re.sub(r"\[\d+\]", "", path)):
        owner = next((struct for struct in here if any(f.encode_name == name for f in fields(struct))), None)
        if owner is None:
            return key
        key = phrase_of(owner, name, language)
        here = list(_structs(hints(owner)[name]))
    return key


@cache
def hints(struct: type[Struct]) -> Mapping[str, Any]:
    """The types of a record's fields, with what their annotations say."""
    return typing.get_type_hints(struct, include_extras=True)


class _Maker:
    """Makes schemas and keeps the parts they refer to."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.parts: dict[str, Schema] = {}

    def of_struct(self, struct: type[Struct]) -> Schema:
        config = struct.__struct_config__
        properties: dict[str, Schema] = {}
        required = []
        if config.tag is not None:
            properties[str(config.tag_field)] = {"const": config.tag}
            required.append(str(config.tag_field))
        for field in fields(struct):
            properties[field.encode_name] = self.of_field(struct, field)
            if field.required:
                required.append(field.encode_name)
        body: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return body | ({"required": required} if required else {})

    def of_field(self, struct: type[Struct], field: FieldInfo) -> Schema:
        schema = self.of(hints(struct)[field.name])
        key = phrase_of(struct, field.encode_name, self.language)
        told: Schema = {}
        if key is not None:
            told["title"] = self.language.say(key)
            helps = self.language.find(phrase_key(key, "help"))
            told["description"] = f"{helps} {schema.get('description', '')}".strip()
        default = field.default
        if default is not NODEFAULT and isinstance(default, (str, int, bool)):
            told["default"] = default
        return schema | {name: value for name, value in told.items() if value != ""}

    def of(self, kind: Any) -> Schema:
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.of_annotated(args[0], args[1:])
        if origin in {typing.Union, types.UnionType}:
            return self.of_union([arg for arg in args if arg is not type(None)])
        if origin is Literal:
            return {"const": args[0]} if len(args) == 1 else {"enum": list(args)}
        if origin is tuple:
            return {"type": "array", "items": self.of(args[0])}
        if origin is dict:
            return {"type": "object", "propertyNames": self.of(args[0]), "additionalProperties": self.of(args[1])}
        if kind in {VagueDay, Instant}:
            own: Schema = _ascii(kind.schema())
            return own | self.told("vague_day" if kind is VagueDay else "instant")
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self.of_part(kind)
        raise TypeError(f"no shape for {kind!r}")

    def of_part(self, struct: type[Struct]) -> Schema:
        name = _name(struct)
        if name not in self.parts:
            self.parts[name] = {}  # a part that holds itself would else never end
            self.parts[name] = self.of_struct(struct)
        return {"$ref": f"#/$defs/{name}"}

    def of_union(self, kinds: list[Any]) -> Schema:
        made = [self.of(kind) for kind in kinds]
        return made[0] if len(made) == 1 else {"anyOf": made}

    def of_annotated(self, kind: Any, notes: tuple[Any, ...]) -> Schema:
        schema = self.of(kind)
        for meta in (note for note in notes if isinstance(note, Meta)):
            if meta.pattern is not None:
                schema |= _ascii({"pattern": meta.pattern})
            if meta.min_length is not None:
                schema["minLength"] = meta.min_length
            schema |= self.told((meta.extra or {}).get("word", ""))
        return schema

    def told(self, word: str) -> Schema:
        """Title and description of a sort of text, in the language of the schema."""
        named = {"title": phrase_key("scalar", word), "description": phrase_key("scalar", word, "help")}
        return {name: self.language.say(key) for name, key in named.items() if key in self.language}


_PLAIN: Mapping[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Decimal: {"type": "number"},
}


def _ascii(schema: Schema) -> Schema:
    """A schema whose patterns mean the ten digits by a digit, whoever reads them."""
    made = schema | {"anyOf": [_ascii(one) for one in schema["anyOf"]]} if "anyOf" in schema else dict(schema)
    return made | ({"pattern": made["pattern"].replace(r"\d", "[0-9]")} if "pattern" in made else {})


def _name(struct: type[Struct]) -> str:
    """`Step` of two modules is two parts."""
    return f"{struct.__module__.rpartition('.')[2]}.{struct.__name__}"


def _structs(kind: Any) -> Iterator[type[Struct]]:
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield kind
    for arg in get_args(kind):
        yield from _structs(arg)


def _collect(struct: type[Struct], seen: dict[type[Struct], None]) -> None:
    if struct in seen:
        return
    seen[struct] = None
    for kind in hints(struct).values():
        for part in _structs(kind):
            _collect(part, seen)


def types_at(record: type[Struct], path: str) -> tuple[Any, ...]:
    """What the field at a path may hold (a union's members one by one); empty where the path leaves the model."""
    here: list[Any] = [record]
    for step in re.findall(r"\[\d+\]|[^.\[\]]+", path):
        here = [inner for kind in here for inner in _inside(kind, step)]
    return tuple(here)


def _inside(kind: Any, step: str) -> Iterator[Any]:
    """The types one step further in: a field of a record, a value of a mapping, an item of a list."""
    origin, args = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield from _members(hints(kind)[step]) if step in hints(kind) else ()
    elif origin is dict and not step.startswith("["):
        yield from _members(args[1])
    elif origin is tuple and step.startswith("["):
        yield from _members(args[0])


def _members(kind: Any) -> Iterator[Any]:
    origin, args = get_origin(kind), get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        for member in args:
            yield from _members(member)
    elif origin is Annotated:
        yield from _members(args[0])
    else:
        yield kind
