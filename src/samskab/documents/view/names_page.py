"""The reference page of the names: what a template may use, what each is, in the words of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from samskab.documents.view.schema import ANY, MEETING, PERSON, SCHEMA, SENDER, TRACK
from samskab.language import Phrasebook

_ONCE: tuple[tuple[str, Any], ...] = (("meeting", MEETING), ("track", TRACK), ("sender", SENDER), ("person", PERSON))
"""Shapes that stand in several places are told once, under these names."""


def names_page(words: Phrasebook) -> str:
    """The page in Markdown."""
    lines = [f"# {words.say('view.page')}", "", words.say("view.page.generated"), "", words.say("view.page.about"), ""]
    for name, shape in SCHEMA.items():
        lines += [f"## `{name}`", "", _told(words, name), ""]
        own = next((shared for shared, known in _ONCE if _inner(shape) is known), None)
        if own not in {None, name}:
            lines += [f"{words.say('view.kind.as', name=own).capitalize()}.", ""]
        if own == name or (own is None and isinstance(_inner(shape), Mapping)):
            lines += [*_table(words, name, _inner(shape)), ""]
    lines += [f"## {words.say('view.person')}", "", *_table(words, "person", PERSON), ""]
    return "\n".join(lines)


def _table(words: Phrasebook, group: str, shape: Mapping[str, Any]) -> Iterator[str]:
    yield f"| {words.say('view.name')} | {words.say('view.kind')} | {words.say('view.meaning')} |"
    yield "| --- | --- | --- |"
    for path, kind, meaning in _rows(words, group, shape, ""):
        yield f"| `{path}` | {kind} | {meaning} |"


def _rows(words: Phrasebook, group: str, shape: Mapping[str, Any], above: str) -> Iterator[tuple[str, str, str]]:
    for name, each in shape.items():
        path = f"{above}{'…' if name == ANY else name}"
        inner = _inner(each)
        shared = next((known for known, part in _ONCE if inner is part), None)
        kind = words.say(f"view.kind.{_kind(each)}")
        if shared:
            kind = f"{kind} ({words.say('view.kind.as', name=shared)})"
        yield path, kind, _told(words, f"{group}.{path}")
        if isinstance(inner, Mapping) and not shared:
            yield from _rows(words, group, inner, f"{path}[]." if isinstance(each, list) else f"{path}.")


def _told(words: Phrasebook, name: str) -> str:
    code = f"view.{name}"
    return words.say(code) if code in words else ""


def _inner(shape: Any) -> Any:
    return shape[0] if isinstance(shape, list) else shape


def _kind(shape: Any) -> str:
    if isinstance(shape, list):
        return "list"
    if isinstance(shape, Mapping):
        return "group"
    return "yes_no" if shape is False else "text"
