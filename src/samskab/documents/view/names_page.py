"""The reference page of the names that a template may use, with their kinds and meanings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from samskab.documents.view.schema import ANY, MEETING, PERSON, SCHEMA, SENDER, TRACK
from samskab.language import Language, phrase_key

_ONCE: tuple[tuple[str, Any], ...] = (("meeting", MEETING), ("track", TRACK), ("sender", SENDER), ("person", PERSON))
"""Shapes that stand in several places are described once, under these names."""


def names_page(language: Language) -> str:
    """The page in Markdown."""
    lines = [
        f"# {language.say('view.page')}",
        "",
        language.say("view.page.generated"),
        "",
        language.say("view.page.about"),
        "",
    ]
    for name, shape in SCHEMA.items():
        lines += [f"## `{name}`", "", _told(language, name), ""]
        own = next((shared for shared, known in _ONCE if _inner(shape) is known), None)
        if own not in {None, name}:
            lines += [f"{language.say('view.kind.as', name=own).capitalize()}.", ""]
        if own == name or (own is None and isinstance(_inner(shape), Mapping)):
            lines += [*_table(language, name, _inner(shape)), ""]
    lines += [f"## {language.say('view.person')}", "", *_table(language, "person", PERSON), ""]
    return "\n".join(lines)


def _table(language: Language, group: str, shape: Mapping[str, Any]) -> Iterator[str]:
    yield f"| {language.say('view.name')} | {language.say('view.kind')} | {language.say('view.meaning')} |"
    yield "| --- | --- | --- |"
    for path, kind, meaning in _rows(language, group, shape, ""):
        yield f"| `{path}` | {kind} | {meaning} |"


def _rows(language: Language, group: str, shape: Mapping[str, Any], above: str) -> Iterator[tuple[str, str, str]]:
    for name, each in shape.items():
        path = f"{above}{'…' if name == ANY else name}"
        inner = _inner(each)
        shared = next((known for known, part in _ONCE if inner is part), None)
        kind = language.say(phrase_key("view.kind", _kind(each)))
        if shared:
            kind = f"{kind} ({language.say('view.kind.as', name=shared)})"
        yield path, kind, _told(language, f"{group}.{path}")
        if isinstance(inner, Mapping) and not shared:
            yield from _rows(language, group, inner, f"{path}[]." if isinstance(each, list) else f"{path}.")


def _told(language: Language, name: str) -> str:
    return language.find(phrase_key("view", name))


def _inner(shape: Any) -> Any:
    return shape[0] if isinstance(shape, list) else shape


def _kind(shape: Any) -> str:
    if isinstance(shape, list):
        return "list"
    if isinstance(shape, Mapping):
        return "group"
    return "yes_no" if shape is False else "text"
