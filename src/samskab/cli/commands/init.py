"""`samskab init`: a new data repository, all of it or nothing."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from samskab.cli.output_file import unwritten
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal
from samskab.storage.files import unportable_name


def command(context: typer.Context, folder: Annotated[Path, typer.Argument()]) -> None:
    """Make a new data repository in a folder that is empty or does not exist yet."""
    session: Session = context.obj
    from samskab.cli.commands.schema import schema_texts
    from samskab.packaged import installed_from
    from samskab.report.escape import shell_word
    from samskab.storage.atomic_write import recover, write_all
    from samskab.storage.lock import BusyError
    from samskab.usecases.git import begin
    from samskab.yaml.new_files.repository import repository_files

    place = session.place.absolute() / folder
    for new_folder in (each for each in (place, *place.parents) if not os.path.lexists(each)):
        if unportable_name(new_folder.name[:100]):  # one that is too long is refused by the system
            raise Refusal("new.bad_folder", name=new_folder.name)
    if place.is_file():
        raise Refusal("usage.not_a_folder", path=str(folder))
    finished = place.is_dir() and not place.is_symlink() and recover(place)
    if os.path.lexists(place) and not finished and not _is_empty(place):
        there = (place / "samskab.yaml").is_file()
        raise Refusal(
            "new.repository_there" if there else "new.not_empty", path=str(folder), word=shell_word(str(folder))
        )
    source = installed_from()
    made = repository_files(session.language, session.today, source)
    own = {path: text.encode() for path, text in made.items()}
    schemas = {f"schemas/{name}": text.encode() for name, text in schema_texts(session.language).items()}
    files = own | schemas | packaged_register()
    new = not place.exists()
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_all(place, {path: content for path, content in files.items() if not (place / path).exists()})
    except (OSError, BusyError) as fault:
        if new:
            with suppress(OSError):
                place.rmdir()
        raise unwritten(folder, fault) from None
    session.say("new.made_many", count=len(files), path=str(folder))
    session.say(phrase_key("new.git", begin(place, session.sentence("new.first_commit"))))
    if source is None:
        session.say("new.source_unknown")


def _is_empty(place: Path) -> bool:
    """Whether a folder may become a repository: nothing in it but git's folder and what a killed `init` left."""
    if place.is_symlink() or not place.is_dir():
        return False
    return all(entry.name.startswith(".samskab.") or entry.name == ".git" for entry in place.iterdir())


def packaged_register() -> dict[str, bytes]:
    """The register of municipalities that comes with the program, by its place in a repository."""
    from samskab.packaged import packaged_path

    municipalities = sorted(packaged_path("data/municipalities").glob("*.yaml"))
    register = {f"data/municipalities/{path.name}": path for path in municipalities}
    register["data/register.yaml"] = packaged_path("data/register.yaml")
    return {name: _without_script(path.read_bytes()) for name, path in register.items()}


def _without_script(content: bytes) -> bytes:
    """A register file without the comment that names the script which wrote it: only samskab itself has that."""
    return re.sub(rb"(?m)^# Skrevet af tools/.*\n", b"", content)
