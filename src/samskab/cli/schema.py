"""`samskab schema`: JSON Schemas out of the model, so that an editor helps while one types."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samskab.cli.frame import terminal
from samskab.cli.frame.delivery import deliver
from samskab.cli.frame.session import RefusedError, Session


def command(
    session: Session,
    kind: Annotated[str | None, typer.Argument()] = None,
    output: Annotated[Path | None, typer.Option("--output")] = None,
) -> None:
    """Write the schema of one kind, or of all, to the screen or into a folder."""
    from samskab.model.dataset import KINDS, kind_named
    from samskab.model.shape import schema_for
    from samskab.report.data import safe_json

    known = kind_named(kind) if kind else None
    if kind and known is None:
        raise RefusedError("usage.no_kind", kind=kind, choices=", ".join(k.name for k in KINDS))
    wanted = (known,) if known else KINDS
    schemas = {k.name: schema_for(k, session.words) for k in wanted}
    if output is None:
        terminal.put_data(safe_json(schemas if known is None else schemas[known.name], indent=2) + "\n")
        return
    for name, schema in schemas.items():
        deliver(output / f"{name}.json", safe_json(schema, indent=2) + "\n")
