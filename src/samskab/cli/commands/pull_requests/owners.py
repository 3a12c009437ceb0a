"""`samskab owners`: who must approve a change of which file, as the forge reads it."""

from __future__ import annotations

from typing import Annotated

import typer

from samskab.cli import completion, terminal
from samskab.cli.session import Session
from samskab.refusal import Refusal


def command(
    context: typer.Context,
    programmes: Annotated[list[str] | None, typer.Argument(autocompletion=completion.complete_programmes)] = None,
    write: Annotated[bool, typer.Option("--write")] = False,
) -> None:
    """Print CODEOWNERS for the applications of these programmes, or of all; with `--write`, write it."""
    session: Session = context.obj
    from samskab.cli.commands.new import known_programme, write_files
    from samskab.storage.atomic_write import ChangedError
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
    try:
        write_files(repo.root, {path: text}, session, before=before)
    except ChangedError:
        raise Refusal("set.changed_meanwhile", exit_code=1, path=path) from None
