"""Templates: those that come with the program, those of the data repository, and the check of their texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from samskab.codes.declared import DECLARED, make_finding
from samskab.documents.templating.front_matter import SUBJECTS, TemplateText, front_matter
from samskab.finding import Finding, Severity, Span, has_errors, in_order
from samskab.language import LANGUAGES, Fact, LanguageCode, phrase_key
from samskab.packaged import packaged_path
from samskab.refusal import Refusal
from samskab.storage.files import list_files, read_bytes, read_file, unportable_name
from samskab.yaml.characters import check_characters

if TYPE_CHECKING:
    from samskab.documents.templating.client import Engine
    from samskab.model.schedule import Meeting

ENDING = ".md.j2"
_PART = "none"
"""The audience of a template that is only a part of others."""
_NO_HEADING = "SK640"
_PLACE = re.compile(r"(^|/)templates/(da|en)/[^/]+\.md\.j2$")
_INCLUDED = re.compile(r"""["']([\w-]+)\.md\.j2["']""")
_SAFE = re.compile(r"[A-Za-z0-9_-]{1,80}")


class Template(NamedTuple):
    """A template's name and front matter: what it is, whom it is for, which facts it needs.

    `subject` is that of a mail with it, `filename` the name of the file in the mail; both in the letter's language.
    """

    name: str
    title: str = ""
    audience: str = "programme"
    form: str = "letter"
    needs: tuple[str, ...] = ()
    orientation: str = ""
    subject: str = ""
    filename: str = ""

    @property
    def is_letter(self) -> bool:
        """Whether it has a letterhead, an address and a date."""
        return self.form == "letter"

    def needs_subject(self, subject: str) -> bool:
        """Whether it needs a subject, such as `decision`, or a fact of it."""
        return any(subject in each.split(".") for each in self.needs)

    @property
    def is_about_a_meeting(self) -> bool:
        """Whether it needs a fact of one meeting."""
        return any(each.startswith("meeting.") for each in self.needs)

    @property
    def facts(self) -> tuple[str, ...]:
        """The needed facts that are names of the template data, such as `meeting.day_known` or `workshops`."""
        return tuple(each for each in self.needs if each not in SUBJECTS)

    def audience_about(self, meeting: Meeting | None) -> str:
        """Whom it is for: what participants get about a meeting that is open to all goes to all who are invited."""
        open_to_all = meeting is not None and meeting.open_to_all
        return "municipalities" if open_to_all and self.audience == "participants" else self.audience


class Templates(NamedTuple):
    """The templates in one language: the repository's own, the packaged, and findings of files that were not read."""

    own: dict[str, TemplateText]
    packaged: dict[str, TemplateText]
    findings: tuple[Finding, ...] = ()

    def template(self, name: str) -> Template:
        """A template by name; one of the repository without front matter has that of the packaged one."""
        for texts in (self.own, self.packaged):
            if name in texts and (found := front_matter(texts[name].text)):
                needs = tuple(each.strip() for each in found.pop("needs", "").split(",") if each.strip())
                return Template(name, needs=needs, **found)
        return Template(name)

    def names(self) -> tuple[str, ...]:
        """Every template that makes a document, without the parts of others."""
        known = sorted({*self.own, *self.packaged})
        return tuple(name for name in known if self.template(name).audience != _PART)

    def named(self, given: str) -> Template:
        """The template that a name or a path means. Refusal `usage.render.template` where there is none."""
        from difflib import get_close_matches

        name, known = given.removesuffix(ENDING).rpartition("/")[2], self.names()
        if name in known:
            return self.template(name)
        near = tuple(get_close_matches(name, known, 2, 0.5))
        code = "usage.render.template_near" if near else "usage.render.template"
        raise Refusal(code, name=given, near=near, choices=known)


def templates_of(root: Path | None, language: LanguageCode) -> Templates:
    """The templates in a language. This project's own `templates/` is the packaged one, and then no override."""
    place = packaged_path("templates")
    packaged, findings = _texts(place.parent, f"{place.name}/{language}")
    if root is None or not (root / "templates").is_dir() or (root / "templates").samefile(place):
        return Templates({}, packaged, findings)
    own, more = _texts(root, f"templates/{language}")
    return Templates(own, packaged, (*findings, *more))


def words_in(templates: Templates, name: str) -> frozenset[str] | None:
    """Every word in a template and in those that it includes; None where there is no such template."""
    texts = {**templates.packaged, **templates.own}
    words: set[str] = set()
    names = [name]
    for each in names:  # names are added in the loop
        if each in texts:
            words.update(re.findall(r"\w+", texts[each].text))
            names += (inner for inner in _INCLUDED.findall(texts[each].text) if inner not in names)
    return frozenset(words) if name in texts else None


def check_templates(root: Path, paths: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the repository's templates, before any data is rendered. Jinja runs in a child process only,
    and none is started where there are no templates. `paths` (below the root) may be any `*.j2`; without them all of
    `templates/` is checked."""
    if paths is None:
        from samskab.usecases.unread_files import unread_files

        listing = list_files(root, ("templates",), ".j2")
        given, findings = list(listing.paths), [*listing.findings, *unread_files((), listing.others).findings]
    else:
        given = list(paths)
        findings = [finding for path in given if (finding := unportable_name(path))]
    for language in LANGUAGES:
        texts: list[TemplateText] = []
        for path in given:
            if _language(path) == language:
                _take(path, read_bytes(root, path), texts, findings)
        if texts:
            findings += _checked(texts, templates_of(root, language), language)
    return in_order(findings)


def check_template_alone(place: Path, shown: str) -> tuple[Finding, ...]:
    """A template outside any repository: its names, its grammar and its habits."""
    findings: list[Finding] = []
    texts: list[TemplateText] = []
    _take(shown, read_file(place, shown), texts, findings)
    language = _language(shown)
    return in_order([*findings, *(_checked(texts, templates_of(None, language), language) if texts else [])])


def _take(path: str, content: bytes | Finding, texts: list[TemplateText], findings: list[Finding]) -> None:
    if isinstance(content, Finding):
        findings.append(content)
        return
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        findings.append(make_finding("SK622", Span(path, line), {"detail": "UTF-8"}))
        return
    texts.append(TemplateText(path, text))
    findings += check_characters(text, path).findings


def _checked(texts: list[TemplateText], templates: Templates, language: LanguageCode) -> list[Finding]:
    """Each text by itself: against the names there are, then once with an example in every place (some mistakes, and
    everything that never ends, show only when a template runs). A copy of a packaged template has no mistakes."""
    from samskab.documents.templating.client import Engine
    from samskab.documents.view.letter import LetterData
    from samskab.documents.view.shape import example, shape

    named = {_name(text.path, number, templates): text for number, text in enumerate(texts)}
    with_these = templates._replace(own={**templates.own, **named})
    names, words, parts = shape(LetterData), example(LetterData), _with_parts(example(LetterData))
    found: list[Finding] = []
    with Engine(with_these.own, templates.packaged, language) as engine:
        for name, text in named.items():
            if _is_packaged(name, with_these):
                continue
            mine = [f for f in engine.check(name, names) if f.span.path == text.path]
            if not any(f.severity is Severity.ERROR and f.code != _NO_HEADING for f in mine):
                mine += [f for f in engine.render(name, words).findings if _shows_when_run(f)]
                mine += [] if has_errors(mine) else _missing_parts(name, text, templates, engine, parts)
            found += [
                f for f in mine if f.code != _NO_HEADING or _makes_a_document(text.path, with_these.template(name))
            ]
    return found


def _is_packaged(name: str, templates: Templates) -> bool:
    """Whether a template and all that it names are as they come with the program, whose tests check them."""
    names = [name]
    for each in names:  # names are added in the loop
        text = templates.own.get(each) or templates.packaged.get(each)
        if each not in templates.packaged or text is None or text.text != templates.packaged[each].text:
            return False
        names += (inner for inner in _INCLUDED.findall(text.text) if inner not in names)
    return True


def _with_parts(data: Any) -> Any:
    """The data of an example, with marks where an answer has its complaint guidance, reason and signature."""
    data["programme"]["complaint"], data["decision"]["reason"]["fakta"] = "complaint-part", "reason-part"
    data["decision"]["left_out"] = {**data["decision"]["left_out"], "outside": False}
    for sender in (data["sender"], *data["senders"]):
        sender["person"] = sender["organisation"] = "signature-part"
    return data


def _missing_parts(
    name: str, text: TemplateText, templates: Templates, engine: Engine, marked: Mapping[str, Any]
) -> list[Finding]:
    """SK682: an own letter in the place of a packaged one, or an answer, without what such a letter must have.

    marked   the data of an example, from `_with_parts`
    """
    from samskab.documents.document import texts

    letter = templates.template(name)
    if not letter.is_letter or text.path not in {own.path for own in templates.own.values()}:
        return []
    if name not in templates.packaged and not letter.needs_subject("reason"):
        return []
    must = ["signature", *(("complaint", "reason") if letter.needs_subject("reason") else ())]
    written = " ".join(texts(engine.render(name, marked).blocks))
    missing = tuple(part for part in must if f"{part}-part" not in written)
    named = tuple(Fact(phrase_key("template.part", part), {}) for part in missing)
    return [make_finding("SK682", Span(text.path, 1), {"template": name, "parts": named})] if missing else []


def _shows_when_run(finding: Finding) -> bool:
    """Whether a finding of a letter with an example in every place is one of its template too."""
    return finding.severity is Severity.ERROR or DECLARED[finding.code].only_when_run


def _makes_a_document(path: str, template: Template) -> bool:
    """Whether a template is in a folder of documents and is not declared as a part of others."""
    return bool(_PLACE.search(path)) and template.form != "part"


def _name(path: str, number: int, templates: Templates) -> str:
    """The name under which a template is known; one outside the layout has a number."""
    if _PLACE.search(path):
        name = path.rpartition("/")[2].removesuffix(ENDING)
        if _SAFE.fullmatch(name):
            return name
    known = {*templates.own, *templates.packaged}
    return next(name for name in (f"x-{number}{'x' * more}" for more in range(len(known) + 1)) if name not in known)


def _language(path: str) -> LanguageCode:
    return "en" if "/en/" in f"/{path}" else "da"


def _texts(root: Path, folder: str) -> tuple[dict[str, TemplateText], tuple[Finding, ...]]:
    listing = list_files(root, (folder,), ENDING)
    texts: dict[str, TemplateText] = {}
    findings = list(listing.findings)
    for path in listing.paths:
        content = read_bytes(root, path)
        if isinstance(content, Finding):
            findings.append(content)
            continue
        name = path.rpartition("/")[2].removesuffix(ENDING)
        texts[name] = TemplateText(path, content.decode("utf-8", errors="replace").removeprefix("\ufeff"))
    return texts, tuple(findings)
