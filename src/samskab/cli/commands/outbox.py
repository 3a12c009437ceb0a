"""`samskab outbox`: what a programme has sent, when, to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import terminal
from samskab.cli.commands.new import known_programme
from samskab.cli.session import Session
from samskab.report.escape import show

if TYPE_CHECKING:
    from samskab.model.dataset import Dataset
    from samskab.model.outbox import Sending

_NAMED = 4


def command(session: Session, programme: Annotated[str, typer.Argument()]) -> None:
    """List the sendings of a programme."""
    from samskab.documents.language import Speech
    from samskab.usecases.load import load

    repo = load(session.repository(), programme=programme)
    data, known = repo.data, known_programme(repo, programme)
    title = Speech(session.language).choose(known.title)
    outbox = data.outbox(programme)
    sendings = outbox.sendings if outbox else ()
    terminal.put(session.sentence("outbox.head" if sendings else "outbox.empty", title=title) + "\n")
    for sending in sendings:
        terminal.put(_row(session, data, programme, sending) + "\n")


def _row(session: Session, data: Dataset, programme: str, sending: Sending) -> str:
    from samskab.documents.language import Speech

    recipients = _recipients(session, data, programme, sending)
    return session.sentence(
        "outbox.row" if recipients else "outbox.row_open",
        day=Speech(session.language).vague(sending.on, weekday=False),
        template=sending.template,
        channel=session.words.say(f"outbox.channel.{sending.channel}"),
        recipients=recipients,
    )


def _recipients(session: Session, data: Dataset, programme: str, sending: Sending) -> str:
    if sending.recipients == "all":
        return session.words.say("outbox.everyone")
    names = tuple(_names(session, data, programme, sending))
    if not names:
        return ""
    if len(names) <= _NAMED + 1:
        return session.words.say("outbox.some", names=names)
    return session.words.say("outbox.many", names=", ".join(names[:_NAMED]), count=len(names) - _NAMED)


def _names(session: Session, data: Dataset, programme: str, sending: Sending) -> Iterator[str]:
    from samskab.documents.language import Speech
    from samskab.documents.view.applicants import applicant_name

    speech = Speech(session.language)
    for key in sending.applications:
        application = data.application(programme, key)
        yield show(applicant_name(data, application, speech) if application else key)
    for code in sending.municipalities:
        known = data.municipalities.get(code)
        yield show(known.official if known else code)
