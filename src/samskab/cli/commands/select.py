"""`samskab select`: propose a cohort, prove it, and give the reason for each applicant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import cohort, completion, recorded_reasons
from samskab.cli.commands.decision import refuse_unfit
from samskab.cli.commands.new import loaded_programme
from samskab.cli.output_file import deliver, unwritten
from samskab.cli.session import Session, one_line
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.decision import Decision
    from samskab.usecases.choose import Draw, Stopped
    from samskab.usecases.load import Repo


def command(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    size: Annotated[int | None, typer.Option("--size", min=1, max=1_000_000)] = None,
    pin: Annotated[list[str] | None, typer.Option("--pin", autocompletion=completion.complete_applicants)] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", autocompletion=completion.complete_applicants)
    ] = None,
    leave_out: Annotated[
        list[str] | None, typer.Option("--leave-out", autocompletion=completion.complete_applicants)
    ] = None,
    seed: Annotated[str | None, typer.Option("--seed")] = None,
    alternatives: Annotated[int, typer.Option("--alternatives", min=0, max=50)] = 3,
    why: Annotated[str | None, typer.Option("--why", autocompletion=completion.complete_applicants_or_all)] = None,
    what_if: Annotated[list[str] | None, typer.Option("--what-if")] = None,
    output: Annotated[Literal["text", "json", "csv", "markdown"], typer.Option("--format")] = "text",
    drawing: Annotated[Path | None, typer.Option("--map")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
    early: Annotated[bool, typer.Option("--early")] = False,
    allow_dirty: Annotated[bool, typer.Option("--allow-dirty")] = False,
    by: Annotated[str | None, typer.Option("--by")] = None,
    because: Annotated[str | None, typer.Option("--because")] = None,
    freeze: Annotated[bool, typer.Option("--freeze")] = False,
) -> int:
    """Propose a proven cohort with a reason for everyone."""
    session: Session = context.obj
    repo, known = loaded_programme(session, programme)
    programme = known.id
    because = None if because is None else one_line(because, "--because")
    if freeze:
        if write or pin or exclude or seed or size is not None or what_if:
            raise Refusal("choice.freeze_alone")
        return _freeze(session, repo, programme, because)
    changes = _pairs(what_if or ())
    seed = None if seed is None else _seed(seed)
    if write and (changes or size is not None):
        raise Refusal("choice.what_if_written")
    decided = {"--pin": _on_one_line(pin, "--pin"), "--exclude": _on_one_line(exclude, "--exclude")}
    if write and any(decided.values()) and (by is None or (because is None and not _explained(decided))):
        raise Refusal("choice.override_unexplained")
    is_anew = bool(changes or pin or exclude or leave_out or write) or (seed, size, drawing) != (None, None, None)
    settled = repo.data.settled_decision(programme)
    if settled and why is not None and not is_anew:
        recorded_reasons.show_recorded_reasons(session, repo.data, settled, why, output)
        return 0
    _print_not_decided(session, settled)
    from samskab.usecases.choose import NobodyStands, NoCohort, Stopped, select

    found = select(
        repo,
        programme,
        today=session.today,
        seed=seed,
        size=size,
        pins=decided["--pin"],
        excludes=decided["--exclude"],
        leave_out=_on_one_line(leave_out, "--leave-out"),
        early=early,
        what_if=changes,
        alternatives=alternatives,
        progress=session.progress,
        by=None if by is None else one_line(by, "--by"),
        because=because,
    )
    if isinstance(found, Stopped):
        return print_stopped(session, repo, found)
    if isinstance(found, NobodyStands):
        cohort.show_nobody(session, repo, found, why, output)
        return 1
    if isinstance(found, NoCohort):
        cohort.show_infeasible(session, repo, found, why, output)
        return 1
    if why is not None:
        cohort.show_reasons(session, repo, found, why, output)
    else:
        cohort.show_cohort(session, found, output, written=write)
        _print_refused_commitments(session, repo, found)
    if drawing is not None:
        deliver(session.place / drawing, cohort.map_as_svg(session, repo, found))
    if write:
        _write(session, repo, found, allow_dirty=allow_dirty)
    return 0


def _print_not_decided(session: Session, settled: Decision | None) -> None:
    """That a choice is not the decision, where there is one."""
    if settled is not None:
        session.say("choice.anew", id=settled.id, programme=settled.programme)


def _print_refused_commitments(session: Session, repo: Repo, draw: Draw) -> None:
    """The commitments that one of the chosen does not accept, on standard error."""
    from samskab.fairness.admission import answer_to

    programme = draw.decision.programme
    for demand in repo.data.programmes[programme].commitments:
        chosen = (repo.data.application(programme, key) for key in draw.decision.cohort)
        names = tuple(repo.data.applicant_name(each) for each in chosen if each and answer_to(each, demand.id) is False)
        if names:
            session.say("choice.refused", names=names, demand=session.language.choose_line(demand.text))


def _seed(seed: str) -> str:
    if not seed.strip():
        raise Refusal("choice.no_seed")
    return one_line(seed, "--seed")


def _on_one_line(words: Sequence[str] | None, option: str) -> list[str]:
    return [one_line(word, option) for word in words or ()]


def _explained(decided: Mapping[str, Sequence[str]]) -> bool:
    """Whether each applicant that is put in or kept out has a reason of its own."""
    return all(word.partition("=")[2].strip() for words in decided.values() for word in words)


def _pairs(given: Sequence[str]) -> list[tuple[str, str]]:
    """`KEY=VALUE` as two words; wrong use otherwise."""
    for word in given:
        if not all(word.partition("=")[::2]):
            raise Refusal("choice.no_such_key", key=word, known=("size", "size.max"))
    return [(key, value) for key, _, value in (word.partition("=") for word in given)]


def _write(session: Session, repo: Repo, draw: Draw, *, allow_dirty: bool) -> None:
    from samskab.storage.lock import BusyError
    from samskab.usecases.choose import path_of_record, write_decision

    if draw.is_early:
        raise Refusal("choice.too_early", exit_code=1)
    path = path_of_record(draw.decision)
    refuse_unfit(session, draw.decision, path)
    try:
        write_decision(repo, draw, allow_dirty=allow_dirty)
    except (OSError, BusyError) as fault:
        raise unwritten(path, fault) from None
    session.say_line(session.sentence("choice.written", path=path))
    session.say("choice.next.decide", path=path)


def _freeze(session: Session, repo: Repo, programme: str, because: str | None) -> int:
    from samskab.storage.lock import BusyError
    from samskab.usecases.choose import Stopped
    from samskab.usecases.freeze import freeze, lot_path

    try:
        found = freeze(repo, programme, today=session.today, because=because)
    except (OSError, BusyError) as fault:
        raise unwritten(lot_path(programme), fault) from None
    if isinstance(found, tuple):
        return print_stopped(session, repo, Stopped(programme, found))
    session.put("choice.frozen", path=lot_path(programme), fingerprint=found.fingerprint)
    source = session.language.choose_line(found.seed_source)
    is_drawn = found.draws_on <= session.today
    session.put("choice.frozen_drawn" if is_drawn else "choice.frozen_lot", on=found.draws_on, source=source)
    return 0


def print_stopped(session: Session, repo: Repo, found: Stopped) -> int:
    """The mistakes that a choice must not rest on."""
    from samskab.cli.commands.validate import print_verdict
    from samskab.cli.sources import Questions, Sources
    from samskab.report.findings.verdict import Verdict

    session.say("choice.stopped", count=len(found.findings))
    files = len({finding.span.path for finding in found.findings})
    questions = Questions(repo.root, session.language)
    print_verdict(session, Verdict(found.findings, session.language, Sources(repo.root), files, questions), "text")
    if any(one.state == "unassessed" for one in found.waiting):
        session.say("choice.unassessed", programme=found.programme)
    if found.waiting:
        session.say("choice.waiting_for", names=tuple(one.name for one in found.waiting))
    return 1
