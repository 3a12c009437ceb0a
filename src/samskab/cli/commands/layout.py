"""`samskab layout init`: the letters' look with the office's own logo, colour and name."""

from __future__ import annotations

import os
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
    from samskab.usecases.letters.new_layout import layout_files

    root, colour = session.repository(), _readable(colour)
    name = _printed(name) if name else ""
    content, ending = _picture(session.place / logo, str(logo))
    files = layout_files(content, ending, colour, name)
    if isinstance(files, Finding):
        raise _unusable(files, str(logo))
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


def _picture(place: Path, shown: str) -> tuple[bytes, str]:
    """Content and ending of a logo; refused where the file is not there, is empty or is no picture."""
    from samskab.documents.letterhead.package import MAX_PACKAGE_BYTES
    from samskab.usecases.letters.new_layout import logo_ending

    if not os.path.lexists(place):
        raise Refusal("usage.no_file", exit_code=1, path=shown)
    content = read_file(place, shown, MAX_PACKAGE_BYTES)
    if isinstance(content, Finding):
        raise Refusal("layout.not_a_file", exit_code=1, path=shown)
    if not content:
        raise Refusal("layout.empty", exit_code=1, path=shown)
    ending = logo_ending(content)
    if ending is None:
        raise Refusal("layout.no_picture", exit_code=1, path=shown)
    return content, ending


def _unusable(finding: Finding, shown: str) -> Refusal:
    """Why a picture cannot stand in a letter."""
    if finding.code == "SK659":
        return Refusal("layout.too_large", exit_code=1, path=shown, **finding.values)
    detail = str(finding.values.get("detail", ""))
    if linked := re.search(r"linked image (\S+)", detail):
        return Refusal("layout.outside", exit_code=1, path=shown, linked=linked[1])
    return Refusal("layout.not_utf8" if "UTF-8" in detail else "layout.damaged", exit_code=1, path=shown)


def _printed(name: str) -> str:
    """A name that the letters' font has all characters of."""
    from samskab.documents.writers import fonts

    if lost := fonts.missing(one_line(name, "--name")):
        raise Refusal("layout.name", exit_code=1, names=tuple(map(fonts.character_name, lost)))
    return one_line(name, "--name")


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
