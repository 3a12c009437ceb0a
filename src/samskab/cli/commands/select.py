"""`samskab select`: propose a cohort, prove it, and answer everyone who asks why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import cohort
from samskab.cli.commands.decision import refuse_unfit
from samskab.cli.commands.new import known_programme
from samskab.cli.line_argument import said
from samskab.cli.output_file import deliver, unwritten
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.decision import Override
    from samskab.usecases.choose import Draw, NoCohort, Stopped
    from samskab.usecases.load import Repo


def command(
    session: Session,
    programme: Annotated[str, typer.Argument()],
    size: Annotated[int | None, typer.Option("--size", min=1, max=1_000_000)] = None,
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
    from samskab.usecases.load import load

    repo = load(session.repository(), programme=programme)
    known_programme(repo, programme)
    wishes = _pairs(what_if or ())
    seed = None if seed is None else _seed(seed)
    if write and (wishes or size is not None):
        raise Refusal("choice.what_if_written")
    found = _chosen(
        session, repo, programme, seed, size, pin or (), exclude or (), wishes, alternatives, (by, because, write)
    )
    from samskab.usecases.choose import Draw, Stopped

    if isinstance(found, Stopped):
        return _stopped(session, repo, found)
    if not isinstance(found, Draw):
        return cohort.infeasible(session, found, output)
    if why is not None:
        cohort.answer(session, repo, found, why, output)
    else:
        cohort.tell(session, found, output)
    if drawing is not None:
        deliver(session.place / drawing, cohort.svg(session, repo, found))
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
    from samskab.usecases.applicant_lookup import UnknownApplicantError, application_named
    from samskab.usecases.choose import NotChosenError, NotStandingError, overridden, select
    from samskab.usecases.what_if import NoSuchValueError, NoSuchWishError

    by, because, write = decided
    if write and (pins or excludes) and (by is None or because is None):
        raise Refusal("choice.override_unexplained")
    try:
        overrides: tuple[Override, ...] = ()
        if by is not None and because is not None:
            by, because = said(by, "--by"), said(because, "--because")
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
        raise Refusal(code, name=unknown.name, near=unknown.near) from None
    except NotStandingError as outside:
        raise Refusal(phrase_key("choice.why_left_out", outside.left_out.why), name=outside.left_out.name) from None
    except NoSuchValueError as unfit:
        raise Refusal("choice.no_such_value", key=unfit.key, value=unfit.value) from None
    except NoSuchWishError as unknown:
        raise Refusal("choice.no_such_wish", key=unknown.key, known=unknown.known) from None
    except NotChosenError:
        raise Refusal("choice.nobody_is_chosen", programme=programme) from None
    except ValueError as fault:
        if isinstance(fault, UnicodeError) or "seed" not in str(fault):
            raise
        raise Refusal("choice.no_seed") from None


def _seed(seed: str) -> str:
    if not seed.strip():
        raise Refusal("choice.no_seed")
    return said(seed, "--seed")


def _pairs(given: Sequence[str]) -> list[tuple[str, str]]:
    """`KEY=VALUE` as two words; wrong use otherwise."""
    for word in given:
        if not all(word.partition("=")[::2]):
            raise Refusal("choice.no_such_wish", key=word, known=("size", "size.max"))
    return [(key, value) for key, _, value in (word.partition("=") for word in given)]


def _write(session: Session, repo: Repo, draw: Draw, *, allow_dirty: bool) -> None:
    from samskab.storage.lock import BusyError
    from samskab.usecases.choose import DirtyError, write

    path = f"data/programmes/{draw.decision.programme}/decisions/{draw.decision.id}.yaml"
    refuse_unfit(session, draw.decision, path)
    try:
        write(repo, draw, allow_dirty=allow_dirty)
    except DirtyError as dirty:
        raise Refusal("choice.dirty", exit_code=1, count=len(dirty.paths), paths=dirty.paths[:5]) from None
    except FileExistsError:
        raise Refusal("choice.exists", exit_code=1, path=path) from None
    except (OSError, BusyError) as fault:
        raise unwritten(path, fault) from None
    session.say("choice.written", path=path)


def _stopped(session: Session, repo: Repo, found: Stopped) -> int:
    from samskab.cli.commands.validate import tell
    from samskab.cli.sources import Questions, Sources
    from samskab.report.findings.verdict import Verdict

    session.say("choice.stopped", count=len(found.findings))
    files = len({finding.span.path for finding in found.findings})
    questions = Questions(repo.root, session.language)
    tell(session, Verdict(found.findings, session.language, Sources(repo.root), files, questions), "text")
    return 1
