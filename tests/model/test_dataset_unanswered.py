"""Applicants of a released decision to whom no answer is logged."""

from __future__ import annotations

from msgspec.structs import replace

from samskab.model.dataset import Dataset, Unread
from samskab.model.decision import Event
from samskab.model.outbox import Outbox
from samskab.usecases.load import load
from tests.paths import ROOT

PROGRAMME = "faellesskabsagenter-2014"


def test_who_has_no_sending_since_a_released_decision() -> None:
    data = load(ROOT).data
    decision = data.settled_decision(PROGRAMME)
    assert decision is not None
    assert decision.decided is not None
    released = replace(decision, status="released")
    sent = data.outbox(PROGRAMME)
    assert sent
    others = [decision, sent]
    base = [r for r in _records(data) if r not in others]
    everyone = {each.key for each in decision.field.candidates}
    log = replace(sent, sendings=())
    assert set(Dataset([*base, released, log]).unanswered(PROGRAMME)) >= everyone
    assert Dataset([*base, replace(decision, status="decided"), log]).unanswered(PROGRAMME) == ()
    assert Dataset([*base, released], [Unread("outbox", sent.path, "outbox", PROGRAMME)]).unanswered(PROGRAMME) == ()
    first, *rest = sorted(everyone)
    told = replace(
        sent.sendings[0], applications=tuple(rest), recipients="list", on=type(sent.sendings[0].on)(2014, 2, 21)
    )
    early = replace(told, applications=(first,), on=type(told.on)(2014, 1, 2))
    logged = Outbox(schema=sent.schema, programme=PROGRAMME, sendings=(early, told))
    assert first in Dataset([*base, released, logged]).unanswered(PROGRAMME)
    assert not {*rest} & {*Dataset([*base, released, logged]).unanswered(PROGRAMME)}
    left = Event(on=decision.decided.on, kind="withdrawn", applicant=first, why="Travlhed", follows=decision.seal)
    assert first not in Dataset([*base, replace(released, events=(left,)), logged]).unanswered(PROGRAMME)


def _records(data: Dataset) -> list[object]:
    from samskab.model.dataset import KINDS

    return [record for kind in KINDS for record in data.all(kind.record)]
