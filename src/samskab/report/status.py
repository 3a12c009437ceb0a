"""The state of a programme on a day: applications, seats, what is not settled and until when, dates, the next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

from msgspec import Struct

from samskab.fairness.row import Broken
from samskab.finding import Finding
from samskab.language import Fact, Language
from samskab.model.dataset import Dataset, Deletion
from samskab.model.decision import Decision
from samskab.model.eligibility import WAITING, ApplicantState, StateName, is_still_open
from samskab.model.field_lookup import phrase_at
from samskab.model.field_types import VagueDay, Words
from samskab.model.programme import Deadline, Programme
from samskab.model.record import Record, fields_of
from samskab.report.findings.verdict import disarmed

NEXT = 8
"""How many dates to come fit on the screen."""


class Open(NamedTuple):
    """Something to be announced: its record and field, what it belongs to, and by when it must be decided."""

    record: type[Record]
    field: str
    of: Words | None
    decide_by: date


class Coming(NamedTuple):
    """A day to come and what it brings; `until` is the last day it can be when it is not known exactly."""

    day: VagueDay
    kind: str
    title: Words


class Missed(NamedTuple):
    """The rules that do not hold after withdrawals, who could step in so that all hold again, and both in words."""

    rows: tuple[Broken, ...] = ()
    able: tuple[str, ...] = ()
    sentences: tuple[Fact, ...] = ()


class Checked(NamedTuple):
    """What checks of a programme found that need more than its records.

    states     of all applications
    mistakes   those that stop a choice, beside those that make an application wait
    errors     every error of the repository
    untrue     files of letters that are not true any more
    has_news   whether the schedule has changed since it was announced
    """

    states: tuple[ApplicantState, ...] = ()
    mistakes: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()
    missed: Missed = Missed()
    untrue: tuple[str, ...] = ()
    has_news: bool = False

    def count(self, state: StateName) -> int:
        """How many applications are in a state."""
        return sum(each.state == state for each in self.states)


class Applied(NamedTuple):
    """The applications: how many of each status, beside the examples, and the names of all by their keys."""

    by_status: Mapping[str, int]
    examples: int
    names: Mapping[str, str]


class LastDecision(NamedTuple):
    """The last decision, and what has become of those in it.

    chosen, waiting, left   how many by the settled decision on this day; None, None and 0 where none is settled
    promoted                the names of those who stepped in after the release and to whom no letter of it is logged
    unanswered              the names of those in a released decision to whom no answer is logged
    municipalities          how many municipalities the chosen are
    """

    record: Decision | None
    chosen: int | None
    waiting: int | None
    left: int
    promoted: tuple[str, ...]
    unanswered: tuple[str, ...]
    municipalities: int = 0


class Overview(NamedTuple):
    """The state of one programme on one day.

    sent                 the names of the templates of what has been sent
    frozen               when rules and applicants were last frozen for the lot
    is_schedule_unread   whether the schedule cannot be read, so that its meetings and what they lack are not known
    """

    programme: Programme
    today: date
    checked: Checked
    applied: Applied
    decided: LastDecision
    sent: frozenset[str]
    deletion: Deletion | None
    open: tuple[Open, ...]
    coming: tuple[Coming, ...]
    frozen: date | None
    is_schedule_unread: bool


def overview(data: Dataset, programme: Programme, today: date, checked: Checked) -> Overview:
    """What the records say of a programme, beside what was `checked`."""
    outbox = data.outbox(programme.id)
    coming = (each for each in programme_dates(data, programme) if each.day.last() >= today)
    return Overview(
        programme,
        today,
        checked,
        _applied(data, programme.id),
        _decided(data, programme.id, today),
        frozenset(sending.letter for sending in outbox.sendings) if outbox else frozenset(),
        data.deletion(programme, today),
        tuple(sorted(_open_in(data, programme), key=lambda each: (each.decide_by, each.field))),
        tuple(sorted(coming, key=lambda each: each.day)[:NEXT]),
        _frozen_on(data, programme),
        data.has_unread("schedule", programme.id),
    )


def _applied(data: Dataset, programme: str) -> Applied:
    every = data.applications(programme)
    by_status = Counter[str](each.status for each in every if not each.example)
    names = {each.id: data.applicant_name(each) for each in every}
    return Applied(by_status, len(every) - by_status.total(), names)


def _decided(data: Dataset, programme: str, today: date) -> LastDecision:
    settled = data.settled_decision(programme)
    now = data.state_of(settled, today) if settled else None
    keys = _without_promotion(data, programme), data.unanswered(programme)
    promoted, unanswered = (tuple(data.applicant_name_of(programme, key) for key in some) for some in keys)
    record = data.current_decision(programme)
    if now is None:
        return LastDecision(record, None, None, 0, promoted, unanswered)
    pool = settled.field.by_key() if settled else {}
    municipalities = sum(pool[key].seats("municipalities") for key in now.selected if key in pool)
    counts = len(now.selected), len(now.waiting), len(now.withdrawn)
    return LastDecision(record, *counts, promoted, unanswered, municipalities)


def _open_in(data: Dataset, programme: Programme) -> Iterator[Open]:
    schedule = data.schedule(programme.id)
    for record in (programme, *([schedule] if schedule else ())):
        yield from _open(type(record), record)


def _without_promotion(data: Dataset, programme: str) -> Iterator[str]:
    decision, outbox = data.settled_decision(programme), data.outbox(programme)
    sent = [each for each in outbox.sendings if each.letter == "promotion"] if outbox else []
    for key in data.state_of(decision).promoted if decision and decision.status == "released" else ():
        application = data.application(programme, key)
        codes = application.applicant.municipalities if application else ()
        if not any(each.reaches(key, codes) for each in sent):
            yield key


def _frozen_on(data: Dataset, programme: Programme) -> date | None:
    lot = data.lot(programme.id)
    return lot.last.on if lot and lot.last else None


def as_document(overview: Overview, language: Language) -> dict[str, Any]:
    """The same for programs."""
    programme, step = overview.programme, next_step(overview)
    capacity = programme.capacity.applicants or programme.capacity.municipalities
    return {
        "schema": "samskab/status@1",
        "programme": programme.id,
        "title": escaped_line(programme.title, language),
        "status": programme.status,
        "today": overview.today.isoformat(),
        "applications": {name: overview.applied.by_status.get(name, 0) for name in ("draft", "submitted", "withdrawn")},
        "examples": overview.applied.examples,
        "mistakes": len(overview.checked.mistakes),
        "states": {name: overview.checked.count(name) for name in get_args(StateName)},
        "not_standing": [
            {"application": each.application.id, "state": each.state, "condition": each.reason or None}
            for each in overview.checked.states
            if each.state != "stands"
        ],
        "capacity": {"min": capacity.min if capacity else None, "max": capacity.max if capacity else None},
        "chosen": overview.decided.chosen,
        "waiting": overview.decided.waiting,
        "withdrawn_since_decision": overview.decided.left,
        "to_be_deleted": {
            "on": overview.deletion.day.isoformat(),
            "applications": [application.id for application in overview.deletion.applications],
        }
        if overview.deletion and overview.deletion.applications
        else None,
        "rules_missed": [
            {"rule": one.row.id, "total": one.total, "least": one.low, "most": one.high, "unit": one.row.unit}
            for one in overview.checked.missed.rows
        ],
        "can_step_in": list(overview.checked.missed.able),
        "schedule_has_news": overview.checked.has_news,
        "untrue_letters": list(overview.checked.untrue),
        "open": [
            {
                "field": o.field,
                "of": escaped_line(o.of, language) if o.of else "",
                "what": what(o, language),
                "decide_by": o.decide_by.isoformat(),
            }
            | {"days_left": (o.decide_by - overview.today).days}
            for o in overview.open
        ],
        "next": [
            {"date": str(c.day), "kind": c.kind, "title": escaped_line(c.title, language)} for c in overview.coming
        ],
        "next_step": language.say(step.key, **step.values),
    }


def next_step(overview: Overview) -> Fact:
    """What the secretariat does next, as a sentence with the command to type."""
    programme, decision = overview.programme, overview.decided.record
    values: dict[str, object] = {"programme": programme.id}
    if programme.status in {"closed", "cancelled"}:
        return Fact("status.step.nothing", {})
    if programme.status == "draft":
        return Fact("status.step.publish", values)
    if is_still_open(programme, overview.today):
        is_sent = bool(overview.sent or overview.applied.by_status)
        return Fact("status.step.wait" if is_sent else "status.step.invite", values)
    if overview.checked.mistakes:
        return Fact("status.step.validate", {})
    if programme.selection is None or programme.capacity.everyone:
        return _meetings(overview, values)
    if decision is not None:
        return _after_choice(overview, decision, values)
    if unfinished := sum(overview.checked.count(state) for state in WAITING):
        step = "status.step.assess" if unfinished == overview.checked.count("unassessed") else "status.step.mend"
        return Fact(step, values | {"count": unfinished})
    lot = programme.selection.lot
    if not overview.checked.count("stands"):
        return Fact("status.step.nobody", {})
    if lot and lot.on and overview.today < lot.on:
        step = "status.step.freeze" if overview.frozen is None else "status.step.await_lot"
        return Fact(step, values | {"on": lot.on, "frozen": overview.frozen})
    if lot and lot.on and lot.seed is None:
        return Fact("status.step.seed", values | {"on": lot.on})
    return Fact("status.step.select", values)


def _after_choice(overview: Overview, decision: Decision, values: Mapping[str, object]) -> Fact:
    if decision.status == "proposed":
        is_wrong = any(each.span.path == decision.path for each in overview.checked.errors)
        step = "status.step.propose_again" if is_wrong else "status.step.decide"
        return Fact(step, {**values, "path": decision.path})
    if "acceptance" not in overview.sent:
        return Fact("status.step.letters", values)
    if decision.status == "decided":
        return Fact("status.step.release", {"path": decision.path})
    if overview.decided.promoted:
        return Fact("status.step.promotion", {**values, "names": overview.decided.promoted})
    return _meetings(overview, values)


def _meetings(overview: Overview, values: Mapping[str, object]) -> Fact:
    if overview.programme.is_over(overview.today):
        return Fact("status.step.close", values)
    if overview.is_schedule_unread:
        return Fact("status.step.validate", {})
    return Fact("status.step.announce" if overview.checked.has_news else "status.step.meetings", values)


def what(unknown: Open, language: Language) -> str:
    """What is to be announced: the field's question."""
    key = phrase_at(unknown.record, unknown.field, language)
    return language.say(key) if key else unknown.field


def escaped_line(text: Words, language: Language) -> str:
    """A text of a record in a language on one line, escaped for a terminal."""
    return disarmed(language.choose_line(text))


def _open(record: type[Record], value: Any, path: str = "", of: Words | None = None) -> Iterator[Open]:
    """Every "to be announced" in a record, with the title of the nearest part that has one."""
    if isinstance(value, Struct):
        if getattr(value, "tbd", False) is True:
            yield Open(record, path, of, value.decide_by)  # type: ignore[attr-defined]  # whatever is tbd has it
            return
        title = getattr(value, "title", None)
        own = title if isinstance(title, Words) and path else of
        for field in fields_of(type(value)):
            inner = f"{path}.{field.encode_name}" if path else field.encode_name
            yield from _open(record, getattr(value, field.name), inner, own)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _open(record, item, f"{path}[{number}]", of)


def programme_dates(data: Dataset, programme: Programme) -> Iterator[Coming]:
    """Every dated step, opening, deadline, lot, report and meeting, in no order."""
    for step in programme.steps:
        if isinstance(step.on, VagueDay):
            yield Coming(step.on, "step", step.title)
    for one in programme.intake.rounds:
        if opens := one.opening_day():
            yield Coming(VagueDay.of(opens), "opens", programme.title)
        if isinstance(one.closes, Deadline):
            yield Coming(VagueDay.of(one.closes.date), "closes", programme.title)
    if programme.selection and programme.selection.lot and programme.selection.lot.on:
        yield Coming(VagueDay.of(programme.selection.lot.on), "lot", programme.selection.lot.seed_source)
    for funding in programme.funding:
        if isinstance(funding.report_due, date):
            yield Coming(VagueDay.of(funding.report_due), "report", funding.acknowledgement)
    schedule = data.schedule(programme.id)
    for meeting in schedule.meetings if schedule else ():
        if isinstance(meeting.date, VagueDay) and meeting.status != "cancelled":
            yield Coming(meeting.date, "meeting", meeting.title)
