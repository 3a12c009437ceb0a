"""What a template may use, derived from the types of its data: the names for the template check, and an example.

The data of a template is a tree of `View`s. A field of one is a text (`str`), a yes or no for `if` (`bool`),
another view, a list of texts or views (`tuple[X, ...]`), or texts under free names (`Mapping[str, str]`). The meaning
of each name is in the catalogue under `view.<path>` (`names_page`).
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from samskab.documents.templating.template_error import ANY_NAME


@typing.dataclass_transform(frozen_default=True)
class View(Struct, frozen=True):
    """A group of names that a template may use. Every field has a default: what is printed where nothing is known."""


def view_fields(view: type[View]) -> Mapping[str, object]:
    """Field name -> type, in the order of the class."""
    return _hints(view)


@cache
def _hints(view: type[View]) -> Mapping[str, object]:
    hints = typing.get_type_hints(view)
    return MappingProxyType({name: hints[name] for name in view.__struct_fields__})


def element_of(kind: object) -> object | None:
    """The type of a list's elements; None for what is no list."""
    return typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else None


def view_of(kind: object) -> type[View] | None:
    """The view that a type is, or is a list of; None for texts and answers."""
    kind = element_of(kind) or kind
    return kind if isinstance(kind, type) and issubclass(kind, View) else None


def is_open(kind: object) -> bool:
    """Whether a type leaves the names free: texts under names of the data."""
    return typing.get_origin(kind) is Mapping


def shape(kind: object) -> Any:
    """The shape of a type, for the template check: a mapping of names, a list with one element, "" or False."""
    return _value(kind, {ANY_NAME: ""}, "", answer=False)


def example(kind: object) -> Any:
    """A word for every text, yes for every answer, one element in every list: a template runs with it without data."""
    return _value(kind, {}, "Ord", answer=True)


def _value(kind: object, names: dict[str, str], text: str, *, answer: bool) -> Any:
    """A value of a type; `names` where these are free, a text, or an answer at its ends."""
    if element := element_of(kind):
        return [_value(element, names, text, answer=answer)]
    if view := view_of(kind):
        return {name: _value(each, names, text, answer=answer) for name, each in view_fields(view).items()}
    if is_open(kind):
        return dict(names)
    return answer if kind is bool else text
