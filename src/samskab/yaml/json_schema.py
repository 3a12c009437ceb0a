"""JSON Schema 2020-12 of the data files, made from the record types, in Danish or English; editors use it.

The title of a field is its question in the catalogue and its description the help text (`model.field_lookup`); a sort
of text (`Key`, `ClockTime`) has the title `scalar.key` and the description `scalar.key.help`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo

from samskab.language import Language, phrase_key
from samskab.model.dataset import Kind
from samskab.model.field_lookup import hints, phrase_of
from samskab.model.field_types import Instant, VagueDay
from samskab.model.record import fields_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def schema_for(kind: Kind, language: Language) -> Schema:
    """The JSON Schema of one kind of data file."""
    builder = _SchemaBuilder(language)
    body = builder.of_struct(kind.record)
    head = {"$schema": DIALECT, "$id": kind.schema, "title": language.say(phrase_key("kind", kind.name))}
    return head | body | ({"$defs": dict(sorted(builder.parts.items()))} if builder.parts else {})


class _SchemaBuilder:
    """Builds schemas; `parts` are the definitions that they refer to."""

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
        for field in fields_of(struct):
            properties[field.encode_name] = self.of_field(struct, field)
            if field.required:
                required.append(field.encode_name)
        body: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return body | ({"required": required} if required else {})

    def of_field(self, struct: type[Struct], field: FieldInfo) -> Schema:
        schema = self.of(hints(struct)[field.name])
        key = phrase_of(struct, field.encode_name, self.language)
        texts: Schema = {}
        if key is not None:
            texts["title"] = self.language.say(key)
            helps = self.language.find(phrase_key(key, "help"))
            texts["description"] = f"{helps} {schema.get('description', '')}".strip()
        default = field.default
        if default is not NODEFAULT and isinstance(default, (str, int, bool)):
            texts["default"] = default
        return schema | {name: value for name, value in texts.items() if value != ""}

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
            return own | self.titles("vague_day" if kind is VagueDay else "instant")
        if kind in _SCALARS:
            return dict(_SCALARS[kind])
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self.of_part(kind)
        raise TypeError(f"no schema for {kind!r}")

    def of_part(self, struct: type[Struct]) -> Schema:
        name = _name(struct)
        if name not in self.parts:
            self.parts[name] = {}  # ends the recursion of a part that contains itself
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
            schema |= self.titles((meta.extra or {}).get("word", ""))
        return schema

    def titles(self, word: str) -> Schema:
        """Title and description of a sort of text."""
        named = {"title": phrase_key("scalar", word), "description": phrase_key("scalar", word, "help")}
        return {name: self.language.say(key) for name, key in named.items() if key in self.language}


_SCALARS: Mapping[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Decimal: {"type": "number"},
}


def _ascii(schema: Schema) -> Schema:
    """A schema with `[0-9]` for `\\d`, which matches the digits of every script in some validators."""
    made = schema | {"anyOf": [_ascii(one) for one in schema["anyOf"]]} if "anyOf" in schema else dict(schema)
    return made | ({"pattern": made["pattern"].replace(r"\d", "[0-9]")} if "pattern" in made else {})


def _name(struct: type[Struct]) -> str:
    """The name of a definition; it has the module, for two modules may have a part of the same name."""
    return f"{struct.__module__.rpartition('.')[2]}.{struct.__name__}"
