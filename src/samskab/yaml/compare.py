"""Compares the tree of a spliced text with the tree before and the value that was put in."""

from __future__ import annotations

from collections.abc import Mapping as Values
from typing import Any

from samskab.yaml.dump import unquoted
from samskab.yaml.nodes import Mapping, Node, Scalar, Sequence


def is_only_change(after: Node | None, before: Node | None, steps: tuple[str | int, ...], value: object) -> bool:
    """Whether `after` is the tree `before` with only the value at the end of the steps changed or added."""
    if not steps:
        return _has_value(after, value)
    if before is None or type(after) is not type(before):
        return False
    step, rest = steps[0], steps[1:]
    old, new = _children(before), _children(after)
    if [key for key in new if key in old or key != step] != list(old):
        return False
    return all(
        is_only_change(child, old.get(key), rest, value) if key == step else _content(child) == _content(old[key])
        for key, child in new.items()
    )


def is_only_removal(after: Node | None, before: Node | None, steps: tuple[str | int, ...]) -> bool:
    """Whether `after` is the tree `before` without the entry at the end of the steps."""
    if before is None or type(after) is not type(before):
        return False
    step, rest = steps[0], steps[1:]
    old, new = _children(before), _children(after)
    if list(new) != [key for key in old if rest or key != step]:
        return False
    return all(
        is_only_removal(child, old[key], rest) if key == step else _content(child) == _content(old[key])
        for key, child in new.items()
    )


def _children(node: Node | None) -> dict[Any, Node]:
    """The child nodes by key or index."""
    if isinstance(node, Mapping):
        return {key: child for key, (_, child) in node.entries.items()}
    return dict(enumerate(node.items)) if isinstance(node, Sequence) else {}


def _content(node: Node) -> object:
    """A node without its places. A scalar counts with whether it is quoted, for that may decide its type."""
    if isinstance(node, Scalar):
        return node.value, bool(node.style)
    return type(node), [(key, _content(child)) for key, child in _children(node).items()]


def _has_value(node: Node | None, value: object) -> bool:
    """Whether a node reads as a value."""
    if isinstance(value, Values):
        return isinstance(node, Mapping) and _have_values(node, {str(key): item for key, item in value.items()})
    if isinstance(value, (list, tuple)):
        return isinstance(node, Sequence) and _have_values(node, dict(enumerate(value)))
    if not isinstance(node, Scalar):
        return False
    if value is None:
        return not node.style and node.value in {"", "null"}
    return node.value == value if isinstance(value, str) else not node.style and node.value == unquoted(value)


def _have_values(node: Node, values: dict[Any, object]) -> bool:
    children = _children(node)
    return list(children) == list(values) and all(_has_value(children[key], item) for key, item in values.items())
