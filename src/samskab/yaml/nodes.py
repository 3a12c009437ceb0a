"""Nodes of a YAML file, each with its place, and how a node is found by its field path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Protocol, TypeAlias

from samskab.finding import Span, field_steps

MAX_NODES: Final = 20_000
"""The reading of a file ends after so many nodes."""
NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
"""Unquoted scalars that mean no value."""


class Mark(Protocol):
    """A place as the parser counts it: line, column and index from 0, in characters."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...

    @property
    def index(self) -> int: ...


class _Beginning:
    line = column = index = 0


NO_PLACE: Final[Any] = _Beginning()
"""The marks of a node that was read without its place (`plain_files.py`)."""


class Scalar:
    """A text, quotes and escapes resolved. `style` is None or empty for a plain one, else its quote, `|` or `>`."""

    __slots__ = ("end_mark", "start_mark", "style", "value")

    def __init__(self, value: str, style: str | None, start_mark: Mark = NO_PLACE, end_mark: Mark = NO_PLACE) -> None:
        self.value = value
        self.style = style
        self.start_mark = start_mark
        self.end_mark = end_mark


class Mapping:
    """Keys and values in file order: key text -> (key scalar, value). `flow` is true for one in braces.

    `composed` holds the keys with letters beyond ASCII by their NFC form, to find two that look the same.
    """

    __slots__ = ("composed", "end_mark", "entries", "flow", "start_mark")

    def __init__(self, flow: bool = False, start_mark: Mark = NO_PLACE, end_mark: Mark = NO_PLACE) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.composed: dict[str, Scalar] | None = None
        self.flow = flow
        self.start_mark = start_mark
        self.end_mark = end_mark


class Sequence:
    """A list of nodes. `flow` is true for one in brackets."""

    __slots__ = ("end_mark", "flow", "items", "start_mark")

    def __init__(self, flow: bool = False, start_mark: Mark = NO_PLACE, end_mark: Mark = NO_PLACE) -> None:
        self.items: list[Node] = []
        self.flow = flow
        self.start_mark = start_mark
        self.end_mark = end_mark


class RefusedNode:
    """In place of a construct that was refused with a finding; `decode` reports nothing more about it."""

    __slots__ = ("end_mark", "start_mark")

    def __init__(self, start_mark: Mark, end_mark: Mark) -> None:
        self.start_mark = start_mark
        self.end_mark = end_mark


Node: TypeAlias = Scalar | Mapping | Sequence | RefusedNode


def is_null(scalar: Scalar) -> bool:
    """Whether a scalar is left empty, or is `~` or `null` without quotes."""
    return not scalar.style and scalar.value in NULLS


def last_leaf(node: Node) -> Node:
    """The last scalar, bracketed container or refused node in a node; the node itself when it is one of these."""
    while True:
        if isinstance(node, Mapping) and not node.flow and node.entries:
            node = next(reversed(node.entries.values()))[1]
        elif isinstance(node, Sequence) and not node.flow and node.items:
            node = node.items[-1]
        else:
            return node


def span(node: Node | Mark, path: str) -> Span:
    """The place of a node, counted from 1. A bare mark is one character wide.

    A block ends with its last leaf; its own end mark is where the next node begins.
    """
    if isinstance(node, (Scalar, Mapping, Sequence, RefusedNode)):
        start, end = node.start_mark, last_leaf(node).end_mark
        return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    return Span(path, node.line + 1, node.column + 1, node.line + 1, node.column + 2)


def child(node: Node | None, step: str | int) -> Node | None:
    """The value of a key, or the item at an index (from 0); None where there is none."""
    if isinstance(step, str):
        entry = node.entries.get(step) if isinstance(node, Mapping) else None
        return entry[1] if entry else None
    return node.items[step] if isinstance(node, Sequence) and step < len(node.items) else None


def find(root: Node | None, field: str) -> Node | None:
    """The node at a field path such as `participants[2].role`, or its nearest parent that exists."""
    node = root
    for step in field_steps(field):
        inner = child(node, step)
        if inner is None:
            break
        node = inner
    return node


def paths(root: Node | None) -> Iterator[tuple[str, Node]]:
    """Every node with its field path, parents first; of a mapping also each key's scalar, under its value's path."""
    stack: list[tuple[str, Node]] = [("", root)] if root is not None else []
    while stack:
        path, node = stack.pop()
        yield path, node
        if isinstance(node, Mapping):
            for key, (scalar, value) in node.entries.items():
                inner = f'{path}["{key}"]' if "." in key else f"{path}.{key}" if path else key
                yield inner, scalar
                stack.append((inner, value))
        elif isinstance(node, Sequence):
            stack.extend((f"{path}[{index}]", item) for index, item in enumerate(node.items))


def path_at_line(root: Node | None, line: int) -> str:
    """The path of the last node that begins at or before a line, counted from 1; empty where none does."""
    begun = [(path, node) for path, node in paths(root) if node.start_mark.line < line]
    return max(begun, key=lambda each: each[1].start_mark.line, default=("", root))[0]
