"""An application without its long texts, so that 100,000 of them fit in memory; its places are found on demand."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec.structs import replace

from samskab.finding import Finding, Span
from samskab.model.application import Application, Commitment
from samskab.storage.files import read_bytes
from samskab.yaml.nodes import find, span
from samskab.yaml.records import FileRead
from samskab.yaml.tree import read_tree

_LONGEST_KEY = 63


def slimmed(root: Path, result: FileRead) -> FileRead:
    """A result without the file's text; of an application's answers the choices and numbers stay."""
    record = result.record
    if isinstance(record, Application):
        slim = replace(
            record,
            answers={key: "" if _is_prose(value) else value for key, value in record.answers.items()},
            commitments={k: v.accepted if isinstance(v, Commitment) else v for k, v in record.commitments.items()},
            partners=(),
        )
        record = slim.from_file(result.path, partial(place_of, root, result.path))
    return FileRead(result.path, "", record, result.unread, (), result.digest)


def _is_prose(answer: object) -> bool:
    """Whether an answer is text that people wrote, and not the key of the option they chose."""
    return isinstance(answer, str) and (len(answer) > _LONGEST_KEY or not answer.isascii() or " " in answer)


def place_of(root: Path, path: str, field: str) -> Span:
    """The place of a field in a file, by reading the file again: findings are few."""
    content = read_bytes(root, path)
    if isinstance(content, Finding):
        return Span(path)
    tree = read_tree(content, path)
    node = find(tree.root, field)
    return Span(path) if node is None else span(node, path)
