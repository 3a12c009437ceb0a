"""`samskab review`: what a request to change files means, as a comment for who made it or for the secretariat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.output_file import deliver
from samskab.cli.session import Session
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.report.review.content import Review

ReviewFormat = Literal["markdown", "text", "json"]


def command(
    context: typer.Context,
    base: Annotated[str, typer.Argument(autocompletion=completion.complete_revisions)],
    head: Annotated[str, typer.Argument(autocompletion=completion.complete_revisions)] = "HEAD",
    author: Annotated[str | None, typer.Option("--author")] = None,
    form: Annotated[ReviewFormat, typer.Option("--format")] = "text",
    output: Annotated[Path | None, typer.Option("--output")] = None,
) -> int:
    """Review the request to take `head` into `base`; exit 1 when something must be put right first."""
    session: Session = context.obj
    from samskab.check.support.handles import is_handle
    from samskab.usecases.review.review import review_of

    if author is not None and not is_handle(author):
        raise Refusal("review.no_handle", author=author)
    root = session.repository()
    found = review_of(root, base, head, author=author, language=session.language, today=session.today)
    _put(_written(found, form, session), form, output)
    return 1 if found.stops else 0


def _written(found: Review, form: ReviewFormat, session: Session) -> str:
    from samskab.report.findings.json import safe_json
    from samskab.report.review.comment import PlainWriter, Writer, comment_text, review_as_document

    if form == "json":
        return safe_json(review_as_document(found, session.language), indent=2) + "\n"
    return comment_text(found, (Writer if form == "markdown" else PlainWriter)(session.language))


def _put(text: str, form: ReviewFormat, output: Path | None) -> None:
    if output is not None:
        deliver(output, text)
    elif form == "text":
        terminal.put(text)
    else:
        terminal.put_data(text)
