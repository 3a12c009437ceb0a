"""Help pages in the catalogue's words: what a command does, its usage line, arguments and options.

The texts of a command `name` are under `cli.name` (what it does), `cli.name.about` (more, if there is more),
`cli.name.param` (each parameter) and `cli.name.param.name` (what its value is called, as FILE).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from typer.core import TyperArgument, TyperGroup, TyperOption

from samskab.language import Language, phrase_key

CommandWords = Sequence[str]
"""A command as it is typed after `samskab`: `("decision", "verify")`; empty for `samskab` itself."""


def command_words(context: Any) -> tuple[str, ...]:
    """The command that a context reads."""
    words: list[str] = []
    while context.parent is not None:
        words.insert(0, context.info_name)
        context = context.parent
    return tuple(words)


def page_for(context: Any, shared: Sequence[Any]) -> str:
    """The help page of the command that a context reads, in its session's language and width."""
    session = context.obj
    return help_page(session.language, session.width, command_words(context), context.command, shared)


def help_page(language: Language, width: int, words: CommandWords, command: Any, shared: Sequence[Any]) -> str:
    """The help page of a command. The options in `shared` have a section of their own."""
    lines = [usage_line(language, words, command), ""]
    lines += wrapped(language.find(_key(words)), width, "  ")
    if about := language.find(_key([*words, "about"])):
        lines += ["", *wrapped(about, width, "  ")]
    own = [param for param in command.params if param not in shared]
    arguments = [param for param in own if isinstance(param, TyperArgument)]
    lines += section(language.say("help.arguments"), _rows(language, words, arguments), width)
    if isinstance(command, TyperGroup):
        rows = [(name, language.find(_key([*words, name]))) for name in command.commands]
        lines += section(language.say("help.commands"), rows, width)
    options = [param for param in own if isinstance(param, TyperOption)]
    lines += section(language.say("help.options"), _rows(language, words or ["option"], options), width)
    lines += section(language.say("help.shared"), _rows(language, ["option"], shared), width)
    if isinstance(command, TyperGroup):
        lines += ["", *wrapped(language.say("help.more", command=" ".join(["samskab", *words])), width, "  ")]
    return "\n".join(lines) + "\n"


def usage_line(language: Language, words: CommandWords, command: Any) -> str:
    """`Brug: samskab decision decide [VALG] FIL --by HVEM`: what must be given, and what may be."""
    pieces = [language.say("help.usage"), "samskab", *words, language.say("help.options_piece")]
    if isinstance(command, TyperGroup):
        return " ".join([*pieces, language.say("help.command_piece")])
    arguments = (_piece(language, words, param) for param in command.params if isinstance(param, TyperArgument))
    needed = (_label(language, words, p) for p in command.params if isinstance(p, TyperOption) and p.required)
    return " ".join([*pieces, *arguments, *needed])


def metavar(language: Language, words: CommandWords, param: Any) -> str:
    """What the value of a parameter is called: its choices, else the catalogue's name, as FILE."""
    return "|".join(choices(param)) or language.find(_key([*words, param.name, "name"]), str(param.name).upper())


def choices(param: Any) -> tuple[str, ...]:
    """The values that a parameter may have, if they are listed."""
    return tuple(map(str, getattr(getattr(param, "type", None), "choices", None) or ()))


def section(title: str, rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    """A titled list of terms with their explanation, side by side where there is room, else below each other."""
    if not rows:
        return
    yield ""
    yield title
    column = min(max(len(term) for term, _ in rows) + 4, 26)
    for term, text in rows:
        if width < column + 24 or len(term) + 4 > column:
            yield f"  {term}"
            yield from wrapped(text, width, " " * (6 if width < column + 24 else column))
            continue
        lines = list(wrapped(text, width, " " * column)) or [""]
        yield f"  {term}".ljust(column) + lines[0].lstrip()
        yield from lines[1:]


def wrapped(text: str, width: int, indent: str) -> list[str]:
    """Text in lines no longer than `width`, each with its indent."""
    return textwrap.wrap(
        text, max(len(indent) + 12, width), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _key(words: CommandWords) -> str:
    return phrase_key("cli", *words)


def _rows(language: Language, words: CommandWords, params: Sequence[Any]) -> list[tuple[str, str]]:
    return [(_label(language, words, param), _explained(language, words, param)) for param in params]


def _piece(language: Language, words: CommandWords, param: Any) -> str:
    name = metavar(language, words, param) + ("..." if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _label(language: Language, words: CommandWords, param: Any) -> str:
    if isinstance(param, TyperArgument):
        return metavar(language, words, param)
    names = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    return names if param.is_flag else f"{names} {metavar(language, words, param)}"


def _explained(language: Language, words: CommandWords, param: Any) -> str:
    text = language.find(_key([*words, param.name]))
    return f"{text} {language.say('help.required')}" if isinstance(param, TyperOption) and param.required else text
