"""SK2: fields of programmes and schedules that are still to be announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from samskab.check.rule import Mistake, rule
from samskab.check.support.fields import values_of_type
from samskab.check.support.severity import error_when_live, stage, warning_when_live
from samskab.finding import Severity
from samskab.language import Fact, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd, VagueDay, Words
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.model.schedule import Schedule, VenueTbd

_DECIDE_NEAR = timedelta(days=14)
_VAGUE_NEAR = timedelta(days=45)


@rule("SK215", Severity.ERROR)
def never_announced(data: Dataset, today: date) -> Iterator[Mistake]:
    """A field that is to be announced is filled in by its `decide_by`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        steps:
          - {id: svar, title: {da: Kommunerne får svar}, on: {tbd: true, decide_by: 2026-02-20}}   # SK215

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        steps:
          - {id: svar, title: {da: Kommunerne får svar}, on: {tbd: true, decide_by: 2026-04-20}}
    """
    for programme, record, field, pending in _pending(data):
        if pending.decide_by < today and stage(programme, today) != "over":
            values = {"what": _what(record, field), "part": _part(field), "decide_by": pending.decide_by}
            yield Mistake(record.at(field), values, field, severity=error_when_live(programme, today))


@rule("SK216", Severity.WARNING)
def must_be_announced_soon(data: Dataset, today: date) -> Iterator[Mistake]:
    """A field to be announced within two weeks is reported.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        steps:
          - {id: svar, title: {da: Kommunerne får svar}, on: {tbd: true, decide_by: 2026-03-15}}   # SK216

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        steps:
          - {id: svar, title: {da: Kommunerne får svar}, on: {tbd: true, decide_by: 2026-04-20}}
    """
    for programme, record, field, pending in _pending(data):
        if timedelta(0) <= pending.decide_by - today <= _DECIDE_NEAR and stage(programme, today) != "over":
            values = {"what": _what(record, field), "part": _part(field), "decide_by": pending.decide_by}
            days = (pending.decide_by - today).days
            yield Mistake(
                record.at(field), {**values, "days": days}, field, severity=warning_when_live(programme, today)
            )


@rule("SK217", Severity.WARNING)
def day_still_vague(data: Dataset, today: date) -> Iterator[Mistake]:
    """A day given as a month or year is made exact 45 days ahead.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-04}   # SK217

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        meetings:
          - {id: kursusdag-1, kind: course_day, title: {da: 1. kursusdag}, date: 2026-09}
    """
    for programme, record in _plans(data):
        if stage(programme, today) == "over":
            continue
        for field, day in values_of_type(VagueDay, record):
            soon = day.precision != "day" and day.first() - today <= _VAGUE_NEAR and day.last() >= today
            if soon and not field.startswith("period"):
                values = {"what": _what(record, field), "day": str(day)}
                yield Mistake(record.at(field), values, field, severity=warning_when_live(programme, today))


@rule("SK225", Severity.INFO)
def left_open_at_the_end(data: Dataset, today: date) -> Iterator[Mistake]:
    """Fields that were never announced are reported once, when the programme is over.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        status: closed
        steps:
          - {id: svar, title: {da: Kommunerne får svar}, on: {tbd: true, decide_by: 2026-02-20}}   # SK225

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        status: closed
        steps:
          - {id: svar, title: {da: Kommunerne får svar}, on: 2026-02-20}
    """
    for programme, record in _plans(data):
        if stage(programme, today) == "over":
            fields = [field for field, _ in values_of_type(Tbd, record) if not field.startswith("intake.rounds")]
            fields += [field for field, venue in values_of_type(VenueTbd, record) if venue.city is None]
            if fields:
                related = tuple(record.at(field) for field in fields[1:4])
                yield Mistake.at(record, fields[0], related=related, count=len(fields))


def _plans(data: Dataset) -> Iterator[tuple[Programme, Record]]:
    """Each programme with its records that make announcements."""
    for programme in data.all(Programme):
        yield programme, programme
    for schedule in data.all(Schedule):
        programme_of = data.programmes.get(schedule.programme)
        if programme_of:
            yield programme_of, schedule


def _pending(data: Dataset) -> Iterator[tuple[Programme, Record, str, Tbd]]:
    """All that is to be announced, without deadlines and venues, which other rules check (SK218, SK414)."""
    for programme, record in _plans(data):
        for field, pending in values_of_type(Tbd, record):
            if not field.startswith("intake.rounds"):
                yield programme, record, field, pending


def _what(record: Record, field: str) -> str:
    """The title of the meeting, step or other entry that a field is in, else the record's own."""
    entries, _, rest = field.partition("[")
    number = rest.partition("]")[0]
    entry = getattr(record, entries, ())[int(number)] if number.isdigit() else record
    title = getattr(entry, "title", None)
    return title.da if isinstance(title, Words) else entries


def _part(field: str) -> Fact:
    """What is to be announced, in words: the date, the host."""
    return Fact(phrase_key("schedule.part", field.rpartition(".")[2]), {})
