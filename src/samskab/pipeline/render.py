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
from samskab.pipeline.calendars import CalendarFile, calendars, enclosures
from samskab.pipeline.dating import Dated, dated
from samskab.pipeline.drafts import Row, beside, draft, unaddressed
from samskab.pipeline.load import Repo
from samskab.pipeline.manifest import Entry, entry
from samskab.pipeline.office import LETTERHEAD, house_of
from samskab.pipeline.recipients import ALONE, FITTING, GROUPS, Recipient, recipients
from samskab.pipeline.shelf import Shelf, check_template_alone, check_templates, shelf
from samskab.pipeline.touched import receipt_lines, touched_findings
from samskab.render.document import Document, Sender
from samskab.render.engine import Engine, Rendered
from samskab.render.formats import FORMATS, House, character_findings, write
from samskab.render.outbox import Letter, sent_findings
from samskab.render.plain import to_text
from samskab.render.view import View
from samskab.render.views.decision import latest, reason_of, standing
from samskab.render.views.senders import contact_lines, senders_of

__all__ = ["Entry", "Made", "Order", "check_template_alone", "check_templates", "render", "shelf"]
Tell = Callable[[int, int], None]
_MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
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
    only_calendars = order.formats == ("ics",)
    pieces, wrong = ([], []) if only_calendars else _pieces(data, programme, order, shelves)
    findings = [*shelves.findings, *wrong, *touched_findings(repo, programme, pieces)]
    findings += sent_findings(data.outbox(programme.id), _letters(pieces))
    if not any(map(_stops, findings)):
        findings += _settled(data, programme, order, shelves, pieces)
    if any(map(_stops, findings)):
        return Made({}, (), in_order(findings))
    house, more = house_of(repo.root)
    findings += more
    made = _Making(order, words)
    with Engine(shelves.own, shelves.packaged, order.language) as engine:
        for number, piece in enumerate(pieces, 1):
            document, found = _document(repo, programme, order, shelves, engine, piece, words)
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


def _letters(pieces: Iterable[_Piece]) -> Iterator[Letter]:
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
            them, wrong = recipients(data, programme, audience, order.audience or "all", template, order.day)
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
            found, _ = recipients(data, programme, audience, wanted, template, order.day)
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
        decided = decision.decided if decision else None
        if "decision" in needs and decision and decided and order.day and order.day < decided.on:
            values = {"template": template, "day": order.day, "decided": decided.on}
            yield Finding("SK676", Severity.WARNING, decision.at("decided"), values)
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
    """The needed facts that are not known: `needs: deadline, meeting.day_known` names them by their place."""
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


class _Making:
    """The files of an order as they are made: letters in their formats, mail drafts with them, calendars beside."""

    def __init__(self, order: Order, words: Phrasebook) -> None:
        self.order, self.words = order, words
        self.files: dict[str, bytes] = {}
        self.entries: list[Entry] = []
        self.rows: list[Row] = []
        self.day = date.min

    def write(self, document: Document, piece: _Piece, house: House, data: Dataset) -> list[Finding]:
        """One document in every format asked for."""
        from samskab.render.docx import LetterheadError
        from samskab.render.own_layout import LayoutError

        name, wanted = _file(piece), [form for form in self.order.formats if form in FORMATS]
        mailed = "eml" in self.order.formats
        attached = [form for form in wanted if form in _MIME] or (["pdf"] if mailed else [])
        contents: dict[str, bytes] = {}
        try:
            for form in dict.fromkeys([*wanted, *attached]):
                contents[form] = write(document, form, house)
        except LayoutError as fault:
            return [Finding(fault.code, Severity.ERROR, Span(fault.path, fault.line), {"detail": fault.detail})]
        except LetterheadError as fault:
            return [Finding(_LETTERHEAD[str(fault)], Severity.ERROR, Span(LETTERHEAD, 1), {})]
        digest = hashlib.sha256(to_text(document)).hexdigest()
        for form in wanted:
            self._keep(f"{name}.{form}", piece, contents[form], digest)
        if not mailed:
            return []
        self.day = max(self.day, document.day)
        enclosed = {f"{name}.{form}": (_MIME[form], contents[form]) for form in attached}
        if piece.meeting and "ics" in self.order.formats:
            programme = data.programmes[self.order.programme]
            enclosed |= enclosures(data, programme, self.words, piece.recipient, piece.meeting.id)
        made = draft(document, name, piece.recipient, enclosed, data, _sender_mail(document))
        self.rows.append(made.row)
        if made.content is not None:
            self._keep(made.row.file, piece, made.content, digest)
        return list(made.findings)

    def finish(self, data: Dataset, programme: Programme) -> list[Finding]:
        """What is made once: calendars, and the page and the table beside the drafts."""
        findings: list[Finding] = []
        if "ics" in self.order.formats:
            found, findings = _calendars(data, programme, self.order, self.words)
            for each in found:
                self._note(each.file, each.recipient, "calendar", each.content)
        if self.rows:
            for name, content in beside(self.rows, self.words, self.day).items():
                self._note(name, "", "drafts", content)
            findings += unaddressed(self.rows, programme.path)
        return findings

    def _keep(self, file: str, piece: _Piece, content: bytes, words: str) -> None:
        self._note(file, piece.recipient.name if piece.recipient else "", piece.template, content, words)

    def _note(self, file: str, recipient: str, template: str, content: bytes, words: str = "") -> None:
        self.files[file] = content
        self.entries.append(entry(file, recipient, template, self.order.language, content, words))


def _sender_mail(document: Document) -> str | None:
    lines = document.sender.contact if document.sender else ()
    return next((line for line in lines if "@" in line), None)


def _calendars(
    data: Dataset, programme: Programme, order: Order, words: Phrasebook
) -> tuple[tuple[CalendarFile, ...], list[Finding]]:
    """Feeds for everybody; for those named with `--for`, one each."""
    them: tuple[Recipient, ...] = ()
    wrong: tuple[Finding, ...] = ()
    if order.audience and order.audience != "all":
        audience = order.audience if order.audience in GROUPS else "participants"
        them, wrong = recipients(data, programme, audience, order.audience, "calendar")
        if wrong and order.audience not in GROUPS:
            them, wrong = recipients(data, programme, "municipalities", order.audience, "calendar")
    if wrong:
        return (), list(wrong)
    found, findings = calendars(data, programme, words, recipients=them, track=order.track, meeting=order.meeting)
    return found, list(findings)
