"""`samskab select`: propose a cohort, prove it, and answer everyone who asks why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli.frame import terminal
from samskab.cli.frame.delivery import deliver, unwritten
from samskab.cli.frame.session import RefusedError, Session
from samskab.cli.new import known_programme

if TYPE_CHECKING:
    from samskab.model.decision import Override
    from samskab.pipeline import Repo
    from samskab.pipeline.select import Draw, NoCohort, Stopped
    from samskab.report.outlines import Standing
    from samskab.report.selection import Choice

_MAP_FROM = 72


def command(
    session: Session,
    programme: Annotated[str, typer.Argument()],
    size: Annotated[int | None, typer.Option("--size")] = None,
    pin: Annotated[list[str] | None, typer.Option("--pin")] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude")] = None,
    seed: Annotated[str | None, typer.Option("--seed")] = None,
    alternatives: Annotated[int, typer.Option("--alternatives", min=0, max=50)] = 3,
    why: Annotated[str | None, typer.Option("--why")] = None,
    what_if: Annotated[list[str] | None, typer.Option("--what-if")] = None,
    output: Annotated[Literal["text", "json", "csv", "markdown"], typer.Option("--format")] = "text",
    drawing: Annotated[Path | None, typer.Option("--map")] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
    allow_dirty: Annotated[bool, typer.Option("--allow-dirty")] = False,
    by: Annotated[str | None, typer.Option("--by")] = None,
    because: Annotated[str | None, typer.Option("--because")] = None,
) -> int:
    """Propose a proven cohort with a reason for everyone."""
    from samskab import pipeline

    repo = pipeline.load(session.repository(), programme=programme)
    known_programme(repo, programme)
    wishes = _pairs(what_if or ())
    if write and (wishes or size is not None):
        raise RefusedError("choice.what_if_written")
    found = _chosen(
        session, repo, programme, seed, size, pin or (), exclude or (), wishes, alternatives, (by, because, write)
    )
    from samskab.pipeline.select import Draw, Stopped

    if isinstance(found, Stopped):
        return _stopped(session, repo, found)
    if not isinstance(found, Draw):
        return _infeasible(session, found, output)
    _tell(session, repo, found, why, output)
    if drawing is not None:
        deliver(session.place / drawing, _svg(session, repo, found))
    if write:
        _write(session, repo, found, allow_dirty=allow_dirty)
    return 0


def _chosen(
    session: Session,
    repo: Repo,
    programme: str,
    seed: str | None,
    size: int | None,
    pins: Sequence[str],
    excludes: Sequence[str],
    wishes: Sequence[tuple[str, str]],
    alternatives: int,
    decided: tuple[str | None, str | None, bool],
) -> Draw | NoCohort | Stopped:
    from samskab.pipeline.applicant import UnknownApplicantError, application_named
    from samskab.pipeline.select import NotChosenError, overridden, select
    from samskab.pipeline.what_if import NoSuchWishError

    by, because, write = decided
    if write and (pins or excludes) and not (by and because):
        raise RefusedError("choice.override_unexplained")
    try:
        overrides: tuple[Override, ...] = ()
        if by and because:
            ids = {n: application_named(repo.data, repo.data.applications(programme), n).id for n in (*pins, *excludes)}
            overrides = overridden([ids[n] for n in pins], [ids[n] for n in excludes], by, because)
        return select(
            repo,
            programme,
            today=session.today,
            seed=seed,
            size=size,
            pins=pins,
            excludes=excludes,
            what_if=wishes,
            alternatives=alternatives,
            overrides=overrides,
        )
    except UnknownApplicantError as unknown:
        code = "choice.unknown_near" if unknown.near else "choice.unknown"
        raise RefusedError(code, name=unknown.name, near=unknown.near) from None
    except NoSuchWishError as unknown:
        raise RefusedError("choice.no_such_wish", key=unknown.key, known=unknown.known) from None
    except NotChosenError:
        raise RefusedError("choice.nobody_is_chosen", programme=programme) from None
    except ValueError as fault:
        if "seed" not in str(fault):
            raise
        raise RefusedError("choice.no_seed") from None


def _pairs(given: Sequence[str]) -> list[tuple[str, str]]:
    """`KEY=VALUE` as two words; wrong use otherwise."""
    for word in given:
        if not all(word.partition("=")[::2]):
            raise RefusedError("choice.no_such_wish", key=word, known=("size=18",))
    return [(key, value) for key, _, value in (word.partition("=") for word in given)]


def _choice(draw: Draw) -> Choice:
    from samskab.report.selection import Choice

    return Choice(draw.decision, draw.task.pool, draw.task.rows, draw.task.goals, draw.left_out)


def _tell(session: Session, repo: Repo, draw: Draw, why: str | None, output: str) -> None:
    from samskab.report import selection

    choice, words = _choice(draw), session.words
    if why is not None:
        asked = _asked(repo, draw, why)
        told = [selection.reason_text(choice, r, words) for r in draw.decision.reasons if r.applicant in asked]
        terminal.put("\n".join(told))
    elif output == "json":
        from samskab.pipeline.select import as_document
        from samskab.report.data import safe_json

        terminal.put_data(safe_json(as_document(draw.decision), indent=2) + "\n")
    elif output == "csv":
        terminal.put_data("\ufeff" + selection.as_csv(choice, words))
    elif output == "markdown":
        terminal.put_data(selection.as_markdown(choice, words))
    else:
        terminal.put(selection.as_text(choice, words))
        if session.width >= _MAP_FROM and sys.stdout.isatty():
            terminal.put(_map(session, draw))


def _asked(repo: Repo, draw: Draw, why: str) -> set[str]:
    if why == "all":
        return {reason.applicant for reason in draw.decision.reasons}
    from samskab.pipeline.applicant import UnknownApplicantError, application_named

    applications = repo.data.applications(draw.decision.programme)
    try:
        key = application_named(repo.data, applications, why).id
    except UnknownApplicantError as unknown:
        code = "choice.unknown_near" if unknown.near else "choice.unknown"
        raise RefusedError(code, name=why, near=unknown.near) from None
    left_out = dict(draw.left_out)
    if key in left_out:
        raise RefusedError(f"choice.why_left_out.{left_out[key]}", exit_code=1, name=why)
    return {key}


def _map(session: Session, draw: Draw) -> str:
    from samskab.report.braille import terminal_map

    return terminal_map(_standings(draw), min(session.width, 72), session.words, sys.stdout.encoding or "ascii")


def _svg(session: Session, repo: Repo, draw: Draw) -> str:
    from samskab.report.map import svg_map
    from samskab.report.status import said

    title = said(repo.data.programmes[draw.decision.programme].title, session.words)
    return svg_map(_standings(draw), title, session.words)


def _standings(draw: Draw) -> dict[str, Standing]:
    """How each municipality that stands came out, by code."""
    waiting = {one.applicant for one in draw.decision.waiting_list}
    found: dict[str, Standing] = {}
    for candidate in draw.task.pool.candidates:
        for code in candidate.municipalities:
            chosen = candidate.key in draw.decision.cohort
            found[code] = "selected" if chosen else "waiting" if candidate.key in waiting else "rejected"
    return found


def _write(session: Session, repo: Repo, draw: Draw, *, allow_dirty: bool) -> None:
    from samskab import store
    from samskab.pipeline.select import DirtyError, write

    path = f"data/programmes/{draw.decision.programme}/decisions/{draw.decision.id}.yaml"
    try:
        write(repo, draw, allow_dirty=allow_dirty)
    except DirtyError as dirty:
        raise RefusedError("choice.dirty", exit_code=1, count=len(dirty.paths), paths=dirty.paths[:5]) from None
    except FileExistsError:
        raise RefusedError("choice.exists", exit_code=1, path=path) from None
    except (OSError, store.BusyError) as fault:
        raise unwritten(path, fault) from None
    session.say("choice.written", path=path)


def _stopped(session: Session, repo: Repo, stopped: Stopped) -> int:
    from samskab.cli.frame.sources import Questions, Sources
    from samskab.cli.validate import tell
    from samskab.report.verdict import Verdict

    session.say("choice.stopped", count=len(stopped.findings))
    files = len({finding.span.path for finding in stopped.findings})
    questions = Questions(repo.root, session.words)
    tell(session, Verdict(stopped.findings, session.words, Sources(repo.root), files, questions), "text")
    return 1


def _infeasible(session: Session, found: NoCohort, output: str) -> int:
    from samskab.report.data import safe_json
    from samskab.report.way_out import Step, WayOut, as_document, as_text

    task, why = found.task, found.why
    way = WayOut(
        task.pool,
        task.wish,
        why.conflict,
        tuple(Step(*change) for change in why.singles),
        tuple(tuple(Step(*change) for change in combination) for combination in why.combinations),
    )
    if output == "json":
        terminal.put_data(safe_json(as_document(way, session.words), indent=2) + "\n")
    else:
        terminal.put(as_text(way, session.words))
    return 1
