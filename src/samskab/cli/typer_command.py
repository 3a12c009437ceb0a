"""A command function as a Typer command line whose help and refusals come from the catalogue.

Typer's own sentences are fixed English, so they are never printed: the type of its error chooses one of ours.
The texts of a command `name` stand in the catalogue under `cli.name` (what it does), `cli.name.about` (more, if
there is more), `cli.name.param` (each parameter) and `cli.name.param.name` (what its value is called in the help).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer._click import exceptions as mistakes
from typer.core import TyperArgument, TyperCommand, TyperOption
from typer.main import get_command

from samskab.cli import terminal
from samskab.cli.help import section, wrapped
from samskab.cli.session import Session, a_day
from samskab.language import Language, phrase_key
from samskab.refusal import Refusal

Command = Callable[..., int | None]


def shared(
    repo: Annotated[Path | None, typer.Option("--repo", "-C")] = None,
    lang: Annotated[Literal["da", "en"] | None, typer.Option("--lang")] = None,
    color: Annotated[Literal["auto", "always", "never"], typer.Option("--color")] = "auto",
    today: Annotated[str | None, typer.Option("--today")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,
    debug: Annotated[bool, typer.Option("--debug")] = False,
) -> None:
    """The options of every command, before or after its name; `run` puts them into the session."""


def run(name: str, command: Command, args: list[str], session: Session) -> int:
    """Read `args` as the command wants them, run it, and give back its exit code (0 when it returns nothing)."""
    made = typer_command(name, command, session)
    if "--help" in (args[: args.index("--")] if "--" in args else args):
        terminal.put("\n".join(help_page(name, made.params, session.language, session.width)) + "\n")
        return 0
    try:
        # Typer's own `main` would turn a broken pipe into exit 1 and lose what a closed stdout did not take.
        with made.make_context(f"samskab {name}", args) as context:
            code = made.invoke(context)
    except mistakes.UsageError as mistake:
        raise _refusal(mistake, name) from None
    return int(code or 0)


def typer_command(name: str, command: Command, session: Session) -> TyperCommand:
    """The Typer command of a function: its own parameters, then the shared ones."""
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    common = inspect.signature(shared, eval_str=True).parameters

    def call(**values: Any) -> int | None:
        given = {key: values.pop(key) for key in common}
        _settle(session, given)
        return command(session, **values)

    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # how a function tells its signature
        [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own, *common.values())]
    )
    call.__annotations__ = {}
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name=name)(call)
    made = get_command(app)
    if not isinstance(made, TyperCommand):
        raise TypeError(type(made).__name__)
    return made


def _settle(session: Session, given: dict[str, Any]) -> None:
    session.colour = given["color"]
    session.quiet = given["quiet"]
    session.verbose = given["verbose"]
    session.debug = session.debug or given["debug"]
    if given["today"] is not None:
        session.given_day = a_day(given["today"], "--today")
    try:
        there = session.place.absolute().is_dir()
    except OSError:  # the folder that the person stands in has been deleted
        there = False
    if not there:
        raise Refusal("usage.no_folder", path=str(session.place))


def help_page(name: str, params: list[Any], language: Language, width: int) -> Iterator[str]:
    """The lines of a command's help."""
    common = inspect.signature(shared).parameters
    arguments = [p for p in params if isinstance(p, TyperArgument)]
    options = [p for p in params if isinstance(p, TyperOption) and p.name not in common]
    rest = [p for p in params if isinstance(p, TyperOption) and p.name in common]
    pieces = [_piece(language, name, p) for p in arguments]
    yield " ".join([language.say("help.usage"), "samskab", name, language.say("help.options_piece"), *pieces])
    yield ""
    yield from wrapped(language.find(_key(name)), width, "  ")
    if about := language.find(_key(name, "about")):
        yield ""
        yield from wrapped(about, width, "  ")
    yield from section(
        language.say("help.arguments"),
        [(_label(language, name, p), _about(language, name, p)) for p in arguments],
        width,
    )
    yield from section(
        language.say("help.options"), [(_label(language, name, p), _about(language, name, p)) for p in options], width
    )
    yield from section(
        language.say("help.shared"),
        [(_label(language, "option", p), _about(language, "option", p)) for p in rest],
        width,
    )


def _key(command: str, *names: object) -> str:
    return phrase_key("cli", *command.split(), *map(str, names))


def _piece(language: Language, name: str, param: TyperArgument) -> str:
    called = _called(language, name, param) + ("..." if param.nargs == -1 else "")
    return called if param.required else f"[{called}]"


def _called(language: Language, name: str, param: Any) -> str:
    choices = getattr(param.type, "choices", None)
    if choices:
        return "|".join(map(str, choices))
    return language.find(_key(name, param.name, "name"), str(param.name).upper())


def _label(language: Language, name: str, param: Any) -> str:
    if isinstance(param, TyperArgument):
        return _called(language, name, param)
    names = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    return names if param.is_flag else f"{names} {_called(language, name, param)}"


def _about(language: Language, name: str, param: Any) -> str:
    return language.find(_key(name, param.name))


def _refusal(mistake: mistakes.UsageError, name: str) -> Refusal:
    """What went wrong on the command line, as a code of our own."""
    param = getattr(mistake, "param", None)
    called = (
        ""
        if param is None
        else (max(param.opts, key=len) if isinstance(param, TyperOption) else str(param.name).upper())
    )
    if isinstance(mistake, mistakes.NoSuchOption):
        near = tuple(sorted(mistake.possibilities or ()))
        code = "usage.no_such_option_near" if near else "usage.no_such_option"
        return Refusal(code, option=mistake.option_name, near=near, command=name)
    if isinstance(mistake, mistakes.BadOptionUsage):
        return Refusal("usage.option_value", option=mistake.option_name, command=name)
    if isinstance(mistake, mistakes.MissingParameter):
        kind = "option" if isinstance(param, TyperOption) else "argument"
        return Refusal(phrase_key("usage.missing", kind), name=called, command=name)
    if isinstance(mistake, mistakes.BadParameter):
        choices = tuple(map(str, getattr(getattr(param, "type", None), "choices", ())))
        return Refusal("usage.choice" if choices else "usage.bad_value", name=called, choices=choices, command=name)
    return Refusal("usage.too_much", command=name)
