"""Templates: those that come with the program, those of the data repository, and whether they are right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from samskab.finding import Finding, Severity, Span, in_order
from samskab.language import LANGUAGES, LanguageCode
from samskab.packaged import packaged_path
from samskab.storage.files import list_files, read_bytes, read_file

ENDING = ".md.j2"
_NOT_ALONE = "none"
_NO_HEADING = "SK640"
_ONLY_RUNNING = frozenset({"SK626", "SK627", "SK629", "SK647", "SK649"} | {f"SK{code}" for code in range(650, 658)})
_PLACE = re.compile(r"(^|/)templates/(da|en)/[^/]+\.md\.j2$")
_SAFE = re.compile(r"[A-Za-z0-9_-]{1,80}")
Texts = dict[str, tuple[str, str]]


class Shelf(NamedTuple):
    """Template name -> (path to show, text), the repository's own and the packaged; `findings` of unread files."""

    own: Texts
    packaged: Texts
    findings: tuple[Finding, ...] = ()

    def front(self, name: str) -> dict[str, str]:
        """What the lines at the top of a template say of it; an override without any has those of the packaged one."""
        from samskab.documents.templating.front_matter import front_matter

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


def shelf(root: Path | None, language: LanguageCode) -> Shelf:
    """The templates in a language. This project's own `templates/` is the packaged one, and then no override."""
    place = packaged_path("templates")
    packaged, findings = _texts(place.parent, f"{place.name}/{language}")
    if root is None or not (root / "templates").is_dir() or (root / "templates").samefile(place):
        return Shelf({}, packaged, findings)
    own, more = _texts(root, f"templates/{language}")
    return Shelf(own, packaged, (*findings, *more))


def check_templates(root: Path, paths: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the repository's templates, before any data is rendered. Jinja runs in a child process only,
    and nothing is started where there are no templates. `paths` (below the root) may be any `*.j2`; else all of
    `templates/` are looked at."""
    if paths is None:
        listing = list_files(root, ("templates",), ".j2")
        given, findings = list(listing.paths), list(listing.findings)
    else:
        given, findings = list(paths), []
    for language in LANGUAGES:
        texts: list[tuple[str, str]] = []
        for path in given:
            if _language(path) == language:
                _take(path, read_bytes(root, path), texts, findings)
        if texts:
            findings += _checked(texts, shelf(root, language), language)
    return in_order(findings)


def check_template_alone(place: Path, shown: str) -> tuple[Finding, ...]:
    """A template outside any repository: its names, its grammar and its habits."""
    findings: list[Finding] = []
    texts: list[tuple[str, str]] = []
    _take(shown, read_file(place, shown), texts, findings)
    language = _language(shown)
    return in_order([*findings, *(_checked(texts, shelf(None, language), language) if texts else [])])


def _take(path: str, content: bytes | Finding, texts: list[tuple[str, str]], findings: list[Finding]) -> None:
    if isinstance(content, Finding):
        findings.append(content)
        return
    try:
        texts.append((path, content.decode("utf-8").removeprefix("\ufeff")))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        findings.append(Finding("SK622", Severity.ERROR, Span(path, line), {"detail": "UTF-8"}))


def _checked(texts: list[tuple[str, str]], shelves: Shelf, language: LanguageCode) -> list[Finding]:
    """Each text by itself: against the names there are, then once with an example in every place (some mistakes, and
    everything that never ends, show only when a template runs)."""
    from samskab.documents.templating.client import Engine
    from samskab.documents.view.schema import SCHEMA, example

    named = {_name(path, number, shelves): (path, text) for number, (path, text) in enumerate(texts)}
    found: list[Finding] = []
    with Engine({**shelves.own, **named}, shelves.packaged, language) as engine:
        for name, (path, text) in named.items():
            mine = [f for f in engine.check(name, SCHEMA) if f.span.path == path]
            if not any(f.severity is Severity.ERROR and f.code != _NO_HEADING for f in mine):
                mine += [f for f in engine.render(name, example()).findings if f.code in _ONLY_RUNNING]
            found += [f for f in mine if f.code != _NO_HEADING or _makes_a_document(path, text)]
    return found


def _makes_a_document(path: str, text: str) -> bool:
    """Whether a template lies where documents come from, and does not call itself a part of others."""
    from samskab.documents.templating.front_matter import front_matter

    return bool(_PLACE.search(path)) and front_matter(text).get("form") != "part"


def _name(path: str, number: int, shelves: Shelf) -> str:
    """The name under which a template is known; one outside the layout has a number."""
    if _PLACE.search(path):
        name = path.rpartition("/")[2].removesuffix(ENDING)
        if _SAFE.fullmatch(name):
            return name
    known = {*shelves.own, *shelves.packaged}
    return next(name for name in (f"x-{number}{'x' * more}" for more in range(len(known) + 1)) if name not in known)


def _language(path: str) -> LanguageCode:
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
