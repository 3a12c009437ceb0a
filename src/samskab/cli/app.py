"""The front door: finds the command among the words, and opens only that one's file.

Every module beside `main` in `samskab.cli` is a command: its `command` function, or its `commands` by second word
(`decision verify`). Nothing is registered; a new file is a new command.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from samskab.cli import terminal
from samskab.cli.help import section
from samskab.cli.language import chosen_language, given_place
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.cli.typer_command import Command

_STORY = ("init", "new", "validate", "rule", "status", "select", "decision", "render", "set", "intake", "schema")
_WITH_VALUE = {"-C", "--repo", "--lang", "--color", "--today"}
_FLAGS = {"-q", "--quiet", "-v", "--verbose", "--debug"}
_JOINED = ("-C", "--repo=", "--lang=", "--color=", "--today=")


def new_session(argv: Sequence[str], env: Mapping[str, str]) -> Session:
    """The session that holds before the command's own words are read: place, language, whether details are wanted."""
    place = Path(given_place(argv) or ".")
    told = bool(env.get("SAMSKAB_LANG")) or any(word.startswith("--lang") for word in argv)
    code = chosen_language(argv, env, place)
    return Session(place, code, debug="--debug" in argv, told_language=told)


def enter(argv: Sequence[str], session: Session) -> int:
    """Run the command that `argv` names; its exit code."""
    if "--version" in argv[:1]:
        from samskab.version import VERSION

        terminal.put(f"samskab {VERSION}\n")
        return 0
    leading, rest = _split(argv)
    if not rest or rest[0] in {"--help", "-h", "help"}:
        terminal.put("\n".join(overview(session)) + "\n")
        return 0
    if rest[0].startswith("-"):
        raise Refusal("usage.no_such_option", option=rest[0], command="")
    name, command, given = _found(rest)
    from samskab.cli.typer_command import run

    return run(name, command, [*leading, *given], session)


def command_names() -> tuple[str, ...]:
    """Every command, in the order that a year with samskab meets them."""
    from samskab.cli import commands

    found = {module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__)}
    return tuple(sorted(found, key=lambda name: (_STORY.index(name) if name in _STORY else len(_STORY), name)))


def commands_of(name: str) -> dict[str, Command]:
    """The functions of a command's file: `{"validate": ...}`, or `{"decision verify": ...}` for one with several."""
    module = _module(name)
    several: Mapping[str, Command] | None = getattr(module, "commands", None)
    if several is not None:
        return {f"{name} {second}": function for second, function in several.items()}
    return {name: module.command}


def overview(session: Session) -> Iterator[str]:
    """The lines of `samskab --help`."""
    language = session.language
    yield " ".join(
        [language.say("help.usage"), "samskab", language.say("help.options_piece"), language.say("help.command_piece")]
    )
    yield ""
    yield f"  {language.say('cli')}"
    rows = [(name, language.find(phrase_key("cli", name))) for name in command_names()]
    yield from section(language.say("help.commands"), rows, session.width)
    options = ("-C, --repo", "--lang da|en", "--color", "--today", "-q, --quiet", "-v, --verbose", "--debug")
    keys = ("repo", "lang", "color", "today", "quiet", "verbose", "debug")
    shared = [(option, language.say(phrase_key("cli.option", key))) for option, key in zip(options, keys, strict=True)]
    yield from section(
        language.say("help.shared"), [*shared, ("--version", language.say("cli.option.version"))], session.width
    )
    yield ""
    yield f"  {language.say('help.more')}"


def _split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The shared options before the command's name, and the rest."""
    end = 0
    while end < len(argv):
        word = argv[end]
        if word in _WITH_VALUE:
            end += 2
        elif word in _FLAGS or word.startswith(_JOINED):
            end += 1
        else:
            break
    return list(argv[:end]), list(argv[end:])


def _found(words: list[str]) -> tuple[str, Command, list[str]]:
    name, *rest = words
    if name not in command_names():
        import difflib

        near = tuple(difflib.get_close_matches(name, command_names(), 2))
        raise Refusal("usage.no_such_command_near" if near else "usage.no_such_command", name=name, near=near)
    found = commands_of(name)
    if name in found:
        return name, found[name], rest
    second = f"{name} {rest[0]}" if rest else ""
    if second in found:
        return second, found[second], rest[1:]
    choices = tuple(full.split()[1] for full in found)
    raise Refusal("usage.second_word", command=name, choices=choices)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"samskab.cli.commands.{name.replace('-', '_')}")
