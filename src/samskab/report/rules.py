"""The page of a rule: what it says, why it is there, an example that fails, one that passes, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from samskab.language import Language, phrase_key


class Page(NamedTuple):
    """The parts of one code's page; a code of the reader has no examples."""

    code: str
    severity: str = ""
    fails: str = ""
    passes: str = ""


def told(page: Page, language: Language) -> str:
    """The page for a screen."""
    lines = [headline(page, language)]
    for title, body in _parts(page, language):
        lines += ["", f"{title}:", *(f"  {line}".rstrip() for line in body.splitlines())]
    return "\n".join([*lines, ""])


def listed(pages: Iterable[Page], language: Language) -> str:
    """One line for each code."""
    return "".join(f"{headline(page, language)}\n" for page in pages)


def reference(pages: Iterable[Page], language: Language) -> str:
    """Every page as one Markdown document."""
    lines = [f"# {language.say('rule.reference')}", "", language.say("rule.generated"), ""]
    for page in pages:
        lines += [f"## {page.code}", "", _marked(sentence(page.code, language)), ""]
        if page.severity:
            lines += [f"*{language.say(phrase_key('severity', page.severity))}*", ""]
        for title, body in _parts(page, language):
            example = body in {page.fails, page.passes}
            lines += [f"**{title}**", "", *(["```yaml", body, "```"] if example else [_marked(body)]), ""]
    return "\n".join(lines)


def headline(page: Page, language: Language) -> str:
    """Code, weight and sentence."""
    weight = f" ({language.say(phrase_key('severity', page.severity))})" if page.severity else ""
    return f"{page.code}{weight}: {sentence(page.code, language)}"


def sentence(code: str, language: Language) -> str:
    """The sentence of a code with a mark where a value would stand."""
    plural = re.sub(r"\{\w+:[^{}|]*\|([^{}|]*)\}", r"\1", language.template(code))
    return re.sub(r"\{[^{}]*\}", "…", plural)


def _parts(page: Page, language: Language) -> Iterator[tuple[str, str]]:
    if why := language.find(phrase_key(page.code, "why")):
        yield language.say("rule.why"), why
    if page.fails:
        yield language.say("rule.fails"), page.fails
    if page.passes:
        yield language.say("rule.passes"), page.passes
    if fix := language.find(phrase_key(page.code, "fix")):
        yield language.say("rule.fix"), fix


def _marked(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
