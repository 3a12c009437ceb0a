"""What changed between two records of one type, field by field along their types; each change once.

The order of keys, quoting, comments and line breaks of a file never reach a record, so they change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple, get_args, get_origin

from msgspec import Struct

from samskab.model.application import Commitment
from samskab.model.changes.list_pairs import Pair, pairs
from samskab.model.field_lookup import hints
from samskab.model.field_types import Words
from samskab.model.record import fields_of

_IN_ORDER: Final = {
    "Programme": ("senders", "sections", "questions", "commitments"),
    "Intake": ("rounds", "conditions"),
    "Round": ("questions",),
    "Question": ("options",),
    "Selection": ("aims",),
    "Band": ("steps",),
    "Decision": ("waiting_list",),
}
"""The lists of parts and keys whose order means something; of a list of texts or numbers it always does."""
_UNORDERED_WORDS: Final = frozenset(("key", "municipality_code", "person_key"))
_CHOICES: Final = "answers"
"""The field whose lists are the options that were chosen; they are read as lines, so that a wrong one can be met."""


class FieldChange(NamedTuple):
    """One field that changed.

    field    its path, as `meetings[2].date`: in the record after the change, in the one before for what was removed
    items    the names of the list items on the way, as `kursusdag-1`; empty text for an item that nothing names
    before   the value; None where the field was left out
    after    the value; None where it is left out now
    moved    the items of the list are the same and stand in another order; the values are their names
    """

    field: str
    items: tuple[str, ...]
    before: Any
    after: Any
    moved: bool = False


class _Place(NamedTuple):
    """The paths of a field before and after, and the names of the items that it lies in."""

    before: str = ""
    after: str = ""
    items: tuple[str, ...] = ()

    def inner(self, step: str) -> _Place:
        """The place of a field, or of a value of a mapping."""
        if not re.fullmatch(r"[^.\[\]\"]+", step):
            step = f'["{step}"]'
        elif self.after:
            step = f".{step}"
        return _Place(self.before + step, self.after + step, self.items)

    def change(self, before: Any, after: Any, *, moved: bool = False) -> FieldChange:
        return FieldChange(self.before if after is None else self.after, self.items, before, after, moved)


def changed_fields(before: Struct, after: Struct) -> tuple[FieldChange, ...]:
    """Every field that differs between two records of one type, in the order of the type's fields."""
    return tuple(_of_parts(before, after, _Place()))


def _of_parts(before: Struct, after: Struct, place: _Place) -> Iterator[FieldChange]:
    for info in fields_of(type(after)):
        old, new = getattr(before, info.name), getattr(after, info.name)
        owner = type(after), info.name
        yield from _of_values(old, new, place.inner(info.encode_name), owner)


def _of_values(before: Any, after: Any, place: _Place, owner: tuple[type[Struct], str]) -> Iterator[FieldChange]:
    """The changes in one field of `owner`, or in a value of a mapping that it holds."""
    if isinstance(before, Commitment) is not isinstance(after, Commitment):
        before, after = _commitment(before), _commitment(after)
    if type(before) is type(after) and before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({**before, **after}):
            yield from _of_values(before.get(key), after.get(key), place.inner(str(key)), owner)
    elif isinstance(before, Struct) and type(before) is type(after):
        yield from _of_parts(before, after, place)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _of_lists(before, after, place, owner)
    elif not (isinstance(before, str) and isinstance(after, str) and _lines(before) == _lines(after)):
        yield place.change(before, after)


def _of_lists(
    before: Sequence[Any], after: Sequence[Any], place: _Place, owner: tuple[type[Struct], str]
) -> Iterator[FieldChange]:
    is_ordered = owner[1] in _IN_ORDER.get(owner[0].__name__, ())
    if not all(isinstance(item, Struct) and not isinstance(item, Words) for item in (*before, *after)):
        if is_ordered or not _is_set(*owner) or _sorted(before) != _sorted(after):
            yield place.change(before, after)
        return
    found = pairs(before, after)
    for pair in found:
        yield from _of_items(pair, place)
    both = [pair for pair in found if pair.before and pair.after]
    if is_ordered and (was := sorted(both, key=lambda pair: pair.before or ())) != both:
        yield place.change(tuple(pair.name for pair in was), tuple(pair.name for pair in both), moved=True)


def _of_items(pair: Pair, place: _Place) -> Iterator[FieldChange]:
    """The changes in one item: its fields, or that it came, went, or is of another kind now."""
    (i, old), (j, new) = pair.before or (0, None), pair.after or (0, None)
    inner = _Place(f"{place.before}[{i}]", f"{place.after}[{j}]", (*place.items, pair.name))
    if old is not None and type(old) is type(new):
        yield from _of_parts(old, new, inner)
    else:
        yield inner.change(old, new)


def _commitment(value: Any) -> Any:
    """`true` and `{accepted: true}` are the same answer."""
    return Commitment(accepted=value) if isinstance(value, bool) else value


def _lines(text: str) -> list[str]:
    """A text without spaces at the ends of lines and without empty lines at its end, as no letter shows them."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def _sorted(values: Sequence[Any]) -> list[Any]:
    return sorted(values, key=lambda value: (type(value).__name__, value))


@cache
def _is_set(struct: type[Struct], field: str) -> bool:
    """Whether the lists of a field hold keys, codes, days or chosen options, not texts or numbers."""
    return field == _CHOICES or any(
        item is date or _word(item) in _UNORDERED_WORDS for item in _item_types(hints(struct)[field])
    )


def _item_types(kind: Any) -> Iterator[Any]:
    """The types of the items of every list in a type."""
    if get_origin(kind) is tuple:
        yield get_args(kind)[0]
    for inner in get_args(kind):
        yield from _item_types(inner)


def _word(kind: Any) -> str:
    """The name of a sort of text, as `key`."""
    return next((str(meta.extra["word"]) for meta in getattr(kind, "__metadata__", ()) if meta.extra), "")
