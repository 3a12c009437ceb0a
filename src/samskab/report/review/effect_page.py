"""A request for the secretariat: who changed what, what it does to the numbers, and what becomes stale by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samskab.language import phrase_key
from samskab.report.review.comment import PlainWriter, Writer, fact_items
from samskab.report.review.content import CountedBoth, CountTable, Effect, ProgrammeEffect

_MOST = 100
"""So many items of a list are shown."""


def effect_text(effect: Effect, writer: Writer) -> str:
    """The page as Markdown or plain text."""
    return "\n".join(_lines(effect, writer))


def effect_as_document(effect: Effect, writer: PlainWriter) -> dict[str, Any]:
    """The page as JSON."""
    return {
        "state": effect.state,
        "author": effect.author,
        "asked": [writer.say(fact.key, **fact.values) for fact in effect.asked],
        "changes": [writer.say(fact.key, **fact.values) for fact in effect.changes],
        "programmes": [_programme_document(each, writer) for each in effect.programmes],
        "stale": [writer.say(fact.key, **fact.values) for fact in effect.stale],
        "errors": {"new": effect.worse, "gone": effect.better},
    }


def _programme_document(each: ProgrammeEffect, writer: PlainWriter) -> dict[str, Any]:
    tables = [
        {
            "title": writer.text(table.title),
            "rows": [row._asdict() | {"label": writer.text(row.label)} for row in table.rows],
        }
        for table in each.tables
    ]
    return {"title": writer.text(each.title), "tables": tables}


def _lines(effect: Effect, writer: Writer) -> Iterator[str]:
    yield from writer.heading(writer.say("review.effect.title"))
    if effect.author:
        yield from [writer.say("review.effect.author", author=effect.author), ""]
    yield from [writer.say(phrase_key("review.effect", effect.state)), ""]
    errors = "review.effect.errors" if effect.worse or effect.better else "review.effect.no_errors"
    yield from [writer.say(errors, worse=effect.worse, better=effect.better), ""]
    for title, facts in (
        ("review.effect.asked", effect.asked),
        ("review.effect.changes", effect.changes),
        ("review.effect.stale", effect.stale),
    ):
        if facts:
            yield from writer.heading(writer.say(title), 4)
            yield from fact_items(facts[:_MOST], writer)
            if len(facts) > _MOST:
                yield f"- {writer.say('review.effect.more', count=len(facts) - _MOST)}"
            yield ""
    for each in effect.programmes:
        yield from _programme(each, writer)


def _programme(each: ProgrammeEffect, writer: Writer) -> Iterator[str]:
    yield from writer.heading(writer.say("review.effect.programme", programme=each.title), 4)
    for table in each.tables:
        if table.is_changed:
            yield from _table(table, writer)
    if same := tuple(table.title for table in each.tables if not table.is_changed):
        yield from [writer.say("review.effect.same", titles=same), ""]


def _table(table: CountTable, writer: Writer) -> Iterator[str]:
    yield from [writer.strong(writer.text(table.title)), ""]
    for row in table.rows:
        key = "review.effect.same_row" if row.before == row.after else "review.effect.row"
        yield f"- {writer.say(key, label=row.label, before=row.before, after=row.after)}{_bounds(row, writer)}"
    yield ""


def _bounds(row: CountedBoth, writer: Writer) -> str:
    return f" ({writer.say('review.effect.bounds', bounds=row.bounds)})" if row.bounds else ""
