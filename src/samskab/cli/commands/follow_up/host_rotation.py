"""`samskab schedule hosts`: who hosts which meeting, and why somebody does not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion
from samskab.cli.commands.new import known_programme, programme_meant, write_files
from samskab.cli.commands.validate import print_found
from samskab.cli.session import Session
from samskab.finding import Finding
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from samskab.model.programme import Programme
    from samskab.model.schedule import Schedule
    from samskab.usecases.hosts import HostProposal
    from samskab.usecases.load import Repo


def show_hosts(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> int:
    """Propose the rotation of hosts, and write it into the schedule with --write. Exit 1 when there is none."""
    session: Session = context.obj
    from samskab.usecases.hosts import propose_hosts
    from samskab.usecases.load import load

    root = session.repository()
    programme = programme_meant(root, programme, option="")
    repo = load(root)
    known, schedule = known_programme(repo, programme), repo.data.schedule(programme)
    path = f"data/programmes/{programme}/schedule.yaml"
    wrong = repo.findings_of_unread(programme, "application", "decision")
    wrong += tuple(each for each in repo.findings if schedule is None and each.span.path == path)
    if wrong:
        return _told(session, repo, wrong)
    if schedule is None or not schedule.meetings:
        raise Refusal("schedule.no_meetings", exit_code=1, programme=programme)
    if not schedule.hosted():
        raise Refusal("hosts.no_meetings", exit_code=1, programme=programme, path=path)
    if not repo.data.taking_part(programme):
        raise Refusal("hosts.undecided", exit_code=1, programme=programme)
    proposal = propose_hosts(repo.data, known, schedule)
    session.draw(*_shown(session, repo, known, schedule, proposal))
    if proposal.rotation is None:
        return 1
    return _written(session, repo, schedule, proposal, write=write)


def _written(session: Session, repo: Repo, schedule: Schedule, proposal: HostProposal, *, write: bool) -> int:
    from samskab.storage.files import digest_of, read_bytes
    from samskab.usecases.hosts import with_hosts

    content = read_bytes(repo.root, schedule.path)
    if isinstance(content, Finding) or proposal.rotation is None:
        return 1
    text = with_hosts(content.decode(), schedule, proposal.rotation)
    if isinstance(text, Finding):
        return _told(session, repo, (text,))
    if text == content.decode():
        session.put("hosts.nothing_new", path=schedule.path)
    elif not write:
        session.put("hosts.would", path=schedule.path)
    else:
        before = {schedule.path: digest_of(content)}
        write_files(repo.root, {schedule.path: text}, session, before=before, done="hosts.written")
    return 0


def _shown(
    session: Session, repo: Repo, programme: Programme, schedule: Schedule, proposal: HostProposal
) -> Iterator[RenderableType]:
    from samskab.documents.view.applicants import applicant_named
    from samskab.report.screen import FoldingTable, TextTable, bullets, escaped_text, under_title
    from samskab.usecases.hosts import kilometres

    language, rotation = session.language, proposal.rotation
    name = partial(applicant_named, repo.data, programme.id, language=language)
    if rotation is None:
        titles = tuple(language.choose_line(each.title) for each in schedule.meetings if each.id in proposal.without)
        yield escaped_text(language.say("hosts.none", count=len(titles), titles=titles), "warning")
    else:
        rows = []
        for each in schedule.meetings:
            if each.id in rotation.hosts:
                host = rotation.hosts[each.id]
                travel = language.number(kilometres(proposal.task.travel.get((host, each.id), 0)))
                rows.append((language.choose_line(each.title), name(host), travel))
        head = tuple(language.say(phrase_key("hosts.column", name)) for name in ("meeting", "host", "travel"))
        title = language.say("hosts.head", title=language.choose_line(programme.title))
        yield from under_title(title, FoldingTable(TextTable(head, tuple(rows))))
        worst = tuple(name(key) for key in proposal.worst_off)
        far, most = kilometres(rotation.totals.travel), kilometres(rotation.totals.worst)
        yield escaped_text(
            language.say("hosts.proven", km=far, worst=worst, most=most, earlier=rotation.totals.earlier)
        )
    if proposal.reasons:
        yield escaped_text(language.say("hosts.without" if rotation else "hosts.each"))
        yield from bullets([f"{name(key)}: {language.worded(why)}" for key, why in proposal.reasons])


def _told(session: Session, repo: Repo, found: tuple[Finding, ...]) -> int:
    print_found(session, repo.root, found)
    return 1
