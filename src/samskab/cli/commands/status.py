"""`samskab status`: a programme, or all of them, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.session import Session

if TYPE_CHECKING:
    from samskab.usecases.load import Repo


def command(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> int:
    """Applications by status, seats, what is to be announced and until when, the next dates."""
    session: Session = context.obj
    from samskab.check.applicant_states import applicant_states
    from samskab.cli.commands.new import known_programme, programme_keys
    from samskab.report.findings.json import safe_json
    from samskab.report.status import as_document, as_text, overview
    from samskab.usecases.decide import missed_now
    from samskab.usecases.letters.untrue import untrue_letters
    from samskab.usecases.load import load

    repo = load(session.repository(), programme=programme)
    wanted = [known_programme(repo, programme)] if programme else list(repo.data.programmes.values())
    data, today = repo.data, session.today
    found = [
        overview(
            data,
            one,
            today,
            applicant_states(data, one),
            untrue_letters(repo, one, today),
            missed_now(data, one.id, today),
        )
        for one in wanted
    ]
    lost = () if programme else tuple(key for key in programme_keys(repo.root) if key not in repo.data.programmes)
    unread = sum(one.kind == "application" for one in repo.data.unread)
    if output == "json":
        documents = [as_document(one, session.language) | _unread_of(repo, one.programme.id) for one in found]
        documents += [{"programme": key, "unread": True} for key in lost]
        terminal.put_data(safe_json(documents[0] if programme else documents, indent=2) + "\n")
    else:
        terminal.put("\n".join(as_text(one, session.language) for one in found))
    for key in lost:
        session.say("status.lost", programme=key)
    if unread:
        session.say("status.unread", count=unread)
    return 1 if lost else 0


def _unread_of(repo: Repo, programme: str) -> dict[str, int]:
    """How many applications of a programme cannot be read and are not counted."""
    unread = [one for one in repo.data.unread if one.kind == "application" and one.programme == programme]
    return {"unread_applications": len(unread)}
