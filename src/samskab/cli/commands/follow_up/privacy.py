"""`samskab privacy [KEY]`: what is to be deleted and when; where a person's key stands; with `--write` the deletion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli.commands.validate import print_found
from samskab.cli.last_run import forget_runs
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.usecases.deletions import DueDeletion, PlannedDeletion
    from samskab.usecases.load import Repo


def command(
    context: typer.Context,
    key: Annotated[str | None, typer.Argument()] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> int:
    """Show what is due for deletion, or where a person's key stands; delete it with `--write`."""
    session: Session = context.obj
    from samskab.usecases.load import load

    repo = load(session.repository())
    return _of_everyone(session, repo, write=write) if key is None else _of_person(session, repo, key, write=write)


def _of_everyone(session: Session, repo: Repo, *, write: bool) -> int:
    from samskab.usecases.deletions import data_texts, due_deletions, plan_deletion, unused_people

    texts = data_texts(repo)
    due = due_deletions(repo, texts, session.today)
    _show_due(session, repo, due, unused_people(repo, texts))
    come = [each for each in due if each.day <= session.today and each.applications]
    unread = [each.path for each in repo.data.unread if each.programme]
    if unread:
        session.say_line(session.sentence("privacy.unread", count=len(unread), path=unread[0]), "warning")
    elif not come:
        session.put("privacy.nothing")
    code = int(bool(unread))
    if not come:
        return code
    planned = plan_deletion(repo, due, session.today, session.language)
    if write or planned.finding:
        return max(code, _deleted(session, repo, planned))
    session.put("privacy.would", count=sum(len(each.applications) for each in come))
    return code


def _show_due(session: Session, repo: Repo, due: tuple[DueDeletion, ...], unused: tuple[str, ...]) -> None:
    from samskab.report.screen import FoldingTable, TextTable
    from samskab.usecases.deletions import diet_meetings

    say = session.language.say
    real = [each for each in due if each.applications]
    if real:
        lines = tuple((each.programme.id, session.language.day(each.day), *_counts(each)) for each in real)
        tones = tuple("warning" if each.day <= session.today else "plain" for each in real)
        names = ("programme", "day", "applications", "assessments", "persons")
        head = tuple(say(phrase_key("privacy.column", name)) for name in names)
        session.draw(FoldingTable(TextTable(head, lines, tones=tones)), "")
    for each in due:
        if each.invented:
            session.put("privacy.invented", programme=each.programme.id, count=each.invented)
    for programme, meeting, day in diet_meetings(repo, session.today):
        title = session.language.choose_line(meeting.title)
        session.put("privacy.diet", programme=programme.id, meeting=title, day=day)
    if unused:
        session.put("privacy.unused", count=len(unused), keys=unused)


def _counts(due: DueDeletion) -> tuple[str, str, str]:
    return str(len(due.applications)), str(len(due.assessments)), str(len(due.people))


def _of_person(session: Session, repo: Repo, key: str, *, write: bool) -> int:
    from samskab.model.field_types import PERSON_KEY_PATTERN
    from samskab.usecases.deletions import data_texts, due_deletions, key_places, plan_person, unread_with

    if not re.fullmatch(PERSON_KEY_PATTERN, key):
        raise Refusal("privacy.not_a_key")
    texts = data_texts(repo)
    stored, places = bool(repo.data.people and key in repo.data.people.people), key_places(texts, key)
    if unread := unread_with(repo, texts, key):
        print_found(session, repo.root, unread)
        session.say("privacy.stopped")
        return 1
    if not stored and not places:
        raise Refusal("privacy.unknown", exit_code=1, key=key)
    session.put("privacy.stored" if stored else "privacy.not_stored", key=key)
    for place in places:
        span = place.span
        session.put("privacy.place", path=f"{span.path}:{span.line}:{span.column}", field=place.field)
    for each in due_deletions(repo, texts, session.today):
        if key in each.people:
            session.put("privacy.goes", programme=each.programme.id, day=each.day)
    if not write:
        session.put("privacy.would_person", key=key)
        return 0
    return _deleted(session, repo, plan_person(repo, key, places, session.today, session.language))


def _deleted(session: Session, repo: Repo, planned: PlannedDeletion) -> int:
    """Delete, and print what was deleted, and what the program does not delete: results, mail, git's history."""
    from samskab.storage.atomic_write import write_all
    from samskab.storage.lock import BusyError
    from samskab.usecases import git
    from samskab.usecases.deletions import LOG

    if planned.finding:
        print_found(session, repo.root, (planned.finding,))
        session.say("privacy.stopped")
        return 1
    try:
        write_all(repo.root, planned.files, before=planned.before, deleted=planned.deleted)
    except (OSError, BusyError) as fault:
        raise unwritten(LOG, fault) from None
    forget_runs(repo.root)
    persons = sum(each.persons for each in planned.entries)
    session.put("privacy.done", files=len(planned.deleted), persons=persons, path=LOG)
    session.put("privacy.elsewhere")
    if git.top_of(repo.root) is not None:
        session.put("privacy.history")
    return 0
