"""`samskab status`: a programme, or all of them, on one screen."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.session import Session


def command(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> int:
    """Applications by status, seats, what is to be announced and until when, the next dates."""
    session: Session = context.obj
    from samskab.cli.commands.new import known_programme
    from samskab.report.findings.json import safe_json
    from samskab.report.status import as_document, as_text, overview
    from samskab.usecases.letters.untrue import untrue_letters
    from samskab.usecases.load import load

    repo = load(session.repository(), programme=programme)
    wanted = [known_programme(repo, programme)] if programme else list(repo.data.programmes.values())
    found = [overview(repo.data, one, session.today, untrue_letters(repo, one, session.today)) for one in wanted]
    unread = sum(one.kind == "application" for one in repo.data.unread)
    if output == "json":
        documents = [as_document(one, session.language) for one in found]
        terminal.put_data(safe_json(documents[0] if programme else documents, indent=2) + "\n")
    else:
        terminal.put("\n".join(as_text(one, session.language) for one in found))
    if unread:
        session.say("status.unread", count=unread)
    return 0
