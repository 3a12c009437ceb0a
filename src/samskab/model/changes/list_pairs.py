"""Pairs the items of two lists of parts: by what names an item, else by what is equal in them; never by their index."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from msgspec import Struct

from samskab.model.record import fields_of

_NAMING: Final = (
    ("id",), ("key",), ("role",), ("applicant",), ("code", "path", "field"), ("code",), ("year",), ("meeting",),
    ("municipality",), ("name",), ("by",), ("track",), ("document", "about"), ("da",), ("kind",),
)  # fmt: skip
"""The fields that name an item within its list. The first of these that a type has are taken."""
_MOST_COMPARED: Final = 400
"""Beyond so many comparisons the items of one name are paired by their order."""

Entry = tuple[int, Struct]
"""An item with its index."""


class Pair(NamedTuple):
    """An item before and after; None on the side that lacks it. `name` is empty for an item that nothing names."""

    name: str
    before: Entry | None
    after: Entry | None


def pairs(before: Sequence[Struct], after: Sequence[Struct]) -> tuple[Pair, ...]:
    """Every item of both lists once: those of `after` in their order, then those that only `before` has."""
    old, new = _grouped(before), _grouped(after)
    found = [pair for name in {**new, **old} for pair in _paired(name, old.get(name, []), new.get(name, []))]
    return tuple(sorted(found, key=_order))


def _order(pair: Pair) -> tuple[bool, int]:
    return pair.after is None, (pair.after or pair.before or (0,))[0]


def _grouped(items: Sequence[Struct]) -> dict[tuple[Hashable, ...], list[Entry]]:
    found: dict[tuple[Hashable, ...], list[Entry]] = {}
    for entry in enumerate(items):
        found.setdefault(_name(entry[1]), []).append(entry)
    return found


def _name(item: Struct) -> tuple[Hashable, ...]:
    fields = _naming_fields(type(item))
    return tuple(getattr(item, field) for field in fields) if fields else (type(item).__struct_config__.tag,)


@cache
def _naming_fields(struct: type[Struct]) -> tuple[str, ...]:
    known = {field.name for field in fields_of(struct)}
    return next((names for names in _NAMING if known.issuperset(names)), ())


def _paired(name: tuple[Hashable, ...], before: list[Entry], after: list[Entry]) -> Iterator[Pair]:
    """The items of one name, the most alike first. Where nothing names them, two that share nothing are no pair."""
    word = " ".join(str(part) for part in name if isinstance(part, (str, int)))
    old, new = dict(before), dict(after)
    for i, j in _most_alike(before, after, 0 if word else 1):
        if i in old and j in new:
            yield Pair(word, (i, old.pop(i)), (j, new.pop(j)))
    yield from (Pair(word, None, entry) for entry in new.items())
    yield from (Pair(word, entry, None) for entry in old.items())


def _most_alike(before: list[Entry], after: list[Entry], least: int) -> Iterator[tuple[int, int]]:
    """Indices of possible pairs, the best first; one may stand in several."""
    if len(before) * len(after) > _MOST_COMPARED:
        places = {item: j for j, item in reversed(after)}
        yield from ((i, places[item]) for i, item in before if item in places)
        yield from ((i, j) for (i, _), (j, _) in zip(before, after, strict=False))
        return
    scored = ((-_likeness(a, b), i, j) for i, a in before for j, b in after)
    yield from ((i, j) for score, i, j in sorted(scored) if -score >= least)


def _likeness(one: Struct, other: Struct) -> int:
    """How many fields are equal and not empty; one more when all fields are equal."""
    if type(one) is not type(other):
        return 0
    names = [field.name for field in fields_of(type(one))]
    equal = [name for name in names if getattr(one, name) == getattr(other, name)]
    return sum(bool(getattr(one, name)) for name in equal) + (len(equal) == len(names))
