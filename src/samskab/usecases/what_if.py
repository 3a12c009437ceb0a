"""`--what-if`: the wish with one value changed, as `size=18`, `region.each.min=1` or `deltagere.max=80`.

The first word is `size`, `waiting_list`, or the id of a rule; the rest is the path of a number in it. `=none` takes a
bound away that may be left out, and a rule's id alone with `=none` takes the rule away.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, NamedTuple

from msgspec import Struct, inspect
from msgspec.structs import replace

from samskab.model.selection import Selection, Size

_NONE = {"none", "ingen"}
_MOST_TOLD = 6
_HUNDRED = 100


class NoSuchWishError(ValueError):
    """There is no number at this path; `known` are paths that there are."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key)
        self.key = key
        self.known = known


class NoSuchValueError(ValueError):
    """A value that cannot stand at this path: no number, below zero, over 100 %, or `none` where one is needed."""

    def __init__(self, key: str, value: str) -> None:
        super().__init__(key)
        self.key = key
        self.value = value


class _Place(NamedTuple):
    """A number that may be changed: whether it may have decimals, and whether it may be left out."""

    decimals: bool
    optional: bool


def with_value(wish: Selection, key: str, value: str) -> Selection:
    """The wish in which the number at `key` is `value`."""
    first, *rest = key.split(".")
    rules = {rule.id: place for place, rule in enumerate(wish.rules)}
    if key == "size":
        number = _number(key, value, _Place(decimals=False, optional=False))
        size = replace(wish.size, min=number, max=number) if wish.size else Size(min=number, max=number)
        return replace(wish, size=size)
    if key in rules and value.casefold() in _NONE:
        return replace(wish, rules=tuple(rule for rule in wish.rules if rule.id != key))
    if first in {"size", "waiting_list"} and getattr(wish, first) is not None:
        return replace(wish, **{first: _set(wish, getattr(wish, first), rest, key, value)})
    if first in rules:
        changed = list(wish.rules)
        changed[rules[first]] = _set(wish, changed[rules[first]], rest, key, value)
        return replace(wish, rules=tuple(changed))
    raise NoSuchWishError(key, _like(wish, key))


def _set(wish: Selection, part: Any, path: list[str], key: str, value: str) -> Any:
    """The part with the number at the end of the path changed."""
    first, *rest = path or [""]
    if isinstance(part, dict) and first in part and rest:
        return {**part, first: _set(wish, part[first], rest, key, value)}
    if isinstance(part, Struct):
        if rest and isinstance(getattr(part, first, None), (Struct, dict)):
            return replace(part, **{first: _set(wish, getattr(part, first), rest, key, value)})
        if not rest and first in (places := _places(part)):
            return replace(part, **{first: _number(key, value, places[first])})
    raise NoSuchWishError(key, _like(wish, key))


def _number(key: str, value: str, place: _Place) -> Any:
    if value.casefold() in _NONE:
        if place.optional:
            return None
        raise NoSuchValueError(key, value)
    try:
        number = Decimal(value.replace(",", ".")) if place.decimals else int(value)
    except (ValueError, InvalidOperation):
        raise NoSuchValueError(key, value) from None
    most = _HUNDRED if "percent" in key else 10**9
    if not (Decimal(number).is_finite() and 0 <= number <= most):
        raise NoSuchValueError(key, value)
    return number


def _places(part: Struct) -> dict[str, _Place]:
    """The numbers of a part of the wish."""
    found = {}
    info = inspect.type_info(type(part))
    for field in info.fields if isinstance(info, inspect.StructType) else ():
        kinds = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
        if any(isinstance(kind, (inspect.IntType, inspect.DecimalType)) for kind in kinds):
            decimals = any(isinstance(kind, inspect.DecimalType) for kind in kinds)
            found[field.encode_name] = _Place(decimals, any(isinstance(kind, inspect.NoneType) for kind in kinds))
    return found


def _like(wish: Selection, key: str) -> tuple[str, ...]:
    """Paths that a person may have meant: those of the same rule, else those spelt alike, else one of each rule."""
    every = ["size", *_paths("size", wish.size), *_paths("waiting_list", wish.waiting_list)]
    of_rules = {rule.id: [*_paths(rule.id, rule)] for rule in wish.rules}
    every += [path for paths in of_rules.values() for path in paths]
    own = [path for path in every if path.startswith(f"{key.partition('.')[0]}.")]
    near = get_close_matches(key, every, _MOST_TOLD, 0.6)
    each = ["size", *(paths[0] if paths else f"{rule}=none" for rule, paths in of_rules.items())]
    return tuple((own or near or each)[:_MOST_TOLD])


def _paths(name: str, part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, inner in part.items():
            yield from _paths(f"{name}.{key}", inner)
    elif isinstance(part, Struct):
        places = _places(part)
        yield from (f"{name}.{place}" for place in places if place != "price")
        for field in part.__struct_fields__:
            if field not in places and isinstance(inner := getattr(part, field), (Struct, dict)):
                yield from _paths(f"{name}.{field}", inner)
