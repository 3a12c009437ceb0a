"""What a change makes stale: decision records, calendars that were sent, letters that were sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from samskab.language import Language
from samskab.model.application import Application
from samskab.model.changes.difference import Stale
from samskab.model.changes.record_changes import RecordChange
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.outbox import Sending
from samskab.model.programme import Programme
from samskab.model.schedule import ReleasedMeeting

_ANY_DAY = date.min
_IN_LETTERS = frozenset(("programme", "schedule", "senders", "venues", "workshop"))
"""Kinds of records that letters to everyone are made from."""
_OF_APPLICATION = frozenset(("application", "groups", "has_draft", "hosting"))
_WORDS: dict[str, frozenset[str]] = {
    "answers": frozenset(("application",)),
    "commitments": frozenset(("application",)),
    "contact": frozenset(("contact",)),
    "contact_title": frozenset(("contact",)),
    "counts": frozenset(("groups",)),
    "editors": frozenset(),
    "local_area": frozenset(("application",)),
    "participants": frozenset(("application", "groups")),
    "partners": frozenset(("application",)),
    "received": frozenset(("application",)),
    "status": _OF_APPLICATION,
    "withdrawn": _OF_APPLICATION,
}
"""Field of an application -> the words by which a template shows it. Every letter shows a field that is not here."""


def stale_by(
    changes: Iterable[RecordChange],
    changed: frozenset[str],
    before: Dataset,
    after: Dataset,
    danish: Language,
    root: Path,
) -> tuple[Stale, ...]:
    """What of the later side rests on records that were other records on the earlier side.

    The repository at `root` may have templates of its own.
    """
    known = tuple(changes)
    return (*_decisions(changed, after), *_calendars(before, after, danish), *_letters(known, after, root))


def _decisions(changed: frozenset[str], data: Dataset) -> Iterator[Stale]:
    for decision in data.all(Decision):
        if decision.path not in changed and changed & decision.inputs.keys():
            yield Stale("decision", decision.programme, decision.id, decision.path)


def _calendars(before: Dataset, after: Dataset, danish: Language) -> Iterator[Stale]:
    for programme in after.all(Programme):
        release = next(iter(after.releases(programme.id)[::-1]), None)
        if release is None:
            continue
        released = {meeting.id for meeting in release.meetings}
        now, then = (_announced(data, programme.id, danish) for data in (after, before))
        ids = tuple(key for key in {**now, **then} if key in released and now.get(key) != then.get(key))
        if ids:
            yield Stale("calendar", programme.id, str(release.number), release.path, ids)


def _announced(data: Dataset, key: str, danish: Language) -> dict[str, ReleasedMeeting]:
    """Every meeting as a calendar has it."""
    from samskab.documents.view.meetings import ScheduleViews
    from samskab.schedules.snapshot import announced

    programme, schedule = data.programmes.get(key), data.schedule(key)
    if programme is None or schedule is None:
        return {}
    return {one.id: one for one in announced(ScheduleViews(data, programme, danish), None, _ANY_DAY)}


def _letters(changes: tuple[RecordChange, ...], data: Dataset, root: Path) -> Iterator[Stale]:
    for programme in data.programmes:
        outbox = data.outbox(programme)
        own = [change for change in changes if change.programme in {programme, ""}]
        for sending in outbox.sendings if outbox and own else ():
            if any(change.kind in _IN_LETTERS for change in own):
                yield Stale("letters", programme, sending.id, outbox.path if outbox else "")
            elif names := tuple(_shown_in(sending, own, root)):
                yield Stale("letters", programme, sending.id, outbox.path if outbox else "", names)


def _shown_in(sending: Sending, changes: Iterable[RecordChange], root: Path) -> Iterator[str]:
    """The applicants that letters of a sending went to and that changed in what these letters show."""
    received = [change for change in changes if _is_recipient(change, sending)]
    if not received:
        return
    from samskab.usecases.letters.templates import templates_of, words_in

    words = words_in(templates_of(root, "da"), sending.letter)
    for change in received:
        if words is None or _is_shown(change, words):
            yield change.applicant


def _is_shown(change: RecordChange, words: frozenset[str]) -> bool:
    """Whether a template with these words shows a field of an application that changed."""
    if change.before is None or change.after is None:
        return not words.isdisjoint(_OF_APPLICATION)
    names = {re.split(r"[.\[]", field.field)[0] for field in change.fields}
    return any(name not in _WORDS or not words.isdisjoint(_WORDS[name]) for name in names)


def _is_recipient(change: RecordChange, sending: Sending) -> bool:
    record = change.after or change.before
    if not isinstance(record, Application):
        return False
    codes = {*record.applicant.municipalities} & {*sending.municipalities}
    return sending.recipients == "all" or record.id in sending.applications or bool(codes)
