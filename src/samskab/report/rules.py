"""The page of a rule: what it says, why it is there, an example that fails, one that passes, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from samskab.language import Phrasebook


class Page(NamedTuple):
    """What there is to tell of one code; a code of the reader has no examples of its own."""

    code: str
    severity: str = ""
    fails: str = ""
    passes: str = ""


def told(page: Page, words: Phrasebook) -> str:
    """The page for a screen."""
    lines = [headline(page, words)]
    for title, body in _parts(page, words):
        lines += ["", f"{title}:", *(f"  {line}".rstrip() for line in body.splitlines())]
    return "\n".join([*lines, ""])


def listed(pages: Iterable[Page], words: Phrasebook) -> str:
    """One line for each code."""
    return "".join(f"{headline(page, words)}\n" for page in pages)


def reference(pages: Iterable[Page], words: Phrasebook) -> str:
    """Every page as one Markdown document."""
    lines = [f"# {words.say('rule.reference')}", "", words.say("rule.generated"), ""]
    for page in pages:
        lines += [f"## {page.code}", "", _marked(sentence(page.code, words)), ""]
        if page.severity:
            lines += [f"*{words.say(f'severity.{page.severity}')}*", ""]
        for title, body in _parts(page, words):
            example = body in {page.fails, page.passes}
            lines += [f"**{title}**", "", *(["```yaml", body, "```"] if example else [_marked(body)]), ""]
    return "\n".join(lines)


def headline(page: Page, words: Phrasebook) -> str:
    """Code, weight and sentence."""
    weight = f" ({words.say(f'severity.{page.severity}')})" if page.severity else ""
    return f"{page.code}{weight}: {sentence(page.code, words)}"


def sentence(code: str, words: Phrasebook) -> str:
    """The sentence of a code with a mark where a value would stand."""
    plural = re.sub(r"\{\w+:[^{}|]*\|([^{}|]*)\}", r"\1", words.template(code))
    return re.sub(r"\{[^{}]*\}", "…", plural)


def _parts(page: Page, words: Phrasebook) -> Iterator[tuple[str, str]]:
    why, fix = f"{page.code}.why", f"{page.code}.fix"
    if why in words:
        yield words.say("rule.why"), words.say(why)
    if page.fails:
        yield words.say("rule.fails"), page.fails
    if page.passes:
        yield words.say("rule.passes"), page.passes
    if fix in words:
        yield words.say("rule.fix"), words.say(fix)


def _marked(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
