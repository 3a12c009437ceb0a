"""`samskab explain`: what is written in a data file: the question, type, default and an example of any field."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.session import Session
from samskab.finding import Finding, is_field_path
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
    if not is_field_path(field):
        raise Refusal("usage.field_path", field=field)
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

    match = re.fullmatch(r"(.+\.ya?ml)(?::(\d+))?(?::\d+)?", text, re.ASCII)
    if match is None:
        name = re.sub(r"(:\d+)+$", "", text)
        if (session.place / name).is_file():
            raise Refusal("explain.no_kind", path=name)
        return ""
    place = (session.place / match[1]).absolute()
    root = find_root(place.parent)
    path = place.relative_to(root).as_posix() if root else match[1]
    kind = kind_at(path)
    if kind is None:
        raise Refusal("explain.no_kind", path=match[1])
    if not root or not match[2]:
        return kind.name
    content = read_bytes(root, path)
    if isinstance(content, Finding):
        raise Refusal("usage.no_file", path=match[1])
    count = len(content.splitlines())
    line = int(match[2]) if len(match[2]) < 10 else 0
    if not 0 < line <= count:
        raise Refusal("explain.no_line", path=match[1], line=match[2], count=count)
    return ".".join(filter(None, (kind.name, path_at_line(read_tree(content, path).root, line))))
