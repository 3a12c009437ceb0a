"""Keys that stand twice in one list."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)


def repeats(keys: Iterable[_Key | None]) -> Iterator[tuple[int, int, _Key]]:
    """The place of each key that stood before, the place where it stood first, and the key. None is no key."""
    first: dict[_Key, int] = {}
    for place, key in enumerate(keys):
        if key is not None and (earlier := first.setdefault(key, place)) != place:
            yield place, earlier, key
