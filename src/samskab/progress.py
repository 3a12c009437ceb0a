"""How far a long piece of work is: a callback that is called between its steps, and the ways to call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

WorkStep = Literal["load", "files", "rows", "aims", "reasons", "waiting_list", "alternatives", "conflict", "documents"]
"""What is being done; its sentence is `progress.<step>`."""

Progress = Callable[[WorkStep, int, int], None]
"""`progress(step, done, total)`, where `total` is 0 if it is not known."""

Item = TypeVar("Item")


def unobserved(_step: WorkStep, _done: int, _total: int) -> None:
    """The progress of work that nobody watches."""


def observed(items: Sequence[Item], step: WorkStep, progress: Progress) -> Iterator[Item]:
    """The items, with `progress` called before each."""
    for done, item in enumerate(items):
        progress(step, done, len(items))
        yield item
