"""`samskab rule`: what a code means, why, with examples, and how to mend it."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.language import Language
from samskab.refusal import Refusal
from samskab.report.rules import Page, listed, told


def command(
    session: Session,
    code: Annotated[str | None, typer.Argument()] = None,
    every: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Explain one rule, or list them all."""
    if every:
        terminal.put(listed(all_pages(session.language), session.language))
        return
    if code is None:
        raise Refusal("usage.no_rule_given")
    page = page_of(code.upper(), session.language)
    if page is None:
        raise Refusal("usage.no_rule", code=code)
    terminal.put(told(page, session.language))


def all_pages(language: Language) -> tuple[Page, ...]:
    """The page of every code that the catalogue has a sentence for: the rules', and the reader's."""
    pages = (page_of(f"SK{number:03d}", language) for number in range(1000))
    return tuple(page for page in pages if page is not None)


def page_of(code: str, language: Language) -> Page | None:
    """The page of one code; None for a word that is not a code of samskab."""
    from samskab.check.run import RULES

    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is not None:
        return Page(code, str(rule.severity), rule.fails, rule.passes)
    return Page(code) if re.fullmatch(r"SK\d{3}", code) and code in language else None
