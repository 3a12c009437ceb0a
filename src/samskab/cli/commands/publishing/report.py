"""`samskab report`: the page that a steering group decides from, and the same for a spreadsheet or a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import completion
from samskab.cli.commands.new import loaded_programme
from samskab.cli.commands.publishing.chosen_record import all_is_read, chooses_nobody, chosen_record
from samskab.cli.output_file import chosen_formats, results_folder, shown_path, write_results
from samskab.cli.session import Session
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.programme import Programme
    from samskab.report.page.edition import Edition
    from samskab.usecases.load import Repo

REPORT_FORMATS = ("html", "pdf", "md", "csv", "xlsx", "geojson", "svg")
OWN_FORMATS = ("html", "pdf", "md")
"""Those of the page of one applicant."""


def command(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
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
    formats = chosen_formats(to, OWN_FORMATS if audience else REPORT_FORMATS, "report")
    repo, known = loaded_programme(session, programme)
    folder = results_folder(repo.root, session.place, out, repo.root / "out" / known.id / "report")
    files = _files(session, repo, known, decision, formats, audience, edition)
    if files is None:
        return 1
    write_results(folder, files)
    session.put("report.written", count=len(files), folder=shown_path(session.place, folder))
    for name in files:
        session.put_line(f"  {name}")
    return 0


def _files(
    session: Session,
    repo: Repo,
    programme: Programme,
    decision: Path | None,
    formats: tuple[str, ...],
    audience: str | None,
    edition: Edition | None,
) -> dict[str, bytes] | None:
    """The files of the report; None where there is no record, and the reason is printed."""
    from samskab.usecases.publishing.cohort_report import ReportRequest, report_files
    from samskab.usecases.publishing.participants_report import participants_files

    if audience is None and chooses_nobody(programme, decision):
        is_read = all_is_read(session, repo)
        return participants_files(repo, programme, formats, session.language, session.today) if is_read else None
    wanted = ReportRequest(formats, "applicant" if audience else edition or "public", audience, session.language)
    record = chosen_record(session, repo, programme.id, decision)
    return report_files(repo, record, wanted) if record else None
