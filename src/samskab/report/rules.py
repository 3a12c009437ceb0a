"""The page of a code: its sentence, why it is there, an example that fails, one that passes, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samskab.codes.code import Code
from samskab.language import Language, phrase_key

_SYNTAX = {".yaml": "yaml", ".csv": "text", ".gitignore": "text", ".j2": "jinja"}


def page(code: Code, language: Language) -> str:
    """The page for a screen."""
    lines = [headline(code, language)]
    for title, body in _parts(code, language):
        lines += ["", f"{title}:", *(f"  {line}".rstrip() for line in body.splitlines())]
    return "\n".join([*lines, ""])


def code_list(codes: Iterable[Code], language: Language) -> str:
    """One line for each code."""
    return "".join(f"{headline(code, language)}\n" for code in codes)


def reference(codes: Iterable[Code], language: Language) -> str:
    """Every page as one Markdown document."""
    lines = [f"# {language.say('rule.reference')}", "", language.say("rule.generated"), ""]
    for code in codes:
        lines += [f"## {code.code}", "", _escaped(sentence(code.code, language)), ""]
        lines += [f"*{language.say(phrase_key('severity', str(code.severity)))}*", ""]
        for title, body in _parts(code, language):
            example = body in {code.fails, code.passes}
            lines += [f"**{title}**", "", *(_fenced(body) if example else [_escaped(body)]), ""]
    return "\n".join(lines)


def headline(code: Code, language: Language) -> str:
    """Code, severity and sentence."""
    severity = language.say(phrase_key("severity", str(code.severity)))
    return f"{code.code} ({severity}): {sentence(code.code, language)}"


def sentence(code: str, language: Language) -> str:
    """The sentence of a code with a mark where a value would stand."""
    plural = re.sub(r"\{\w+:[^{}|]*\|([^{}|]*)\}", r"\1", language.template(code))
    return re.sub(r"\{[^{}]*\}", "…", plural)


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
