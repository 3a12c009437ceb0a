"""`samskab layout init`: the letters' look with the office's own logo, colour and name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from samskab.cli import terminal
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session, one_line
from samskab.finding import Finding
from samskab.refusal import Refusal
from samskab.storage.files import read_file


def init(
    context: typer.Context,
    logo: Annotated[Path, typer.Option("--logo")],
    colour: Annotated[str, typer.Option("--colour")],
    name: Annotated[str, typer.Option("--name")] = "",
) -> int:
    """Write the PDF layout and the Word letterhead; never over one that is there."""
    session: Session = context.obj
    from samskab.storage.atomic_write import write_all
    from samskab.storage.lock import BusyError
    from samskab.usecases.letters.new_layout import layout_files, logo_ending

    root, colour = session.repository(), _readable(colour)
    content = read_file(session.place / logo, str(logo))
    ending = None if isinstance(content, Finding) else logo_ending(content)
    if isinstance(content, Finding) or ending is None:
        raise Refusal("layout.no_picture", exit_code=1, path=str(logo))
    files = layout_files(content, ending, colour, one_line(name, "--name") if name else "")
    if isinstance(files, Finding):
        raise Refusal("layout.no_picture", exit_code=1, path=str(logo))
    try:
        write_all(root, files)
    except FileExistsError as there:
        raise Refusal("layout.exists", exit_code=1, path=f"layouts/{Path(str(there)).name}") from None
    except (OSError, ValueError, BusyError) as fault:
        raise unwritten("layouts", fault) from None
    for path in files:
        terminal.put(session.sentence("new.made", path=path) + "\n")
    if ending == "svg":
        session.say("layout.svg")
    return 0


commands = {"init": init}


def _readable(colour: str) -> str:
    """The six digits of a colour; refused when it is none, or too pale for text on white paper."""
    from samskab.usecases.letters.new_layout import LEAST_CONTRAST, contrast_on_white, darkened

    found = re.fullmatch(r"#?([0-9a-fA-F]{6})", colour)
    if found is None:
        raise Refusal("layout.no_colour", value=colour)
    digits = found[1].lower()
    if contrast_on_white(digits) < LEAST_CONTRAST:
        raise Refusal("layout.pale", exit_code=1, value=f"#{digits}", darker=f"#{darkened(digits)}")
    return digits
