"""`samskab schema`: JSON Schemas of the data files, for completion and checks in an editor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samskab.cli import completion, terminal
from samskab.cli.output_file import deliver
from samskab.cli.session import Session
from samskab.language import Language
from samskab.model.dataset import KINDS, Kind, kind_named
from samskab.refusal import Refusal


def command(
    context: typer.Context,
    kind: Annotated[str | None, typer.Argument(autocompletion=completion.complete_record_kinds)] = None,
    output: Annotated[Path | None, typer.Option("--output", "--out")] = None,
) -> None:
    """Write the schema of one kind, or of all, to the output or into a folder; all are too long for a screen."""
    session: Session = context.obj
    from samskab.report.findings.json import safe_json

    known = kind_named(kind) if kind else None
    if kind and known is None:
        raise Refusal("usage.no_kind", kind=kind, choices=tuple(k.name for k in KINDS))
    if output is not None:
        for name, text in schema_texts(session.language, (known,) if known else KINDS).items():
            deliver(output / name, text)
        return
    if known is None and terminal.is_screen():
        raise Refusal("usage.which_schema", choices=tuple(k.name for k in KINDS))
    schemas = _schemas(session.language, (known,) if known else KINDS)
    terminal.put_data(safe_json(schemas[known.name] if known else schemas, indent=2) + "\n")


def schema_texts(language: Language, kinds: tuple[Kind, ...] = KINDS) -> dict[str, str]:
    """The schemas as files: `application.json` and its like."""
    from samskab.report.findings.json import safe_json

    return {f"{name}.json": safe_json(schema, indent=2) + "\n" for name, schema in _schemas(language, kinds).items()}


def _schemas(language: Language, kinds: tuple[Kind, ...]) -> dict[str, dict[str, object]]:
    from samskab.yaml.json_schema import schema_for

    return {kind.name: schema_for(kind, language) for kind in kinds}
