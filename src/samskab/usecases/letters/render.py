"""`render`: a programme's records and a template -> finished documents, each in every format asked for. Writes nothing.

Nothing is given back unless everything rendered: with an error among the findings there are no files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from samskab.check.sent import Letter, sent_findings
from samskab.documents.document import Document, Sender
from samskab.documents.templating.client import Engine, Rendered
from samskab.documents.view.letter import View
from samskab.documents.view.senders import contact_lines, senders_of
from samskab.documents.writers.formats import character_findings
from samskab.finding import Finding, Severity, Span, in_order
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.usecases.letters.branding import house_of
from samskab.usecases.letters.data_checks import receipt_lines, touched_findings
from samskab.usecases.letters.letter_date import Dated, dated
from samskab.usecases.letters.manifest import Entry
from samskab.usecases.letters.output import Making
from samskab.usecases.letters.plan import Order, Piece, file_name, pieces_of
from samskab.usecases.letters.readiness import absent_facts, marks_of, settled
from samskab.usecases.letters.templates import Shelf, check_template_alone, check_templates, shelf
from samskab.usecases.load import Repo

__all__ = ["Entry", "Made", "Order", "check_template_alone", "check_templates", "render", "shelf"]
Tell = Callable[[int, int], None]


class Made(NamedTuple):
    """Finished files by name, their manifest, and what was found on the way. Errors among the findings: no files."""

    files: dict[str, bytes]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


class NoDateError(Exception):
    """A letter whose sending is not recorded, and no day was told: a letter's date never comes from the clock."""


def render(repo: Repo, order: Order, tell: Tell | None = None) -> Made:
    """Every document of an order. `tell(done, total)` is called after each."""
    data = repo.data
    programme = data.programmes.get(order.programme)
    if programme is None:
        return Made({}, (), repo.findings)
    shelves = shelf(repo.root, order.language.code)
    only_calendars = order.formats == ("ics",)
    pieces, wrong = ([], []) if only_calendars else pieces_of(data, programme, order, shelves)
    findings = [*shelves.findings, *wrong, *touched_findings(repo, programme, pieces)]
    findings += sent_findings(data.outbox(programme.id), _letters(pieces))
    if not any(map(_stops, findings)):
        findings += settled(data, programme, order, shelves, pieces)
    if any(map(_stops, findings)):
        return Made({}, (), in_order(findings))
    house, more = house_of(repo.root)
    findings += more
    made = Making(order)
    with Engine(shelves.own, shelves.packaged, order.language.code) as engine:
        for number, piece in enumerate(pieces, 1):
            document, found = _document(repo, programme, order, shelves, engine, piece)
            findings += found
            if document is not None and not any(map(_stops, findings)):
                findings += made.write(document, piece, house, data)
            if tell:
                tell(number, len(pieces))
    if house.layout:
        house.layout.close()
    findings += made.finish(data, programme)
    if any(map(_stops, findings)):
        return Made({}, (), _unique(findings))
    return Made(made.files, tuple(made.entries), _unique(findings))


def _letters(pieces: Iterable[Piece]) -> Iterator[Letter]:
    """What is to somebody, as the outbox knows it."""
    for template, _, recipient, *_ in pieces:
        if recipient:
            codes: tuple[str, ...] = (recipient.municipality.code,) if recipient.municipality else ()
            codes = recipient.application.applicant.municipalities if recipient.application else codes
            yield Letter(template, recipient.key, recipient.name, codes)


def _stops(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same mistake of a template in 98 letters is one mistake."""
    return in_order({str(finding): finding for finding in findings}.values())


def _document(
    repo: Repo, programme: Programme, order: Order, shelves: Shelf, engine: Engine, piece: Piece
) -> tuple[Document | None, list[Finding]]:
    data, recipient, language = repo.data, piece.recipient, order.language
    front = shelves.front(piece.template)
    letter = front.get("form", "letter") == "letter"
    when = dated(data, programme, piece.template, recipient, order.day, is_letter=letter, draft=order.allow_draft)
    if when is None:
        raise NoDateError(piece.template)
    day_words = _day_words(when, language)
    view = View(data, programme, language, when.day, letter_date=day_words)
    missing = receipt_lines(repo, programme, recipient.application, language, when.day) if recipient else ()
    seen = view.document(
        municipality=recipient.municipality if recipient else None,
        application=recipient.application if recipient else None,
        missing=missing,
        meeting=piece.meeting,
        track=piece.track,
    )
    absent = absent_facts(front.get("needs", ""), seen, language)
    if absent and not order.allow_draft:
        values = {
            "name": recipient.name if recipient else programme.id,
            "facts": tuple(absent),
            "template": piece.template,
        }
        return None, [Finding("SK672", Severity.ERROR, Span(_where(data, programme, piece), 1), values)]
    rendered: Rendered = engine.render(piece.template, seen)
    if not rendered.blocks:
        return None, list(rendered.findings)
    signer = senders_of(data, programme)[:1]
    document = Document(
        title=rendered.title,
        language=language.code,
        day=when.day,
        blocks=rendered.blocks,
        day_words=day_words if letter else "",
        sender=_letterhead(signer[0], view, letter=letter) if signer else None,
        recipient=_window(seen, language) if letter and recipient else (),
        marks=marks_of(
            data, programme, piece, front.get("needs", ""), language, lacks=bool(absent) or (letter and when.unknown)
        ),
        landscape=front.get("orientation") == "landscape",
    )
    return document, [*rendered.findings, *character_findings(document, file_name(piece))]


def _day_words(when: Dated, language: Language) -> str:
    if when.unknown:
        return language.say("letters.tbd.letter_date")
    return language.vague_day(when.told, weekday=False)


def _where(data: Dataset, programme: Programme, piece: Piece) -> str:
    schedule = data.schedule(programme.id)
    return schedule.path if piece.meeting and schedule else programme.path


def _letterhead(sender: Any, view: View, *, letter: bool) -> Sender:
    name = view.language.choose(sender.organisation)
    return Sender(name, sender.address, contact_lines(sender)) if letter else Sender(name)


def _window(seen: dict[str, Any], language: Language) -> tuple[str, ...]:
    contact = seen["recipient"]["contact"]
    lines = tuple(seen["recipient"]["names"]) or (seen["recipient"]["name"],)
    return (*lines, language.say("letters.att", who=contact)) if contact else lines
