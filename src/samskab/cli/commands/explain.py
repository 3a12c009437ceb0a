"""`samskab explain`: what is written in a data file: the question, type, default and an example of any field."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.session import Session
from samskab.refusal import Refusal
from samskab.storage.files import find_root, read_bytes


def command(
    context: typer.Context,
    field: Annotated[str | None, typer.Argument(autocompletion=completion.complete_field_paths)] = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> None:
    """Explain a file, a part of it or a field; without one, list the files."""
    session: Session = context.obj
    from samskab.report.field_reference.lookup import UnknownStep, explained
    from samskab.report.field_reference.terminal_page import explained_document, explained_parts, files_parts

    if field is None:
        session.draw(*files_parts(session.language))
        return
    found = explained(_place_in_file(session, field) or field, session.language)
    if isinstance(found, UnknownStep):
        code = "explain.unknown_near" if found.near else "explain.unknown"
        raise Refusal(code, step=found.step, choices=found.choices, near=found.near)
    if output == "json":
        from samskab.report.findings.json import safe_json

        terminal.put_data(safe_json(explained_document(found), indent=2) + "\n")
    else:
        session.draw(*explained_parts(found, session.language))


def _place_in_file(session: Session, text: str) -> str:
    """`schedule.meetings[2].venue` for `data/programmes/x/schedule.yaml:31`; empty for a text that names no file."""
    from samskab.model.dataset import kind_at
    from samskab.yaml.nodes import path_at_line
    from samskab.yaml.tree import read_tree

    match = re.fullmatch(r"(.+\.ya?ml)(?::(\d{1,6}))?(?::\d+)?", text, re.ASCII)
    if match is None:
        return ""
    place = (session.place / match[1]).absolute()
    root = find_root(place.parent)
    path = place.relative_to(root).as_posix() if root else match[1]
    kind = kind_at(path)
    if kind is None:
        raise Refusal("explain.no_kind", path=match[1])
    content = read_bytes(root, path) if root and match[2] else None
    inside = path_at_line(read_tree(content, path).root, int(match[2])) if isinstance(content, bytes) else ""
    return ".".join(filter(None, (kind.name, inside)))
