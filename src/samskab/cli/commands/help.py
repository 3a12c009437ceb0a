"""`samskab help`: the help page of a command, as `samskab COMMAND --help`."""

from __future__ import annotations

from typing import Annotated

import typer

from samskab.cli import completion


def command(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(autocompletion=completion.complete_command_names)] = None,
) -> None:
    """Show how a command is used; without one, which commands there are."""
    root = context.find_root().command
    root.main([*(words or ()), "--help"], prog_name="samskab", standalone_mode=False, obj=context.obj)
