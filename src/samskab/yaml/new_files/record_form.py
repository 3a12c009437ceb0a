"""A record as a form: YAML with each question as a comment above its answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from samskab.language import Language
from samskab.model.field_lookup import phrase_at, question_text
from samskab.model.record import Record
from samskab.yaml.dump import CommentedWriter
from samskab.yaml.new_files.commented_samples import NO_SAMPLES, Samples, part_of

_WITHOUT_QUESTION = ("Words.", "field.tbd", "field.schema", "field.id")
"""Keys of the catalogue whose fields need no comment."""


def form(
    record: type[Record],
    given: Mapping[str, Any],
    language: Language,
    head: str,
    questions: Mapping[str, str] | None = None,
    samples: Samples = NO_SAMPLES,
) -> str:
    """The text of a file: the fields that are given, and every other field's question with a sample as a comment.

    `questions` are questions of the programme in place of the record's own: field path -> question.
    """
    writer = _FormWriter(record, language, questions or {}, samples)
    lines = [head]
    for name in record.__struct_encode_fields__:
        lines += ["", *writer.comments(name, "")] if name != "schema" else []
        lines += writer.entry(f"{name}:", given[name], "", name) if name in given else samples.lines(record, name)
    return "\n".join([*lines, ""])


def list_item(record: type[Record], path: str, given: Mapping[str, Any], language: Language, indent: str) -> str:
    """One more item of the list at a field path, with its questions."""
    return "".join(f"{line}\n" for line in _FormWriter(record, language, {}, NO_SAMPLES).item(given, indent, path))


def comment(text: str, indent: str) -> list[str]:
    """A text as comment lines of at most 110 characters."""
    width = max(40, 110 - len(indent))
    return [f"{indent}# {line}" for part in text.splitlines() for line in textwrap.wrap(part, width)]


class _FormWriter(CommentedWriter):
    """Writes one file; each question is written once, at the first place for its answer."""

    def __init__(
        self, record: type[Record], language: Language, questions: Mapping[str, str], samples: Samples
    ) -> None:
        self._record = record
        self._samples = samples
        self._language = language
        self._questions = questions
        self._written: set[str] = set()

    def lines(self, values: Mapping[str, Any], indent: str = "", path: str = "") -> Iterator[str]:
        """A part's fields, then the samples of those that are not given."""
        yield from super().lines(values, indent, path)
        yield from self._left_out(values, indent, path)

    def item(self, value: object, indent: str, path: str = "") -> Iterator[str]:
        """A list item. That of a rule or an aim has the path of its kind, which asks its own questions."""
        part = part_of(self._record, path, value) if isinstance(value, dict) else None
        tag = part.__struct_config__.tag if part else None
        yield from super().item(value, indent, path if tag is None else f"{path}.{tag}")

    def entry(self, head: str, value: object, indent: str, path: str = "") -> Iterator[str]:
        """A field; after a list of parts samples of other items, or of what else its only item may have."""
        yield from super().entry(head, value, indent, path)
        if not self._samples.is_full or not isinstance(value, list) or not value or not isinstance(value[0], dict):
            return
        part = part_of(self._record, path, value[0])
        more = self._samples.items(part, value) if part else []
        yield from (f"{indent}  {line}" for line in more)
        if not more and len(value) == 1:
            yield from self._left_out(value[0], f"{indent}    ", path)

    def _left_out(self, values: Mapping[str, Any], indent: str, path: str) -> Iterator[str]:
        """The samples of the fields of a part that are not given."""
        part = part_of(self._record, path, values)
        if part is None or not self._samples.is_full:
            return
        for name in part.__struct_encode_fields__:
            if name not in values and (sample := self._samples.lines(part, name)):
                yield from self.comments(f"{path}.{name}", indent)
                yield from (f"{indent}{line}" for line in sample)

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
