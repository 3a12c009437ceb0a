"""`samskab owners`: who must approve a change of which file, as the forge reads it."""

from __future__ import annotations

from typing import Annotated

import typer

from samskab.cli import completion, terminal
from samskab.cli.session import Session


def command(
    context: typer.Context,
    programmes: Annotated[list[str] | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Print CODEOWNERS for the applications of these programmes, or of all; with `--write`, write it."""
    session: Session = context.obj
    from samskab.cli.commands.new import known_programme, write_files
    from samskab.storage.files import Folder, digest_of
    from samskab.usecases.load import load
    from samskab.usecases.owners import codeowners, codeowners_path

    repo = load(session.repository())
    keys = sorted({known_programme(repo, key).id for key in programmes or ()})
    text = codeowners(repo, keys, session.language.say("owners.heading"))
    if not write:
        terminal.put_data(text)
        return
    path = codeowners_path(Folder(repo.root))
    there = Folder(repo.root).read(path)
    before = {path: digest_of(there) if isinstance(there, bytes) else ""}
    write_files(repo.root, {path: text}, session, before=before)
