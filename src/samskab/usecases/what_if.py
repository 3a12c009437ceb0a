"""`--what-if`: the selection with one value changed, as `size=18`, `region.each.min=1` or `deltagere.max=80`.

The first word is `size`, `waiting_list`, or the id of a rule; the rest is the path of a number in it. `=none` takes a
bound away that may be left out, and a rule's id alone with `=none` takes the rule away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, NamedTuple

from msgspec import Struct, inspect
from msgspec.structs import replace

from samskab.fairness.outcome import BoundChange
from samskab.model.selection import Selection, Size
from samskab.refusal import Refusal

_NONE = {"none", "ingen"}
_MOST_NAMED = 6
_HUNDRED = 100
_BILLION = 10**9


class _Place(NamedTuple):
    """A number that may be changed: whether it may have decimals, and whether it may be left out."""

    decimals: bool
    optional: bool


def with_value(selection: Selection, key: str, value: str) -> Selection:
    """The selection in which the number at `key` is `value`.

    Raises `Refusal` for a path that leads to no number, and for an impossible value: no number, below zero,
    over 100 percent, or `none` where a number is needed.
    """
    first, *rest = key.split(".")
    rules = {rule.id: place for place, rule in enumerate(selection.rules)}
    if key == "size":
        number = _number(key, value, _Place(decimals=False, optional=False))
        size = replace(selection.size, min=number, max=number) if selection.size else Size(min=number, max=number)
        return replace(selection, size=size)
    if key in rules and value.casefold() in _NONE:
        return replace(selection, rules=tuple(rule for rule in selection.rules if rule.id != key))
    if first in {"size", "waiting_list"} and getattr(selection, first) is not None:
        return replace(selection, **{first: _with_number(selection, getattr(selection, first), rest, key, value)})
    if first in rules:
        changed = list(selection.rules)
        changed[rules[first]] = _with_number(selection, changed[rules[first]], rest, key, value)
        return replace(selection, rules=tuple(changed))
    raise _no_such_key(selection, key)


def changeable_bound(selection: Selection, changes: Iterable[BoundChange]) -> str:
    """The path of a bound that one of the changes moves, for `with_value`; `size` where none of them has a path."""
    for change in changes:
        rule = next((rule for rule in selection.rules if rule.id == change.rule), None)
        name = {"low": "min", "high": "max"}.get(change.bound, change.bound)
        value = change.row.about.get("value") if change.row else None
        found = [path for path in _paths(change.rule, rule) if path.rpartition(".")[2] == name] if rule else []
        if found:
            return next((path for path in found if f".{value}." in path), found[0])
    return "size"


def _with_number(selection: Selection, part: Any, path: list[str], key: str, value: str) -> Any:
    """The part with the number at the end of the path changed."""
    first, *rest = path or [""]
    if isinstance(part, dict) and first in part and rest:
        return {**part, first: _with_number(selection, part[first], rest, key, value)}
    if isinstance(part, Struct):
        if rest and isinstance(getattr(part, first, None), (Struct, dict)):
            return replace(part, **{first: _with_number(selection, getattr(part, first), rest, key, value)})
        if not rest and first in (places := _places(part)):
            return replace(part, **{first: _number(key, value, places[first])})
    raise _no_such_key(selection, key)


def _no_such_key(selection: Selection, key: str) -> Refusal:
    return Refusal("choice.no_such_key", key=key, known=_like(selection, key))


def _no_such_value(key: str, value: str) -> Refusal:
    return Refusal("choice.no_such_value", key=key, value=value, most=_most(key))


def _most(key: str) -> int:
    return _HUNDRED if "percent" in key else _BILLION


def _number(key: str, value: str, place: _Place) -> Any:
    if value.casefold() in _NONE:
        if place.optional:
            return None
        raise _no_such_value(key, value)
    try:
        number = Decimal(value.replace(",", ".")) if place.decimals else int(value)
    except (ValueError, InvalidOperation):
        raise _no_such_value(key, value) from None
    if not (Decimal(number).is_finite() and 0 <= number <= _most(key)):
        raise _no_such_value(key, value)
    return number


def _places(part: Struct) -> dict[str, _Place]:
    """The numbers of a part of the selection."""
    found = {}
    info = inspect.type_info(type(part))
    for field in info.fields if isinstance(info, inspect.StructType) else ():
        kinds = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
        if any(isinstance(kind, (inspect.IntType, inspect.DecimalType)) for kind in kinds):
            decimals = any(isinstance(kind, inspect.DecimalType) for kind in kinds)
            found[field.encode_name] = _Place(decimals, any(isinstance(kind, inspect.NoneType) for kind in kinds))
    return found


def _like(selection: Selection, key: str) -> tuple[str, ...]:
    """Paths that a person may have meant: those of the same rule, else those spelt alike, else one of each rule."""
    every = ["size", *_paths("size", selection.size), *_paths("waiting_list", selection.waiting_list)]
    of_rules = {rule.id: [*_paths(rule.id, rule)] for rule in selection.rules}
    every += [path for paths in of_rules.values() for path in paths]
    own = [path for path in every if path.startswith(f"{key.partition('.')[0]}.")]
    near = get_close_matches(key, every, _MOST_NAMED, 0.6)
    each = ["size", *(paths[0] if paths else f"{rule}=none" for rule, paths in of_rules.items())]
    return tuple((own or near or each)[:_MOST_NAMED])


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
