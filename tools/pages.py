"""`make docs`: write the pages that are made from the program itself (commands, rules, files, schemas) again.

`tests/test_pages.py` holds the repository to them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from samskab.check.run import CODES
from samskab.cli.app import COMMANDS, load_command, program, shared_params
from samskab.cli.commands.schema import schema_texts
from samskab.cli.help import help_parts
from samskab.cli.session import Session
from samskab.codes.all_codes import CODES_FILE, codes_text
from samskab.documents.view.names_page import names_page
from samskab.language import LANGUAGES
from samskab.model.municipality import Municipality
from samskab.report.field_reference.page import files_page
from samskab.report.rules import reference
from samskab.report.screen import rendered
from samskab.storage.files import digest_of
from samskab.usecases.letters.own_templates import blocks_page
from samskab.yaml.decode import decode
from samskab.yaml.records import REGISTER_FILE, register_text
from samskab.yaml.tree import read_tree

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write every page that has changed, and print which."""
    for path, text in pages().items():
        place = ROOT / path
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path}\n")


def pages() -> dict[str, str]:
    """Every generated page by its path in the repository."""
    made: dict[str, str] = {}
    for code in LANGUAGES:
        session = Session({"SAMSKAB_LANG": code})
        made[f"docs/reference/rules.{code}.md"] = reference(CODES.values(), session.language)
        made[f"docs/reference/commands.{code}.md"] = _commands(session)
        made[f"docs/reference/files.{code}.md"] = files_page(session.language)
        made[f"docs/reference/templates.{code}.md"] = names_page(session.language) + blocks_page(session.language)
    made[CODES_FILE.relative_to(ROOT).as_posix()] = codes_text(CODES.values())
    made[REGISTER_FILE.relative_to(ROOT).as_posix()] = register_text(dict(_municipalities()))
    danish = Session({"SAMSKAB_LANG": "da"}).language
    return made | {f"schemas/{name}": text for name, text in schema_texts(danish).items()}


def _municipalities() -> Iterator[tuple[str, Municipality]]:
    """The packaged municipalities by the digest of their files."""
    for file in sorted((ROOT / "data" / "municipalities").glob("*.yaml")):
        read = decode(read_tree(file.read_bytes()), Municipality)
        if isinstance(read.record, Municipality):
            yield digest_of(file.read_bytes()), read.record


def _commands(session: Session) -> str:
    """The help of `samskab` itself, then that of each command without the options that all of them share."""
    language, root = session.language, program()
    lines = [f"# {language.say('help.reference')}", "", language.say("help.generated"), ""]
    pages = {(): rendered(help_parts(language, (), root, shared_params(root)), 100)}
    for name in COMMANDS:
        command = load_command(name)
        several = {(name, second): each for second, each in getattr(command, "commands", {}).items()}
        for words, each in (several or {(name,): command}).items():
            pages[words] = rendered(help_parts(language, words, each, ()), 100)
    for words, page in pages.items():
        lines += [f"## {' '.join(['samskab', *words])}", "", "```text", page.rstrip("\n"), "```", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
