"""The page of a code: its sentence, why it is there, an example that fails, one that passes, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from samskab.codes.code import Code
from samskab.language import Language, phrase_key
from samskab.spelling import fold

if TYPE_CHECKING:
    from rich.console import RenderableType

_SYNTAX = {".yaml": "yaml", ".csv": "text", ".gitignore": "text", ".j2": "jinja"}


def page_parts(code: Code, language: Language) -> Iterator[RenderableType]:
    """The page for a terminal."""
    from samskab.report.screen import escaped_lines, escaped_text, under_title

    yield escaped_text(headline(code, language), str(code.severity))
    yield ""
    for title, body in _parts(code, language):
        yield from under_title(f"{title}:", escaped_lines(body))


def searched_text(code: Code, language: Language, *, whole: bool) -> str:
    """What a search for words looks in, folded: the sentence of a code; with `whole`, also its explanation."""
    texts = [sentence(code.code, language)]
    if whole:
        texts += (body for _title, body in _parts(code, language))
    return fold(" ".join(texts))


def list_parts(codes: Iterable[Code], language: Language) -> Iterator[RenderableType]:
    """A line for each code."""
    from samskab.report.screen import FoldingTable, TextTable

    lines = tuple((code.code, _severity(code, language), sentence(code.code, language)) for code in codes)
    yield FoldingTable(TextTable(("", "", ""), lines, whole=frozenset({1})), "command")


def reference(codes: Iterable[Code], language: Language) -> str:
    """Every page as one Markdown document."""
    lines = [f"# {language.say('rule.reference')}", "", language.say("rule.generated"), ""]
    for code in codes:
        lines += [f"## {code.code}", "", _escaped(sentence(code.code, language)), ""]
        lines += [f"*{_severity(code, language)}*", ""]
        for title, body in _parts(code, language):
            example = body in {code.fails, code.passes}
            lines += [f"**{title}**", "", *(_fenced(body) if example else [_escaped(body)]), ""]
    return "\n".join(lines)


def headline(code: Code, language: Language) -> str:
    """Code, severity and sentence."""
    return f"{code.code} ({_severity(code, language)}): {sentence(code.code, language)}"


def _severity(code: Code, language: Language) -> str:
    return language.say(phrase_key("severity", str(code.severity)))


def sentence(code: str, language: Language) -> str:
    """The sentence of a code with a mark where a value would stand."""
    plural = re.sub(r"\{\w+:[^{}|]*\|([^{}|]*)\}", r"\1", language.template(code))
    return re.sub(r"…+", "…", re.sub(r"\{[^{}]*\}", "…", plural))


def _parts(code: Code, language: Language) -> Iterator[tuple[str, str]]:
    yield language.say("rule.why"), language.say(phrase_key(code.code, "why"))
    if code.fails:
        yield language.say("rule.fails"), code.fails
        yield language.say("rule.passes"), code.passes
    else:
        yield language.say("rule.example"), language.say(phrase_key(code.code, "example"))
    yield language.say("rule.fix"), language.say(phrase_key(code.code, "fix"))


def _fenced(example: str) -> list[str]:
    path = example.partition("\n")[0]
    syntax = next((name for ending, name in _SYNTAX.items() if ending in path), "text")
    return [f"```{syntax}", example, "```"]


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
