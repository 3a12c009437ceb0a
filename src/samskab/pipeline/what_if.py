"""`--what-if`: the wish with one value changed, as `size=18`, `region.each.min=1` or `deltagere.max=80`.

The first word is `size`, `waiting_list`, or the id of a rule; the rest is the path of a whole number in it.
`=none` takes a bound away, and a rule's id alone with `=none` takes the rule away.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from samskab.model.selection import Selection, Size

_NONE = {"none", "ingen"}


class NoSuchWishError(ValueError):
    """There is no number at this path; `known` are the words that may stand in its place."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key)
        self.key = key
        self.known = known


def with_value(wish: Selection, key: str, value: str) -> Selection:
    """The wish in which the number at `key` is `value`."""
    first, *rest = key.split(".")
    number = _number(key, value)
    if first == "size":
        return replace(wish, size=_sized(wish.size, rest, number, key))
    if first == "waiting_list" and wish.waiting_list is not None:
        return replace(wish, waiting_list=_set(wish.waiting_list, rest, number, key))
    places = {rule.id: place for place, rule in enumerate(wish.rules)}
    if first not in places:
        raise NoSuchWishError(key, ("size", "waiting_list", *places))
    rules = list(wish.rules)
    if not rest and number is None:
        del rules[places[first]]
    else:
        rules[places[first]] = _set(rules[places[first]], rest, number, key)
    return replace(wish, rules=tuple(rules))


def _sized(size: Size | None, rest: list[str], number: int | None, key: str) -> Size:
    if number is None:
        raise NoSuchWishError(key, ("size", "size.min", "size.max"))
    if not rest:
        return replace(size, min=number, max=number) if size else Size(min=number, max=number)
    changed: Size = _set(size or Size(min=number, max=number), rest, number, key)
    return changed


def _set(part: Any, path: list[str], number: int | None, key: str) -> Any:
    if not path:
        raise NoSuchWishError(key, _names(part))
    first, *rest = path
    if isinstance(part, dict):
        if first not in part:
            raise NoSuchWishError(key, tuple(sorted(part)))
        return {**part, first: _set(part[first], rest, number, key)}
    if first not in _names(part):
        raise NoSuchWishError(key, _names(part))
    inner = getattr(part, first)
    if rest:
        return replace(part, **{first: _set(inner, rest, number, key)})
    if inner is not None and (isinstance(inner, bool) or not isinstance(inner, int)):
        raise NoSuchWishError(key, _names(part))
    return replace(part, **{first: number})


def _names(part: Any) -> tuple[str, ...]:
    return tuple(field.encode_name for field in fields(part)) if isinstance(part, Struct) else ()


def _number(key: str, value: str) -> int | None:
    if value.casefold() in _NONE:
        return None
    try:
        return int(value)
    except ValueError:
        raise NoSuchWishError(key, (value,)) from None
