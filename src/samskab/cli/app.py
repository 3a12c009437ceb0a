"""The command line of samskab as one Typer application: its table of commands and the options that all of them share.

A command's module is imported when the command is named. It holds one function `command`, or `commands` by second
word (`decision verify`). The shared options may be before and after the name of a command.
"""
# No `from __future__ import annotations`: Typer would evaluate each annotation below twice at every start.

import importlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from samskab.cli import completion, errors, terminal
from samskab.cli.help import command_words, draw_help
from samskab.cli.session import OPTIONS, Session, parse_day_option

COMMANDS = (
    "init",
    "doctor",
    "new",
    "form",
    "intake",
    "validate",
    "diff",
    "rule",
    "explain",
    "set",
    "review",
    "owners",
    "status",
    "select",
    "decision",
    "report",
    "map",
    "site",
    "schedule",
    "template",
    "layout",
    "render",
    "outbox",
    "privacy",
    "schema",
    "help",
)
"""The commands, in the order in which a programme year uses them.

The module of `new` is `cli/commands/new.py`; the texts of its help are in the catalogue under `cli.new`.
"""

_FOLDERS = {
    "follow_up": ("outbox", "privacy"),
    "forms": ("form", "intake"),
    "publishing": ("map", "report", "site"),
    "pull_requests": ("owners", "review"),
}
_IN_FOLDERS = {name: f"{folder}.{name}" for folder, names in _FOLDERS.items() for name in names}
"""The commands whose modules are in a folder of their own."""
_ROOT_ONLY = {"version", "install_completion", "show_completion"}
_PLAIN: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}


class _Shared:
    """A command or group that takes the shared options beside its own parameters; errors name the wrong command."""

    def get_params(self, ctx: Any) -> list[Any]:
        own: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # of TyperCommand or TyperGroup
        root = ctx.find_root().command
        return own if root is self else [*own, *shared_params(root)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc,no-any-return]  # as above
        except typer.TyperException as mistake:
            mistake.ctx = getattr(mistake, "ctx", None) or ctx  # type: ignore[attr-defined]  # errors.refusal_of needs it
            raise


class Command(_Shared, TyperCommand):
    """A command: it settles the session by the shared options, then calls its function."""

    def invoke(self, ctx: Any) -> Any:
        session: Session = ctx.obj
        session.settle(ctx.meta.get(OPTIONS, {}))
        session.check_place()
        session.command = " ".join(command_words(ctx))
        return super().invoke(ctx)


class Group(_Shared, TyperGroup):
    """A command with a second word. An unknown word is refused with those there are."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise errors.unknown_command(command_words(ctx), args[0], tuple(self.commands))
        return super().resolve_command(ctx, args)


class _CommandOnDemand(TyperCommand):
    """A command of the table, known by its name alone; its module is imported when its words are read."""

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return load_command(str(self.name)).make_context(info_name, args, parent, **extra)


class _Program(Group):
    """`samskab` itself, with the commands of the table."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: _CommandOnDemand(name) for name in COMMANDS}


@cache
def load_command(name: str) -> Command | Group:
    """Import a command of the table: its Typer command, or its group of commands by second word."""
    module = importlib.import_module(f"samskab.cli.commands.{_IN_FOLDERS.get(name, name)}")
    several: Mapping[str, Callable[..., Any]] | None = getattr(module, "commands", None)
    made = typer.Typer(cls=Group, name=name, help="", add_help_option=False, invoke_without_command=True, **_PLAIN)
    for second, function in (several or {name: module.command}).items():
        made.command(second, cls=Command, help="", add_help_option=False)(function)
    if several:
        made.callback()(_refuse_alone)
    command = get_command(made)
    if not isinstance(command, Command | Group):
        raise TypeError(type(command).__name__)
    return command


@cache
def program() -> TyperGroup:
    """The whole command line."""
    return get_group(app)


def shared_params(root: Any) -> list[Any]:
    """The parameters that every command has."""
    return [param for param in root.params if param.name not in _ROOT_ONLY]


def options_given(root: TyperGroup, argv: Sequence[str]) -> Mapping[str, Any]:
    """The shared options on a command line, wherever they stand and whatever else is wrong with it.

    It is what help and errors are written by: the language, the folder. Typer reads the line as if it had no commands.
    """
    reading: dict[str, Any] = {"ignore_unknown_options": True, "allow_interspersed_args": True}
    with root.make_context("samskab", list(argv), resilient_parsing=True, **reading) as context:
        found: Mapping[str, Any] = context.meta.get(OPTIONS, {})
    return found


def _refuse_alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        raise errors.second_word(command_words(context), tuple(context.command.commands))  # type: ignore[attr-defined]  # of a group


def _remember(context: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    if value:
        context.meta.setdefault(OPTIONS, {})[param.name] = value
    return value


def _remember_day(context: typer.Context, param: typer.CallbackParam, value: str | None) -> Any:
    return _remember(context, param, parse_day_option(value, "--today") if value else None)


def _show_help(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        draw_help(context, shared_params(context.find_root().command))
        raise typer.Exit


def _show_version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        terminal.put_version()
        raise typer.Exit


_SharedOption = partial(typer.Option, callback=_remember, expose_value=False)
_AnswerOption = partial(typer.Option, expose_value=False, is_eager=True)

app = typer.Typer(cls=_Program, help="", add_help_option=False, invoke_without_command=True, **_PLAIN)


@app.callback()
def shared(
    context: typer.Context,
    repo: Annotated[Path | None, _SharedOption("--repo", "-C")] = None,
    lang: Annotated[Literal["da", "en"] | None, _SharedOption("--lang")] = None,
    color: Annotated[Literal["auto", "always", "never"] | None, _SharedOption("--color")] = None,
    today: Annotated[str | None, _SharedOption("--today", callback=_remember_day)] = None,
    quiet: Annotated[bool, _SharedOption("--quiet", "-q")] = False,
    verbose: Annotated[bool, _SharedOption("--verbose", "-v")] = False,
    debug: Annotated[bool, _SharedOption("--debug")] = False,
    show_help: Annotated[bool, _AnswerOption("--help", "-h", callback=_show_help)] = False,
    version: Annotated[bool, _AnswerOption("--version", callback=_show_version)] = False,
    install_completion: Annotated[
        bool, _AnswerOption("--install-completion", callback=completion.install_completion)
    ] = False,
    show_completion: Annotated[bool, _AnswerOption("--show-completion", callback=completion.show_completion)] = False,
) -> None:
    """Declares the shared options; those below `show_help` are of `samskab` alone. Without a command, show the help."""
    if context.invoked_subcommand is None:
        draw_help(context, shared_params(context.find_root().command))
