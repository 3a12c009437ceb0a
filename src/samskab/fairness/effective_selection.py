"""The wish of one run: the programme's own, with its size from the capacity, and what was asked for beside it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.selection import Must, MustNot, Score, Selection, Size

PIN, EXCLUDE = "pin", "exclude"
_PINNED = Words(da="Bestemt ved denne kørsel.", en="Decided for this run.")


def wished(
    programme: Programme, *, size: int | None = None, pins: Iterable[str] = (), excludes: Iterable[str] = ()
) -> Selection | None:
    """The wish of a programme, or None when nobody is chosen in it. `pins` and `excludes` are application ids."""
    wish = programme.selection
    if wish is None:
        return None
    room = programme.capacity.municipalities
    if wish.size is None and room is not None and room.max is not None:
        wish = replace(wish, size=Size(min=room.max if room.min is None else room.min, max=room.max))
    if size is not None:
        wish = replace(wish, size=Size(min=size, max=size, counts=wish.size.counts if wish.size else "applicants"))
    pinned, excluded = tuple(sorted(set(pins))), tuple(sorted(set(excludes)))
    if pinned:
        wish = replace(wish, rules=(*wish.rules, Must(id=PIN, applicants=pinned, reason=_PINNED)))
    if excluded:
        wish = replace(wish, rules=(*wish.rules, MustNot(id=EXCLUDE, applicants=excluded, reason=_PINNED)))
    return wish if wish.aims else replace(wish, aims=(Score(),))
