"""Wrong use of the command line in sentences of the catalogue, and the one place where a refusal is printed.

Typer's own sentences are English and are never printed. Its errors are distinguished by their public attributes.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import typer
from typer.core import TyperOption

from samskab.cli import terminal
from samskab.cli.help import CommandWords, choices, command_words, metavar, usage_line
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal

_OF_LETTERS = ["usage", "render"]
"""The codes of what is refused of a letter, whichever command asked for it: the help of that command says how."""


def print_refusal(session: Session, refusal: Refusal) -> None:
    """The sentence on stderr; after wrong use also the usage line, where it helps, and how to get the help page."""
    values = dict(refusal.values)
    fault = values.get("fault")
    if isinstance(fault, Exception):
        values["why"] = reason(session, fault)
    more = [str(values["usage"])] if values.get("usage") else []
    command = values.get("command") or (session.command if refusal.code.split(".")[:2] == _OF_LETTERS else "")
    if refusal.exit_code == 2 and command:
        more.append(session.sentence("usage.help", command=command))
    sentence = session.sentence(refusal.code, **values)
    if session.messages_are_drawn:
        from samskab.report.screen import bullets, escaped_text, indented

        session.draw_message(
            *bullets([sentence], "✗", "error"), *(indented(escaped_text(line, "command")) for line in more)
        )
        return
    for line in (sentence, *more):
        terminal.put_message(line)


def reason(session: Session, fault: Exception) -> str:
    """What the system refused, in the session's language; in the system's words where it is rare."""
    from samskab.storage.lock import BusyError

    if isinstance(fault, BusyError):
        return session.sentence("fault.why.BUSY", process=str(fault))
    name = errno.errorcode.get(getattr(fault, "errno", None) or 0, "")
    words = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return session.language.find(phrase_key("fault.why", name), words)


def refuse_empty_words(argv: Sequence[str]) -> None:
    """Refuse a command line with an empty word, such as the value of a variable that is not set. Only the value that
    `set` writes may be empty."""
    words = list(argv)
    if "set" in words and len(words) - words.index("set") > 3:
        words.pop()
    for before, word in pairwise(("", *words)):
        if not word:
            raise Refusal("usage.empty_value" if before.startswith("-") else "usage.empty_word", option=before)
        if re.fullmatch(r"--[a-z-]+=", word):
            raise Refusal("usage.empty_value", option=word.rstrip("="))


def unknown_command(group: CommandWords, name: str, known: tuple[str, ...]) -> Refusal:
    """A word that is no command of `samskab`, or no second word of the group."""
    if group:
        return second_word(group, known)
    near = tuple(get_close_matches(name, known, 2))
    return Refusal("usage.no_such_command_near" if near else "usage.no_such_command", name=name, near=near)


def second_word(group: CommandWords, known: tuple[str, ...]) -> Refusal:
    """A command that needs a second word."""
    return Refusal("usage.second_word", command=" ".join(group), choices=known)


def refusal_of(mistake: Any, session: Session) -> Refusal:
    """What Typer found wrong on a command line (a `typer.TyperException`)."""
    context = mistake.ctx
    words = command_words(context)
    command, param, option = " ".join(words), getattr(mistake, "param", None), getattr(mistake, "option_name", None)
    if option is not None:
        if not hasattr(mistake, "possibilities"):
            return Refusal("usage.option_value", option=option, command=command)
        near = tuple(sorted(mistake.possibilities or ()))
        code = "usage.no_such_option_near" if near else "usage.no_such_option"
        return Refusal(code, option=option, near=near, command=command)
    if isinstance(mistake, typer.BadParameter) and param is not None:
        is_option = isinstance(param, TyperOption)
        name = max(param.opts, key=len) if is_option else metavar(session.language, words, param)
        if hasattr(mistake, "param_type"):
            code = phrase_key("usage.missing", "option" if is_option else "argument")
            usage = usage_line(session.language, words, context.command)
            return Refusal(code, name=name, usage=usage, command=command)
        low, high = getattr(param.type, "min", None), getattr(param.type, "max", None)
        if low is not None and high is not None:
            return Refusal("usage.out_of_range", name=name, low=low, high=high, command=command)
        if name == "--color" and any("--colour" in each.opts for each in context.command.params):
            return Refusal("usage.colour_of_letters", command=command)
        allowed = choices(param)
        return Refusal("usage.choice" if allowed else "usage.bad_value", name=name, choices=allowed, command=command)
    return Refusal("usage.too_much", usage=usage_line(session.language, words, context.command), command=command)
