"""What is asked for, and which documents that makes: templates, recipients, tracks and meetings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samskab.finding import Finding, Severity, Span
from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd
from samskab.model.programme import Programme, Track
from samskab.model.schedule import Meeting
from samskab.usecases.letters.recipients import ALONE, FITTING, GROUPS, Recipient, recipients
from samskab.usecases.letters.templates import Shelf


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


class Piece(NamedTuple):
    """One document to make: who it is to, and which track or meeting it is about."""

    template: str
    key: str
    recipient: Recipient | None = None
    meeting: Meeting | None = None
    track: Track | None = None


def pieces_of(data: Dataset, programme: Programme, order: Order, shelves: Shelf) -> tuple[list[Piece], list[Finding]]:
    findings: list[Finding] = []
    pieces: list[Piece] = []
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
            pieces += (Piece(template, track.id, track=track) for track in tracks)
        elif audience in ALONE:
            pieces.append(Piece(template, "", meeting=meeting))
        else:
            them, wrong = recipients(data, programme, audience, order.audience or "all", template, order.day)
            findings += wrong
            about = f"{meeting.id}-" if meeting else ""
            pieces += (Piece(template, about + each.key, each, meeting) for each in them)
    return pieces, findings


def _hosts(data: Dataset, programme: Programme, order: Order, template: str) -> tuple[list[Piece], tuple[Finding, ...]]:
    """Each host about its own meeting. Where no host is settled, one who is named is written to as a draft."""
    schedule = data.schedule(programme.id)
    meetings = [m for m in schedule.meetings if order.meeting in {None, m.id}] if schedule else []
    found, wrong = recipients(data, programme, "hosts", order.audience or "all", template)
    hosted = [(m, each) for m in meetings for each in found if m.host == each.key]
    unsettled = next((m for m in meetings if isinstance(m.host, Tbd)), None)
    if not hosted and unsettled is not None and order.audience and order.audience not in GROUPS:
        applied, wrong = recipients(data, programme, "applicants", order.audience, template)
        hosted = [(unsettled, each) for each in applied]
    pieces = [Piece(template, f"{m.id}-{each.key}", each, m) for m, each in hosted]
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
    from samskab.documents.view.meetings import last_day

    schedule = data.schedule(programme.id)
    meetings = [m for m in schedule.meetings if m.status != "cancelled"] if schedule else []
    if order.meeting:
        return next((m for m in meetings if m.id == order.meeting), None)
    own = [m for m in meetings if not m.open_to_all] or meetings
    coming = [m for m in own if order.day is None or last_day(m) >= order.day]
    return next(iter(coming or own), None)


def file_name(piece: Piece) -> str:
    return f"{piece.template}-{piece.key}" if piece.key else piece.template
