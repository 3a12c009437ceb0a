"""One file's bytes -> one record, by where the file lies or by what it says it is."""

from __future__ import annotations

from typing import Final, NamedTuple

from samskab.finding import Finding, Severity, Span
from samskab.model.dataset import KINDS, Kind, Unread, kind_at, kind_named
from samskab.model.record import Record
from samskab.yaml.decode import decode
from samskab.yaml.nodes import Mapping, span
from samskab.yaml.parser import Scalar
from samskab.yaml.tree import Tree, read_tree

_VERSION: Final = "@1"


class FileRead(NamedTuple):
    """What one file gave: its text, its record or its name among the unread, and every mistake of its shape."""

    path: str
    text: str
    record: Record | None
    unread: Unread | None
    findings: tuple[Finding, ...]


def read_record(data: bytes, path: str, *, anywhere: bool = False) -> FileRead:
    """The record in a file's bytes. Never raises for bad data.

    In a repository the place of a file says its kind (SK056 where no kind lies, SK057 where its `schema:` says
    another). `anywhere`, the `schema:` line alone says it (SK058 when it does not).
    """
    tree = read_tree(data, path)
    kind = _said(tree) if anywhere else kind_at(path)
    if tree.root is None:
        return FileRead(path, tree.text, None, _unread(kind, path), tree.findings)
    if kind is None:
        return FileRead(path, tree.text, None, None, (*tree.findings, _no_kind(tree, anywhere=anywhere)))
    said = _said(tree)
    if said is not None and said is not kind:
        wrong = Finding("SK057", Severity.ERROR, _schema_place(tree), {"said": said.name, "kind": kind.name}, "schema")
        hint = f"samskab/{kind.name}{_VERSION}"
        return FileRead(path, tree.text, None, _unread(kind, path), (*tree.findings, wrong._replace(hint=hint)))
    record, findings = decode(tree, kind.record)
    unread = None if record is not None else _unread(kind, path)
    return FileRead(path, tree.text, record, unread, (*tree.findings, *findings))


def _said(tree: Tree) -> Kind | None:
    """The kind that the file's own `schema:` line names."""
    if not isinstance(tree.root, Mapping) or "schema" not in tree.root.entries:
        return None
    value = tree.root.entries["schema"][1]
    if not isinstance(value, Scalar):
        return None
    return kind_named(value.value.removeprefix("samskab/").removesuffix(_VERSION))


def _schema_place(tree: Tree) -> Span:
    if isinstance(tree.root, Mapping) and "schema" in tree.root.entries:
        return span(tree.root.entries["schema"][1], tree.path)
    return Span(tree.path, 1, 1, 1, 2)


def _no_kind(tree: Tree, *, anywhere: bool) -> Finding:
    if anywhere:
        names = tuple(f"samskab/{kind.name}{_VERSION}" for kind in KINDS)
        return Finding("SK058", Severity.ERROR, _schema_place(tree), {"allowed": names}, "schema")
    return Finding("SK056", Severity.ERROR, Span(tree.path, 1, 1, 1, 2), {"places": tuple(k.place for k in KINDS)})


def _unread(kind: Kind | None, path: str) -> Unread | None:
    if kind is None:
        return None
    match = kind.lies_at(path)
    groups = match.groupdict() if match else {}
    stem = groups.get("stem") or path.rpartition("/")[2].removesuffix(".yaml")
    programme = groups.get("programme", "")
    key = stem[:4] if kind.name == "municipality" else programme if kind.name == "programme" else stem
    return Unread(kind.name, path, key, programme)
