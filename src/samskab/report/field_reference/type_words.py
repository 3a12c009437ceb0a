"""The type of a field in words: `list of whole numbers`, `one of: text, choice, number`."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import Meta, Struct

from samskab.language import Language, phrase_key
from samskab.model.field_types import Instant, Tbd, VagueDay, Words
from samskab.model.selection import NameOf

_SCALARS: Mapping[Any, str] = {
    str: "text",
    int: "whole_number",
    bool: "true_false",
    date: "day",
    Decimal: "number",
    VagueDay: "vague_day",
    Instant: "moment",
}


_SHARED: Mapping[Any, str] = {Words: "words", Tbd: "tbd"}


class TypeWords:
    """Puts types into words; `name_of_part` gives the name, or the link, of a part that is described elsewhere."""

    def __init__(self, language: Language, name_of_part: Callable[[type[Struct]], str]) -> None:
        self._language = language
        self._name_of_part = name_of_part

    def of(self, kind: Any) -> str:
        """The type, with the alternatives of a union one after the other."""
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self._annotated(args[0], args[1:])
        if origin in {typing.Union, types.UnionType}:
            return self._any_of([arg for arg in args if arg is not type(None)])
        if origin is Literal:
            return self._say("one_of" if len(args) > 1 else "always", values=", ".join(map(_written, args)))
        if origin is tuple:
            return self._say("list", item=self.of(args[0]))
        if origin is dict:
            return self._say("keys", key=self.of(args[0]), value=self.of(args[1]))
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self._say(_SHARED.get(kind, "part"), name=self._name_of_part(kind))
        return self._say(_SCALARS[kind])

    def _any_of(self, kinds: list[Any]) -> str:
        tagged = [kind for kind in kinds if getattr(get_struct_config(kind), "tag", None) is not None]
        if len(tagged) > 1:
            return self._say("kinds", names=", ".join(str(kind.__struct_config__.tag) for kind in tagged))
        return self._language.listing(dict.fromkeys(map(self.of, kinds)), "or")

    def _annotated(self, kind: Any, notes: tuple[Any, ...]) -> str:
        for note in notes:
            if isinstance(note, NameOf):
                return self._say("attribute" if note.kind == "attribute" else "number_name")
        words = [word for note in notes if isinstance(note, Meta) and (word := (note.extra or {}).get("word"))]
        return self._say(words[0]) if words else self.of(kind)

    def _say(self, name: str, /, **values: object) -> str:
        return self._language.say(phrase_key("explain.type", name), **values)


def get_struct_config(kind: Any) -> Any:
    """The configuration of a struct; None for another type."""
    return getattr(kind, "__struct_config__", None)


def _written(value: object) -> str:
    return "true" if value is True else str(value)
