"""`samskab diff`: what a change means."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal
from samskab.usecases.history.sides import Sides


def command(
    context: typer.Context,
    base: Annotated[str | None, typer.Argument(autocompletion=completion.complete_revisions)] = None,
    head: Annotated[str | None, typer.Argument(autocompletion=completion.complete_revisions)] = None,
    output: Annotated[Literal["text", "markdown", "json"], typer.Option("--format")] = "text",
) -> int:
    """Who changed which answer, deadline or meeting between two commits, and what becomes stale by it."""
    session: Session = context.obj
    from samskab.report.changes.overview import sections
    from samskab.usecases.history.diff import difference_of
    from samskab.usecases.history.revisions import refuse_bare
    from samskab.usecases.history.sides import sides_of
    from samskab.yaml.catalogue import load_language

    try:
        root = session.repository()
    except Refusal:
        refuse_bare(session.place)
        raise
    sides = sides_of(root, base, head)
    found = difference_of(sides, load_language("da"), today=session.today)
    if output == "json":
        from samskab.report.changes.json_document import changes_as_document
        from samskab.report.findings.json import safe_json

        names = sides.base.commit, sides.head.commit if sides.head else None
        terminal.put_data(safe_json(changes_as_document(found, *names, session.language), indent=2) + "\n")
        return 0
    parts = sections(found, session.language)
    title = _title(session, sides, is_in_data=parts != ())
    if output == "markdown":
        from samskab.report.changes.markdown_text import markdown_text

        terminal.put(markdown_text(title, parts))
    else:
        from samskab.report.changes.screen_parts import screen_parts

        session.draw(*screen_parts(title, parts, session.width))
    return 0


def _title(session: Session, sides: Sides, *, is_in_data: bool) -> str:
    """What is compared with what, and whether anything is changed."""
    language = session.language
    earlier = language.say(phrase_key("changes.base", sides.base.chosen), name=sides.base.name, commit=sides.base.short)
    later = language.say("changes.base.named", name=sides.head.name, commit=sides.head.short) if sides.head else ""
    values = {"base": earlier, "head": later or language.say("changes.head_folder")}
    if is_in_data or not sides.changed:
        return language.say("changes.title" if is_in_data else "changes.none", **values)
    return language.say("changes.not_in_data", count=len(sides.changed), path=min(sides.changed), **values)
