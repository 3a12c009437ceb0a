"""`samskab review`: what a request to change files means, as a comment for who made it or for the secretariat."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.output_file import deliver
from samskab.cli.session import Session
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.report.review.content import Review
    from samskab.usecases.review.request import ChangeRequest

_OF_A_PROGRAM = "[bot]"
"""The end of the user name that GitHub gives a program."""
ReviewFormat = Literal["markdown", "text", "json"]


def command(
    context: typer.Context,
    base: Annotated[str | None, typer.Argument(autocompletion=completion.complete_revisions)] = None,
    head: Annotated[str, typer.Argument(autocompletion=completion.complete_revisions)] = "HEAD",
    author: Annotated[str | None, typer.Option("--author")] = None,
    audience: Annotated[Literal["municipality", "secretariat"], typer.Option("--for")] = "municipality",
    form: Annotated[ReviewFormat, typer.Option("--format")] = "text",
    accept: Annotated[Path | None, typer.Option("--accept")] = None,
    output: Annotated[Path | None, typer.Option("--output")] = None,
) -> int:
    """Review the request to take `head` into `base`; exit 1 when something must be put right first."""
    session: Session = context.obj
    if accept is not None:
        return _accept(session, accept, base, output)
    if base is None:
        raise Refusal("review.no_base")
    from samskab.check.support.handles import is_handle
    from samskab.usecases.review.request import request_of
    from samskab.usecases.review.review import review_request

    if author is not None and not is_handle(author.removesuffix(_OF_A_PROGRAM)):
        raise Refusal("review.no_handle", author=author)
    request = request_of(session.repository(), base, head)
    found = review_request(request, author=author, language=session.language, today=session.today)
    if audience == "secretariat":
        _put(_effect_text(request, found, author, form, session), form, output)
    else:
        _put(_review_text(found, form, session), form, output)
    return 1 if found.stops else 0


def _accept(session: Session, file: Path, base: str | None, output: Path | None) -> int:
    """Write an answer that came from elsewhere, if nothing in it can act."""
    from samskab.usecases.review.accept import accepted

    if base is not None:
        raise Refusal("review.accept_alone")
    _put(accepted(session.place.absolute() / file), "markdown", output)
    return 0


def _review_text(found: Review, form: ReviewFormat, session: Session) -> str:
    from samskab.report.findings.json import safe_json
    from samskab.report.review.comment import PlainWriter, Writer, comment_text, review_as_document

    if form == "json":
        return safe_json(review_as_document(found, session.language), indent=2) + "\n"
    return comment_text(found, (Writer if form == "markdown" else PlainWriter)(session.language))


def _effect_text(
    request: ChangeRequest, found: Review, author: str | None, form: ReviewFormat, session: Session
) -> str:
    from samskab.report.findings.json import safe_json
    from samskab.report.review.comment import PlainWriter, Writer
    from samskab.report.review.effect_page import effect_as_document, effect_text
    from samskab.usecases.review.effect import effect_of
    from samskab.yaml.catalogue import load_language

    effect = effect_of(request, found, author, session.language, load_language("da"), session.today)
    if form == "json":
        return safe_json(effect_as_document(effect, PlainWriter(session.language)), indent=2) + "\n"
    return effect_text(effect, (Writer if form == "markdown" else PlainWriter)(session.language))


def _put(text: str, form: ReviewFormat, output: Path | None) -> None:
    if output is not None:
        deliver(output, text)
    elif form == "text":
        terminal.put("\n".join(map(_folded, text.split("\n"))))
    else:
        terminal.put_data(text)


def _folded(line: str) -> str:
    """A line of text in the width of the terminal; a block to paste stays as it is."""
    import textwrap

    if not terminal.is_screen() or line.startswith("    "):
        return line
    indent = "  " if line.startswith("- ") else ""
    return "\n".join(textwrap.wrap(line, terminal.width(os.environ), subsequent_indent=indent, break_on_hyphens=False))
