"""Whether a letter may go out: a draft is not sent, a refusal has its reasons, a fact stands where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samskab.documents.view.decision import latest, reason_of, standing
from samskab.finding import Finding, Severity
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.programme import Programme
from samskab.usecases.letters.plan import Order, Piece
from samskab.usecases.letters.templates import Shelf


def settled(
    data: Dataset, programme: Programme, order: Order, shelves: Shelf, pieces: list[Piece]
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


def _unreasoned(decision: Decision, pieces: list[Piece]) -> Iterator[Finding]:
    """A refusal says its rule, its main considerations and its facts, and the lot where one fell (forvaltningsloven
    s. 24)."""
    for piece in pieces:
        reason = reason_of(decision, piece.key)
        asked = ["regel", "hovedhensyn", "fakta"] + (["lodtraekning"] if reason and reason.outcome == "lot" else [])
        missing = tuple(name for name in asked if not (reason and (text := getattr(reason, name)) and text.da.strip()))
        if missing:
            name = piece.recipient.name if piece.recipient else piece.key
            yield Finding("SK673", Severity.ERROR, decision.at("reasons"), {"name": name, "missing": missing})


def absent_facts(needs: str, seen: dict[str, Any], language: Language) -> list[str]:
    """The needed facts that are not known: `needs: deadline, meeting.day_known` names them by their place."""
    absent = []
    for path in (each.strip() for each in needs.split(",") if "." in each):
        value: Any = seen
        for name in path.split("."):
            value = value.get(name, "") if isinstance(value, dict) else ""
        if not value:
            absent.append(language.find(phrase_key("letters.fact", path), path))
    return absent


def marks_of(
    data: Dataset, programme: Programme, piece: Piece, needs: str, language: Language, *, lacks: bool
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
    return tuple(language.say(code) for code, holds in marks if holds)
