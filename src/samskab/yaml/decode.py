"""A tree -> a record of a given type; every mistake -> a finding with its place and field path."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Final, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span, field_steps, in_order
from samskab.model.field_lookup import described_values
from samskab.model.record import Record
from samskab.spelling import fold
from samskab.yaml.catalogue import load_languages
from samskab.yaml.decision_v1 import as_version_2
from samskab.yaml.nodes import Mapping, Node, RefusedNode, Scalar, Sequence, find, paths, span
from samskab.yaml.plain_files import placed_root
from samskab.yaml.scalar_reader import NodeMistake
from samskab.yaml.struct_reader import MOST_FINDINGS, struct_reader
from samskab.yaml.tree import Tree, read_tree

_MISSING: Final = frozenset(("SK029", "SK064"))
_WITHOUT_KEY: Final = frozenset(("SK013", "SK016"))
"""Findings of a tree after which it is not known which fields a mapping has."""


class Places:
    """The places of a record's fields. Only the text is kept; it is read again when a place is needed.

    order      the fields of the record in the order of its form
    is_plain   whether `plain_files` takes the text
    """

    __slots__ = ("is_plain", "order", "path", "text")

    def __init__(self, path: str, text: str, order: tuple[str, ...] = (), *, is_plain: bool = False) -> None:
        self.path = path
        self.text = text
        self.order = order
        self.is_plain = is_plain

    def __call__(self, field: str = "") -> Span:
        """The place of a field's value, of its nearest parent that exists, or of the field that it belongs after."""
        first = str(next(iter(field_steps(field)), ""))
        root = _read_again(self.text, first if self.is_plain else "", is_plain=self.is_plain)
        node = find(root, field) or root
        if node is root and isinstance(root, Mapping) and field:
            node = self._above(root, first) or root
        return Span(self.path) if node is None else _place(node, self.path)

    def _above(self, root: Mapping, field: str) -> Node | None:
        """The key below which a missing field of the record belongs."""
        before = self.order[: self.order.index(field)] if field in self.order else ()
        above = [scalar for key, (scalar, _) in root.entries.items() if key in before]
        return above[-1] if above else None


class Decoded(NamedTuple):
    """`record` when nothing is wrong; else the mistakes, and in `partial` what could be read all the same.

    A field of `partial` that could not be read is `UNKNOWN`.
    """

    record: Record | None
    findings: tuple[Finding, ...] = ()
    partial: Record | None = None


def decode(tree: Tree, record: type[Record]) -> Decoded:
    """The record of a tree, and every mistake in keys, types and values. The tree's findings are not repeated.

    Never raises for bad data. A tree with findings gives no record, but its other mistakes are found all the same.
    """
    if tree.root is None:
        return Decoded(None)
    if not isinstance(tree.root, Mapping):
        mistake = NodeMistake("SK031", tree.root, {"keys": tuple(record.__struct_encode_fields__)})
        return Decoded(None, _findings([mistake], tree, record))
    mistakes: list[NodeMistake] = []
    read = struct_reader(record)
    made = read(tree.root, mistakes)
    if not mistakes and not tree.findings:
        return Decoded(placed(made, tree.path, tree.text))
    findings = _findings(mistakes, tree, record)
    if tree.findings:
        _refuse_lines(tree.root, _refused_lines(tree.findings))
        made = read(tree.root, [])
    if any(finding.code in _WITHOUT_KEY for finding in tree.findings):
        return Decoded(None, findings)
    return Decoded(None, findings, placed(made, tree.path, tree.text))


def placed(made: Record, path: str, text: str, *, is_plain: bool = False) -> Record:
    """A record with the places of its fields in the text it was read from."""
    return made.from_file(path, Places(path, text, made.__struct_encode_fields__, is_plain=is_plain))


def _refused_lines(findings: tuple[Finding, ...]) -> frozenset[int]:
    """The lines with a finding of the tree, and those of the earlier of two equal keys."""
    places = (span for finding in findings for span in (finding.span, *finding.related))
    return frozenset(line for span in places for line in range(span.line, max(span.line, span.end_line) + 1))


def _refuse_lines(node: Node, lines: frozenset[int]) -> None:
    """Puts a refused node in the place of every scalar on one of these lines."""
    if isinstance(node, Mapping):
        for key, (scalar, value) in node.entries.items():
            node.entries[key] = scalar, _refused(value, lines)
    elif isinstance(node, Sequence):
        node.items[:] = [_refused(item, lines) for item in node.items]


def _refused(node: Node, lines: frozenset[int]) -> Node:
    if isinstance(node, Scalar):
        is_hit = not lines.isdisjoint(range(node.start_mark.line + 1, node.end_mark.line + 2))
        return RefusedNode(node.start_mark, node.end_mark) if is_hit else node
    _refuse_lines(node, lines)
    return node


@lru_cache(maxsize=16)
def _read_again(text: str, field: str, *, is_plain: bool) -> Node | None:
    """The root of a text; of a plain one as `placed_root` gives it for a field."""
    return (placed_root(text, field) if is_plain else None) or as_version_2(read_tree(text).root)


def _findings(mistakes: list[NodeMistake], tree: Tree, record: type[Record]) -> tuple[Finding, ...]:
    fields = {id(node): path for path, node in paths(tree.root)}
    # A line with a finding of the tree gets no second one, except for a missing key.
    refused = {finding.span.line for finding in tree.findings}
    found = in_order(_finding(mistake, fields, tree.path, record) for mistake in mistakes)
    found = tuple(finding for finding in found if finding.span.line not in refused or finding.code in _MISSING)
    if len(found) <= MOST_FINDINGS:
        return found
    rest = len(found) - MOST_FINDINGS + 1
    last = found[MOST_FINDINGS - 1].span
    return (*found[: MOST_FINDINGS - 1], make_finding("SK078", last, {"count": rest}))


def _finding(mistake: NodeMistake, fields: dict[int, str], path: str, record: type[Record]) -> Finding:
    field = fields.get(id(mistake.node), "")
    place = _place(mistake.node, path)
    if mistake.code in _MISSING and isinstance(mistake.node, Mapping):
        field = f"{field}.{mistake.values['key']}" if field else str(mistake.values["key"])
        neighbour = mistake.node.entries.get(str(mistake.values["after"]))
        place = span(neighbour[0], path) if neighbour else place
    hint = mistake.hint or _described(mistake, record, field)
    return make_finding(mistake.code, place, mistake.values, field, hint=hint)


def _described(mistake: NodeMistake, record: type[Record], field: str) -> str:
    """The value of a choice that the help of its field describes so, as `submitted` for `indsendt`; or empty."""
    if mistake.code != "SK034":
        return ""
    described: dict[str, str] = {}
    for language in load_languages().values():
        values = described_values(record, field, language)
        described |= {fold(meaning): value for value, meaning in values.items()}
    near = get_close_matches(fold(str(mistake.values["value"])), described, 1, 0.7)
    return described[near[0]] if near else ""


def _place(node: Node, path: str) -> Span:
    """The place of a node; of a block mapping that of its first key."""
    if isinstance(node, Mapping) and node.entries and not node.flow:
        return span(next(iter(node.entries.values()))[0], path)
    return span(node, path)
