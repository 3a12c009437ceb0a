"""`render`: a programme's records and a template -> finished documents, each in every format asked for. Writes nothing.

Nothing is given back unless everything rendered: with an error among the findings there are no files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from samskab.finding import Finding, Severity, Span, in_order
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.programme import Programme, Track
from samskab.model.scalars import Tbd
from samskab.model.schedule import Meeting
from samskab.phrase import Language, Phrasebook
from samskab.pipeline.dating import Dated, dated
from samskab.pipeline.load import Repo
from samskab.pipeline.office import LETTERHEAD, house_of
from samskab.pipeline.recipients import ALONE, FITTING, GROUPS, Recipient, recipients
from samskab.pipeline.shelf import Shelf, check_template_alone, check_templates, shelf
from samskab.pipeline.touched import receipt_lines, touched_findings
from samskab.render.document import Document, Sender
from samskab.render.engine import Engine, Rendered
from samskab.render.formats import House, character_findings, write
from samskab.render.plain import to_text
from samskab.render.view import View
from samskab.render.views.decision import latest, reason_of, standing
from samskab.render.views.senders import contact_lines, senders_of

__all__ = ["Made", "Order", "check_template_alone", "check_templates", "render", "shelf"]
Tell = Callable[[int, int], None]
_LETTERHEAD = {"not-word": "SK637", "macros": "SK658", "too-large": "SK659"}


class Order(NamedTuple):
    """What is asked for. No template means those that fit the audience; `day` is the letter's date when it is told."""

    programme: str
    template: str | None
    audience: str | None
    formats: tuple[str, ...]
    language: Language
    day: date | None = None
    meeting: str | None = None
    track: str | None = None
    allow_draft: bool = False


class Entry(NamedTuple):
    """One line of the manifest: a file, for whom, from which template, and its digest.

    `words` is the digest of the words alone, so that a new look is told from a new text.
    """

    file: str
    recipient: str
    template: str
    language: Language
    format: str
    sha256: str
    words: str


class Made(NamedTuple):
    """Finished files by name, their manifest, and what was found on the way. Errors among the findings: no files."""

    files: dict[str, bytes]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


class _Piece(NamedTuple):
    """One document to make: who it is to, and which track or meeting it is about."""

    template: str
    key: str
    recipient: Recipient | None = None
    meeting: Meeting | None = None
    track: Track | None = None


class NoDateError(Exception):
    """A letter whose sending is not recorded, and no day was told: a letter's date never comes from the clock."""


def render(repo: Repo, order: Order, words: Phrasebook, tell: Tell | None = None) -> Made:
    """Every document of an order. `words` is the catalogue in the order's language; `tell` hears how far it is."""
    data = repo.data
    programme = data.programmes.get(order.programme)
    if programme is None:
        return Made({}, (), repo.findings)
    shelves = shelf(repo.root, order.language)
    pieces, findings = _pieces(data, programme, order, shelves)
    findings = [*shelves.findings, *findings, *touched_findings(repo, programme, pieces)]
    if not any(map(_stops, findings)):
        findings += _settled(data, programme, order, shelves, pieces)
    if any(map(_stops, findings)):
        return Made({}, (), in_order(findings))
    house, more = house_of(repo.root)
    findings += more
    files: dict[str, bytes] = {}
    entries: list[Entry] = []
    with Engine(shelves.own, shelves.packaged, order.language) as engine:
        for number, piece in enumerate(pieces, 1):
            document, found = _document(repo, programme, order, shelves, engine, piece, words)
            findings += found
            if document is not None and not any(map(_stops, findings)):
                for entry, content in _written(document, piece, order, house, words, findings):
                    files[entry.file] = content
                    entries.append(entry)
            if tell:
                tell(number, len(pieces))
    if house.layout:
        house.layout.close()
    if any(map(_stops, findings)):
        return Made({}, (), _unique(findings))
    return Made(files, tuple(entries), _unique(findings))


def _stops(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same mistake of a template in 98 letters is one mistake."""
    return in_order({str(finding): finding for finding in findings}.values())


def _pieces(data: Dataset, programme: Programme, order: Order, shelves: Shelf) -> tuple[list[_Piece], list[Finding]]:
    findings: list[Finding] = []
    pieces: list[_Piece] = []
    for template in _templates(data, programme, order, shelves):
        front = shelves.front(template)
        audience = front.get("audience", "programme")
        about_one = "meeting." in front.get("needs", "") and audience != "hosts"
        meeting = _meeting(data, programme, order) if about_one else None
        if about_one and meeting is None:
            findings.append(Finding("SK678", Severity.ERROR, Span(programme.path, 1), {"template": template}))
            continue
        if audience == "hosts":
            hosted, wrong = _hosts(data, programme, order, template)
            findings += wrong
            pieces += hosted
        elif audience == "tracks":
            tracks = [t for t in programme.tracks if order.track in {None, t.id}]
            pieces += (_Piece(template, track.id, track=track) for track in tracks)
        elif audience in ALONE:
            pieces.append(_Piece(template, "", meeting=meeting))
        else:
            them, wrong = recipients(data, programme, audience, order.audience or "all", template)
            findings += wrong
            about = f"{meeting.id}-" if meeting else ""
            pieces += (_Piece(template, about + each.key, each, meeting) for each in them)
    return pieces, findings


def _hosts(
    data: Dataset, programme: Programme, order: Order, template: str
) -> tuple[list[_Piece], tuple[Finding, ...]]:
    """Each host about its own meeting. Where no host is settled, one who is named is written to as a draft."""
    schedule = data.schedule(programme.id)
    meetings = [m for m in schedule.meetings if order.meeting in {None, m.id}] if schedule else []
    found, wrong = recipients(data, programme, "hosts", order.audience or "all", template)
    hosted = [(m, each) for m in meetings for each in found if m.host == each.key]
    unsettled = next((m for m in meetings if isinstance(m.host, Tbd)), None)
    if not hosted and unsettled is not None and order.audience and order.audience not in GROUPS:
        applied, wrong = recipients(data, programme, "applicants", order.audience, template)
        hosted = [(unsettled, each) for each in applied]
    pieces = [_Piece(template, f"{m.id}-{each.key}", each, m) for m, each in hosted]
    return pieces, () if pieces else wrong


def _templates(data: Dataset, programme: Programme, order: Order, shelves: Shelf) -> tuple[str, ...]:
    if order.template:
        return (order.template,)
    wanted = order.audience or "all"
    if wanted in GROUPS:
        return FITTING[wanted]
    fitting = []
    for group in GROUPS:
        for template in FITTING[group]:
            audience = shelves.front(template).get("audience", "")
            found, _ = recipients(data, programme, audience, wanted, template)
            if found:
                fitting.append(template)
    return tuple(fitting) or FITTING["all"]


def _meeting(data: Dataset, programme: Programme, order: Order) -> Meeting | None:
    """The meeting that was named; else the next one after the letter's day, else the first of all."""
    from samskab.render.views.meetings import last_day

    schedule = data.schedule(programme.id)
    meetings = [m for m in schedule.meetings if m.status != "cancelled"] if schedule else []
    if order.meeting:
        return next((m for m in meetings if m.id == order.meeting), None)
    own = [m for m in meetings if not m.open_to_all] or meetings
    coming = [m for m in own if order.day is None or last_day(m) >= order.day]
    return next(iter(coming or own), None)


def _settled(
    data: Dataset, programme: Programme, order: Order, shelves: Shelf, pieces: list[_Piece]
) -> Iterator[Finding]:
    """A letter is not sent from a draft, nor a refusal without its reasons."""
    decision = latest(data, programme.id)
    for template in dict.fromkeys(piece.template for piece in pieces):
        needs = shelves.front(template).get("needs", "")
        if programme.status == "draft" and not order.allow_draft:
            yield Finding("SK675", Severity.ERROR, programme.at("status"), {"what": programme.id})
        if "decision" in needs and decision and decision.status == "proposed" and not order.allow_draft:
            yield Finding("SK675", Severity.ERROR, decision.at("status"), {"what": decision.id})
        if "reason" in needs and decision:
            yield from _unreasoned(decision, [p for p in pieces if p.template == template])


def _unreasoned(decision: Decision, pieces: list[_Piece]) -> Iterator[Finding]:
    """A refusal says its rule, its main considerations and its facts, and the lot where one fell (forvaltningsloven
    s. 24)."""
    for piece in pieces:
        reason = reason_of(decision, piece.key)
        asked = ["regel", "hovedhensyn", "fakta"] + (["lodtraekning"] if reason and reason.outcome == "lot" else [])
        missing = tuple(name for name in asked if not (reason and (text := getattr(reason, name)) and text.da.strip()))
        if missing:
            name = piece.recipient.name if piece.recipient else piece.key
            yield Finding("SK673", Severity.ERROR, decision.at("reasons"), {"name": name, "missing": missing})


def _document(
    repo: Repo, programme: Programme, order: Order, shelves: Shelf, engine: Engine, piece: _Piece, words: Phrasebook
) -> tuple[Document | None, list[Finding]]:
    data, recipient = repo.data, piece.recipient
    front = shelves.front(piece.template)
    letter = front.get("form", "letter") == "letter"
    when = dated(data, programme, piece.template, recipient, order.day, is_letter=letter, draft=order.allow_draft)
    if when is None:
        raise NoDateError(piece.template)
    day_words = _day_words(when, words, order)
    view = View(data, programme, words, when.day, letter_date=day_words)
    missing = receipt_lines(repo, programme, recipient.application, words, when.day) if recipient else ()
    seen = view.document(
        municipality=recipient.municipality if recipient else None,
        application=recipient.application if recipient else None,
        missing=missing,
        meeting=piece.meeting,
        track=piece.track,
    )
    absent = _absent(front.get("needs", ""), seen, words)
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
        language=order.language,
        day=when.day,
        blocks=rendered.blocks,
        day_words=day_words if letter else "",
        sender=_letterhead(signer[0], view, letter=letter) if signer else None,
        recipient=_window(seen, words) if letter and recipient else (),
        marks=_marks(
            data, programme, piece, front.get("needs", ""), words, lacks=bool(absent) or (letter and when.unknown)
        ),
        landscape=front.get("orientation") == "landscape",
    )
    return document, [*rendered.findings, *character_findings(document, _file(piece))]


def _day_words(when: Dated, words: Phrasebook, order: Order) -> str:
    from samskab.render.words import Speech

    return (
        words.say("letters.tbd.letter_date") if when.unknown else Speech(order.language).vague(when.told, weekday=False)
    )


def _absent(needs: str, seen: dict[str, Any], words: Phrasebook) -> list[str]:
    """The needed facts that are not known: `needs: deadline, meeting.day_known` names them by their place in the view."""
    absent = []
    for path in (each.strip() for each in needs.split(",") if "." in each):
        value: Any = seen
        for name in path.split("."):
            value = value.get(name, "") if isinstance(value, dict) else ""
        if not value:
            code = f"letters.fact.{path}"
            absent.append(words.say(code) if code in words else path)
    return absent


def _where(data: Dataset, programme: Programme, piece: _Piece) -> str:
    schedule = data.schedule(programme.id)
    return schedule.path if piece.meeting and schedule else programme.path


def _letterhead(sender: Any, view: View, *, letter: bool) -> Sender:
    name = view.speech.choose(sender.organisation)
    return Sender(name, sender.address, contact_lines(sender)) if letter else Sender(name)


def _window(seen: dict[str, Any], words: Phrasebook) -> tuple[str, ...]:
    contact = seen["recipient"]["contact"]
    lines = tuple(seen["recipient"]["names"]) or (seen["recipient"]["name"],)
    return (*lines, words.say("letters.att", who=contact)) if contact else lines


def _marks(
    data: Dataset, programme: Programme, piece: _Piece, needs: str, words: Phrasebook, *, lacks: bool
) -> tuple[str, ...]:
    """EKSEMPEL where anything in the letter is invented, UDKAST where it may not be sent."""
    decision = latest(data, programme.id)
    application = piece.recipient.application if piece.recipient else None
    invented = application is not None and (application.demonstration or application.example)
    if "decision" in needs and decision is not None:
        names = [a for key in standing(decision).selected if (a := data.application(programme.id, key))]
        invented = invented or decision.demonstration or any(a.demonstration for a in names)
    draft = lacks or programme.status == "draft"
    draft = draft or ("decision" in needs and decision is not None and decision.status == "proposed")
    marks = [("letters.mark.example", invented), ("letters.mark.draft", draft)]
    return tuple(words.say(code) for code, holds in marks if holds)


def _file(piece: _Piece) -> str:
    return f"{piece.template}-{piece.key}" if piece.key else piece.template


def _written(
    document: Document, piece: _Piece, order: Order, house: House, words: Phrasebook, findings: list[Finding]
) -> Iterator[tuple[Entry, bytes]]:
    from samskab.render.docx import LetterheadError
    from samskab.render.own_layout import LayoutError

    digest = hashlib.sha256(to_text(document)).hexdigest()
    who = piece.recipient.name if piece.recipient else ""
    for form in order.formats:
        try:
            content = write(document, form, house)
        except LayoutError as fault:
            span = Span(fault.path, fault.line)
            findings.append(Finding(fault.code, Severity.ERROR, span, {"detail": fault.detail}))
            continue
        except LetterheadError as fault:
            findings.append(Finding(_LETTERHEAD[str(fault)], Severity.ERROR, Span(LETTERHEAD, 1), {}))
            continue
        entry = Entry(
            f"{_file(piece)}.{form}",
            who,
            piece.template,
            order.language,
            form,
            hashlib.sha256(content).hexdigest(),
            digest,
        )
        yield entry, content
