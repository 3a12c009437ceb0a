"""Events of the parser -> tree of nodes, every node with its place.

Scalars stay text: nothing is resolved, constructed or expanded. Tags, anchors, aliases, merge keys, directives, a
second document and keys that are no plain text are refused, each with a finding at its place, and leave a
`RefusedNode`, so that the rest of the file is still checked. Depth and number of nodes are limited.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final, NoReturn

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.yaml.characters import ODD, odd_character
from samskab.yaml.nodes import MAX_NODES, Mapping, Mark, Node, RefusedNode, Scalar, Sequence, is_null, span
from samskab.yaml.parser import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    YAMLError,
    event_source,
)
from samskab.yaml.syntax_errors import syntax_finding

MAX_DEPTH: Final = 20
MAX_REFUSED: Final = 25
"""The reading ends after so many refused constructs."""

_SIMPLE_KEY: Final = re.compile(r"(?!null$)[a-z][a-z0-9_-]*", re.ASCII).fullmatch


class _LimitReachedError(Exception):
    """Ends the reading; its finding has been added."""


class TreeBuilder:
    """Builds the tree of one text from the parser's events. Recursion ends at `MAX_DEPTH`."""

    def __init__(self, text: str, path: str) -> None:
        self.findings: list[Finding] = []
        self.syntax: Finding | None = None
        self._text = text
        self._path = path
        self._last: Scalar | None = None
        self._depth = 0
        self._nodes_left = MAX_NODES
        self._refused = 0
        # A text without these signs has no scalar that needs a closer look.
        self._has_escapes = "\\" in text
        self._has_decorations = "!" in text or "&" in text
        self._is_checked = self._has_escapes or self._has_decorations

    def build(self) -> Node | None:
        """The root, or None when a limit or a syntax error ended the reading."""
        if self._has_directives():
            return None
        try:
            self._next_event = event_source(self._text)
            root = self._document()
        except YAMLError as error:
            self.syntax = syntax_finding(error, self._text, self._path, self._last)
            self.findings.append(self.syntax)
            return None
        except _LimitReachedError:
            return None
        if root is None or (isinstance(root, Scalar) and is_null(root)):
            self.findings.append(make_finding("SK008", Span(self._path, 1, 1, 1, 1)))
            return None
        return root

    def _document(self) -> Node | None:
        """The root node of the first document; the reading ends where a second one begins."""
        root: Node | None = None
        documents = 0
        while True:
            event = self._next_event()
            kind = type(event)
            if kind is StreamEndEvent:
                return root
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.findings.append(make_finding("SK009", span(event.start_mark, self._path)))
                    return root
                root = self._node(self._next_event())

    def _node(self, event: Any) -> Node:
        """The node that an event begins."""
        kind = type(event)
        node: Node
        if kind is ScalarEvent:
            self._last = node = Scalar(event.value, event.style, event.start_mark, event.end_mark)
            if self._is_checked:
                node = self._scalar(node, event)
        elif kind is MappingStartEvent:
            node = self._mapping(event)
        elif kind is AliasEvent:
            self._refuse("SK012", event.start_mark, event.end_mark, name=str(event.anchor)[:40], sign="*")
            node = RefusedNode(event.start_mark, event.end_mark)
        else:
            node = self._sequence(event)
        self._nodes_left -= 1
        if self._nodes_left < 0:
            self._stop("SK007", node.start_mark, MAX_NODES)
        return node

    def _mapping(self, start: Any) -> Mapping:
        mapping = Mapping(start.flow_style, start.start_mark, start.end_mark)
        self._open(start)
        next_event, node, entries = self._next_event, self._node, mapping.entries
        while type(event := next_event()) is not MappingEndEvent:
            key = node(event)
            if type(key) is not Scalar or key.value in entries or not _SIMPLE_KEY(key.value):
                key = self._key(key, mapping)
            value = node(next_event())
            if type(key) is Scalar:
                entries[key.value] = key, value
        self._close(mapping, event)
        return mapping

    def _sequence(self, start: Any) -> Sequence:
        sequence = Sequence(start.flow_style, start.start_mark, start.end_mark)
        self._open(start)
        while type(event := self._next_event()) is not SequenceEndEvent:
            sequence.items.append(self._node(event))
        self._close(sequence, event)
        return sequence

    def _open(self, start: Any) -> None:
        """Checks the beginning of a mapping or sequence: its depth, and that it has no tag and no anchor."""
        self._depth += 1
        if self._has_decorations:
            self._refuse_decorations(start)
        if self._depth > MAX_DEPTH:
            self._stop("SK006", start.start_mark, MAX_DEPTH)

    def _close(self, node: Mapping | Sequence, end: Any) -> None:
        self._depth -= 1
        node.end_mark = end.end_mark

    def _scalar(self, scalar: Scalar, event: Any) -> Scalar | RefusedNode:
        """A scalar, or a refused node when its event has a tag: its value is then not known."""
        if self._has_decorations and self._refuse_decorations(event):
            return RefusedNode(event.start_mark, event.end_mark) if event.tag is not None else scalar
        if self._has_escapes and event.style == '"':
            self._check_escapes(scalar)
        return scalar

    def _key(self, node: Node, mapping: Mapping) -> Scalar | RefusedNode:
        """The key, or a refused node for one that is empty, of several lines, no text, `<<`, or there already."""
        if isinstance(node, RefusedNode):
            return node
        if not isinstance(node, Scalar) or is_null(node) or node.style in {"|", ">"} or "\n" in node.value:
            self._refuse("SK016", node.start_mark, node.start_mark)
            return RefusedNode(node.start_mark, node.end_mark)
        if node.value == "<<" and not node.style:
            self._refuse("SK013", node.start_mark, node.end_mark)
            return RefusedNode(node.start_mark, node.end_mark)
        code, first = _equal_key(node, mapping)
        if first is not None:
            place = span(first, self._path)
            self._refuse(code, node.start_mark, node.end_mark, (place,), key=node.value[:80], first=place.line)
            return RefusedNode(node.start_mark, node.end_mark)
        return node

    def _refuse_decorations(self, event: Any) -> bool:
        """Reports the anchor and the tag of a node; whether there is one."""
        if event.anchor is not None:
            self._refuse("SK012", event.start_mark, event.end_mark, name=str(event.anchor)[:40], sign="&")
        if event.tag is not None:
            self._refuse("SK011", event.start_mark, event.end_mark, tag=_short_tag(str(event.tag)))
        return event.anchor is not None or event.tag is not None

    def _check_escapes(self, scalar: Scalar) -> None:
        odd = ODD.search(scalar.value) or re.search("\r", scalar.value)
        if odd:
            code, values = odd_character(odd.group())
            self.findings.append(make_finding(code, span(scalar, self._path), values))

    def _refuse(self, code: str, start: Mark, end: Mark, related: tuple[Span, ...] = (), **values: object) -> None:
        place = Span(self._path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        self.findings.append(make_finding(code, place, values, related=related))
        self._refused += 1
        if self._refused >= MAX_REFUSED:
            raise _LimitReachedError

    def _stop(self, code: str, mark: Mark, limit: int) -> NoReturn:
        self.findings.append(make_finding(code, span(mark, self._path), {"limit": limit}))
        raise _LimitReachedError

    def _has_directives(self) -> bool:
        """Whether a line begins with `%`; reports each such line, for only a directive may."""
        if not (self._text.startswith("%") or "\n%" in self._text or "\r%" in self._text):
            return False
        for number, line in enumerate(re.split("\r\n|\n|\r", self._text), 1):
            if line.startswith("%"):
                place = Span(self._path, number, 1, number, len(line) + 1)
                self.findings.append(make_finding("SK010", place, {"directive": line[:40]}))
                if len(self.findings) >= MAX_REFUSED:
                    break
        return bool(self.findings)


def _equal_key(key: Scalar, mapping: Mapping) -> tuple[str, Scalar | None]:
    """The code and the earlier key that is the same (SK014), or the same after Unicode normalisation (SK015)."""
    if key.value in mapping.entries:
        return "SK014", mapping.entries[key.value][0]
    if key.value.isascii():
        return "", None
    if mapping.composed is None:
        mapping.composed = {}
    first = mapping.composed.setdefault(unicodedata.normalize("NFC", key.value), key)
    return "SK015", None if first is key else first


def _short_tag(tag: str) -> str:
    return re.sub(r"^tag:yaml\.org,2002:", "!!", tag)[:60]
