"""The selection of one run: the programme's own, with its size from the capacity, and what is pinned or excluded."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.selection import Must, MustNot, Score, Selection, Size

PIN, EXCLUDE = "pin", "exclude"
_FOR_THIS_RUN = Words(da="Bestemt ved denne kørsel.", en="Decided for this run.")


def effective_selection(
    programme: Programme, *, size: int | None = None, pins: Iterable[str] = (), excludes: Iterable[str] = ()
) -> Selection | None:
    """The selection of a programme with `pins` in and `excludes` out (application ids); None when it has none."""
    selection = programme.selection
    if selection is None:
        return None
    room = programme.capacity.municipalities
    if selection.size is None and room is not None and room.max is not None:
        selection = replace(selection, size=Size(min=room.max if room.min is None else room.min, max=room.max))
    if size is not None:
        counts = selection.size.counts if selection.size else "applicants"
        selection = replace(selection, size=Size(min=size, max=size, counts=counts))
    pinned, excluded = tuple(sorted(set(pins))), tuple(sorted(set(excludes)))
    if pinned:
        rule = Must(id=PIN, applicants=pinned, reason=_FOR_THIS_RUN)
        selection = replace(selection, rules=(*selection.rules, rule))
    if excluded:
        rule_out = MustNot(id=EXCLUDE, applicants=excluded, reason=_FOR_THIS_RUN)
        selection = replace(selection, rules=(*selection.rules, rule_out))
    return selection if selection.aims else replace(selection, aims=(Score(),))
