"""The date of a letter: the day its sending is recorded for, or the day told with `--today`. Never the clock's."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd, VagueDay
from samskab.model.outbox import Sending
from samskab.model.programme import Programme
from samskab.usecases.letters.recipients import Recipient

_CALLED = {"press-item": ("nyhed", "press-item"), "form": ("invitation",)}
"""Names under which a sending is recorded, where it is not the template's own."""


class Dated(NamedTuple):
    """The day that stands in the file's own data, how exactly it is known, and whether it is only assumed."""

    day: date
    told: VagueDay
    unknown: bool = False


def dated(
    data: Dataset,
    programme: Programme,
    template: str,
    recipient: Recipient | None,
    given: date | None,
    *,
    is_letter: bool,
    draft: bool,
) -> Dated | None:
    """When a document is from; None where a letter has no day. A page without one has the programme's beginning."""
    outbox = data.outbox(programme.id)
    for sending in outbox.sendings if outbox else ():
        if _names(sending, template) and _reaches(sending, recipient):
            return Dated(sending.on.first(), sending.on)
    if given is not None:
        return Dated(given, VagueDay(given.year, given.month, given.day))
    if is_letter and not draft:
        return None
    begins = _beginning(data, programme)
    return Dated(begins.first(), begins, unknown=True)


def _names(sending: Sending, template: str) -> bool:
    return sending.template.partition("@")[0] in _CALLED.get(template, (template,))


def _reaches(sending: Sending, recipient: Recipient | None) -> bool:
    if sending.recipients == "all" or recipient is None:
        return True
    codes = {recipient.municipality.code} if recipient.municipality else set()
    if recipient.application:
        codes |= set(recipient.application.applicant.municipalities)
    return recipient.key in sending.applications or bool(codes & set(sending.municipalities))


def _beginning(data: Dataset, programme: Programme) -> VagueDay:
    releases = data.releases(programme.id)
    if releases:
        day = releases[-1].released
        return VagueDay(day.year, day.month, day.day)
    start = programme.period.start
    if isinstance(start, Tbd):
        return VagueDay(start.decide_by.year, start.decide_by.month, start.decide_by.day)
    return start
