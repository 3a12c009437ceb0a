"""`samskab outbox`: what a programme has sent, when, to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion, terminal
from samskab.cli.commands.new import known_programme, programme_meant
from samskab.cli.session import Session
from samskab.cli.sources import Sources
from samskab.language import phrase_key

if TYPE_CHECKING:
    from samskab.model.dataset import Dataset
    from samskab.model.outbox import Sending
    from samskab.usecases.load import Repo

_NAMED = 4


def command(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
) -> int:
    """List the sendings of a programme, and who has no answer yet."""
    session: Session = context.obj
    from samskab.usecases.load import load

    programme = programme_meant(session.repository(), programme)
    repo = load(session.repository(), programme=programme)
    data, known = repo.data, known_programme(repo, programme)
    from samskab.report.screen import FoldingTable, TextTable, escaped_text, under_title

    language = session.language
    title = language.choose_line(known.title)
    outbox = data.outbox(programme)
    if _tell_unread(session, repo, programme):
        return 1
    missing = data.unanswered(programme)
    if missing:
        named = tuple(_name(session, data, programme, key) for key in missing)
        session.say("status.unanswered", count=len(named), names=named)
    if outbox is None or not outbox.sendings:
        session.draw(escaped_text(language.say("outbox.empty", title=title)))
        return 0
    lines = tuple(_line(session, data, programme, sending) for sending in outbox.sendings)
    head = tuple(
        language.say(phrase_key("outbox.column", name)) for name in ("day", "template", "channel", "recipients")
    )
    session.draw(*under_title(language.say("outbox.head", title=title), FoldingTable(TextTable(head, lines))))
    return 0


def _tell_unread(session: Session, repo: Repo, programme: str) -> bool:
    """Whether the log cannot be read; its mistakes are said."""
    paths = {each.path for each in repo.data.unread if each.kind == "outbox" and each.programme == programme}
    found = tuple(each for each in repo.findings if each.span.path in paths)
    if found:
        from samskab.report.findings.text import text
        from samskab.report.findings.verdict import Verdict

        terminal.talk(text(Verdict(found, session.language, Sources(repo.root), len(paths)), width=session.width))
    return bool(paths)


def _name(session: Session, data: Dataset, programme: str, key: str) -> str:
    from samskab.documents.view.applicants import applicant_name

    application = data.application(programme, key)
    return applicant_name(data, application, session.language) if application else key


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
    for key in sending.applications:
        yield _name(session, data, programme, key)
    for code in sending.municipalities:
        known = data.municipalities.get(code)
        yield known.official if known else code
