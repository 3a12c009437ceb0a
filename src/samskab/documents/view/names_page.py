"""The reference page of the names that a template may use: what each one is and means, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from samskab.documents.view.letter import LetterData
from samskab.documents.view.shape import View, element_of, is_open, view_fields, view_of
from samskab.language import Language, phrase_key


def names_page(language: Language) -> str:
    """The page in Markdown."""
    lines = [f"# {language.say('view.page')}", ""]
    lines += [language.say("explain.generated"), "", language.say("view.page.about"), ""]
    roots = view_fields(LetterData)
    for name, kind in roots.items():
        lines += [f"## `{name}`", "", language.say(phrase_key("view", name)), ""]
        shared = _shared_name(kind)
        if shared and shared != name:
            lines += [f"{language.say('view.kind.as', name=shared).capitalize()}.", ""]
        elif view := view_of(kind):
            lines += [*_table(language, name, view), ""]
    for name, view in _shared().items():
        if name not in roots:
            lines += [f"## {language.say(phrase_key('view', name))}", "", *_table(language, name, view), ""]
    return "\n".join(lines)


def meanings() -> Iterator[str]:
    """The names that have a meaning in the catalogue, under `view.`: `meeting.day`, `programme.steps[].when`.

    A view that occurs in several places is described once, under its own name.
    """
    roots = view_fields(LetterData)
    yield from roots
    for name, kind in roots.items():
        if view := view_of(kind):
            yield from (f"{name}.{path}" for path, _ in _paths(view) if _shared_name(kind) in {None, name})
    for name, view in _shared().items():
        if name not in roots:
            yield from (name, *(f"{name}.{path}" for path, _ in _paths(view)))


def _table(language: Language, group: str, view: type[View]) -> Iterator[str]:
    yield f"| {language.say('view.name')} | {language.say('view.kind')} | {language.say('view.meaning')} |"
    yield "| --- | --- | --- |"
    for path, kind in _paths(view):
        yield f"| `{path}` | {_kind(language, kind)} | {language.say(phrase_key('view', f'{group}.{path}'))} |"


def _paths(view: type[View], above: str = "") -> Iterator[tuple[str, object]]:
    """The names of a view with their types; those of views that are described elsewhere are left out."""
    for name, kind in view_fields(view).items():
        path = f"{above}{name}"
        yield path, kind
        inner = view_of(kind)
        if inner and not _shared_name(kind):
            yield from _paths(inner, f"{path}{'[]' if element_of(kind) else ''}.")


def _kind(language: Language, kind: object) -> str:
    word = "list" if element_of(kind) else "group" if view_of(kind) or is_open(kind) else "text"
    written = language.say(phrase_key("view.kind", "yes_no" if kind is bool else word))
    shared = _shared_name(kind)
    return f"{written} ({language.say('view.kind.as', name=shared)})" if shared else written


def _shared_name(kind: object) -> str | None:
    """The name under which a view is described that occurs in several places."""
    view = view_of(kind)
    return next((name for name, each in _shared().items() if each is view), None)


@cache
def _shared() -> dict[str, type[View]]:
    """The views that occur in several places of the data, by the name of their type: `meeting` for `MeetingView`."""
    views = dict.fromkeys(_below(LetterData))
    counts = Counter(_views(LetterData))
    for view in views:
        counts.update(_views(view))
    return {view.__name__.removesuffix("View").lower(): view for view in views if counts[view] > 1}


def _below(view: type[View]) -> Iterator[type[View]]:
    for inner in _views(view):
        yield inner
        yield from _below(inner)


def _views(view: type[View]) -> Iterator[type[View]]:
    return (inner for kind in view_fields(view).values() if (inner := view_of(kind)))
