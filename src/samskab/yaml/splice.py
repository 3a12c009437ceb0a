"""Changes one value in a file's text, or adds one; every other character stays.

Nothing is dumped: the new value is spliced in where the old one stood (or below the last key or item of its
parent), then the whole is read again and compared with what was meant before anybody may write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple, Protocol

from samskab.finding import Finding, Severity, Span
from samskab.yaml.compare import is_as_meant
from samskab.yaml.notation import flow, is_nested, key_of, lines_of, scalar

_STEP: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class Tree(Protocol):
    """A text as the reader saw it: its root node and what is wrong with it."""

    @property
    def root(self) -> Any:
        """A node with `entries`, `items` or `value`; None when nothing could be read."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the text."""


Read = Callable[[str], Tree]
"""`read.tree.read_tree`, handed in: reading and editing are neighbours that do not know each other."""


def splice(text: str, field: str, value: object, read: Read, path: str = "") -> str | Finding:
    """The text with one value changed: that of a scalar, of a key that is not there yet, or of one more list item.

    text    a valid file; byte order mark, line ends, comments and quotes stay as they are
    field   as `withdrawn.why`, `assessments[2].scores.reach`; its parent must be there, a new item has the next number
    value   text, whole number, bool, date, None, or for what is new also lists and mappings of these
    Returns the new text, or a finding: the text's own first mistake, SK090 (no such place), SK091 (did not come out
    as meant).
    """
    body = text.removeprefix("\ufeff")
    before = read(body)
    if before.findings or before.root is None:
        return before.findings[0] if before.findings else _refusal("SK090", path, field)
    steps = [int(index) if index else key for index, key in _STEP.findall(field)]
    place = _place(before.root, steps)
    if place is None:
        return _refusal("SK090", path, field)
    page = _Page(body, "\r\n" if "\r\n" in body else "\r" if "\r" in body and "\n" not in body else "\n")
    spliced = page.replaced(place, value) if place.is_there else page.added(place, value)
    if not place.is_there and not body.endswith(page.newline):
        before = read(body + page.newline)  # the file's last line gets its end, and a block text there with it
    if spliced is None:
        return _refusal("SK090", path, field)
    after = read(spliced)
    if after.findings or not is_as_meant(after.root, before.root, steps, value):
        return _refusal("SK091", path, field)
    return text[: len(text) - len(body)] + spliced


class _Place(NamedTuple):
    """Where to splice: a scalar that is there, or the parent that gets one more key or item."""

    node: Any
    step: str | int
    is_there: bool


def _place(root: Any, steps: list[str | int]) -> _Place | None:
    node = root
    for number, step in enumerate(steps):
        child = _child(node, step)
        if child is not None:
            node = child
        elif number == len(steps) - 1 and (
            (isinstance(step, str) and hasattr(node, "entries")) or (hasattr(node, "items") and step == len(node.items))
        ):
            return _Place(node, step, is_there=False)
        else:
            return None
    return _Place(node, steps[-1], is_there=True) if steps and hasattr(node, "value") else None


def _child(node: Any, step: str | int) -> Any:
    if isinstance(step, str):
        entry = node.entries.get(step) if hasattr(node, "entries") else None
        return entry[1] if entry else None
    return node.items[step] if hasattr(node, "items") and step < len(node.items) else None


class _Page(NamedTuple):
    """A text to splice into, with the line break it uses."""

    text: str
    newline: str

    def replaced(self, place: _Place, value: object) -> str | None:
        """The text with a scalar's characters exchanged."""
        if is_nested(value):
            return None
        node = place.node
        start, end = node.start_mark.index, self._end_of(node)
        old = self.text[start:end]
        if node.style in {"|", ">"} and isinstance(value, str):
            new = self._block(value, old, node.start_mark.index)
        else:
            new = scalar(value, node.style)
        if start == end and self.text[start - 1 : start] in {":", "-", "?"}:
            new = f" {new}"
        return self.text[:start] + new + self.text[end:]

    def added(self, place: _Place, value: object) -> str | None:
        """The text with one more key or item at the end of its parent."""
        parent = place.node
        children = [child for _, child in parent.entries.values()] if hasattr(parent, "entries") else parent.items
        name = f"{key_of(place.step)}: " if isinstance(place.step, str) else ""
        if parent.flow:
            end = self._end_of(children[-1]) if children else parent.start_mark.index + 1
            new = (", " if children else "") + name + flow(value)
            return self.text[:end] + new + self.text[end:]
        if not children:
            return None
        margin = " " * self._column(parent)
        head = margin + (f"{key_of(place.step)}:" if name else "-")
        lines = lines_of(head, value, len(margin))
        end = self._line_end(self._last_leaf(children[-1]))
        return self.text[:end] + "".join(self.newline + line for line in lines) + self.text[end:]

    def _column(self, parent: Any) -> int:
        """The column where a block's keys or dashes stand, counted in its own first line."""
        first = next(iter(parent.entries.values()))[0] if hasattr(parent, "entries") else parent
        return int(first.start_mark.column)

    def _last_leaf(self, node: Any) -> Any:
        while not getattr(node, "flow", True):
            node = next(reversed(node.entries.values()))[1] if hasattr(node, "entries") else node.items[-1]
        return node

    def _end_of(self, node: Any) -> int:
        """Where a node's own characters end; a block text ends with its last line, not with the blank ones after it."""
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if getattr(node, "style", None) in {"|", ">"}:
            return start + len(self.text[start:end].rstrip())
        return end

    def _line_end(self, leaf: Any) -> int:
        """The end of the line on which a leaf ends, a comment there included."""
        end = self._end_of(leaf)
        match = re.compile(r"[^\r\n]*").match(self.text, end)
        return match.end() if match else end

    def _block(self, value: str, old: str, start: int) -> str:
        """A text of several lines in place of another, as deep as that was; in quotes when it cannot be a block."""
        first = re.search(r"[\r\n]+( +)\S", old)
        line_start = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        outer = re.match(r"[ -]*", self.text[line_start:start])
        margin = first[1] if first else " " * (len(outer.group()) + 2 if outer else 2)
        lines = value.split("\n")
        is_blockish = value.strip() and not value.startswith((" ", "\n")) and not value.endswith("\n\n")
        if not is_blockish or any(line != line.rstrip() for line in lines):
            return scalar(value, '"')
        sign = "|" if value.endswith("\n") else "|-"
        body = lines[:-1] if value.endswith("\n") else lines
        return sign + "".join(self.newline + (margin + line if line else "") for line in body)


def _refusal(code: str, path: str, field: str) -> Finding:
    return Finding(code, Severity.ERROR, Span(path), {"field": field}, field)
