"""The state of a programme on a day: applications, seats, what is not settled and until when, dates, the next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

from msgspec import Struct

from samskab.fairness.row import Broken
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


NONE_MISSED = Missed()


class Overview(NamedTuple):
    """The state of one programme on one day."""

    programme: Programme
    today: date
    applications: Mapping[str, int]
    examples: int
    states: tuple[ApplicantState, ...]
    names: Mapping[str, str]
    chosen: int | None
    waiting: int | None
    decision: Decision | None
    sent: frozenset[str]
    """The names of the templates of what has been sent."""
    left: int
    """How many of those in the decision have withdrawn since."""
    deletion: Deletion | None
    promoted: tuple[str, ...]
    """The names of those who stepped in after the decision was released, and to whom no letter of it is logged."""
    untrue: tuple[str, ...]
    """Files of letters that are not true any more."""
    unanswered: tuple[str, ...]
    """The names of the applicants in a released decision to whom no answer is logged."""
    missed: Missed
    open: tuple[Open, ...]
    coming: tuple[Coming, ...]
    frozen: date | None = None
    """When rules and applicants were last frozen for the lot."""
    mistakes: int = 0
    """How many mistakes stop a choice, beside those that make an application wait."""
    has_news: bool = False
    """Whether the schedule has changed since it was announced."""
    files_with_errors: frozenset[str] = frozenset()
    is_schedule_unread: bool = False
    """Whether the schedule cannot be read, so that its meetings and what they lack are not known."""

    def count(self, state: StateName) -> int:
        """How many applications are in a state."""
        return sum(each.state == state for each in self.states)


def overview(
    data: Dataset,
    programme: Programme,
    today: date,
    states: Iterable[ApplicantState] = (),
    untrue: tuple[str, ...] = (),
    missed: Missed = NONE_MISSED,
    mistakes: int = 0,
    has_news: bool = False,
    files_with_errors: frozenset[str] = frozenset(),
) -> Overview:
    """Counts by state, and the coming deadlines. `states` are those of all applications, `untrue` files of letters."""
    real = [a for a in data.applications(programme.id) if not a.example]
    schedule = data.schedule(programme.id)
    decision, settled = data.current_decision(programme.id), data.settled_decision(programme.id)
    now = data.state_of(settled, today) if settled else None
    deletion = data.deletion(programme, today)
    outbox = data.outbox(programme.id)
    records: list[Record] = [programme, *([schedule] if schedule else [])]
    unknown = sorted(
        (o for record in records for o in _open(type(record), record)), key=lambda o: (o.decide_by, o.field)
    )
    return Overview(
        programme,
        today,
        dict(Counter(a.status for a in real)),
        len(data.applications(programme.id)) - len(real),
        tuple(states),
        {each.id: data.applicant_name(each) for each in data.applications(programme.id)},
        len(now.selected) if now else None,
        len(now.waiting) if now else None,
        decision,
        frozenset(sending.letter for sending in outbox.sendings) if outbox else frozenset(),
        len(now.withdrawn) if now else 0,
        deletion,
        tuple(data.applicant_name_of(programme.id, key) for key in _without_promotion(data, programme.id)),
        untrue,
        tuple(data.applicant_name_of(programme.id, key) for key in data.unanswered(programme.id)),
        missed,
        tuple(unknown),
        tuple(
            sorted((c for c in programme_dates(data, programme) if c.day.last() >= today), key=lambda c: c.day)[:NEXT]
        ),
        _frozen_on(data, programme),
        mistakes,
        has_news,
        files_with_errors,
        data.has_unread("schedule", programme.id),
    )


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
        "applications": {name: overview.applications.get(name, 0) for name in ("draft", "submitted", "withdrawn")},
        "examples": overview.examples,
        "mistakes": overview.mistakes,
        "states": {name: overview.count(name) for name in get_args(StateName)},
        "not_standing": [
            {"application": each.application.id, "state": each.state, "condition": each.reason or None}
            for each in overview.states
            if each.state != "stands"
        ],
        "capacity": {"min": capacity.min if capacity else None, "max": capacity.max if capacity else None},
        "chosen": overview.chosen,
        "waiting": overview.waiting,
        "withdrawn_since_decision": overview.left,
        "to_be_deleted": {
            "on": overview.deletion.day.isoformat(),
            "applications": [application.id for application in overview.deletion.applications],
        }
        if overview.deletion and overview.deletion.applications
        else None,
        "rules_missed": [
            {"rule": one.row.id, "total": one.total, "least": one.low, "most": one.high, "unit": one.row.unit}
            for one in overview.missed.rows
        ],
        "can_step_in": list(overview.missed.able),
        "schedule_has_news": overview.has_news,
        "untrue_letters": list(overview.untrue),
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
    programme, decision = overview.programme, overview.decision
    values: dict[str, object] = {"programme": programme.id}
    if programme.status in {"closed", "cancelled"}:
        return Fact("status.step.nothing", {})
    if programme.status == "draft":
        return Fact("status.step.publish", values)
    if is_still_open(programme, overview.today):
        is_sent = bool(overview.sent or overview.applications)
        return Fact("status.step.wait" if is_sent else "status.step.invite", values)
    if overview.mistakes:
        return Fact("status.step.validate", {})
    if programme.selection is None or programme.capacity.everyone:
        return _meetings(overview, values)
    if decision is not None:
        return _after_choice(overview, decision, values)
    if unfinished := sum(overview.count(state) for state in WAITING):
        step = "status.step.assess" if unfinished == overview.count("unassessed") else "status.step.mend"
        return Fact(step, values | {"count": unfinished})
    lot = programme.selection.lot
    if not overview.count("stands"):
        return Fact("status.step.nobody", {})
    if lot and lot.on and overview.today < lot.on:
        step = "status.step.freeze" if overview.frozen is None else "status.step.await_lot"
        return Fact(step, values | {"on": lot.on, "frozen": overview.frozen})
    if lot and lot.on and lot.seed is None:
        return Fact("status.step.seed", values | {"on": lot.on})
    return Fact("status.step.select", values)


def _after_choice(overview: Overview, decision: Decision, values: Mapping[str, object]) -> Fact:
    if decision.status == "proposed":
        step = "status.step.propose_again" if decision.path in overview.files_with_errors else "status.step.decide"
        return Fact(step, {**values, "path": decision.path})
    if decision.status == "decided":
        return Fact("status.step.release", {"path": decision.path})
    if "acceptance" not in overview.sent:
        return Fact("status.step.letters", values)
    if overview.promoted:
        return Fact("status.step.promotion", {**values, "names": overview.promoted})
    return _meetings(overview, values)


def _meetings(overview: Overview, values: Mapping[str, object]) -> Fact:
    if overview.programme.is_over(overview.today):
        return Fact("status.step.close", values)
    if overview.is_schedule_unread:
        return Fact("status.step.validate", {})
    return Fact("status.step.announce" if overview.has_news else "status.step.meetings", values)


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
