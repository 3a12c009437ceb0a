"""A record as a form: YAML with each question as a comment above its answer."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from samskab.language import Language
from samskab.model.field_lookup import phrase_at, question_text
from samskab.model.record import Record
from samskab.yaml.dump import CommentedWriter

_WITHOUT_QUESTION = ("Words.", "field.tbd", "field.schema", "field.id")
"""Keys of the catalogue whose fields need no comment."""


def form(
    record: type[Record],
    given: Mapping[str, Any],
    language: Language,
    head: str,
    questions: Mapping[str, str] | None = None,
) -> str:
    """The text of a file: the fields that are given, and every other field's question with its key as a comment.

    `questions` are questions of the programme in place of the record's own: field path -> question.
    """
    writer = _FormWriter(record, language, questions or {})
    lines = [head]
    for name in record.__struct_encode_fields__:
        lines += ["", *writer.comments(name, "")] if name != "schema" else []
        lines += writer.entry(f"{name}:", given[name], "", name) if name in given else [f"# {name}:"]
    return "\n".join([*lines, ""])


def list_item(record: type[Record], path: str, given: Mapping[str, Any], language: Language, indent: str) -> str:
    """One more item of the list at a field path, with its questions."""
    return "".join(f"{line}\n" for line in _FormWriter(record, language, {}).item(given, indent, path))


def comment(text: str, indent: str) -> list[str]:
    """A text as comment lines of at most 110 characters."""
    width = max(40, 110 - len(indent))
    return [f"{indent}# {line}" for part in text.splitlines() for line in textwrap.wrap(part, width)]


class _FormWriter(CommentedWriter):
    """Writes one file; each question is written once, at the first place for its answer."""

    def __init__(self, record: type[Record], language: Language, questions: Mapping[str, str]) -> None:
        self._record = record
        self._language = language
        self._questions = questions
        self._written: set[str] = set()

    def comments(self, path: str, indent: str) -> list[str]:
        """The question of a field; none where it is written already or is the same as its parent's."""
        if path in self._questions:
            return comment(self._questions[path], indent)
        key = phrase_at(self._record, path, self._language)
        if key is None or key.startswith(_WITHOUT_QUESTION) or path in self._written:
            return []
        self._written.add(path)
        parent = path.rpartition(".")[0]
        if parent and key == phrase_at(self._record, parent, self._language):
            return []
        return comment(question_text(key, self._language), indent)
