"""`samskab decision verify|decide|release|withdraw`: a decision record after it was proposed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from samskab.cli import completion, terminal
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session, one_line
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.dataset import Dataset
    from samskab.model.decision import Decision, Event
    from samskab.usecases.load import Repo


def verify(
    context: typer.Context, file: Annotated[Path, typer.Argument(autocompletion=completion.complete_decisions)]
) -> int:
    """Check everything that can be checked in a record, and name the first check that fails."""
    session: Session = context.obj
    repo, path = _placed(session, file)
    return 0 if _holds(session, repo, path, report=True) else 1


def decide(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(autocompletion=completion.complete_decisions)],
    by: Annotated[list[str], typer.Option("--by")],
) -> int:
    """Record that it is decided, today, by which bodies."""
    session: Session = context.obj
    from samskab.usecases.decide import decide as decided

    bodies = [one_line(body, "--by") for body in by]
    found = _opened(session, file)
    return 1 if found is None else _step(session, found, lambda: decided(found.decision, session.today, bodies))


def release(
    context: typer.Context, file: Annotated[Path, typer.Argument(autocompletion=completion.complete_decisions)]
) -> int:
    """Record that the decision has been announced to everyone."""
    session: Session = context.obj
    from samskab.usecases.decide import release as released

    found = _opened(session, file)
    return 1 if found is None else _step(session, found, lambda: released(found.decision))


def withdraw(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(autocompletion=completion.complete_decisions)],
    applicant: Annotated[list[str], typer.Argument(autocompletion=completion.complete_applicants)],
    because: Annotated[str, typer.Option("--because")],
    instead: Annotated[str | None, typer.Option("--instead", autocompletion=completion.complete_applicants)] = None,
) -> int:
    """Some of the chosen, or of the waiting list, leave; who steps in keeps the rules, and nobody else moves."""
    session: Session = context.obj
    from samskab.usecases.applicant_lookup import application_named
    from samskab.usecases.decide import withdraw as withdrawn

    because = one_line(because, "--because")
    found = _opened(session, file)
    if found is None:
        return 1
    applications = found.repo.data.applications(found.decision.programme)
    data = found.repo.data
    named = [application_named(data, applications, name).id for name in applicant]
    other = application_named(data, applications, instead).id if instead else None
    return _step(session, found, lambda: withdrawn(data, found.decision, named, session.today, because, other))


commands = {"verify": verify, "decide": decide, "release": release, "withdraw": withdraw}


class _Opened(NamedTuple):
    repo: Repo
    path: str
    decision: Decision


def _opened(session: Session, file: Path) -> _Opened | None:
    """The record when its audit finds nothing; else the findings are shown, and None."""
    repo, path = _placed(session, file)
    if not _holds(session, repo, path, report=False):
        return None
    from samskab.model.decision import Decision

    return _Opened(repo, path, next(d for d in repo.data.all(Decision) if d.path == path))


def _step(session: Session, found: _Opened, made: Callable[[], Decision]) -> int:
    from samskab.storage.lock import BusyError
    from samskab.usecases.decide import rewrite

    try:
        new = made()
        refuse_unfit(session, new, found.path)
        rewrite(found.repo, found.path, new)
    except (OSError, BusyError) as fault:
        raise unwritten(found.path, fault) from None
    events = new.events[len(found.decision.events) :]
    if events:
        _tell_events(session, found, new, events)
    now = "added" if events else new.status
    terminal.put(session.sentence(phrase_key("choice.now", now), path=found.path) + "\n")
    return 0


def _tell_events(session: Session, found: _Opened, new: Decision, events: tuple[Event, ...]) -> None:
    """Who left and who steps in; which seats stay empty, which rules do not hold now, and what would help."""
    waited = found.decision.state().waiting
    for event in events:
        key = phrase_key("choice.event", event.kind)
        if event.kind == "withdrawn" and event.applicant in waited:
            key = "choice.event_unlisted"
        elif event.kind == "promoted" and event.applicant not in waited:
            key = "choice.event_beside"
        terminal.put(session.sentence(key, name=new.name_of(event.applicant)) + "\n")
    data, state = found.repo.data, found.repo.data.state_of(new)
    left = sum(event.kind == "withdrawn" and event.applicant not in waited for event in events)
    if left and state.vacated:
        terminal.put(session.sentence("choice.seats_empty", count=len(state.vacated)) + "\n")
    for sentence in _consequences(session, data, new, found.path):
        terminal.put(sentence + "\n")


def _consequences(session: Session, data: Dataset, new: Decision, path: str) -> Iterator[str]:
    """The rules that do not hold now and what would help; and whether one call for all would have ended otherwise."""
    from samskab.fairness.tables import tables_of
    from samskab.fairness.vacancies import missed_rules
    from samskab.fairness.wording import Wording
    from samskab.usecases.decide import can_fill, joint_answer

    state, wording = data.state_of(new), Wording(tables_of(new), session.language)
    missed = missed_rules(new, state.selected, state.withdrawn)
    for row, total, *_ in missed:
        text = wording.row(row, len(state.selected))
        amount = session.language.amount(total, row.unit)
        yield session.sentence("choice.rule_missed", row=text, total=amount)
    if missed:
        able = can_fill(data, new)
        names = tuple(new.name_of(key) for key in able)
        help_key = "choice.can_fill" if able else "choice.cannot_fill"
        leaver = new.name_of(state.vacated[0]) if state.vacated else ""
        first = names[0] if names else ""
        yield session.sentence(help_key, names=names, path=path, leaver=leaver, first=first, programme=new.programme)
    joint = joint_answer(data, new)
    listed = {one.applicant for one in new.waiting_list}
    if state.promoted and listed >= state.promoted.keys() and joint != frozenset(state.promoted):
        others = tuple(new.name_of(key) for key in joint)
        yield session.sentence("choice.joint_differs", names=tuple(sorted(others)))


def refuse_unfit(session: Session, decision: Decision, path: str) -> None:
    """Refuse to write a record in which something a person typed would be a mistake, such as a CPR number."""
    from samskab.report.findings.verdict import Verdict
    from samskab.usecases.verify import faults_of_record

    if found := faults_of_record(decision, path, session.today):
        why = Verdict(found, session.language, {}, 1).sentence(found[0])
        raise Refusal("choice.unfit", exit_code=1, why=why)


def _placed(session: Session, file: Path) -> tuple[Repo, str]:
    from samskab.model.dataset import kind_at
    from samskab.storage.files import find_root
    from samskab.usecases.load import load

    place = Path(os.path.normpath(session.place.absolute() / file))  # a link stays a link, so that it can be refused
    root = find_root(place.parent)
    path = "" if root is None else place.relative_to(root).as_posix()
    kind = kind_at(path)
    if root is None or kind is None or kind.name != "decision" or not os.path.lexists(place):
        raise Refusal("choice.no_record", path=str(file))
    session.enter(root)
    return load(root, programme=path.split("/")[2]), path


def _is_decided(repo: Repo, path: str) -> bool:
    from samskab.model.decision import Decision

    return any(d.path == path and d.status != "proposed" for d in repo.data.all(Decision))


def _holds(session: Session, repo: Repo, path: str, *, report: bool) -> bool:
    from samskab.usecases.verify import verify as verified

    found = verified(repo, path, today=session.today)
    if not report and _is_decided(repo, path):  # files go on changing after a decision, as when an applicant withdraws
        from samskab.check.gate import allows

        found = found._replace(findings=tuple(f for f in found.findings if not allows(f, "decision")))
    if found.findings:
        from samskab.cli.commands.validate import tell
        from samskab.cli.sources import Questions, Sources
        from samskab.report.findings.verdict import Verdict

        questions = Questions(repo.root, session.language)
        tell(session, Verdict(found.findings, session.language, Sources(repo.root), 1, questions), "text")
        return False
    if report:
        values = {"path": path, "files": found.files, "rows": found.rows, "aims": found.aims, "reasons": found.reasons}
        terminal.put(session.sentence("choice.verified", **values) + "\n")
        if found.unproven:
            terminal.put(session.sentence("choice.verified_unproven", count=found.unproven) + "\n")
        if found.reworded:
            terminal.put(session.sentence("choice.verified_reworded", tool=found.reworded) + "\n")
    return True
