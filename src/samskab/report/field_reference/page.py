"""The reference page of the data files in one language, in Markdown (`docs/reference/files.<lang>.md`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from samskab.language import Language, phrase_key
from samskab.model.dataset import KINDS
from samskab.report.field_reference.entries import FieldEntry, PartEntry, part_entry, parts, path_of
from samskab.report.field_reference.terminal_page import need, usual_place

_SORTS = ("key", "line", "municipality_code", "clock_time", "vague_day", "instant", "person_key", "mail_address")
"""The sorts of text that have a rule of their own."""


def files_page(language: Language) -> str:
    """The page."""
    lines = [f"# {language.say('explain.page')}", "", language.say("explain.generated"), ""]
    lines += [language.say("explain.about"), "", *_files(language), ""]
    lines += [f"## {language.say('explain.sorts')}", "", *_sorts(language), ""]
    entries = [part_entry(part, language, _link) for part in parts()]
    for path, group in groupby(entries, key=lambda entry: entry.path):
        lines += [f"{_mark(path)} `{path}`", ""]
        for entry in group:
            lines += _part(entry, language)
    return "\n".join(lines).rstrip() + "\n"


def _files(language: Language) -> Iterator[str]:
    yield from _head(language, "file", "what", "place")
    for kind in KINDS:
        yield f"| {_linked(kind.name)} | {language.say(phrase_key('kind', kind.name))} | `{usual_place(kind)}` |"


def _sorts(language: Language) -> Iterator[str]:
    for sort in _SORTS:
        text = language.find(phrase_key("scalar", sort, "help"))
        yield f"- **{language.say(phrase_key('scalar', sort))}**" + (f": {text}" if text else "")
    for name in ("attribute", "number"):
        named, names = phrase_key("explain.name", name), phrase_key("explain.names", name)
        yield f"- **{language.say(named)}**: {language.say(names)}"


def _part(entry: PartEntry, language: Language) -> Iterator[str]:
    if entry.about:
        yield from (f"{entry.about}.", "")
    if entry.fields:
        yield from _head(language, "field", "question", "write", "need")
        yield from (_row(field, language) for field in entry.fields)
        yield ""
    yield from ("```yaml", entry.example, "```", "")


def _row(field: FieldEntry, language: Language) -> str:
    return f"| `{field.name}` | {_cell(field.question)} | {field.type} | {_cell(need(field, language))} |"


def _head(language: Language, *columns: str) -> Iterator[str]:
    yield f"| {' | '.join(language.say(phrase_key('explain.column', name)) for name in columns)} |"
    yield f"|{' --- |' * len(columns)}"


def _mark(path: str) -> str:
    return "##" if "." not in path else "###"


def _link(part: type[Struct]) -> str:
    return _linked(path_of(part))


def _linked(path: str) -> str:
    return f"[`{path}`](#{re.sub(r'[^a-z0-9_-]', '', path.lower())})"


def _cell(text: str) -> str:
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", text)
