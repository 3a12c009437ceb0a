"""`samskab status`: a programme, or all of them, on one screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.finding_messages import print_files_with_errors
from samskab.cli.last_run import run_or_repeat, stamps
from samskab.cli.output_file import deliver
from samskab.cli.session import Session
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.usecases.load import Repo


_FORMATS = {".json", ".csv", ".xlsx"}


def command(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    applications: Annotated[bool, typer.Option("--applications")] = False,
    output: Annotated[Literal["text", "json", "csv", "xlsx"], typer.Option("--format")] = "text",
    file: Annotated[Path | None, typer.Option("--output", "--out")] = None,
) -> int:
    """Applications by state, seats, what is not settled and until when, the next dates and the next step."""
    session: Session = context.obj
    if applications:
        return _list_applications(session, programme, output, file)
    if output in {"csv", "xlsx"} or file is not None:
        raise Refusal("status.table_of_applications")
    run = partial(_show, session, programme, output)
    # letters in `out` that are out of date are a part of the status
    return run_or_repeat(session, "status", (programme, output, *stamps(session.repository(), "out")), run)


def _show(session: Session, programme: str | None, output: str) -> int:
    """A programme, or each of them, as a screen or as JSON."""
    from samskab.check.applicant_states import applicant_states
    from samskab.check.gate import errors_in
    from samskab.cli.commands.new import known_programme, programme_keys
    from samskab.report.findings.json import safe_json
    from samskab.report.status import Checked, as_document, overview
    from samskab.report.status_screen import status_parts
    from samskab.usecases.choice_mistakes import mistakes_in
    from samskab.usecases.decide import missed_now
    from samskab.usecases.letters.outdated_letters import outdated_letters
    from samskab.usecases.load import load
    from samskab.usecases.release import is_to_be_released

    repo = load(session.repository(), programme=programme)
    wanted = [known_programme(repo, programme)] if programme else list(repo.data.programmes.values())
    data, today = repo.data, session.today
    states_of = [applicant_states(data, one) for one in wanted]
    errors = errors_in(data, repo.findings, today)
    checks = [
        Checked(
            states,
            mistakes_in(repo, one, states, today),
            errors,
            missed_now(data, one.id, today),
            outdated_letters(repo, one, today),
            is_to_be_released(data, one),
        )
        for one, states in zip(wanted, states_of, strict=True)
    ]
    found = [overview(data, one, today, checked) for one, checked in zip(wanted, checks, strict=True)]
    lost = () if programme else tuple(key for key in programme_keys(repo.root) if key not in repo.data.programmes)
    if output == "json":
        documents = [as_document(one, session.language) | _unread_of(repo, one.programme.id) for one in found]
        documents += [{"programme": key, "unread": True} for key in lost]
        terminal.put_data(safe_json(documents[0] if programme else documents, indent=2) + "\n")
    else:
        for number, one in enumerate(found):
            session.draw(*([""] if number else []), *status_parts(one, session.language))
    for key in lost:
        session.say("status.lost", programme=key)
    _print_unread(session, repo)
    print_files_with_errors(session, repo, [each for checked in checks for each in checked.mistakes], errors)
    return 1 if lost else 0


def _list_applications(session: Session, programme: str | None, output: str, file: Path | None) -> int:
    """The applications of a programme, a line each; a file's ending names its format where none is given."""
    from samskab.cli.commands.new import known_programme, programme_meant

    programme = programme_meant(session.repository(), programme, option="")
    if file is not None and output == "text" and file.suffix in _FORMATS:
        output = file.suffix[1:]
    if (output == "xlsx") > (file is not None) or (output == "text" and file is not None):
        raise Refusal("status.xlsx_in_a_file", programme=programme)
    if file is not None and file.suffix.lower() != f".{output}":
        raise Refusal("usage.result_ending", path=str(file), format=output)
    from samskab.check.applicant_states import applicant_states
    from samskab.report import application_list
    from samskab.report.findings.json import safe_json
    from samskab.usecases.load import load

    repo = load(session.repository(), programme=programme)
    known, language = known_programme(repo, programme), session.language
    found = application_list.listed(repo.data, known, applicant_states(repo.data, known), language, session.today)
    if output == "json":
        document = application_list.applications_as_document(found, known) | _unread_of(repo, known.id)
        _put(safe_json(document, indent=2) + "\n", file)
    elif output == "csv":
        _put("\ufeff" + application_list.applications_as_csv(found, language), file)
    elif file is not None:
        deliver(file, application_list.applications_as_xlsx(found, language))
    else:
        session.draw(*application_list.application_parts(found, language))
    if file is not None:
        session.say("status.written", count=len(found), file=str(file))
    _print_unread(session, repo)
    if files := repo.data.unread_paths(known.id, "decision"):
        session.say("status.decision_unread", count=len(files), paths=files)
    return 0


def _put(text: str, file: Path | None) -> None:
    if file is None:
        terminal.put_data(text)
    else:
        deliver(file, text)


def _print_unread(session: Session, repo: Repo) -> None:
    if unread := sum(one.kind == "application" for one in repo.data.unread):
        session.say("status.unread", count=unread)


def _unread_of(repo: Repo, programme: str) -> dict[str, int]:
    """How many applications of a programme cannot be read and are not counted."""
    return {"unread_applications": len(repo.data.unread_paths(programme, "application"))}
