"""Keys that stand twice in one list."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator


def repeats(keys: Iterable[Hashable | None]) -> Iterator[tuple[int, int]]:
    """The place of each key that stood before, and the place where it stood first. None is no key."""
    first: dict[Hashable, int] = {}
    for place, key in enumerate(keys):
        if key is not None and (earlier := first.setdefault(key, place)) != place:
            yield place, earlier
