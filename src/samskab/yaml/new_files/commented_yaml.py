"""A record as YAML for people to complete: each question as a comment above its answer.

Texts are quoted wherever anyone could read them as something else; nothing is folded or aligned, so nobody has to
count spaces.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from samskab.language import Language, phrase_key
from samskab.model.field_types import Instant, VagueDay
from samskab.model.json_schema import phrase_at
from samskab.model.record import Record

_BARE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+|[a-z]{3,}[a-z0-9]*|samskab/[a-z]+@1")
_WORDS_WITH_A_MEANING = frozenset({"true", "false", "null", "yes", "off", "inf", "nan"})
_TOO_SMALL_TO_ASK = ("Words.", "field.tbd", "field.schema", "field.id")


class Bare(str):
    """Text that stands without quotes: a day, a moment, a number."""

    __slots__ = ()


def form(
    record: type[Record],
    given: Mapping[str, Any],
    language: Language,
    head: str,
    asked: Mapping[str, str] | None = None,
) -> str:
    """A file of a kind: the answers that are given, and every other question with its key behind a comment mark.

    `asked` are questions that are not the model's but the programme's own: field path -> question.
    """
    page = _Page(record, language, asked or {})
    lines = [head]
    for field in fields(record):
        name = field.encode_name
        lines += ["", *page.question(name, "", "")] if name != "schema" else []
        lines += page.entry(name, name, given[name], "") if name in given else [f"# {name}:"]
    return "\n".join([*lines, ""])


def item(record: type[Record], path: str, given: Mapping[str, Any], language: Language, indent: str) -> str:
    """One more item of a list in a record, with its questions."""
    return "".join(f"{line}\n" for line in _Page(record, language, {}).item(path, given, indent))


def as_given(value: Any) -> Any:
    """A record or a part of one as plain values, what is left at its default left out."""
    if isinstance(value, Struct):
        config = value.__struct_config__
        tag = {} if config.tag is None else {str(config.tag_field): str(config.tag)}
        own = {f.encode_name: getattr(value, f.name) for f in fields(value)}
        defaults = {f.encode_name: f.default for f in fields(value) if not f.required}
        return tag | {k: as_given(v) for k, v in own.items() if v not in ((), {}, None) and v != defaults.get(k, ())}
    if isinstance(value, (date, VagueDay, Instant, Decimal)):
        return Bare(value)
    if isinstance(value, (tuple, list)):
        return [as_given(item) for item in value]
    if isinstance(value, Mapping):
        return {key: as_given(item) for key, item in value.items()}
    return value


def scalar(value: object) -> str:
    """One value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Bare)):
        return str(value)
    text = str(value)
    bare = _BARE.fullmatch(text) and text not in _WORDS_WITH_A_MEANING
    return text if bare else json.dumps(text, ensure_ascii=False)


def comment(text: str, indent: str) -> list[str]:
    """Text as comment lines; what comes from data stays behind the mark."""
    room = max(40, 110 - len(indent))
    return [f"{indent}# {line}" for part in text.splitlines() for line in textwrap.wrap(part, room)]


class _Page:
    """One file while it is written: each question is asked once, at the first place for its answer."""

    def __init__(self, record: type[Record], language: Language, own: Mapping[str, str]) -> None:
        self._own = own
        self._record = record
        self._language = language
        self._asked: set[str] = set()

    def entry(self, path: str, name: str, value: Any, indent: str) -> Iterator[str]:
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from self._mapping(path, value, indent + "  ")
        elif isinstance(value, (list, tuple)) and any(isinstance(item, (Mapping, list)) for item in value):
            yield f"{indent}{name}:"
            for one in value:
                yield from self.item(path, one, indent + "  ")
        elif isinstance(value, (list, tuple)):
            yield from _row(name, value, indent)
        elif isinstance(value, Mapping):
            yield f"{indent}{name}: {{}}"
        elif isinstance(value, str) and not isinstance(value, Bare) and (len(value) > 80 or "\n" in value):
            yield from _long(name, value, indent)
        else:
            yield f"{indent}{name}: {scalar(value)}"

    def item(self, path: str, value: Any, indent: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{indent}- {scalar(value)}"
            return
        lead, inner = f"{indent}- ", indent + "  "
        for name, part in value.items():
            yield from self.question(f"{path}.{name}", path, indent if lead.strip() else inner)
            first, *rest = self.entry(f"{path}.{name}", name, part, inner)
            yield lead + first.lstrip()
            yield from rest
            lead = inner

    def question(self, path: str, above: str, indent: str) -> list[str]:
        """The question of a field as comment lines; none for one that was asked before or says nothing new."""
        if path in self._own:
            return comment(self._own[path], indent)
        key = phrase_at(self._record, path, self._language)
        if key is None or key.startswith(_TOO_SMALL_TO_ASK) or path in self._asked:
            return []
        self._asked.add(path)
        if above and key == phrase_at(self._record, above, self._language):
            return []
        asked, more = self._language.say(key), self._language.find(phrase_key(key, "help"))
        stop = "." if more and not asked.endswith("?") else ""
        return comment(f"{asked}{stop} {more}", indent)

    def _mapping(self, path: str, given: Mapping[str, Any], indent: str) -> Iterator[str]:
        for name, value in given.items():
            yield from self.question(f"{path}.{name}", path, indent)
            yield from self.entry(f"{path}.{name}", name, value, indent)


def _row(name: str, values: Any, indent: str) -> Iterator[str]:
    row = f"{indent}{name}: [{', '.join(map(scalar, values))}]"
    if len(row) <= 110:
        yield row
        return
    yield f"{indent}{name}:"
    yield from (f"{indent}  - {scalar(value)}" for value in values)


def _long(name: str, value: str, indent: str) -> Iterator[str]:
    """A long text as a block where a block gives it back unchanged, else in quotes."""
    body = value.removesuffix("\n")
    plain = all(line == line.strip() and "\t" not in line for line in body.split("\n")) and body.strip("\n") == body
    if not plain or not body:
        yield f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}"
    elif "\n" not in body and "  " not in body:
        yield f"{indent}{name}: {'>' if value != body else '>-'}"
        yield from textwrap.wrap(
            body,
            max(40, 116 - len(indent)),
            initial_indent=indent + "  ",
            subsequent_indent=indent + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{indent}{name}: {'|' if value != body else '|-'}"
        yield from (f"{indent}  {line}".rstrip() for line in body.split("\n"))
