"""The selection of one run: the programme's own, with its size from the capacity, and what is pinned or excluded.

A capacity without a size means up to so many: as many seats are filled as the rules allow, before any other aim.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from samskab.model.field_types import Words
from samskab.model.programme import Capacity, Programme
from samskab.model.selection import Counts, Must, MustNot, Score, Seats, Selection, Size, Sum

PIN, EXCLUDE, CAPACITY = "pin", "exclude", "capacity"
_FOR_THIS_RUN = Words(da="Bestemt ved denne kørsel.", en="Decided for this run.")


def effective_selection(
    programme: Programme, *, size: int | None = None, pins: Iterable[str] = (), excludes: Iterable[str] = ()
) -> Selection | None:
    """The selection of a programme with `pins` in and `excludes` out (application ids); None when it has none."""
    selection = programme.selection
    if selection is None:
        return None
    if selection.size is None:
        selection = _sized(selection, programme.capacity)
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


def _sized(selection: Selection, capacity: Capacity) -> Selection:
    """The selection with the size of the capacity; unchanged when the capacity has no upper end.

    Where both kinds of room are given, the applicants are the size and the municipalities behind them a rule.
    """
    counts: Counts = "municipalities" if capacity.applicants is None else "applicants"
    room = capacity.applicants or capacity.municipalities
    if room is None or room.max is None:
        return selection
    size = Size(min=room.min or 0, max=room.max, counts=counts)
    more = capacity.municipalities if capacity.applicants else None
    rules = [Sum(id=CAPACITY, of="municipalities", min=more.min, max=more.max)] if more else []
    aims = selection.aims or (Score(),)
    if size.min < size.max and not any(isinstance(aim, Seats) for aim in aims):
        aims = (Seats(), *aims)
    return replace(selection, size=size, rules=(*selection.rules, *rules), aims=aims)
