"""A fact as the key of its sentence and the values of that, so that it can be written in any language later."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from samskab.language import Language
from samskab.model.field_types import Words


class Fact(NamedTuple):
    """The key of a sentence or a noun in the catalogue, and its values: also `Words`, and other facts."""

    key: str
    values: Mapping[str, object]


def fact_as_text(fact: Fact, language: Language) -> str:
    """The sentence of a fact."""
    return language.say(fact.key, **{name: value_as_text(value, language) for name, value in fact.values.items()})


def value_as_text(value: object, language: Language) -> object:
    """A value as a sentence takes it: texts of the data and facts in the language, whatever else as it is."""
    if isinstance(value, Words):
        return language.choose_line(value)
    if isinstance(value, Fact):
        return fact_as_text(value, language)
    if isinstance(value, tuple):
        return tuple(value_as_text(each, language) for each in value)
    return language.number(value) if isinstance(value, Decimal) else value
