"""The pages that are made from the program itself: commands, rules, schemas. Their freshness is tested."""

from __future__ import annotations

from pathlib import Path

from samskab.cli.frame.front import command_names, commands_of
from samskab.cli.frame.session import Session
from samskab.phrase import LANGUAGES


def pages() -> dict[str, str]:
    """Every generated page by its path in the repository."""
    from samskab.cli.rule import all_pages
    from samskab.cli.schema import schema_texts
    from samskab.report.rules import reference

    made: dict[str, str] = {}
    for language in LANGUAGES:
        session = Session(Path(), language)
        words = session.words
        made[f"docs/reference/rules.{language}.md"] = reference(all_pages(words), words)
        made[f"docs/reference/commands.{language}.md"] = _commands(session)
    danish = Session(Path(), "da").words
    return made | {f"schemas/{name}": text for name, text in schema_texts(danish).items()}


def _commands(session: Session) -> str:
    from samskab.cli.frame.typed import help_page, typer_command

    words = session.words
    lines = [f"# {words.say('help.reference')}", "", words.say("help.generated"), ""]
    for name in command_names():
        for full, function in commands_of(name).items():
            params = typer_command(full, function, session).params
            lines += [f"## samskab {full}", "", "```text", *help_page(full, params, words, 100), "```", ""]
    return "\n".join(lines)
