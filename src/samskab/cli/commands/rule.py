"""`samskab rule`: what a code means, why, with examples, and how to mend it."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from samskab.cli import completion
from samskab.cli.session import Session
from samskab.codes.code import Code
from samskab.refusal import Refusal
from samskab.report.rules import list_parts, page_parts


def command(
    context: typer.Context,
    code: Annotated[str | None, typer.Argument(autocompletion=completion.complete_rule_codes)] = None,
    every: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Explain one rule, or list a family or all."""
    session: Session = context.obj
    if code is None and not every:
        raise Refusal("usage.no_rule_given")
    found = codes_like("" if every else code or "")
    if not found:
        raise Refusal("usage.no_rule", code=code)
    session.draw(*(page_parts(found[0], session.language) if len(found) == 1 else list_parts(found, session.language)))


def codes_like(word: str) -> tuple[Code, ...]:
    """The code for `SK031`, `sk031` or `031`; all codes that begin with `SK0` or `sk32`."""
    from samskab.check.run import CODES

    match = re.fullmatch(r"(?:SK)?(\d{0,3})", word.strip(), re.ASCII | re.IGNORECASE)
    return tuple(code for name, code in CODES.items() if name.startswith(f"SK{match[1]}")) if match else ()
