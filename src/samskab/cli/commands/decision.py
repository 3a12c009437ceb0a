"""`samskab decision verify|decide|release|withdraw`: a decision record after it was proposed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from samskab.cli import completion
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session, one_line
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.finding import Finding
    from samskab.model.dataset import Dataset
    from samskab.model.decision import Decision, Event
    from samskab.usecases.load import Repo


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(autocompletion=completion.complete_decisions)],
    solve: Annotated[bool, typer.Option("--solve")] = False,
) -> int:
    """Audit a record against its files and its seals, and name every part that does not hold."""
    session: Session = context.obj
    from samskab.usecases.verify import verify as verified
    from samskab.usecases.verify import verify_alone

    place, key = session.absolute(file), "choice.verified"
    is_alone = place.is_file() and _place_in_repository(place) is None
    alone = verify_alone(place.parent, place.name, today=session.today, solve=solve) if is_alone else None
    if alone:
        root, path, found, key = place.parent, str(file), alone, "choice.verified_alone"
    else:
        repo, path = _placed(session, file)
        root, found = repo.root, verified(repo, path, today=session.today, solve=solve)
    if found.findings:
        _print_findings(session, root, found.findings)
    if not found.holds:
        return 1
    changed = sum(finding.code == "SK516" for finding in found.findings)
    if any(finding.code == "SK562" for finding in found.findings):
        key = "choice.verified_deleted"
    session.put(key, "kept", path=path, files=found.files, rules=found.rules, aims=found.aims, reasons=found.reasons)
    if changed:
        session.put("choice.verified_changed", "warning", count=changed)
    if found.rests_on_solver:
        session.put("choice.rests_on_solver")
    session.put(phrase_key("choice.solver", "again" if solve else "unasked"), path=session.typed_path(file))
    return 0


def decide(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(autocompletion=completion.complete_decisions)],
    by: Annotated[list[str], typer.Option("--by")],
) -> int:
    """Record that it is decided, today, by which bodies."""
    session: Session = context.obj
    from samskab.usecases.decide import decide as decided
    from samskab.usecases.decide import refuse_others

    bodies = [one_line(body, "--by") for body in by]

    def made(found: OpenedRecord) -> Decision:
        refuse_others(found.repo.data.programmes[found.decision.programme], bodies)
        return decided(found.decision, session.today, bodies)

    return _step(session, file, made)


def release(
    context: typer.Context, file: Annotated[Path, typer.Argument(autocompletion=completion.complete_decisions)]
) -> int:
    """Record that the decision has been announced to everyone."""
    session: Session = context.obj
    from samskab.usecases.decide import release as released

    return _step(session, file, lambda found: released(found.decision))


def withdraw(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(autocompletion=completion.complete_decisions)],
    applicant: Annotated[list[str], typer.Argument(autocompletion=completion.complete_applicants)],
    because: Annotated[str, typer.Option("--because")],
    instead: Annotated[str | None, typer.Option("--instead", autocompletion=completion.complete_applicants)] = None,
) -> int:
    """Some of the chosen, or of the waiting list, leave; who steps in keeps the rules, and nobody else moves."""
    session: Session = context.obj
    from samskab.usecases.applicant_lookup import whole_applicant
    from samskab.usecases.decide import withdraw as withdrawn

    because = one_line(because, "--because")

    def made(found: OpenedRecord) -> Decision:
        data = found.repo.data
        applications = data.applications(found.decision.programme)
        named = [whole_applicant(data, applications, name).id for name in applicant]
        other = whole_applicant(data, applications, instead).id if instead else None
        return withdrawn(data, found.decision, named, session.today, because, other)

    return _step(session, file, made)


commands = {"verify": verify, "decide": decide, "release": release, "withdraw": withdraw}


class OpenedRecord(NamedTuple):
    """A record that was read, with its repository and its path there."""

    repo: Repo
    path: str
    decision: Decision


def opened_record(session: Session, file: Path) -> OpenedRecord | None:
    """The record when its audit finds nothing; else the findings are shown, and None."""
    from samskab.model.decision import Decision
    from samskab.usecases.verify import verify as verified

    repo, path = _placed(session, file)
    found = verified(repo, path, today=session.today, thorough=False)
    if found.stops:
        _print_findings(session, repo.root, found.findings)
        return None
    return OpenedRecord(repo, path, next(d for d in repo.data.all(Decision) if d.path == path))


def _step(session: Session, file: Path, made: Callable[[OpenedRecord], Decision]) -> int:
    """Write the record that follows from the one that lies there; made again when somebody wrote another meanwhile."""
    from samskab.storage.atomic_write import TRIES, ChangedError

    for _ in range(TRIES):
        found = opened_record(session, file)
        if found is None:
            return 1
        _refuse_earlier(found.decision, session.today)
        new = made(found)
        refuse_unfit(session, new, found.path)
        with suppress(ChangedError):
            _rewrite(found, new)
            _print_step(session, found, new)
            return 0
    raise ChangedError(str(file))


def _rewrite(found: OpenedRecord, new: Decision) -> None:
    from samskab.storage.lock import BusyError
    from samskab.usecases.decide import rewrite

    try:
        rewrite(found.repo, found.path, new)
    except (OSError, BusyError) as fault:
        raise unwritten(found.path, fault) from None


def _print_step(session: Session, found: OpenedRecord, new: Decision) -> None:
    events = new.events[len(found.decision.events) :]
    if events:
        _print_events(session, found, new, events)
    now = "added" if events else new.status
    session.put(phrase_key("choice.now", now), "kept", path=found.path)
    if new.status == "released":
        _print_next_letter(session, new, events)


def _print_next_letter(session: Session, new: Decision, events: tuple[Event, ...]) -> None:
    """The letter to those who step in, after the letters to the others were sent."""
    names = tuple(new.name_of(event.applicant) for event in events if event.kind == "promoted")
    if names:
        session.put("status.step.promotion", names=names, programme=new.programme)


def _print_events(session: Session, found: OpenedRecord, new: Decision, events: tuple[Event, ...]) -> None:
    """Who left and who steps in; which seats stay empty, which rules do not hold now, and what would help."""
    waited = found.decision.state().waiting
    for event in events:
        key = phrase_key("choice.event", event.kind)
        if event.kind == "withdrawn" and event.applicant in waited:
            key = "choice.event_unlisted"
        elif event.kind == "promoted" and event.applicant not in waited:
            key = "choice.event_beside"
        session.put(key, name=new.name_of(event.applicant))
    data, state = found.repo.data, found.repo.data.state_of(new)
    left = sum(event.kind == "withdrawn" and event.applicant not in waited for event in events)
    if left and state.vacated:
        session.put("choice.seats_empty", "warning", count=len(state.vacated))
    for sentence in _consequences(session, data, new, found.path):
        session.put_line(sentence, "warning")


def _consequences(session: Session, data: Dataset, new: Decision, path: str) -> Iterator[str]:
    """The rules that do not hold now, meetings without a host, and whether one call would give another result."""
    from samskab.usecases.decide import joint_answer, missed_after_withdrawals

    for fact in missed_after_withdrawals(data, new, path).sentences:
        yield session.sentence(fact.key, **fact.values)
    state = data.state_of(new)
    joint = joint_answer(data, new)
    listed = {one.applicant for one in new.waiting_list}
    if state.promoted and listed >= state.promoted.keys() and joint != frozenset(state.promoted):
        others = tuple(new.name_of(key) for key in joint)
        yield session.sentence("choice.joint_differs", names=tuple(sorted(others)))


def refuse_unfit(session: Session, decision: Decision, path: str) -> None:
    """Refuse to write a record that would have errors."""
    from samskab.report.findings.verdict import Verdict
    from samskab.usecases.verify import faults_of_record

    if found := faults_of_record(decision, path, session.today):
        why = Verdict(found, session.language, {}, 1).sentence(found[0])
        raise Refusal("choice.unfit", exit_code=1, why=why)


def _place_in_repository(place: Path) -> tuple[Path, str] | None:
    """The repository of a decision record and its path there; None for a file that is in no such place."""
    from samskab.model.dataset import kind_at
    from samskab.storage.files import find_root

    root = find_root(place.parent)
    path = "" if root is None else place.relative_to(root).as_posix()
    kind = kind_at(path)
    return None if root is None or kind is None or kind.name != "decision" else (root, path)


def _placed(session: Session, file: Path) -> tuple[Repo, str]:
    from samskab.storage.files import find_root, programme_of
    from samskab.usecases.load import load

    place = session.absolute(file)
    found = _place_in_repository(place)
    if found is None or not os.path.lexists(place):
        root = find_root(place.parent)
        known = sorted(root.glob("data/programmes/*/decisions/*.yaml")) if root else []
        choices = tuple(each.relative_to(root).as_posix() for each in known if root)
        raise Refusal("choice.no_such_record" if choices else "choice.no_record", path=str(file), choices=choices)
    root, path = found
    session.enter(root)
    return load(root, programme=programme_of(path)), path


def _refuse_earlier(decision: Decision, today: date) -> None:
    """Refuse a day before the last one that stands in the record, because the record would contradict itself."""
    last = max(decision.days, default=today)
    if today < last:
        raise Refusal("choice.day_before", exit_code=1, id=decision.id, last=last, today=today)


def _print_findings(session: Session, root: Path, findings: tuple[Finding, ...]) -> None:
    from samskab.cli.commands.validate import print_verdict
    from samskab.cli.sources import Questions, Sources
    from samskab.report.findings.verdict import Verdict

    questions = Questions(root, session.language)
    print_verdict(session, Verdict(findings, session.language, Sources(root), 1, questions), "text")
