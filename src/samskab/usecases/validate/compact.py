"""An application without its long texts, so that 100,000 of them fit in memory; its places are found on demand."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from samskab.finding import Finding, Span
from samskab.model.application import Application, Commitment
from samskab.model.record import Record
from samskab.storage.files import Files
from samskab.yaml.nodes import find, span
from samskab.yaml.records import FileRead
from samskab.yaml.tree import read_tree
from samskab.yaml.unknown import UNKNOWN

_LONGEST_KEY = 63


def slimmed(files: Files, result: FileRead) -> FileRead:
    """A result without the file's text; of an application's answers the choices and numbers stay."""
    record, partial_record = _slim(files, result.record), _slim(files, result.partial)
    return FileRead(result.path, "", record, result.unread, (), result.digest, partial_record)


def _slim(files: Files, record: Record | None) -> Record | None:
    if not isinstance(record, Application):
        return record
    answers, commitments = record.answers, record.commitments
    if answers is not UNKNOWN:
        answers = {key: "" if _is_prose(value) else value for key, value in answers.items()}
    if commitments is not UNKNOWN:
        commitments = {key: _accepted(value) for key, value in commitments.items()}
    slim = replace(record, answers=answers, commitments=commitments, partners=())
    return slim.from_file(record.path, partial(place_of, files, record.path))


def _accepted(value: bool | Commitment) -> bool:
    return value.accepted if value is not UNKNOWN and isinstance(value, Commitment) else value


def _is_prose(answer: object) -> bool:
    """Whether an answer is text that people wrote, and not the key of the option they chose."""
    if answer is UNKNOWN:
        return False
    return isinstance(answer, str) and (len(answer) > _LONGEST_KEY or not answer.isascii() or " " in answer)


def place_of(files: Files, path: str, field: str) -> Span:
    """The place of a field in a file, by reading the file again: findings are few."""
    content = files.read(path)
    if isinstance(content, Finding):
        return Span(path)
    tree = read_tree(content, path)
    node = find(tree.root, field)
    return Span(path) if node is None else span(node, path)
