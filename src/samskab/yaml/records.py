"""The bytes of one file -> one record, of the kind given by the file's path or by its `schema:` line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Raw, json

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.model.dataset import KINDS, Kind, Unread, kind_at
from samskab.model.municipality import Municipality
from samskab.model.record import Record
from samskab.storage.files import digest_of, stem_of
from samskab.yaml.characters import CheckedText, read_text
from samskab.yaml.decision_v1 import as_version_2
from samskab.yaml.decode import decode, placed
from samskab.yaml.nodes import Mapping, Scalar, span
from samskab.yaml.plain_files import plain_root
from samskab.yaml.scalar_reader import NodeMistake
from samskab.yaml.struct_reader import struct_reader
from samskab.yaml.tree import Tree, tree_of_text

REGISTER_FILE = Path(__file__).with_name("register.json")
"""The records of the packaged municipalities by the digest of their files: nearly every command reads all 98, and those
that have not been changed are not parsed again. `make docs` writes the file."""


class FileRead(NamedTuple):
    """The result of reading one file: its text, its record or an `Unread` in place of it, and every mistake found.

    partial   what could be read of a file with mistakes, for further checks only (`yaml/unknown.py`)
    digest    the SHA-256 of the bytes that were read, line ends counted as one newline
    """

    path: str
    text: str
    record: Record | None
    unread: Unread | None
    findings: tuple[Finding, ...]
    digest: str = ""
    partial: Record | None = None


def read_record(data: bytes, path: str, *, anywhere: bool = False) -> FileRead:
    """The record in a file's bytes. Never raises for bad data.

    The kind follows from the path in the repository: SK056 for a path of no kind, SK057 when `schema:` names another.
    With `anywhere` it follows from `schema:` alone (SK058 when that names none).
    """
    text, digest = read_text(data, path), digest_of(data)
    if not anywhere and not text.findings:
        record = _plain_record(text.text, path, digest)
        if record is not None:
            return FileRead(path, text.text, record, None, (), digest)
    return _read_with_places(text, path, anywhere=anywhere)._replace(digest=digest)


def _plain_record(text: str, path: str, digest: str) -> Record | None:
    """The record of a file in the usual form that has no mistake; None for any other, which is read with its places."""
    kind = kind_at(path)
    if kind is not None and kind.record is Municipality and (known := packaged_municipality(digest)):
        return placed(known, path, text, is_plain=True)
    root = plain_root(text) if kind is not None else None
    if kind is None or root is None:
        return None
    mistakes: list[NodeMistake] = []
    made = struct_reader(kind.record)(root, mistakes)
    return None if mistakes else placed(made, path, text, is_plain=True)


def packaged_municipality(digest: str) -> Municipality | None:
    """A new record of the municipality whose file has this digest (`digest_of`); None for every other file."""
    kept = _kept_register().get(digest)
    return None if kept is None else _register_decoder().decode(kept)


def register_text(records: dict[str, Municipality]) -> str:
    """The text of `REGISTER_FILE` for records by digest."""
    lines = (f'"{digest}": {json.encode(record).decode()}' for digest, record in records.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def _kept_register() -> dict[str, Raw]:
    return json.decode(REGISTER_FILE.read_bytes(), type=dict[str, Raw])


@cache
def _register_decoder() -> json.Decoder[Municipality]:
    return json.Decoder(Municipality)


def _read_with_places(text: CheckedText, path: str, *, anywhere: bool) -> FileRead:
    tree = tree_of_text(text, path)
    tree = tree._replace(root=as_version_2(tree.root))
    kind = _schema_kind(tree) if anywhere else kind_at(path)
    if tree.root is None:
        return FileRead(path, tree.text, None, kind and unread_at(kind, path), tree.findings)
    if kind is None:
        return FileRead(path, tree.text, None, None, (*tree.findings, _no_kind(tree, anywhere=anywhere)))
    other = _schema_kind(tree)
    if other is not None and other is not kind:
        values = {"named": other.name, "kind": kind.name}
        wrong = make_finding("SK057", _schema_place(tree), values, "schema")
        found = (*tree.findings, wrong._replace(hint=kind.schema))
        return FileRead(path, tree.text, None, unread_at(kind, path), found)
    record, findings, partial = decode(tree, kind.record)
    unread = None if record is not None else unread_at(kind, path)
    return FileRead(path, tree.text, record, unread, (*tree.findings, *findings), partial=partial)


def _schema_kind(tree: Tree) -> Kind | None:
    """The kind that the `schema:` line names."""
    if not isinstance(tree.root, Mapping) or "schema" not in tree.root.entries:
        return None
    value = tree.root.entries["schema"][1]
    if not isinstance(value, Scalar):
        return None
    return next((kind for kind in KINDS if kind.schema == value.value), None)


def _schema_place(tree: Tree) -> Span:
    if isinstance(tree.root, Mapping) and "schema" in tree.root.entries:
        return span(tree.root.entries["schema"][1], tree.path)
    return Span(tree.path, 1, 1, 1, 2)


def _no_kind(tree: Tree, *, anywhere: bool) -> Finding:
    if anywhere:
        names = tuple(kind.schema for kind in KINDS)
        return make_finding("SK058", _schema_place(tree), {"allowed": names}, "schema")
    return make_finding("SK056", Span(tree.path, 1, 1, 1, 2), {"places": tuple(k.place for k in KINDS)})


def unread_file(path: str) -> Unread | None:
    """What the file at a path would have been; None for a path of no kind."""
    kind = kind_at(path)
    return unread_at(kind, path) if kind else None


def unread_at(kind: Kind, path: str) -> Unread:
    """What a file of a kind would have been, so that a reference to it is no second mistake."""
    match = kind.lies_at(path)
    groups = match.groupdict() if match else {}
    stem = groups.get("stem") or stem_of(path)
    programme = groups.get("programme", "")
    key = stem[:4] if kind.name == "municipality" else programme if kind.name == "programme" else stem
    return Unread(kind.name, path, key, programme)
