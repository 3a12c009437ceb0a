"""`samskab form`: the form of a programme to fill in, in Word or as a page, and the sheets of its assessors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import completion
from samskab.cli.commands.new import loaded_programme
from samskab.cli.commands.validate import print_verdict
from samskab.cli.output_file import results_folder, shown_path, write_results
from samskab.cli.session import Session
from samskab.finding import in_order
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.programme import Programme
    from samskab.usecases.forms.make_forms import MadeForms
    from samskab.usecases.load import Repo

FormFormat = Literal["docx", "html"]


def command(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    to: Annotated[FormFormat, typer.Option("--to")] = "docx",
    out: Annotated[Path | None, typer.Option("--out")] = None,
    assessments: Annotated[bool, typer.Option("--assessments")] = False,
    assessor: Annotated[list[str] | None, typer.Option("--assessor")] = None,
) -> int:
    """Write the form, or with `--assessments` a sheet for each assessor."""
    session: Session = context.obj
    from samskab.model.eligibility import has_closed
    from samskab.report.findings.verdict import Verdict

    if assessor and not assessments:
        raise Refusal("form.assessor_alone")
    repo, known = loaded_programme(session, programme)
    folder = results_folder(repo.root, session.place, out, repo.root / "out" / known.id / "form")
    made = _made(session, repo, known, to, _checked(assessor) if assessments else None)
    if made.findings:
        verdict = Verdict(in_order(made.findings), session.language, {}, 1)
        print_verdict(session, verdict, "text")
        if verdict.failed:
            return 1
    _refuse_filled_in(folder, made, session.place)
    write_results(folder, made.files)
    if not assessments and has_closed(known, session.today):
        session.say("form.closed")
    for name in made.files:
        session.put("new.made", path=shown_path(session.place, folder / name))
    return 0


def _made(
    session: Session, repo: Repo, programme: Programme, to: FormFormat, assessors: tuple[str, ...] | None
) -> MadeForms:
    from samskab.usecases.forms.make_forms import make_form, make_sheets

    if assessors is not None:
        return make_sheets(repo, programme, assessors, session.language)
    return make_form(repo, programme, to, session.language, session.today)


def _checked(assessors: list[str] | None) -> tuple[str, ...]:
    """The keys of the assessors; refused when one is none, for it stands in file names and in git."""
    from samskab.model.field_types import KEY_PATTERN

    for each in assessors or ():
        if not re.fullmatch(KEY_PATTERN, each):
            raise Refusal("form.no_role", value=each)
    return tuple(dict.fromkeys(assessors or ()))


def _refuse_filled_in(folder: Path, made: MadeForms, place: Path) -> None:
    """Raise a Refusal for a form or a sheet that is filled in: a new one would take its answers or scores away."""
    from samskab.intake.assessment_sheet import is_filled_in
    from samskab.intake.docx_form import read_docx

    for name, content in made.files.items():
        there = folder / name
        if name.endswith(".html") or not there.is_file() or (old := there.read_bytes()) == content:
            continue
        if bool(read_docx(old, name).tables) if name.endswith(".docx") else is_filled_in(old, name):
            raise Refusal("form.filled_in", exit_code=1, path=shown_path(place, there))
