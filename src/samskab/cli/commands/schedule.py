"""`samskab schedule show|hosts|release`: the meetings, what is new since they were announced, and the next release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion
from samskab.cli.commands.follow_up.host_rotation import show_hosts
from samskab.cli.commands.new import loaded_programme
from samskab.cli.last_run import run_or_repeat
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session
from samskab.cli.sources import Questions, Sources
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from samskab.model.programme import Programme
    from samskab.model.schedule import Change, Release
    from samskab.usecases.load import Repo
    from samskab.usecases.release import Proposal

_NAMED = 4


def show_schedule(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
) -> int:
    """The meetings as the schedule has them, and what has not been announced yet."""
    return run_or_repeat(context.obj, "schedule-show", (programme,), partial(_show, context.obj, programme))


def _show(session: Session, programme: str | None) -> int:
    repo, known = _loaded(session, programme)
    from samskab.usecases.decide import hosts_who_left
    from samskab.usecases.release import propose

    proposal = propose(repo, known.id, session.today)
    session.draw(*_meetings(session, repo, known), *_standing(session, repo, known, proposal))
    decision = repo.data.settled_decision(known.id)
    for fact in hosts_who_left(repo.data, decision, session.today) if decision else ():
        session.put(fact.key, "warning", **fact.values)
    return 0


def release(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    note: Annotated[str | None, typer.Option("--note")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> int:
    """Announce the schedule as it is now: shown, and with --write written as the next release."""
    session: Session = context.obj
    repo, known = _loaded(session, programme)
    from samskab.usecases.release import propose

    proposal = propose(repo, known.id, session.today, note)
    if proposal.findings:
        return _refused(session, repo, known.id, proposal)
    last, new = proposal.last, proposal.release
    if new is None:
        if last is None:
            raise Refusal("schedule.no_meetings", exit_code=1, programme=known.id)
        session.put("schedule.nothing_new", number=last.number, day=last.released)
        return 0
    if last is not None and new.released < last.released:
        raise Refusal("schedule.before_last", day=new.released, number=last.number, last=last.released)
    code, path = "schedule.would", _path(new)
    if write:
        code, path = "schedule.released", _written(repo, new)
    session.put(code, number=new.number, path=path)
    session.draw(*_change_parts(session, repo, known, new.changes))
    if write and last is not None:
        _lead_to_letters(session, repo, known, new.changes)
    return 0


commands = {"show": show_schedule, "hosts": show_hosts, "release": release}


def _loaded(session: Session, given: str | None) -> tuple[Repo, Programme]:
    repo, known = loaded_programme(session, given)
    data = repo.data
    plan = data.schedule(known.id)
    if not (data.has_unread("schedule", known.id) or data.releases(known.id) or (plan and plan.meetings)):
        raise Refusal("schedule.no_meetings", exit_code=1, programme=known.id)
    return repo, known


def _path(new: Release) -> str:
    from samskab.schedules.release import release_path

    return release_path(new)


def _written(repo: Repo, new: Release) -> str:
    from samskab.storage.lock import BusyError
    from samskab.usecases.release import write_release

    try:
        return write_release(repo.root, new, repo.data)
    except FileExistsError:
        raise Refusal("schedule.taken", exit_code=1, path=_path(new)) from None
    except (OSError, BusyError) as fault:
        raise unwritten(_path(new), fault) from None


def _refused(session: Session, repo: Repo, programme: str, proposal: Proposal) -> int:
    from samskab.cli.commands.validate import print_verdict
    from samskab.report.findings.verdict import Verdict

    questions = Questions(repo.root, session.language)
    files = len({finding.span.path for finding in proposal.findings})
    print_verdict(session, Verdict(proposal.findings, session.language, Sources(repo.root), files, questions), "text")
    session.say("schedule.unread", programme=programme)
    return 1


def _meetings(session: Session, repo: Repo, programme: Programme) -> Iterator[RenderableType]:
    """The title, and a table of the meetings: what, when, where, and the state where it is not as planned."""
    from samskab.documents.view.meetings import ScheduleViews
    from samskab.report.screen import FoldingTable, TextTable, escaped_text, under_title
    from samskab.schedules.snapshot import place_words

    language = session.language
    if repo.data.has_unread("schedule", programme.id):
        yield from (escaped_text(language.say("schedule.unreadable"), "warning"), "")
        return
    views = ScheduleViews(repo.data, programme, language)
    meetings = views.schedule.meetings
    lines, tones = [], []
    for meeting in meetings:
        view = views.meeting(meeting)
        lines.append((view.title, view.when, place_words(views, meeting), view.status))
        tones.append("warning" if view.status else "plain")
    head = tuple(language.say(phrase_key("schedule.column", name)) for name in ("title", "when", "place", "state"))
    table = TextTable(head, tuple(lines), tones=tuple(tones))
    title = language.say("schedule.head", title=language.choose_line(programme.title), count=len(meetings))
    yield from under_title(title, FoldingTable(table))


def _standing(session: Session, repo: Repo, programme: Programme, proposal: Proposal) -> Iterator[RenderableType]:
    """What was announced last, where every release can be read, and what is new since then."""
    from samskab.report.screen import escaped_text

    language, last = session.language, proposal.last
    is_known = not repo.data.has_unread("release", programme.id)
    if is_known and last is None:
        yield escaped_text(language.say("schedule.never"), "warning")
    elif is_known and last is not None:
        yield escaped_text(language.say("schedule.last", number=last.number, day=last.released))
    if proposal.findings:
        yield escaped_text(language.say("schedule.has_errors"), "warning")
    elif last is not None and proposal.release is not None:
        yield escaped_text(language.say("schedule.pending"), "warning")
        yield from _change_parts(session, repo, programme, proposal.release.changes)
        yield escaped_text(language.say("schedule.next", programme=programme.id), "command")


def _change_parts(
    session: Session, repo: Repo, programme: Programme, changes: tuple[Change, ...]
) -> Iterator[RenderableType]:
    """Each change as a sentence, and whom it concerns."""
    from samskab.report.screen import bullets, escaped_text, indented

    for change in changes:
        yield from bullets([session.language.choose_line(change.text)])
        whom = "; ".join(_concerned(session, repo, programme, change))
        if whom:
            yield indented(escaped_text(session.language.say("schedule.affected", whom=whom), "aside"))


def _lead_to_letters(session: Session, repo: Repo, programme: Programme, changes: Iterable[Change]) -> None:
    """The letters about meetings that were moved, cancelled or postponed."""
    from samskab.documents.view.meetings import ScheduleViews

    views = ScheduleViews(repo.data, programme, session.language)
    for meeting in filter(None, (views.schedule.meeting(change.meeting) for change in changes)):
        view = views.meeting(meeting)
        happened = {"cancelled": view.cancelled, "postponed": view.postponed, "moved": view.moved}
        if letter := next((f"meeting-{name}" for name, is_so in happened.items() if is_so), ""):
            session.put("schedule.letter", title=view.title, letter=letter, meeting=meeting.id, programme=programme.id)


def _concerned(session: Session, repo: Repo, programme: Programme, change: Change) -> Iterator[str]:
    from samskab.documents.view.applicants import applicant_name

    language = session.language
    titles = {track.id: language.choose_line(track.title) for track in programme.tracks}
    if change.tracks:
        yield language.say("schedule.affected.tracks", tracks=tuple(titles.get(key, key) for key in change.tracks))
    applications = (repo.data.application(programme.id, key) for key in change.applications)
    names = [applicant_name(repo.data, each, language) for each in applications if each]
    if 0 < len(names) <= _NAMED + 1:
        yield language.say("schedule.affected.applications", names=tuple(names))
    elif names:
        rest = len(names) - _NAMED
        yield language.say("schedule.affected.some", names=", ".join(names[:_NAMED]), count=rest)
