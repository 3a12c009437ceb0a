"""A field or a file explained on a screen, and as a document for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from samskab.language import Language, phrase_key
from samskab.model.dataset import KINDS, Kind
from samskab.report.field_reference.entries import FieldEntry, PartEntry
from samskab.report.field_reference.lookup import Explained
from samskab.yaml.dump import SampleWriter

if TYPE_CHECKING:
    from rich.console import RenderableType

_MANY = 2
"""So many parts below a field are explained at once; of more, a line each."""


def files_parts(language: Language) -> Iterator[RenderableType]:
    """The kinds of files: what to call them, what they are, and where they are."""
    from samskab.report.screen import FoldingTable, TextTable, escaped_text

    lines = tuple((kind.name, language.say(phrase_key("kind", kind.name)), usual_place(kind)) for kind in KINDS)
    yield FoldingTable(TextTable(_head(language, "file", "what", "place"), lines), "command")
    yield ""
    yield escaped_text(language.say("explain.more"), "aside")


def usual_place(kind: Kind) -> str:
    """Where such files are, with a star for a name."""
    return re.sub(r"\{\w+\}", "*", kind.place)


def explained_parts(found: Explained, language: Language) -> Iterator[RenderableType]:
    """What a path leads to."""
    from samskab.report.screen import FoldingTable, TextTable, escaped_text

    yield escaped_text(found.path, "title")
    yield ""
    for entry in found.fields:
        yield from _field_parts(entry, language)
    if len(found.parts) > _MANY:
        lines = tuple((part.path, part.about) for part in found.parts)
        yield FoldingTable(TextTable(_head(language, "part", "what"), lines), "command")
        return
    for part in found.parts:
        yield from _part_parts(part, language, example=not found.fields or bool(part.about))


def explained_document(found: Explained) -> dict[str, Any]:
    """The same for programs."""
    return {
        "path": found.path,
        "fields": [_plain(entry) for entry in found.fields],
        "parts": [{**part._asdict(), "fields": [_plain(entry) for entry in part.fields]} for part in found.parts],
    }


def need(entry: FieldEntry, language: Language) -> str:
    """Whether a field is required, and what holds without it."""
    if entry.required:
        return language.say("explain.required")
    return language.say("explain.default", value=entry.default) if entry.default else language.say("explain.optional")


def example_lines(entry: FieldEntry) -> str:
    """The example of a field, as in a file; of a list of parts the first."""
    listed = isinstance(entry.example, list) and isinstance(entry.example[0], dict)
    return "\n".join(SampleWriter().entry(f"{entry.name}:", entry.example[:1] if listed else entry.example, ""))


def _field_parts(entry: FieldEntry, language: Language) -> Iterator[RenderableType]:
    from samskab.report.screen import escaped_lines, escaped_text, indented, under_title

    yield escaped_text(entry.question)
    yield indented(escaped_text(f"{language.say('explain.write')}: {entry.type}"))
    yield indented(escaped_text(f"{language.say('explain.column.need')} {need(entry, language)}"))
    yield ""
    yield from under_title(f"{language.say('explain.example')}:", escaped_lines(example_lines(entry)))


def _part_parts(part: PartEntry, language: Language, *, example: bool) -> Iterator[RenderableType]:
    from samskab.report.screen import FoldingTable, TextTable, escaped_lines, escaped_text, under_title

    if part.about:
        yield escaped_text(part.about)
        yield ""
    if part.fields:
        lines = tuple((each.name, each.question, each.type, need(each, language)) for each in part.fields)
        yield FoldingTable(TextTable(_head(language, "field", "question", "write", "need"), lines), "command")
        yield ""
    if example:
        yield from under_title(f"{language.say('explain.example')}:", escaped_lines(part.example))


def _head(language: Language, *columns: str) -> tuple[str, ...]:
    return tuple(language.say(phrase_key("explain.column", name)) for name in columns)


def _plain(entry: FieldEntry) -> dict[str, Any]:
    return {**entry._asdict(), "example": _as_json(entry.example)}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(item) for item in value]
    return value if isinstance(value, (bool, int, str)) or value is None else str(value)
