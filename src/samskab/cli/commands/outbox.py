"""`samskab outbox`: what a programme has sent, when, to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion, terminal
from samskab.cli.commands.new import known_programme
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.report.escape import show

if TYPE_CHECKING:
    from samskab.model.dataset import Dataset
    from samskab.model.outbox import Sending

_NAMED = 4


def command(
    context: typer.Context, programme: Annotated[str, typer.Argument(autocompletion=completion.complete_programmes)]
) -> None:
    """List the sendings of a programme."""
    session: Session = context.obj
    from samskab.usecases.load import load

    repo = load(session.repository(), programme=programme)
    data, known = repo.data, known_programme(repo, programme)
    title = session.language.choose(known.title)
    outbox = data.outbox(programme)
    sendings = outbox.sendings if outbox else ()
    terminal.put(session.sentence("outbox.head" if sendings else "outbox.empty", title=title) + "\n")
    for sending in sendings:
        terminal.put(_row(session, data, programme, sending) + "\n")


def _row(session: Session, data: Dataset, programme: str, sending: Sending) -> str:

    recipients = _recipients(session, data, programme, sending)
    return session.sentence(
        "outbox.row" if recipients else "outbox.row_open",
        day=session.language.vague_day(sending.on, weekday=False),
        template=sending.template,
        channel=session.language.say(phrase_key("outbox.channel", sending.channel)),
        recipients=recipients,
    )


def _recipients(session: Session, data: Dataset, programme: str, sending: Sending) -> str:
    if sending.recipients == "all":
        return session.language.say("outbox.everyone")
    names = tuple(_names(session, data, programme, sending))
    if not names:
        return ""
    if len(names) <= _NAMED + 1:
        return session.language.say("outbox.some", names=names)
    return session.language.say("outbox.many", names=", ".join(names[:_NAMED]), count=len(names) - _NAMED)


def _names(session: Session, data: Dataset, programme: str, sending: Sending) -> Iterator[str]:
    from samskab.documents.view.applicants import applicant_name

    language = session.language
    for key in sending.applications:
        application = data.application(programme, key)
        yield show(applicant_name(data, application, language) if application else key)
    for code in sending.municipalities:
        known = data.municipalities.get(code)
        yield show(known.official if known else code)
