"""`samskab template list|show|copy|new|check`: the templates there are, own ones, and whether they are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samskab.cli import completion, terminal
from samskab.cli.output_file import shown_path
from samskab.cli.session import Session
from samskab.language import Language, phrase_key
from samskab.refusal import Refusal
from samskab.report.findings.formats import Format
from samskab.storage.files import find_root

if TYPE_CHECKING:
    from samskab.finding import Finding
    from samskab.usecases.letters.templates import Templates

_ENDING = ".j2"


def list_templates(context: typer.Context) -> None:
    """The templates in the session's language: name, what it is, whom it is for, and whose it is."""
    session: Session = context.obj
    from samskab.report.screen import FoldingTable, TextTable
    from samskab.usecases.letters.templates import templates_of

    root = find_root(session.place.absolute())
    if root is not None:
        session.enter(root)
    language, templates = session.language, templates_of(root, session.language.code)
    lines = []
    for name in templates.names():
        template = templates.template(name)
        whose = language.say("template.list.own" if name in templates.own else "template.list.standard")
        audience = language.say(phrase_key("template.audience", _audience(template.audience)))
        lines.append((name, template.title, audience, whose))
    head = tuple(language.say(phrase_key("template.column", name)) for name in ("name", "title", "audience", "whose"))
    session.draw(FoldingTable(TextTable(head, tuple(lines))))


def check(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
    report: Annotated[Format, typer.Option("--format")] = "text",
) -> int:
    """Check the templates given, or all of the repository's own."""
    session: Session = context.obj
    from samskab.cli.commands.validate import print_verdict
    from samskab.cli.sources import Sources
    from samskab.finding import in_order
    from samskab.report.findings.verdict import Verdict

    root = find_root(session.place.absolute())
    if root is not None:
        session.enter(root)
    own = session.repository() / "templates" if not paths else None
    places = [_place(session, path) for path in paths or ()] if own is None else [own] if own.exists() else []
    files = [file for place in places for file in _files(place)]
    if not files:
        session.say("template.check.none")
    found = [finding for one in _by_root(files).items() for finding in _checked(session, *one)]
    shown_from = root or session.place.absolute()
    verdict = Verdict(in_order(found), session.language, Sources(shown_from), len(files))
    print_verdict(session, verdict, report)
    return 1 if verdict.failed else 0


def show_template(
    context: typer.Context,
    template: Annotated[str, typer.Argument(autocompletion=completion.complete_templates)],
) -> None:
    """The text of a packaged template, or of one that only the repository has."""
    session: Session = context.obj
    from samskab.usecases.letters.own_templates import template_text
    from samskab.usecases.letters.templates import templates_of

    root = find_root(session.place.absolute())
    if root is not None:
        session.enter(root)
    terminal.put_data(template_text(templates_of(root, session.language.code), template))


def copy(
    context: typer.Context,
    template: Annotated[str, typer.Argument(autocompletion=completion.complete_templates)],
) -> None:
    """Copy a packaged template into the repository, to be changed throughout; never over a file that is there."""
    from samskab.usecases.letters.own_templates import template_text

    def text(templates: Templates, name: str, _: Language) -> str:
        return template_text(templates, name)

    _write(context.obj, template, text)


def new(
    context: typer.Context,
    template: Annotated[str, typer.Argument(autocompletion=completion.complete_templates)],
) -> None:
    """A small letter that works, or one that changes a block of the packaged letter of that name."""
    from samskab.usecases.letters.own_templates import new_template

    _write(context.obj, template, new_template)


def _write(session: Session, name: str, text: Callable[[Templates, str, Language], str]) -> None:
    """Write a new template of the repository."""
    from samskab.cli.commands.new import write_files
    from samskab.usecases.letters.own_templates import template_path
    from samskab.usecases.letters.templates import templates_of

    root, language = session.repository(), session.language
    name = name.removesuffix(".md.j2")
    made = text(templates_of(root, language.code), name, language)
    write_files(root, {template_path(name, language): made}, session)


commands = {"list": list_templates, "show": show_template, "copy": copy, "new": new, "check": check}


def _audience(audience: str) -> str:
    known = {"municipalities", "applicants", "not-applied", "participants", "hosts", "tracks", "programme"}
    return audience if audience in known else "decided"


def _by_root(files: list[Path]) -> dict[Path | None, list[Path]]:
    """The files of each repository together: the templates of one are read by one process."""
    found: dict[Path | None, list[Path]] = {}
    for file in files:
        found.setdefault(find_root(file.parent), []).append(file)
    return found


def _checked(session: Session, root: Path | None, files: list[Path]) -> Iterator[Finding]:
    from samskab.usecases.letters.templates import check_template_alone, check_templates

    if root is not None:
        yield from check_templates(root, [file.relative_to(root).as_posix() for file in files])
        return
    for file in files:
        yield from check_template_alone(file, Path(shown_path(session.place, file)).as_posix())


def _place(session: Session, path: Path) -> Path:
    place = session.existing(path)
    if not place.is_dir() and not place.name.endswith(_ENDING):
        raise Refusal("template.check.no_template", path=str(path))
    root = find_root(place.parent)
    if root is not None and not place.is_relative_to(root / "templates"):
        raise Refusal("template.check.elsewhere", path=str(path))
    return place


def _files(place: Path) -> list[Path]:
    if place.is_dir() and not place.is_symlink():
        return sorted(file for file in place.rglob(f"*{_ENDING}") if file.is_symlink() or file.is_file())
    return [place]
