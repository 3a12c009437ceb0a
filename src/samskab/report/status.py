"""One programme on one screen: applications, seats, what is still to be announced and until when, the next dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple, get_args

from msgspec import Struct

from samskab.fairness.row import Broken
from samskab.fairness.wording import noun_of
from samskab.language import Fact, Language, phrase_key
from samskab.model.dataset import Dataset, Deletion
from samskab.model.eligibility import ApplicantState, StateName, has_closed
from samskab.model.field_lookup import phrase_at
from samskab.model.field_types import Instant, VagueDay, Words
from samskab.model.programme import Deadline, Programme
from samskab.model.record import Record, fields_of
from samskab.report.escape import show
from samskab.report.findings.verdict import disarmed

_FILES_NAMED = 5
NEXT = 8
"""How many dates to come fit on the screen."""


_NAMED: tuple[StateName, ...] = ("draft", "incomplete", "unassessed")
"""States whose applicants are listed by name after the deadline."""


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
    left: int
    """How many of those in the decision have withdrawn since."""
    deletion: Deletion | None
    untrue: tuple[str, ...]
    """Files of letters that are not true any more."""
    missed: Missed
    open: tuple[Open, ...]
    coming: tuple[Coming, ...]


def overview(
    data: Dataset,
    programme: Programme,
    today: date,
    states: Iterable[ApplicantState] = (),
    untrue: tuple[str, ...] = (),
    missed: Missed = NONE_MISSED,
) -> Overview:
    """Counts by state, and the coming deadlines. `states` are those of all applications, `untrue` files of letters."""
    real = [a for a in data.applications(programme.id) if not a.example]
    schedule = data.schedule(programme.id)
    decision = data.current_decision(programme.id)
    now = data.state_of(decision, today) if decision and decision.status != "proposed" else None
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
        len(now.withdrawn) if now else 0,
        data.deletion(programme),
        untrue,
        missed,
        tuple(unknown),
        tuple(sorted((c for c in _dates(data, programme) if c.day.last() >= today), key=lambda c: c.day)[:NEXT]),
    )


def as_text(overview: Overview, language: Language) -> str:
    """The screen."""
    programme = overview.programme
    status = language.say(phrase_key("status.programme", programme.status))
    head = f"{escaped_line(programme.title, language)} ({programme.id}): {status}"
    lines = [head, "", *_row(language.say("status.applications"), _counted(overview, language))]
    lines += _not_standing(overview, language)
    lines += _row(language.say("status.seats"), _seats(overview, language))
    lines += [f"  {show(line, longest=400)}" for line in _to_do(overview, language)]
    lines += ["", language.say("status.open") if overview.open else language.say("status.nothing_open")]
    for (until, of), group in groupby(overview.open, key=lambda one: (one.decide_by, one.of)):
        left = (until - overview.today).days
        asked = " ".join(what(one, language) for one in group)
        days = language.say("status.days_left" if left >= 0 else "status.days_over", days=abs(left))
        lines.append(f"  {until.isoformat()}  {f'{escaped_line(of, language)}: ' if of else ''}{asked} ({days})")
    lines += ["", language.say("status.next") if overview.coming else language.say("status.nothing_next")]
    for coming in overview.coming:
        known = "" if coming.kind == "step" else f"{language.say(phrase_key('status.kind', coming.kind))}: "
        lines.append(f"  {coming.day!s:<10}  {known}{escaped_line(coming.title, language)}")
    return "\n".join([*lines, ""])


def as_document(overview: Overview, language: Language) -> dict[str, Any]:
    """The same for programs."""
    programme = overview.programme
    capacity = programme.capacity.applicants or programme.capacity.municipalities
    return {
        "schema": "samskab/status@1",
        "programme": programme.id,
        "title": escaped_line(programme.title, language),
        "status": programme.status,
        "today": overview.today.isoformat(),
        "applications": {name: overview.applications.get(name, 0) for name in ("draft", "submitted", "withdrawn")},
        "examples": overview.examples,
        "states": {name: _count(overview, name) for name in get_args(StateName)},
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
        if overview.deletion
        else None,
        "rules_missed": [
            {"rule": one.row.id, "total": one.total, "least": one.low, "most": one.high, "unit": one.row.unit}
            for one in overview.missed.rows
        ],
        "can_step_in": list(overview.missed.able),
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
    }


def what(unknown: Open, language: Language) -> str:
    """What is to be announced: the field's question."""
    key = phrase_at(unknown.record, unknown.field, language)
    return language.say(key) if key else unknown.field


def escaped_line(text: Words, language: Language) -> str:
    """A text of a record in a language on one line, escaped for a terminal."""
    return disarmed(language.choose_line(text))


def _row(title: str, text: str) -> list[str]:
    return [f"{title:<14}{text}"]


def _counted(overview: Overview, language: Language) -> str:
    counts = [(name, _count(overview, name)) for name in get_args(StateName)]
    parts = [language.say(phrase_key("status.state", name), count=count) for name, count in counts if count]
    return ", ".join(parts) or language.say("status.no_applications")


def _count(overview: Overview, name: str) -> int:
    return sum(each.state == name for each in overview.states)


def _not_standing(overview: Overview, language: Language) -> list[str]:
    """After the deadline, the names of those that were not sent, or that somebody must do something about."""
    if not has_closed(overview.programme, overview.today):
        return []
    lines = []
    for name in _NAMED:
        names = [disarmed(overview.names[each.application.id]) for each in overview.states if each.state == name]
        if names:
            lines.append(f"{'':<14}{language.say(phrase_key('status.named', name), names=tuple(names))}")
    return lines


def _seats(overview: Overview, language: Language) -> str:
    capacity = overview.programme.capacity
    bounds = capacity.applicants or capacity.municipalities
    parts = [language.say("status.everyone")] if capacity.everyone else []
    if bounds and bounds.max is not None:
        parts.append(_room(overview.programme, bounds.max, language))
    if bounds and bounds.min is not None:
        parts.append(language.say("status.at_least", count=bounds.min))
    if overview.chosen is not None:
        parts.append(language.say("status.chosen", count=overview.chosen))
    if overview.waiting:
        parts.append(language.say("status.waiting", count=overview.waiting))
    if overview.left:
        parts.append(language.say("status.left", count=overview.left))
    return ", ".join(parts) or language.say("status.no_capacity")


def _room(programme: Programme, most: int, language: Language) -> str:
    if programme.capacity.applicants is None:
        return language.say("status.capacity", count=most)
    noun = disarmed(noun_of(programme.applicants, most, language))
    return language.say("status.capacity_of_applicants", count=most, noun=noun)


def _to_do(overview: Overview, language: Language) -> Iterator[str]:
    """What somebody must do: see to rules that do not hold, delete applications, do away with untrue letters."""
    yield from (language.say(fact.key, **fact.values) for fact in overview.missed.sentences)
    deletion = overview.deletion
    if deletion and deletion.applications:
        code = "status.delete_now" if deletion.day <= overview.today else "status.delete_later"
        yield language.say(code, count=len(deletion.applications), day=deletion.day)
    if overview.untrue:
        named = overview.untrue[:_FILES_NAMED]
        yield language.say("status.untrue", count=len(overview.untrue), files=named)


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


def _dates(data: Dataset, programme: Programme) -> Iterator[Coming]:
    for step in programme.steps:
        if isinstance(step.on, VagueDay):
            yield Coming(step.on, "step", step.title)
    for one in programme.intake.rounds:
        if isinstance(one.opens, (date, Instant)):
            opens = one.opens.moment.date() if isinstance(one.opens, Instant) else one.opens
            yield Coming(_exact(opens), "opens", programme.title)
        if isinstance(one.closes, Deadline):
            yield Coming(_exact(one.closes.date), "closes", programme.title)
    for funding in programme.funding:
        if isinstance(funding.report_due, date):
            yield Coming(_exact(funding.report_due), "report", funding.acknowledgement)
    schedule = data.schedule(programme.id)
    for meeting in schedule.meetings if schedule else ():
        if isinstance(meeting.date, VagueDay) and meeting.status != "cancelled":
            yield Coming(meeting.date, "meeting", meeting.title)


def _exact(day: date) -> VagueDay:
    return VagueDay(day.year, day.month, day.day)
