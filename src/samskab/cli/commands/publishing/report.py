"""`samskab report`: the page that a steering group decides from, and the same for a spreadsheet or a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import cohort, completion
from samskab.cli.commands.decision import opened_record
from samskab.cli.commands.new import known_programme
from samskab.cli.commands.select import tell_stopped
from samskab.cli.output_file import results_folder, shown_path, unwritten
from samskab.cli.session import Session
from samskab.refusal import Refusal
from samskab.report.page.report_formats import OWN_FORMATS, REPORT_FORMATS

if TYPE_CHECKING:
    from samskab.model.decision import Decision
    from samskab.usecases.load import Repo


def command(
    context: typer.Context,
    programme: Annotated[str, typer.Argument(autocompletion=completion.complete_programmes)],
    decision: Annotated[Path | None, typer.Option("--decision", autocompletion=completion.complete_decisions)] = None,
    edition: Annotated[Literal["public", "internal", "applicant"] | None, typer.Option("--edition")] = None,
    audience: Annotated[str | None, typer.Option("--for", autocompletion=completion.complete_applicants)] = None,
    to: Annotated[str, typer.Option("--to", autocompletion=completion.complete_several_of(REPORT_FORMATS))] = "html",
    out: Annotated[Path | None, typer.Option("--out")] = None,
) -> int:
    """Write the report of a choice, in one format or several; nothing is written unless all are made."""
    session: Session = context.obj
    if (audience is None) != (edition != "applicant") and not (audience and edition is None):
        raise Refusal("usage.report.for")
    formats = _formats(to, OWN_FORMATS if audience else REPORT_FORMATS)
    root = session.repository()
    folder = results_folder(root, session.place, out, root / "out" / programme / "report")
    from samskab.usecases.load import load

    session.progress("load", 0, 0)
    repo = load(root, programme=programme)
    known_programme(repo, programme)
    record = _record(session, repo, programme, decision)
    if record is None:
        return 1
    from samskab.usecases.cohort_report import ReportRequest, report_files

    wanted = ReportRequest(formats, "applicant" if audience else edition or "public", audience, session.language)
    files = report_files(repo, record, wanted)
    _write(folder, files)
    session.put("report.written", count=len(files), folder=shown_path(session.place, folder))
    for name in files:
        session.put_line(f"  {name}")
    return 0


def _formats(given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(each.strip().lower().lstrip(".") for each in given.split(",") if each.strip()))
    unknown = [each for each in wanted if each not in known]
    if unknown or not wanted:
        raise Refusal("usage.report.format", given=unknown[0] if unknown else "", choices=known)
    return wanted


def _record(session: Session, repo: Repo, programme: str, file: Path | None) -> Decision | None:
    """The record that is named or that holds, when its audit finds nothing; else the one that `select` would write."""
    held = repo.data.current_decision(programme)
    if file is None and held is None:
        return _proposed(session, repo, programme)
    found = opened_record(session, file or repo.root / (held.path if held else ""))
    if found is not None and found.decision.programme != programme:
        raise Refusal("usage.report.other_programme", path=str(file), programme=found.decision.programme)
    return found.decision if found else None


def _proposed(session: Session, repo: Repo, programme: str) -> Decision | None:
    """The proposal of `select`; what stops it, or that there is no cohort, is told as `select` does."""
    from samskab.usecases.choose import NobodyStands, NoCohort, Stopped, select

    found = select(repo, programme, today=session.today, progress=session.progress)
    if isinstance(found, Stopped):
        tell_stopped(session, repo, found)
    elif isinstance(found, NobodyStands):
        cohort.show_nobody(session, repo, found, None, "text")
    elif isinstance(found, NoCohort):
        cohort.show_infeasible(session, repo, found, None, "text")
    elif found.is_early:
        raise Refusal("choice.too_early", exit_code=1)
    else:
        return found.decision
    return None


def _write(folder: Path, files: dict[str, bytes]) -> None:
    from samskab.storage.atomic_write import write_all
    from samskab.storage.lock import BusyError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(folder, files, results=True)
    except (OSError, ValueError, BusyError) as fault:
        raise unwritten(folder, fault) from None
