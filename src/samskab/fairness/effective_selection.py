"""The selection of one run: the programme's own, with its size from the capacity, and what is pinned or excluded.

A capacity without a size means up to so many: as many seats are filled as the rules allow, before any other aim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from samskab.fairness.row import NOTHING
from samskab.model.applicant_numbers import SCORE
from samskab.model.field_types import Words
from samskab.model.programme import Capacity, Programme
from samskab.model.selection import Counts, Must, MustNot, Score, Seats, Selection, Size, Sum

PIN, EXCLUDE, CAPACITY = "pin", "exclude", "capacity"
_UNEXPLAINED = Words(da="Der er ikke angivet nogen grund.", en="No reason has been given.")


def effective_selection(
    programme: Programme,
    *,
    pins: Mapping[str, str] = NOTHING,
    excludes: Mapping[str, str] = NOTHING,
) -> Selection | None:
    """The selection of a programme with `pins` in and `excludes` out (application id -> reason); None without one."""
    selection = programme.selection
    if selection is None:
        return None
    if selection.size is None:
        selection = _sized(selection, programme.capacity)
    pinned = (Must(id=PIN, applicants=keys, reason=why) for why, keys in _by_reason(pins))
    excluded = (MustNot(id=EXCLUDE, applicants=keys, reason=why) for why, keys in _by_reason(excludes))
    selection = replace(selection, rules=(*selection.rules, *pinned, *excluded))
    return selection if selection.aims else replace(selection, aims=(Score(),))


def points_count_once(selection: Selection) -> bool:
    """Whether several municipalities that apply together take a seat each, and an aim adds their points once."""
    counts = selection.size.counts if selection.size else "applicants"
    return counts == "municipalities" and any(isinstance(aim, Score) and aim.of == SCORE for aim in selection.aims)


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


def _by_reason(reasons: Mapping[str, str]) -> Iterator[tuple[Words, tuple[str, ...]]]:
    """Each reason with the applicants that it was given for, both in the order of the ids."""
    keys: dict[str, list[str]] = {}
    for key, reason in sorted(reasons.items()):
        keys.setdefault(reason, []).append(key)
    yield from ((Words(da=reason) if reason else _UNEXPLAINED, tuple(own)) for reason, own in keys.items())
