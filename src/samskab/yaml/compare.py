"""Whether a text came out as meant: the new tree against the old one and the new value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samskab.yaml.notation import bare


def is_as_meant(after: Any, before: Any, steps: list[str | int], value: object) -> bool:
    """Whether the tree is the old one but for the value at the end of the steps."""
    if not steps:
        return _is_value(after, value)
    if before is None:
        return False
    step, rest = steps[0], steps[1:]
    is_mapping = hasattr(before, "entries")
    if hasattr(after, "entries") != is_mapping or hasattr(after, "items") != hasattr(before, "items"):
        return False
    old: dict[Any, Any] = _children(before)
    new: dict[Any, Any] = _children(after)
    if list(new) != list(old) + ([step] if step not in old else []):
        return False
    return all(
        is_as_meant(child, old.get(key), rest, value) if key == step else _plain(child) == _plain(old[key])
        for key, child in new.items()
    )


def _children(node: Any) -> dict[Any, Any]:
    if hasattr(node, "entries"):
        return {key: child for key, (_, child) in node.entries.items()}
    return dict(enumerate(getattr(node, "items", ())))


def _plain(node: Any) -> object:
    """A tree as plain values; a scalar with whether it is quoted, for that may be its type."""
    if hasattr(node, "value"):
        return node.value, bool(node.style)
    children = _children(node)
    return (
        {key: _plain(child) for key, child in children.items()}
        if hasattr(node, "entries")
        else [_plain(child) for child in children.values()]
    )


def _is_value(node: Any, value: object) -> bool:
    """Whether a node says what was to be said."""
    if isinstance(value, Mapping):
        children = _children(node)
        names = [str(key) for key in value]
        return (
            hasattr(node, "entries")
            and list(children) == names
            and all(_is_value(children[str(key)], item) for key, item in value.items())
        )
    if isinstance(value, (list, tuple)):
        items = list(_children(node).values())
        return (
            hasattr(node, "items")
            and len(items) == len(value)
            and all(_is_value(item, part) for item, part in zip(items, value, strict=True))
        )
    if not hasattr(node, "value"):
        return False
    if value is None:
        return not node.style and node.value in {"", "null"}
    text = value if isinstance(value, str) else bare(value)
    return bool(node.value == text) and (isinstance(value, str) or not node.style)
