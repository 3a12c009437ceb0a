"""`samskab map`: the cohort on the map of Denmark, on the terminal or in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import cohort, completion, terminal
from samskab.cli.commands.new import loaded_programme
from samskab.cli.commands.publishing.chosen_record import all_is_read, chooses_nobody, chosen_record
from samskab.cli.output_file import deliver, shown_path
from samskab.cli.session import Session
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.programme import Programme
    from samskab.usecases.load import Repo

_ENDINGS = (".svg", ".html", ".png")


def command(
    context: typer.Context,
    programme: Annotated[str | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    decision: Annotated[Path | None, typer.Option("--decision", autocompletion=completion.complete_decisions)] = None,
    out: Annotated[Path | None, typer.Option("--out")] = None,
) -> int:
    """Draw the map, or write it to a file whose ending names the format."""
    session: Session = context.obj
    if out is not None and out.suffix.lower() not in _ENDINGS:
        raise Refusal("usage.map.ending", path=str(out), choices=_ENDINGS)
    repo, known = loaded_programme(session, programme)
    if chooses_nobody(known, decision):
        return _participants(session, repo, known, out) if all_is_read(session, repo) else 1
    record = chosen_record(session, repo, known.id, decision)
    if record is None:
        return 1
    if record.events:
        session.say("map.as_decided", count=len(record.events))
    if out is None:
        terminal.put(cohort.drawn_map(session, record, session.width))
        return 0
    from samskab.usecases.publishing.cohort_report import map_file

    _write(session, out, map_file(repo, record, _form(out), session.language))
    return 0


def _participants(session: Session, repo: Repo, programme: Programme, out: Path | None) -> int:
    """The map of a programme that chooses nobody."""
    from samskab.report.map.braille import terminal_map
    from samskab.report.page.edition import PageBasis
    from samskab.report.page.participants import participants, participants_map
    from samskab.usecases.publishing.participants_report import participants_files

    basis = PageBasis(repo.data, programme, session.language)
    shown = participants_map(basis, participants(basis))
    if not shown.pins:
        raise Refusal("map.nobody", exit_code=1)
    if out is None:
        drawn = terminal_map(
            shown.classes, shown.counts, session.width, session.language, terminal.encoding(), selected=shown.selected
        )
        terminal.put(drawn)
    else:
        files = participants_files(repo, programme, (_form(out),), session.language, session.today)
        _write(session, out, *files.values())
    return 0


def _form(out: Path) -> str:
    return out.suffix.lower()[1:]


def _write(session: Session, out: Path, content: bytes) -> None:
    place = session.place / out
    deliver(place, content)
    session.put("map.written", path=shown_path(session.place, place.absolute()))
