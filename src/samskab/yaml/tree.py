"""Text -> tree of raw scalars, every node with its place. The one door to the YAML parser.

The tree is built from libyaml's events, text first: nothing is resolved, constructed or expanded. What a data
file has no use for (tags, anchors, aliases, merge keys, directives, several documents, odd keys) is refused at
its place and leaves a `Hole`, so that the rest of the file can still be checked. All work is a loop with a
stack of its own and limits: no recursion by depth of input, nothing quadratic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from samskab.finding import Finding, Severity, Span
from samskab.yaml.syntax_errors import syntax_finding
from samskab.yaml.text import ODD, check_text, odd_character, read_text

MAX_DEPTH: Final = 20
MAX_NODES: Final = 20_000
MAX_REFUSED: Final = 25
"""After so many refused constructs the rest of a file says nothing new."""

_SIMPLE_KEY: Final = re.compile(r"(?!null$)[a-z][a-z0-9_-]*", re.ASCII).fullmatch
NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
"""What says nothing, without quotes."""


class Mark(Protocol):
    """A place as the parser tells it: all three count from 0, in characters."""

    line: int
    column: int
    index: int


if TYPE_CHECKING:

    class Scalar:
        """A piece of text: the parser's own event, kept as it came. `style` is empty for plain, else the sign."""

        value: str
        style: str | None
        start_mark: Mark
        end_mark: Mark
else:
    Scalar = ScalarEvent


class Mapping:
    """Keys and values, in order. `entries` knows each key once; `composed` those with letters beyond ASCII, as NFC."""

    __slots__ = ("composed", "end_mark", "entries", "flow", "start_mark")

    def __init__(self, flow: bool, start_mark: Mark, end_mark: Mark) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.composed: dict[str, Scalar] | None = None
        self.flow = flow
        self.start_mark = start_mark
        self.end_mark = end_mark


class Sequence:
    """A list of nodes."""

    __slots__ = ("end_mark", "flow", "items", "start_mark")

    def __init__(self, flow: bool, start_mark: Mark, end_mark: Mark) -> None:
        self.items: list[Node] = []
        self.flow = flow
        self.start_mark = start_mark
        self.end_mark = end_mark


class Hole:
    """Where something stood that was refused, and reported; `decode` passes over it in silence."""

    __slots__ = ("end_mark", "start_mark")

    def __init__(self, start_mark: Mark, end_mark: Mark) -> None:
        self.start_mark = start_mark
        self.end_mark = end_mark


Node: TypeAlias = Scalar | Mapping | Sequence | Hole


class Tree(NamedTuple):
    """The tree of one file. `root` is None when there is nothing to look at; `text` is what the places count in."""

    path: str
    text: str
    root: Node | None
    findings: tuple[Finding, ...] = ()


def read_file(data: bytes, path: str) -> Tree:
    """The tree of a file's bytes, with every mistake of text and syntax. Never raises for bad data."""
    return _read(*read_text(data, path), path)


def read_tree(text: str, path: str = "") -> Tree:
    """The same for a text in hand. A byte order mark is stripped: places count from the first character after it."""
    return _read(*check_text(text.removeprefix("\ufeff"), path), path)


def _read(text: str, findings: tuple[Finding, ...], readable: bool, path: str) -> Tree:
    if not readable:
        return Tree(path, text, None, findings)
    builder = _Builder(text, path)
    root = builder.build()
    if not findings:
        return Tree(path, text, root, tuple(builder.findings))
    # An odd character, blanked, may look like a second mistake on its line, or break the syntax: say it once.
    lines = {finding.span.line for finding in findings}
    more = (f for f in builder.findings if f.span.line not in lines and f is not builder.syntax)
    return Tree(path, text, root, (*findings, *more))


def is_null(scalar: Scalar) -> bool:
    """Whether nothing is said: left empty, `~` or `null` without quotes."""
    return not scalar.style and scalar.value in NULLS


def end_of(node: Node) -> Mark:
    """Where a node ends. A block ends where its last node does; libyaml says: where the next thing begins."""
    while True:
        if isinstance(node, Mapping) and not node.flow and node.entries:
            node = next(reversed(node.entries.values()))[1]
        elif isinstance(node, Sequence) and not node.flow and node.items:
            node = node.items[-1]
        else:
            return node.end_mark


def span(node: Node | Mark, path: str) -> Span:
    """The place of a node (or of a bare mark: one character wide), as people count: from 1."""
    if isinstance(node, (Scalar, Mapping, Sequence, Hole)):
        start, end = node.start_mark, end_of(node)
        return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    return Span(path, node.line + 1, node.column + 1, node.line + 1, node.column + 2)


_STEP: Final = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def find(root: Node | None, field: str) -> Node | None:
    """The node of a field path as `participants[2].role`, or of its nearest parent that is there."""
    node = root
    for index, key in _STEP.findall(field):
        if index and isinstance(node, Sequence) and int(index) < len(node.items):
            node = node.items[int(index)]
        elif key and isinstance(node, Mapping) and key in node.entries:
            node = node.entries[key][1]
        else:
            break
    return node


def paths(root: Node | None) -> Iterator[tuple[str, Node]]:
    """Every node with its field path, parents first; of a mapping also each key's scalar, under its value's path."""
    stack: list[tuple[str, Node]] = [("", root)] if root is not None else []
    while stack:
        path, node = stack.pop()
        yield path, node
        if isinstance(node, Mapping):
            dot = f"{path}." if path else ""
            for key, (scalar, value) in node.entries.items():
                yield dot + key, scalar
                stack.append((dot + key, value))
        elif isinstance(node, Sequence):
            stack.extend((f"{path}[{index}]", item) for index, item in enumerate(node.items))


class _TooMuch(Exception):  # noqa: N818  # not an error: the file goes on, we do not
    """The rest of the file is not read; the reason has been reported."""


class _Builder:
    """Builds the tree of one text."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.findings: list[Finding] = []
        self.syntax: Finding | None = None
        self.last: Scalar | None = None
        self._refused = 0

    def build(self) -> Node | None:
        """The root, or None when a limit or a syntax error ended the reading."""
        if (self.text.startswith("%") or "\n%" in self.text or "\r%" in self.text) and self._directives():
            return None
        try:
            next_event = event_source(self.text)
            root = self._document(next_event)
        except yaml.YAMLError as error:
            self.syntax = syntax_finding(error, self.text, self.path, self.last)
            self.findings.append(self.syntax)
            return None
        except _TooMuch:
            return None
        if root is None or (isinstance(root, Scalar) and is_null(root)):
            self.findings.append(Finding("SK008", Severity.ERROR, Span(self.path, 1, 1, 1, 1), {}))
            return None
        return root

    def _document(self, next_event: Callable[[], Any]) -> Node | None:  # noqa: C901  # the hot loop
        root: Node | None = None
        top: Mapping | Sequence | None = None
        key: Scalar | Hole | None = None
        stack: list[tuple[Mapping | Sequence | None, Scalar | Hole | None]] = []
        documents = nodes = 0
        escapes = "\\" in self.text
        decorations = "!" in self.text or "&" in self.text
        while True:
            event = next_event()
            kind = type(event)
            node: Node
            if kind is ScalarEvent:
                node = event
                if decorations and (event.anchor is not None or event.tag is not None):
                    node = self._decorated(event, event)
                elif escapes and event.style == '"':
                    self._check_escapes(event)
                self.last = event
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((top, key))
                make = Mapping if kind is MappingStartEvent else Sequence
                top, key = make(event.flow_style, event.start_mark, event.end_mark), None
                if decorations and (event.anchor is not None or event.tag is not None):
                    self._decorated(event, top)
                if len(stack) > MAX_DEPTH:
                    self._stop("SK006", event.start_mark, MAX_DEPTH)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = cast("Mapping | Sequence", top)
                node.end_mark = event.end_mark
                top, key = stack.pop()
            elif kind is AliasEvent:
                self._refuse("SK012", event.start_mark, event.end_mark, name=str(event.anchor)[:40], sign="*")
                node = Hole(event.start_mark, event.end_mark)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.findings.append(Finding("SK009", Severity.ERROR, span(event.start_mark, self.path), {}))
                    return root
                continue
            elif kind is StreamEndEvent:
                return root
            else:  # the stream begins, a document ends
                continue
            nodes += 1
            if nodes > MAX_NODES:
                self._stop("SK007", node.start_mark, MAX_NODES)
            if type(top) is Mapping:
                if key is None:
                    is_simple = type(node) is Scalar and node.value not in top.entries and _SIMPLE_KEY(node.value)
                    key = cast("Scalar", node) if is_simple else self._key(node, top)
                else:
                    if type(key) is Scalar:
                        top.entries[key.value] = (key, node)
                    key = None
            elif type(top) is Sequence:
                top.items.append(node)
            else:
                root = node

    def _key(self, node: Node, mapping: Mapping) -> Scalar | Hole:
        """The key, or a hole when it may not be one."""
        if not isinstance(node, Scalar) or is_null(node) or node.style in {"|", ">"} or "\n" in node.value:
            if not isinstance(node, Hole):
                self._refuse("SK016", node.start_mark, node.start_mark)
            return Hole(node.start_mark, node.end_mark)
        if node.value == "<<" and not node.style:
            self._refuse("SK013", node.start_mark, node.end_mark)
            return Hole(node.start_mark, node.end_mark)
        value = node.value
        twin = mapping.entries[value][0] if value in mapping.entries else None
        code = "SK014"
        if twin is None and not value.isascii():
            code = "SK015"
            if mapping.composed is None:
                mapping.composed = {}
            first_of_its_kind = mapping.composed.setdefault(unicodedata.normalize("NFC", value), node)
            twin = None if first_of_its_kind is node else first_of_its_kind
        if twin is not None:
            first = span(twin, self.path)
            self._refuse(code, node.start_mark, node.end_mark, (first,), key=value[:80], first=first.line)
            return Hole(node.start_mark, node.end_mark)
        return node

    def _decorated(self, event: Any, node: Scalar | Mapping | Sequence) -> Node:
        """Report the tag or anchor; a tagged scalar becomes a hole, for who knows what it was to be."""
        if event.anchor is not None:
            self._refuse("SK012", event.start_mark, event.end_mark, name=str(event.anchor)[:40], sign="&")
        if event.tag is not None:
            self._refuse("SK011", event.start_mark, event.end_mark, tag=_short_tag(str(event.tag)))
            if isinstance(node, Scalar):
                return Hole(node.start_mark, node.end_mark)
        return node

    def _check_escapes(self, node: Scalar) -> None:
        odd = ODD.search(node.value) or re.search("\r", node.value)
        if odd:
            code, values = odd_character(odd.group())
            self.findings.append(Finding(code, Severity.ERROR, span(node, self.path), values))

    def _refuse(self, code: str, start: Mark, end: Mark, related: tuple[Span, ...] = (), **values: object) -> None:
        place = Span(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        self.findings.append(Finding(code, Severity.ERROR, place, values, related=related))
        self._refused += 1
        if self._refused >= MAX_REFUSED:
            raise _TooMuch

    def _stop(self, code: str, mark: Mark, limit: int) -> None:
        self.findings.append(Finding(code, Severity.ERROR, span(mark, self.path), {"limit": limit}))
        raise _TooMuch

    def _directives(self) -> bool:
        """Report directives (lines that begin with `%`, which nothing else may)."""
        for number, line in enumerate(re.split("\r\n|\n|\r", self.text), 1):
            if line.startswith("%"):
                place = Span(self.path, number, 1, number, len(line) + 1)
                self.findings.append(Finding("SK010", Severity.ERROR, place, {"directive": line[:40]}))
                if len(self.findings) >= MAX_REFUSED:
                    break
        return bool(self.findings)


def _short_tag(tag: str) -> str:
    return re.sub(r"^tag:yaml\.org,2002:", "!!", tag)[:60]


def event_source(text: str) -> Callable[[], Any]:
    """The parser's next event, as a function; libyaml, or PyYAML's own parser where that is missing (slower)."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser  # a C extension

        source: Callable[[], Any] = CParser(text.encode("utf-8", "replace")).get_event
        return source
    return pure_event_source(text)


def pure_event_source(text: str) -> Callable[[], Any]:
    """The same events from PyYAML's own parser, in Python."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureParser(Reader, Scanner, Parser):  # how PyYAML itself puts it together
        def __init__(self) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    source: Callable[[], Any] = PureParser().get_event
    return source
