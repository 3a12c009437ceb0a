"""`samskab doctor`: what is missing on this machine and in this repository, and the line that helps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.language import Language, phrase_key
from samskab.storage.files import find_root

if TYPE_CHECKING:
    from rich.console import RenderableType

    from samskab.usecases.doctor import Check

_SIGNS = {"ok": "✓", "missing": "✗", "optional": "·"}
_TONES = {"ok": "plain", "missing": "missed", "optional": "tight"}


def command(
    context: typer.Context, output: Annotated[Literal["text", "json"], typer.Option("--format")] = "text"
) -> int:
    """Look for what samskab needs; exit 1 when something is missing that it cannot do without."""
    session: Session = context.obj
    from samskab.report.findings.json import safe_json
    from samskab.usecases.doctor import checks

    place = session.place.absolute()
    found = checks(place, find_root(place), terminal.encoding())
    if output == "json":
        terminal.put_data(safe_json([_as_document(check, session.language) for check in found], indent=2) + "\n")
    else:
        session.draw(*_parts(found, session.language))
    return int(any(check.state == "missing" for check in found))


def _parts(found: tuple[Check, ...], language: Language) -> Iterator[RenderableType]:
    """A line for each, below it what to do, and at the end whether anything is missing."""
    from samskab.report.screen import escaped_text, indented

    for check in found:
        name = language.say(phrase_key("doctor.name", check.name))
        shown = (language.say(phrase_key("doctor.state", check.state)), check.found)
        yield escaped_text(f"{_SIGNS[check.state]} {name}: {', '.join(filter(None, shown))}", _TONES[check.state])
        if check.helps:
            yield indented(escaped_text(_help(check, language)), 4)
    missing = sum(check.state == "missing" for check in found)
    yield ""
    if missing:
        yield escaped_text(language.say("doctor.missing", count=missing), "missed")
    else:
        yield escaped_text(language.say("doctor.ready"), "kept")


def _as_document(check: Check, language: Language) -> dict[str, str]:
    return {"name": check.name, "state": check.state, "found": check.found, "help": _help(check, language)}


def _help(check: Check, language: Language) -> str:
    return language.say(phrase_key("doctor.help", check.helps)) if check.helps else ""
