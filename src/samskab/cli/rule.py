"""`samskab rule`: what a code means, why, with examples, and how to mend it."""

from __future__ import annotations

from typing import Annotated

import typer

from samskab.cli.frame import terminal
from samskab.cli.frame.session import RefusedError, Session
from samskab.phrase import Phrasebook
from samskab.report.rules import Page, listed, told


def command(
    session: Session,
    code: Annotated[str | None, typer.Argument()] = None,
    every: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Explain one rule, or list them all."""
    pages = all_pages(session.words)
    if every:
        terminal.put(listed(pages, session.words))
        return
    if code is None:
        raise RefusedError("usage.no_rule_given")
    page = next((page for page in pages if page.code == code.upper()), None)
    if page is None:
        raise RefusedError("usage.no_rule", code=code)
    terminal.put(told(page, session.words))


def all_pages(words: Phrasebook) -> tuple[Page, ...]:
    """The page of every code that the catalogue has a sentence for: the rules', and the reader's."""
    from samskab.check.run import RULES

    rules = {rule.code: rule for rule in RULES}
    pages = []
    for code in (f"SK{number:03d}" for number in range(1000)):
        if code in rules:
            rule = rules[code]
            pages.append(Page(code, str(rule.severity), rule.fails, rule.passes))
        elif code in words:
            pages.append(Page(code))
    return tuple(pages)
