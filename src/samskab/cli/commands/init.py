"""`samskab init`: a new data repository, all of it or nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from samskab.cli.output_file import unwritten
from samskab.cli.session import Session
from samskab.refusal import Refusal


def command(context: typer.Context, folder: Annotated[Path, typer.Argument()]) -> None:
    """Make a new data repository in a folder that is empty or does not exist yet."""
    session: Session = context.obj
    from samskab.cli.commands.schema import schema_texts
    from samskab.storage.atomic_write import write_all
    from samskab.storage.lock import BusyError
    from samskab.yaml.new_files.repository import repository_files

    place = session.place.absolute() / folder
    if os.path.lexists(place) and (place.is_symlink() or not place.is_dir() or any(place.iterdir())):
        raise Refusal("new.not_empty", path=str(folder))
    own = {path: text.encode() for path, text in repository_files(session.language, session.today).items()}
    schemas = {f"schemas/{name}": text.encode() for name, text in schema_texts(session.language).items()}
    files = own | schemas | packaged_register()
    new = not place.exists()
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_all(place, files)
    except (OSError, BusyError) as fault:
        if new:
            with suppress(OSError):
                place.rmdir()
        raise unwritten(folder, fault) from None
    session.say("new.made_many", count=len(files), path=str(folder))


def packaged_register() -> dict[str, bytes]:
    """The register of municipalities that comes with the program, by its place in a repository."""
    from samskab.packaged import packaged_path

    municipalities = packaged_path("data/municipalities")
    register = {f"data/municipalities/{p.name}": p.read_bytes() for p in sorted(municipalities.glob("*.yaml"))}
    return register | {"data/register.yaml": packaged_path("data/register.yaml").read_bytes()}
