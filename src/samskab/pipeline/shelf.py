"""Templates: those that come with the program, those of the data repository, and whether they are right."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from samskab.finding import Finding, Severity, Span, in_order
from samskab.phrase import LANGUAGES, Language
from samskab.standard import standard
from samskab.store import list_files, read_bytes, read_file

ENDING = ".md.j2"
_NOT_ALONE = "none"
Texts = dict[str, tuple[str, str]]


class Shelf(NamedTuple):
    """Template name -> (path to show, text): the repository's own, and the packaged ones. `findings` of unread files."""

    own: Texts
    packaged: Texts
    findings: tuple[Finding, ...] = ()

    def front(self, name: str) -> dict[str, str]:
        """What the lines at the top of a template say of it; an override without any has those of the packaged one."""
        from samskab.render.front import front_matter

        for texts in (self.own, self.packaged):
            if name in texts and (found := front_matter(texts[name][1])):
                return found
        return {}

    def names(self) -> tuple[str, ...]:
        """Every template that makes a document of its own."""
        known = sorted({*self.own, *self.packaged})
        return tuple(name for name in known if self.front(name).get("audience") != _NOT_ALONE)

    def path(self, name: str) -> str:
        """The path to show for a template."""
        return (self.own.get(name) or self.packaged.get(name) or (f"{name}{ENDING}", ""))[0]


def shelf(root: Path | None, language: Language) -> Shelf:
    """The templates in a language. This project's own `templates/` is the packaged one, and then no override."""
    place = standard("templates")
    packaged, findings = _texts(place.parent, f"{place.name}/{language}")
    if root is None or not (root / "templates").is_dir() or (root / "templates").samefile(place):
        return Shelf({}, packaged, findings)
    own, more = _texts(root, f"templates/{language}")
    return Shelf(own, packaged, (*findings, *more))


def check_templates(root: Path, paths: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the repository's templates, before any data is rendered. Jinja runs in a child process only,
    and nothing is started where there are no templates. `paths` (below the root) may be any `*.j2`; else all of
    `templates/` are looked at."""
    given = list(paths) if paths is not None else list(list_files(root, ("templates",), ".j2").paths)
    if not given:
        return ()
    from samskab.render.engine import Engine
    from samskab.render.views.schema import SCHEMA

    findings: list[Finding] = []
    for language in LANGUAGES:
        mine = [path for path in given if _language(path) == language]
        if not mine:
            continue
        shelves = shelf(root, language)
        for path in mine:
            content = read_bytes(root, path)
            findings += _checked(path, content, shelves, language, Engine, SCHEMA)
    return in_order(findings)


def check_template_alone(place: Path, shown: str) -> tuple[Finding, ...]:
    """A template outside any repository: its names, its grammar and its habits."""
    from samskab.render.engine import Engine
    from samskab.render.views.schema import SCHEMA

    language = _language(shown)
    return tuple(_checked(shown, read_file(place, shown), shelf(None, language), language, Engine, SCHEMA))


def _checked(
    path: str, content: object, shelves: Shelf, language: Language, engine: type, schema: object
) -> list[Finding]:
    if isinstance(content, Finding):
        return [content]
    if not isinstance(content, bytes):
        raise TypeError(type(content).__name__)
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [Finding("SK622", Severity.ERROR, Span(path, line), {"detail": "UTF-8"})]
    name = _name(path)
    own = {**shelves.own, name: (path, text)}
    with engine(own, shelves.packaged, language) as running:
        found: list[Finding] = list(running.check(name, schema))
    return [f if f.span.line else f._replace(span=f.span._replace(line=1)) for f in found if f.span.path == path]


def _name(path: str) -> str:
    """The name under which a template is known; one outside the layout gets a safe one."""
    stem = path.rpartition("/")[2].partition(".")[0]
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in stem)
    return safe or "template"


def _language(path: str) -> Language:
    return "en" if "/en/" in f"/{path}" else "da"


def _texts(root: Path, folder: str) -> tuple[Texts, tuple[Finding, ...]]:
    listing = list_files(root, (folder,), ENDING)
    texts: Texts = {}
    findings = list(listing.findings)
    for path in listing.paths:
        content = read_bytes(root, path)
        if isinstance(content, Finding):
            findings.append(content)
            continue
        name = path.rpartition("/")[2].removesuffix(ENDING)
        texts[name] = (path, content.decode("utf-8", errors="replace").removeprefix("\ufeff"))
    return texts, tuple(findings)
