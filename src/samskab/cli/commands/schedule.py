"""`samskab schedule show|release`: the meetings, what is new since they were announced, and the next release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion, terminal
from samskab.cli.commands.new import known_programme
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session
from samskab.cli.sources import Questions, Sources
from samskab.refusal import Refusal
from samskab.report.escape import show as shown

if TYPE_CHECKING:
    from samskab.model.programme import Programme
    from samskab.model.schedule import Change, Release
    from samskab.usecases.load import Repo
    from samskab.usecases.release import Proposal

_NAMED = 4


def show_schedule(
    context: typer.Context, programme: Annotated[str, typer.Argument(autocompletion=completion.complete_programmes)]
) -> None:
    """The meetings as the schedule has them, and what has not been announced yet."""
    session: Session = context.obj
    repo, known = _loaded(session, programme)
    from samskab.usecases.release import propose

    proposal = propose(repo, programme, session.today)
    for line in (*_meetings(session, repo, known), *_standing(session, repo, known, proposal)):
        terminal.put(line + "\n")


def release(
    context: typer.Context,
    programme: Annotated[str, typer.Argument(autocompletion=completion.complete_programmes)],
    note: Annotated[str | None, typer.Option("--note")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> int:
    """Announce the schedule as it is now: shown, and with --write written as the next release."""
    session: Session = context.obj
    repo, known = _loaded(session, programme)
    from samskab.usecases.release import propose

    proposal = propose(repo, programme, session.today, note)
    if proposal.findings:
        return _refused(session, repo, programme, proposal)
    last, new = proposal.last, proposal.release
    if new is None:
        if last is None:
            raise Refusal("schedule.no_meetings", exit_code=1, programme=programme)
        terminal.put(session.sentence("schedule.nothing_new", number=last.number, day=last.released) + "\n")
        return 0
    if last is not None and new.released < last.released:
        raise Refusal("schedule.before_last", day=new.released, number=last.number, last=last.released)
    code, path = "schedule.would", _path(new)
    if write:
        code, path = "schedule.released", _written(repo, new)
    terminal.put(session.sentence(code, number=new.number, path=path) + "\n")
    for line in _told(session, repo, known, new.changes):
        terminal.put(line + "\n")
    return 0


commands = {"show": show_schedule, "release": release}


def _loaded(session: Session, programme: str) -> tuple[Repo, Programme]:
    from samskab.usecases.load import load

    root = session.repository()
    repo = load(root, programme=programme)
    known = known_programme(repo, programme)
    if repo.data.schedule(programme) is None and not any(u.kind == "schedule" for u in repo.data.unread):
        raise Refusal("schedule.no_meetings", exit_code=1, programme=programme)
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
    from samskab.cli.commands.validate import tell
    from samskab.report.findings.verdict import Verdict

    questions = Questions(repo.root, session.language)
    files = len({finding.span.path for finding in proposal.findings})
    tell(session, Verdict(proposal.findings, session.language, Sources(repo.root), files, questions), "text")
    session.say("schedule.unread", programme=programme)
    return 1


def _meetings(session: Session, repo: Repo, programme: Programme) -> Iterator[str]:
    from samskab.documents.view.meetings import ScheduleViews
    from samskab.schedules.snapshot import place_words

    views = ScheduleViews(repo.data, programme, session.language)
    meetings = views.schedule.meetings
    yield session.sentence("schedule.head", title=session.language.choose(programme.title), count=len(meetings))
    for meeting in meetings:
        view, place = views.meeting(meeting), place_words(views, meeting)
        when = f"{view.when}, {place}" if place else view.when
        code = "schedule.meeting_state" if view.status else "schedule.meeting"
        yield session.sentence(code, title=view.title, when=when, state=view.status)


def _standing(session: Session, repo: Repo, programme: Programme, proposal: Proposal) -> Iterator[str]:
    last = proposal.last
    if last is None:
        yield session.sentence("schedule.never")
        return
    yield session.sentence("schedule.last", number=last.number, day=last.released)
    if proposal.release is not None:
        yield session.sentence("schedule.pending")
        yield from _told(session, repo, programme, proposal.release.changes)


def _told(session: Session, repo: Repo, programme: Programme, changes: tuple[Change, ...]) -> Iterator[str]:
    """Each change as a sentence, and whom it concerns."""
    for change in changes:
        yield f"- {shown(session.language.choose(change.text))}"
        whom = "; ".join(_concerned(session, repo, programme, change))
        if whom:
            yield session.sentence("schedule.affected", whom=whom)


def _concerned(session: Session, repo: Repo, programme: Programme, change: Change) -> Iterator[str]:
    from samskab.documents.view.applicants import applicant_name

    language = session.language
    titles = {track.id: shown(language.choose(track.title)) for track in programme.tracks}
    if change.tracks:
        yield session.sentence("schedule.affected.tracks", tracks=tuple(titles.get(key, key) for key in change.tracks))
    applications = (repo.data.application(programme.id, key) for key in change.applications)
    names = [shown(applicant_name(repo.data, each, language)) for each in applications if each]
    if 0 < len(names) <= _NAMED + 1:
        yield session.sentence("schedule.affected.applications", names=tuple(names))
    elif names:
        rest = len(names) - _NAMED
        yield session.sentence("schedule.affected.some", names=", ".join(names[:_NAMED]), count=rest)
