"""`samskab outbox show|add|missing`: what a programme has sent, when, to whom; and who has not got it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion
from samskab.cli.commands.new import loaded_programme
from samskab.cli.commands.validate import print_found
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session, parse_day_option
from samskab.finding import Finding
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.dataset import Dataset
    from samskab.model.outbox import Sending, SendingChannel
    from samskab.model.programme import Programme
    from samskab.usecases.load import Repo
    from samskab.usecases.sendings import MakeSendings, MissingLetter

_NAMED = 4


def show_outbox(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
) -> int:
    """List the sendings of a programme, and who has no answer yet."""
    session: Session = context.obj
    repo, known = loaded_programme(session, programme)
    from samskab.documents.view.applicants import applicant_named
    from samskab.report.screen import FoldingTable, TextTable, escaped_text, under_title

    data, programme, language = repo.data, known.id, session.language
    title = language.choose_line(known.title)
    outbox = data.outbox(programme)
    if _print_unread(session, repo, programme):
        return 1
    missing = data.unanswered(programme)
    if missing:
        named = tuple(applicant_named(data, programme, key, language) for key in missing)
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


def add(
    context: typer.Context,
    template: Annotated[str, typer.Argument(autocompletion=completion.complete_templates)],
    programme: Annotated[str | None, typer.Option("--programme", autocompletion=completion.complete_programmes)] = None,
    audience: Annotated[str, typer.Option("--for", autocompletion=completion.complete_recipients)] = "all",
    meeting: Annotated[str | None, typer.Option("--meeting", autocompletion=completion.complete_meetings)] = None,
    on: Annotated[str | None, typer.Option("--on")] = None,
    channel: Annotated[str, typer.Option("--channel")] = "mail",
) -> int:
    """Enter that a letter was sent, on a day and by a channel, to those who have not got it by the outbox."""
    session: Session = context.obj
    repo, known = loaded_programme(session, programme, "--programme ")
    from samskab.usecases.letters.job import Request
    from samskab.usecases.letters.plan import plan_jobs
    from samskab.usecases.letters.sent import letters_of
    from samskab.usecases.letters.templates import templates_of
    from samskab.usecases.sendings import new_sendings, page_sending

    by, day = sending_channel(channel), parse_day_option(on, "--on") if on else session.today
    if day > session.today:
        raise Refusal("outbox.not_yet", day=day, today=session.today)
    if by in {"press", "web"} and template not in templates_of(repo.root, session.code).names():
        _check_key(template)
        return print_recorded(session, repo, known.id, lambda outbox: page_sending(outbox, template, day, by))
    request = Request(known.id, template, audience, (), session.language, day, meeting)
    planned = plan_jobs(repo, known, request)
    letters = tuple(letters_of(planned.jobs))
    if planned.findings and not letters:
        print_found(session, repo.root, planned.findings)
        return 1
    if not letters:
        return print_recorded(session, repo, known.id, lambda outbox: page_sending(outbox, template, day, by))
    return print_recorded(
        session, repo, known.id, lambda outbox: new_sendings(outbox, letters, day, by, everyone(repo, known))
    )


def show_missing(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
) -> int:
    """For each letter those who have not got it by the outbox."""
    session: Session = context.obj
    repo, known = loaded_programme(session, programme)
    if _print_unread(session, repo, known.id, ("outbox", "decision")):
        return 1
    from samskab.report.screen import FoldingTable, TextTable, escaped_text, under_title
    from samskab.usecases.sendings import missing_letters

    language, title = session.language, session.language.choose_line(known.title)
    found = missing_letters(repo, known, language, session.today)
    if not found:
        is_decided = repo.data.settled_decision(known.id) is not None
        key = "outbox.none_missing_decided" if is_decided else "outbox.none_missing"
        session.draw(escaped_text(language.say(key, title=title)))
        return 0
    lines = tuple((each.title, str(len(each.names)), _lacking(session, each)) for each in found)
    head = tuple(language.say(phrase_key("outbox.missing", name)) for name in ("letter", "count", "names"))
    session.draw(*under_title(language.say("outbox.missing", title=title), FoldingTable(TextTable(head, lines))))
    return 0


commands = {"show": show_outbox, "add": add, "missing": show_missing}


def _check_key(key: str) -> None:
    """Refuse what cannot be the id of a sending."""
    import re

    from samskab.model.field_types import KEY_PATTERN

    if not re.fullmatch(KEY_PATTERN, key):
        raise Refusal("new.bad_key", key=key)


def sending_channel(given: str) -> SendingChannel:
    """The channel of that name; refused with those there are."""
    from typing import get_args

    from samskab.model.outbox import SendingChannel

    choices: tuple[SendingChannel, ...] = get_args(SendingChannel)
    for each in choices:
        if each == given:
            return each
    raise Refusal("outbox.no_channel", given=given, choices=choices)


def everyone(repo: Repo, programme: Programme) -> tuple[str, ...]:
    """The codes of all municipalities that may apply."""
    return tuple(each.code for each in repo.data.eligible_municipalities(programme))


def print_recorded(session: Session, repo: Repo, programme: str, make: MakeSendings) -> int:
    """Enter sendings into the outbox, and print them. Exit code 1 when it has mistakes."""
    from samskab.storage.lock import BusyError
    from samskab.usecases.sendings import outbox_path, record_sent

    path = outbox_path(programme)
    try:
        made = record_sent(repo.root, programme, make, session.language)
    except (OSError, BusyError) as fault:
        raise unwritten(path, fault) from None
    if isinstance(made, Finding):
        print_found(session, repo.root, (made,))
        return 1
    for sending in made:
        whom = _recipients(session, repo.data, programme, sending)
        session.put("outbox.added" if whom else "outbox.added_page", template=sending.template, whom=whom, path=path)
    if not made:
        session.put("outbox.nothing_new", path=path)
    return 0


def _lacking(session: Session, letter: MissingLetter) -> str:
    if len(letter.names) == letter.total and letter.total > _NAMED:
        return session.language.say("outbox.everyone")
    return session.language.say("outbox.some", names=letter.names)


def _print_unread(session: Session, repo: Repo, programme: str, kinds: tuple[str, ...] = ("outbox",)) -> bool:
    """Whether the log, or a file of the other `kinds`, cannot be read; its mistakes are printed."""
    found = repo.findings_of_unread(programme, *kinds)
    if found:
        print_found(session, repo.root, found, len({each.span.path for each in found}))
    return bool(found)


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
    from samskab.documents.view.applicants import applicant_named

    for key in sending.applications:
        yield applicant_named(data, programme, key, session.language)
    for code in sending.municipalities:
        known = data.municipalities.get(code)
        yield known.official if known else code
