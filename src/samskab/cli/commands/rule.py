"""`samskab rule`: what a code means, why, with examples, and how to mend it; found by its code or by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import Annotated

import typer

from samskab.cli import completion
from samskab.cli.session import Session
from samskab.codes.all_codes import read_codes
from samskab.codes.code import Code
from samskab.refusal import Refusal
from samskab.report.rules import list_parts, page_parts, searched_text
from samskab.spelling import fold


def command(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(autocompletion=completion.complete_rule_codes)] = None,
    every: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Explain one rule, or list a family, those that mention some words, or all."""
    session: Session = context.obj
    if not words and not every:
        raise Refusal("usage.no_rule_given")
    asked = " ".join(words or ()).split()
    found = codes_like([""] if every else asked)
    if not found:
        raise Refusal("usage.no_rule", code=" ".join(asked))
    session.draw(*(page_parts(found[0], session.language) if len(found) == 1 else list_parts(found, session.language)))


def codes_like(words: Sequence[str]) -> tuple[Code, ...]:
    """The code for `SK031`, `sk031` or `031`; all that begin with `SK0` or `sk32`; or those that mention the words."""
    codes = read_codes()
    parts = [re.fullmatch(r"(?:SK)?(\d{0,3})", word.strip(), re.ASCII | re.IGNORECASE) for word in words]
    if all(parts):
        beginnings = tuple(f"SK{part[1]}" for part in parts if part)
        return tuple(code for name, code in codes.items() if name.startswith(beginnings))
    return _mentioning(words, tuple(codes.values()))


def _mentioning(words: Iterable[str], codes: tuple[Code, ...]) -> tuple[Code, ...]:
    """The codes whose sentences have every word, in either language; else whose explanations do; else inside words."""
    parts = [re.escape(fold(word)) for word in words]
    for before, whole in product((r"\b", ""), (False, True)):
        patterns = [re.compile(before + part) for part in parts]
        texts = _texts(codes, whole)
        found = (code for code, said in texts if any(all(p.search(text) for p in patterns) for text in said))
        if hits := tuple(found):
            return hits
    return ()


@cache
def _texts(codes: tuple[Code, ...], whole: bool) -> tuple[tuple[Code, tuple[str, ...]], ...]:
    """Each code with what is searched of it, in each language; `whole` with its explanations."""
    from samskab.yaml.catalogue import load_languages

    languages = tuple(load_languages().values())
    return tuple((code, tuple(searched_text(code, each, whole=whole) for each in languages)) for code in codes)
