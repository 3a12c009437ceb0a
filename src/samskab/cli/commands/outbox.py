"""`samskab outbox`: what a programme has sent, when, to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion
from samskab.cli.commands.new import known_programme
from samskab.cli.session import Session
from samskab.language import phrase_key

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
    from samskab.report.screen import FoldingTable, TextTable, escaped_text, under_title

    language = session.language
    title = language.choose_line(known.title)
    outbox = data.outbox(programme)
    if outbox is None or not outbox.sendings:
        session.draw(escaped_text(language.say("outbox.empty", title=title)))
        return
    lines = tuple(_line(session, data, programme, sending) for sending in outbox.sendings)
    head = tuple(
        language.say(phrase_key("outbox.column", name)) for name in ("day", "template", "channel", "recipients")
    )
    session.draw(*under_title(language.say("outbox.head", title=title), FoldingTable(TextTable(head, lines))))


def _line(session: Session, data: Dataset, programme: str, sending: Sending) -> tuple[str, ...]:
    language = session.language
    day, channel = (
        language.vague_day(sending.on, weekday=False),
        language.say(phrase_key("outbox.channel", sending.channel)),
    )
    return day, sending.template, channel, _recipients(session, data, programme, sending)


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
        yield applicant_name(data, application, language) if application else key
    for code in sending.municipalities:
        known = data.municipalities.get(code)
        yield known.official if known else code
