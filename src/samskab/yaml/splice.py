"""Changes one value in the text of a file, or adds one; every other character stays.

The new value is put in place of the old one, or below the last key or item of its parent. The result is read again and
compared with what was meant; if it differs, there is a finding and no text.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches
from functools import reduce
from typing import Final, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span, field_steps
from samskab.yaml.compare import is_only_change, is_only_removal
from samskab.yaml.dump import YamlWriter, is_nested, literal_block
from samskab.yaml.nodes import Mapping, Node, Scalar, Sequence, child, last_leaf, paths
from samskab.yaml.tree import read_tree

_WRITER: Final = YamlWriter()
_CLOSE: Final = 0.7


def numbered(text: str, field: str) -> str:
    """A field path with the number of each item: `meetings[m2].venue` by its id, `participants[+]` as one more."""
    node, written = read_tree(text).root, ""
    for step in field_steps(field):
        number = _number(node, step)
        is_item = isinstance(number, int) or isinstance(node, Sequence)
        node = child(node, number)
        is_quoted = isinstance(number, str) and "." in number
        key = f'["{number}"]' if is_quoted else f".{number}" if written else str(number)
        written += f"[{number}]" if is_item else key
    return written


def nested(text: str, field: str, value: object) -> tuple[str, object]:
    """The nearest path whose parent is there, with the value in the keys below it: `counts` and `{agent: 7}`."""
    root, steps = read_tree(text).root, field_steps(field)
    while len(steps) > 1 and isinstance(steps[-1], str):
        if reduce(child, steps[:-1], root) is not None:
            break
        field, value = field[: -len(steps[-1]) - 1], {steps[-1]: value}
        steps = steps[:-1]
    return field, value


def missing_item(text: str, field: str) -> tuple[str, int, tuple[str, ...]] | None:
    """The list, its length and its ids where a numbered path names an item that is neither there nor the next one."""
    node, list_path = read_tree(text).root, ""
    for step in field_steps(field):
        if isinstance(node, Sequence) and not (isinstance(step, int) and 0 <= step <= len(node.items)):
            return list_path, len(node.items), tuple(each.value for each in _ids(node) if isinstance(each, Scalar))
        node = child(node, step)
        list_path += f"[{step}]" if isinstance(step, int) else f".{step}" if list_path else step
    return None


def _number(node: Node | None, step: str | int) -> str | int:
    """The number of the list item that a step names; other steps as they are."""
    if not isinstance(node, Sequence) or isinstance(step, int):
        return step
    if step == "+":
        return len(node.items)
    named = (number for number, key in enumerate(_ids(node)) if isinstance(key, Scalar) and key.value == step)
    return next(named, step)


def _ids(node: Sequence) -> list[Node | None]:
    return [child(item, "id") for item in node.items]


def splice(text: str, field: str, value: object, path: str = "", order: tuple[str, ...] = ()) -> str | Finding:
    """The text with one value changed: one that is there, that of a key that is not there yet, or one more list item.

    text    a valid file; byte order mark, line ends, comments and quotes stay as they are
    field   as `withdrawn.why`, `assessments[2].scores.reach`; its parent must be there, a new item has the next number
    value   text, whole number, bool, date, None, or lists and mappings of these
    path    the file, for findings
    order   the keys of the parent in the order of its form: a new key stands after the last one before it
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
        spliced = source.with_value(parent, steps[-1], node, value)
    else:
        spliced = source.with_child(parent, steps[-1], value, order)
        if not body.endswith(source.newline):  # the last line gets its end, which a block scalar there then includes
            before = read_tree(body + source.newline, path)
    if spliced is None:
        return _refusal("SK090", path, field, before.root)
    after = read_tree(spliced, path)
    if after.findings or not is_only_change(after.root, before.root, steps, value):
        return _refusal("SK091", path, field)
    return text[: len(text) - len(body)] + spliced


def with_items(text: str, field: str, count: int, values: Collection[object], path: str) -> str | Finding:
    """The text with more items after the `count` that the list at a field of the file has."""
    if not count:
        return splice(text, field, list(values), path) if values else text
    for number, value in enumerate(values, count):
        changed = splice(text, f"{field}[{number}]", value, path)
        if isinstance(changed, Finding):
            return changed
        text = changed
    return text


def spliced_out(text: str, field: str, path: str = "") -> str | Finding:
    """The text without one key of a mapping; the comment lines right above it go with it, every other character stays.

    The last key of a mapping leaves `{}`. Returns a finding as `splice` does.
    """
    body = text.removeprefix("\ufeff")
    before, steps = read_tree(body, path), field_steps(field)
    if before.findings:
        return before.findings[0]
    parent = reduce(child, steps[:-1], before.root) if steps else None
    if not isinstance(parent, Mapping) or steps[-1] not in parent.entries:
        return _refusal("SK090", path, field, before.root)
    if len(parent.entries) == 1 and len(steps) > 1:
        return splice(text, field[: -len(str(steps[-1]))].rstrip('.["'), {}, path)
    start, end = _extent(body, parent, str(steps[-1]))
    after = read_tree(body[:start] + body[end:], path)
    if after.findings or not is_only_removal(after.root, before.root, steps):
        return _refusal("SK091", path, field)
    return text[: len(text) - len(body)] + body[:start] + body[end:]


def _extent(text: str, parent: Mapping, key: str) -> tuple[int, int]:
    """Where the characters of an entry begin and end: its lines with the comments above it, or its part of a line."""
    source, keys = _SourceText(text, ""), list(parent.entries)
    (scalar, node), place = parent.entries[key], keys.index(key)
    if parent.flow:
        if place + 1 < len(keys):
            return scalar.start_mark.index, parent.entries[keys[place + 1]][0].start_mark.index
        return source.end_of(parent.entries[keys[place - 1]][1]), source.end_of(node)
    above = re.search(r"(?:^[ \t]*#[^\r\n]*(?:\r\n|\r|\n))*[ \t]*\Z", text[: scalar.start_mark.index], re.MULTILINE)
    below = re.compile(r"(?:\r\n|\r|\n)?").match(text, source.line_end(last_leaf(node)))
    is_item = above is None or not re.search(r"(?:^|[\r\n])\Z", text[: above.start()])
    start = scalar.start_mark.index if is_item or above is None else above.start()
    if is_item and place + 1 < len(keys):
        return start, parent.entries[keys[place + 1]][0].start_mark.index
    return start, below.end() if below else len(text)


class _SourceText(NamedTuple):
    """The text of a file, and the line end that it uses."""

    text: str
    newline: str

    def with_value(self, parent: Node | None, step: str | int, node: Node, value: object) -> str | None:
        """The text with the characters of a value replaced; None when a person's own comments stand there."""
        if isinstance(node, Scalar) and not is_nested(value):
            return self._with_scalar(node, value)
        start, end = node.start_mark.index, self.end_of(last_leaf(node))
        comments = re.findall(r"(?:^|\s)(#[^\r\n]*)", self.text[start:end])
        if comments and not (_is_to_be_decided(node) and all(each.endswith("?") for each in comments)):
            return None
        new = _WRITER.flow(value) if is_nested(value) else _WRITER.scalar(value, None)
        if isinstance(parent, Mapping) and isinstance(step, str) and not parent.flow:
            start, new = self.text.index(":", parent.entries[step][0].end_mark.index) + 1, f" {new}"
        return self.text[:start] + new + self.text[end:]

    def _with_scalar(self, node: Scalar, value: object) -> str:
        """The text with the characters of a scalar replaced."""
        start, end = node.start_mark.index, self.end_of(node)
        if node.style in {"|", ">"} and isinstance(value, str):
            new = self._block(value, start, end)
        else:
            new = _WRITER.scalar(value, node.style)
        if start == end and self.text[start - 1 : start] in {":", "-", "?"}:
            new = f" {new}"
        return self.text[:start] + new + self.text[end:]

    def with_child(self, parent: Node | None, step: str | int, value: object, order: tuple[str, ...]) -> str | None:
        """The text with one more key, at its place in the order, or item; None when the parent can have none such."""
        if isinstance(parent, Mapping) and isinstance(step, str):
            children, name = [node for _, node in parent.entries.values()], f"{_WRITER.key(step)}: "
        elif isinstance(parent, Sequence) and step == len(parent.items):
            children, name = parent.items, ""
        else:
            return None
        if parent.flow:
            end = self.end_of(children[-1]) if children else parent.start_mark.index + 1
            return self.text[:end] + (", " if children else "") + name + _WRITER.flow(value) + self.text[end:]
        indent = " " * _column(parent)
        lines = _WRITER.lines({str(step): value}, indent) if name else _WRITER.item(value, indent)
        before = order[: order.index(step)] if step in order else ()
        entries = parent.entries if isinstance(parent, Mapping) else {}
        above = [node for key, (_, node) in entries.items() if key in before]
        end = self.line_end(last_leaf(above[-1] if above else children[-1]))
        return self.text[:end] + "".join(self.newline + line for line in lines) + self.text[end:]

    def end_of(self, node: Node) -> int:
        """The index after a node's own characters: of a block scalar its last line without the blank ones after it."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, Scalar) and node.style in {"|", ">"}:
            return start + len(self.text[start:end].rstrip())
        return end

    def line_end(self, leaf: Node) -> int:
        """The index of the end of the line on which a leaf ends; a comment there belongs to the line."""
        match = re.compile(r"[^\r\n]*").match(self.text, self.end_of(leaf))
        return match.end() if match else self.end_of(leaf)

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


def _is_to_be_decided(node: Node) -> bool:
    """Whether it is a `tbd`. The questions that `new` writes above its fields go with it."""
    return isinstance(node, Mapping) and "tbd" in node.entries


def _column(parent: Mapping | Sequence) -> int:
    """The column of a block's keys or dashes, counted from 0 in its own first line."""
    first = next(iter(parent.entries.values()))[0] if isinstance(parent, Mapping) else parent
    return first.start_mark.column


def _refusal(code: str, path: str, field: str, root: Node | None = None) -> Finding:
    """The finding; its hint is another field whose steps are each spelt like those of this one."""
    alike = [each for each, _ in paths(root) if each and each != field and _is_alike(each, field)]
    near = get_close_matches(field, alike, 1, 0)
    return make_finding(code, Span(path), {"field": field}, field, hint=near[0] if near else "")


def _is_alike(path: str, other: str) -> bool:
    steps, others = field_steps(path), field_steps(other)
    return len(steps) == len(others) and all(
        a == b or SequenceMatcher(None, str(a), str(b)).ratio() >= _CLOSE for a, b in zip(steps, others, strict=True)
    )
