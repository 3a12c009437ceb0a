"""The selection of one run: the programme's own, with its size from the capacity, and what is pinned or excluded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from samskab.fairness.row import NOTHING
from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.selection import Must, MustNot, Score, Selection, Size

PIN, EXCLUDE = "pin", "exclude"
_UNEXPLAINED = Words(da="Der er ikke angivet nogen grund.", en="No reason has been given.")


def effective_selection(
    programme: Programme,
    *,
    size: int | None = None,
    pins: Mapping[str, str] = NOTHING,
    excludes: Mapping[str, str] = NOTHING,
) -> Selection | None:
    """The selection of a programme with `pins` in and `excludes` out (application id -> reason); None without one."""
    selection = programme.selection
    if selection is None:
        return None
    room = programme.capacity.municipalities
    if selection.size is None and room is not None and room.max is not None:
        selection = replace(selection, size=Size(min=room.max if room.min is None else room.min, max=room.max))
    if size is not None:
        counts = selection.size.counts if selection.size else "applicants"
        selection = replace(selection, size=Size(min=size, max=size, counts=counts))
    pinned = (Must(id=PIN, applicants=keys, reason=why) for why, keys in _by_reason(pins))
    excluded = (MustNot(id=EXCLUDE, applicants=keys, reason=why) for why, keys in _by_reason(excludes))
    selection = replace(selection, rules=(*selection.rules, *pinned, *excluded))
    return selection if selection.aims else replace(selection, aims=(Score(),))


def _by_reason(reasons: Mapping[str, str]) -> Iterator[tuple[Words, tuple[str, ...]]]:
    """Each reason with the applicants that it was given for, both in the order of the ids."""
    keys: dict[str, list[str]] = {}
    for key, reason in sorted(reasons.items()):
        keys.setdefault(reason, []).append(key)
    yield from ((Words(da=reason) if reason else _UNEXPLAINED, tuple(own)) for reason, own in keys.items())
