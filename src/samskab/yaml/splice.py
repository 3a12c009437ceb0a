"""Changes one value in the text of a file, or adds one; every other character stays.

The new value is put in place of the old one, or below the last key or item of its parent. The result is read again and
compared with what was meant; if it differs, there is a finding and no text.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import Final, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span, field_steps
from samskab.yaml.compare import is_only_change
from samskab.yaml.dump import YamlWriter, is_nested, literal_block
from samskab.yaml.nodes import Mapping, Node, Sequence, child, last_leaf
from samskab.yaml.parser import Scalar
from samskab.yaml.tree import read_tree

_WRITER: Final = YamlWriter()


def splice(text: str, field: str, value: object, path: str = "") -> str | Finding:
    """The text with one value changed: that of a scalar, of a key that is not there yet, or of one more list item.

    text    a valid file; byte order mark, line ends, comments and quotes stay as they are
    field   as `withdrawn.why`, `assessments[2].scores.reach`; its parent must be there, a new item has the next number
    value   text, whole number, bool, date, None, or for what is new also lists and mappings of these
    path    the file, for findings
    Returns the new text, or a finding: the text's own first mistake, SK090 (no such place), SK091 (the result does not
    read as meant).
    """
    body = text.removeprefix("\ufeff")
    before = read_tree(body, path)
    if before.findings:
        return before.findings[0]
    steps = field_steps(field)
    if not steps:
        return _refusal("SK090", path, field)
    source = _SourceText(body, "\r\n" if "\r\n" in body else "\r" if "\r" in body and "\n" not in body else "\n")
    parent = reduce(child, steps[:-1], before.root)
    node = child(parent, steps[-1])
    if node is not None:
        spliced = source.with_scalar(node, value)
    else:
        spliced = source.with_child(parent, steps[-1], value)
        if not body.endswith(source.newline):  # the last line gets its end, which a block scalar there then includes
            before = read_tree(body + source.newline, path)
    if spliced is None:
        return _refusal("SK090", path, field)
    after = read_tree(spliced, path)
    if after.findings or not is_only_change(after.root, before.root, steps, value):
        return _refusal("SK091", path, field)
    return text[: len(text) - len(body)] + spliced


class _SourceText(NamedTuple):
    """The text of a file, and the line end that it uses."""

    text: str
    newline: str

    def with_scalar(self, node: Node, value: object) -> str | None:
        """The text with the characters of a scalar replaced; None when the node or the value is no scalar."""
        if not isinstance(node, Scalar) or is_nested(value):
            return None
        start, end = node.start_mark.index, self._end_of(node)
        if node.style in {"|", ">"} and isinstance(value, str):
            new = self._block(value, start, end)
        else:
            new = _WRITER.scalar(value, node.style)
        if start == end and self.text[start - 1 : start] in {":", "-", "?"}:
            new = f" {new}"
        return self.text[:start] + new + self.text[end:]

    def with_child(self, parent: Node | None, step: str | int, value: object) -> str | None:
        """The text with one more key or item at the end of its parent; None when the parent can have none such."""
        if isinstance(parent, Mapping) and isinstance(step, str):
            children, name = [node for _, node in parent.entries.values()], f"{_WRITER.key(step)}: "
        elif isinstance(parent, Sequence) and step == len(parent.items):
            children, name = parent.items, ""
        else:
            return None
        if parent.flow:
            end = self._end_of(children[-1]) if children else parent.start_mark.index + 1
            return self.text[:end] + (", " if children else "") + name + _WRITER.flow(value) + self.text[end:]
        indent = " " * _column(parent)
        lines = _WRITER.lines({str(step): value}, indent) if name else _WRITER.item(value, indent)
        end = self._line_end(last_leaf(children[-1]))
        return self.text[:end] + "".join(self.newline + line for line in lines) + self.text[end:]

    def _end_of(self, node: Node) -> int:
        """The index after a node's own characters: of a block scalar its last line without the blank ones after it."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, Scalar) and node.style in {"|", ">"}:
            return start + len(self.text[start:end].rstrip())
        return end

    def _line_end(self, leaf: Node) -> int:
        """The index of the end of the line on which a leaf ends; a comment there belongs to the line."""
        match = re.compile(r"[^\r\n]*").match(self.text, self._end_of(leaf))
        return match.end() if match else self._end_of(leaf)

    def _block(self, value: str, start: int, end: int) -> str:
        """A text as a block scalar, indented as the one it replaces; in double quotes when no block gives it back."""
        first = re.search(r"[\r\n]+( +)\S", self.text[start:end])
        line_start = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        outer = re.match(r"[ -]*", self.text[line_start:start])
        indent = first[1] if first else " " * (len(outer.group()) + 2 if outer else 2)
        lines = value.split("\n")
        is_block = value.strip() and not value.startswith((" ", "\n")) and not value.endswith("\n\n")
        if not is_block or any(line != line.rstrip() for line in lines):
            return _WRITER.scalar(value, '"')
        return self.newline.join(literal_block(value, indent))


def _column(parent: Mapping | Sequence) -> int:
    """The column of a block's keys or dashes, counted from 0 in its own first line."""
    first = next(iter(parent.entries.values()))[0] if isinstance(parent, Mapping) else parent
    return first.start_mark.column


def _refusal(code: str, path: str, field: str) -> Finding:
    return make_finding(code, Span(path), {"field": field}, field)
