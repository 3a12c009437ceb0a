"""Help pages with the sentences of the catalogue: what a command does, its usage line, arguments and options.

The texts of a command `name` are under `cli.name` (what it does), `cli.name.about` (more, if there is more),
`cli.name.param` (each parameter) and `cli.name.param.name` (what its value is called, as FILE).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperGroup, TyperOption

from samskab.language import Language, phrase_key

if TYPE_CHECKING:
    from rich.console import RenderableType

CommandWords = Sequence[str]
"""A command as it is typed after `samskab`: `("decision", "verify")`; empty for `samskab` itself."""


def command_words(context: Any) -> tuple[str, ...]:
    """The command that a context reads."""
    words: list[str] = []
    while context.parent is not None:
        words.insert(0, context.info_name)
        context = context.parent
    return tuple(words)


def draw_help(context: Any, shared: Sequence[Any]) -> None:
    """The help page of the command that a context reads, to stdout."""
    session = context.obj
    session.draw(*help_parts(session.language, command_words(context), context.command, shared))


def help_parts(
    language: Language, words: CommandWords, command: Any, shared: Sequence[Any]
) -> Iterator[RenderableType]:
    """The help page of a command. The options in `shared` have a panel of their own."""
    from samskab.report.screen import escaped_text, indented

    yield escaped_text(usage_line(language, words, command), "title")
    for text in (language.find(_key(words)), language.find(_key([*words, "about"]))):
        if text:
            yield ""
            yield indented(escaped_text(text))
    yield ""
    own = [param for param in command.params if param not in shared]
    arguments = [param for param in own if isinstance(param, TyperArgument)]
    yield from _panel(language.say("help.arguments"), _rows(language, words, arguments))
    if isinstance(command, TyperGroup):
        rows = [(name, language.find(_key([*words, name]))) for name in command.commands]
        yield from _panel(language.say("help.commands"), rows)
    options = [param for param in own if isinstance(param, TyperOption)]
    yield from _panel(language.say("help.options"), _rows(language, words or ["option"], options))
    yield from _panel(language.say("help.shared"), _rows(language, ["option"], shared))
    if isinstance(command, TyperGroup):
        yield escaped_text(language.say("help.more", command=" ".join(["samskab", *words])), "command")


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


def _panel(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[RenderableType]:
    """A titled list of terms with their explanation."""
    from samskab.report.screen import FoldingTable, TextTable, panel

    if rows:
        yield panel(title.rstrip(":"), FoldingTable(TextTable(("", ""), tuple(rows)), "command"))


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
    return names if param.is_flag else f"{names} {metavar(language, words, param).replace('|', ' | ')}"


def _explained(language: Language, words: CommandWords, param: Any) -> str:
    text = language.find(_key([*words, param.name]))
    return f"{text} {language.say('help.required')}" if isinstance(param, TyperOption) and param.required else text
