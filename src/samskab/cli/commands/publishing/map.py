"""`samskab map`: the cohort on the map of Denmark, on the terminal or in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samskab.cli import cohort, completion, terminal
from samskab.cli.commands.new import known_programme, programme_meant
from samskab.cli.commands.publishing.chosen_record import chosen_record
from samskab.cli.output_file import deliver, shown_path
from samskab.cli.session import Session
from samskab.refusal import Refusal

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
    root = session.repository()
    programme = programme_meant(root, programme, option="")
    from samskab.usecases.load import load

    session.progress("load", 0, 0)
    repo = load(root, programme=programme)
    known_programme(repo, programme)
    record = chosen_record(session, repo, programme, decision)
    if record is None:
        return 1
    if record.events:
        session.say("map.as_decided", count=len(record.events))
    if out is None:
        terminal.put(cohort.drawn_map(session, record, session.width))
        return 0
    from samskab.usecases.publishing.cohort_report import map_file

    place = session.place / out
    deliver(place, map_file(repo, record, out.suffix.lower()[1:], session.language))
    session.put("map.written", path=shown_path(session.place, place.absolute()))
    return 0
