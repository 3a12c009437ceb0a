"""What a request does, for the secretariat: the numbers that a choice reads, and what becomes stale. No solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from samskab.check.applicant_states import applicant_states, standing
from samskab.fairness.pool import pool_for
from samskab.finding import Finding, Severity
from samskab.language import Fact, Language, phrase_key
from samskab.model.applicant_numbers import known_people_of
from samskab.model.application import Application
from samskab.model.changes.difference import SideDifference, Stale
from samskab.model.changes.record_changes import RecordChange
from samskab.model.dataset import Dataset
from samskab.model.eligibility import ApplicantState
from samskab.model.pool import Pool
from samskab.model.programme import Bounds, Programme, Role
from samskab.report.changes.labels import Labels
from samskab.report.review.content import ASKED_OF_SECRETARIAT, CountedBoth, CountTable, Effect, ProgrammeEffect, Review
from samskab.storage.files import Files
from samskab.usecases.history.diff import difference_of
from samskab.usecases.load import load_from
from samskab.usecases.review.notes import decided_on
from samskab.usecases.review.own_application import FormQuestions
from samskab.usecases.review.request import ChangeRequest, without_people

_NAMED = 8
"""So many applicants are named where something concerns them."""


class _Side(NamedTuple):
    """A programme before or after the request."""

    data: Dataset
    states: tuple[ApplicantState, ...]
    stand: tuple[Application, ...]


def effect_of(
    request: ChangeRequest, review: Review, author: str | None, language: Language, danish: Language, today: date
) -> Effect:
    """The request for the secretariat; `danish` names places as calendars do."""
    found = difference_of(request.sides, danish, today=today)
    return Effect(
        review.state,
        author or "",
        (*_asked(review), *_leaving(found, today)),
        tuple(_changes(found, language)),
        tuple(_programmes(request, found, language)),
        tuple(map(_stale, found.stale)),
        _errors(found.new),
        _errors(found.gone),
    )


def _asked(review: Review) -> Iterator[Fact]:
    for note in review.notes:
        if note.kind in ASKED_OF_SECRETARIAT:
            yield Fact(phrase_key("review.asked", note.kind), note.values)


def _leaving(found: SideDifference, today: date) -> Iterator[Fact]:
    """The applicants that withdraw although the decision gives them a seat or a place on the waiting list."""
    for change in found.comparison.records:
        if not isinstance(change.after, Application) or not change.after.is_withdrawn(today):
            continue
        record = found.before.settled_decision(change.programme)
        state = found.before.state_of(record) if record and decided_on(found.before, change.programme, today) else None
        if record and state and change.after.id in {*state.selected, *state.waiting}:
            yield Fact("review.asked.leaving", {"name": change.applicant, "id": change.after.id, "path": record.path})


def _errors(findings: Iterable[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _changes(found: SideDifference, language: Language) -> Iterator[Fact]:
    """Who changed what: of an application its questions, of another file its fields."""
    for change in found.comparison.records:
        name = change.applicant or change.path
        if change.before is None or change.after is None:
            yield Fact(phrase_key("review.change", "new" if change.before is None else "gone"), {"name": name})
        else:
            yield Fact("review.change.fields", {"name": name, "what": _fields(change, found, language)})
    for file in found.comparison.unread:
        yield Fact("review.change.unread", {"path": file.path})


def _fields(change: RecordChange, found: SideDifference, language: Language) -> tuple[str, ...]:
    programme = found.after.programmes.get(change.programme) or found.before.programmes.get(change.programme)
    if not isinstance(change.after, Application) or programme is None:
        labels = Labels(language, found.after, programme)
        return tuple(dict.fromkeys(labels.label(change, field) for field in change.fields))
    questions = FormQuestions(programme, language)
    return tuple(dict.fromkeys(questions.title(field.field) or field.field for field in change.fields))


def _stale(stale: Stale) -> Fact:
    values = {"key": stale.key, "programme": stale.programme, "names": stale.items[:_NAMED]}
    some = phrase_key("review.stale", stale.kind, "some")
    return Fact(some if stale.items else phrase_key("review.stale", stale.kind), values)


def _programmes(request: ChangeRequest, found: SideDifference, language: Language) -> Iterator[ProgrammeEffect]:
    for key in sorted({change.programme for change in found.comparison.records} - {""}):
        before, after = (_side(side, key) for side in (request.sides.before, request.sides.after))
        programme = after.data.programmes.get(key)
        if programme is not None:
            yield ProgrammeEffect(
                language.choose_line(programme.title), tuple(_tables(before, after, programme, language))
            )


def _side(files: Files, key: str) -> _Side:
    data = without_people(load_from(files, programme=key).data)
    programme = data.programmes.get(key)
    states = applicant_states(data, programme) if programme else ()
    return _Side(data, states, standing(states))


def _tables(before: _Side, after: _Side, programme: Programme, language: Language) -> Iterator[CountTable]:
    capacity = programme.capacity
    one, other = (_totals(side, programme, language) for side in (before, after))
    wanted = {
        language.say("review.count.stand"): capacity.applicants,
        language.say("review.count.municipalities"): capacity.municipalities,
        language.say("review.count.participants"): capacity.participants,
    }
    yield CountTable(language.say("review.count.totals"), _rows(one, other, language, wanted))
    then, now = (_by_state(side, language) for side in (before, after))
    yield CountTable(language.say("review.count.states"), _rows(then, now, language))
    yield from _balance(before, after, programme, language)


def _totals(side: _Side, programme: Programme, language: Language) -> dict[str, int]:
    municipalities = {code for one in side.stand for code in one.applicant.municipalities}
    roles = {language.choose(role.plural or role.title): _people(side, (role,)) for role in programme.roles}
    return {
        language.say("review.count.stand"): len(side.stand),
        language.say("review.count.municipalities"): len(municipalities),
        language.say("review.count.participants"): _people(side, programme.roles),
        **roles,
    }


def _people(side: _Side, roles: tuple[Role, ...]) -> int:
    return sum(known_people_of(one, roles) for one in side.stand)


def _by_state(side: _Side, language: Language) -> dict[str, int]:
    return dict(Counter(language.say(phrase_key("review.state", each.state)) for each in side.states))


def _balance(before: _Side, after: _Side, programme: Programme, language: Language) -> Iterator[CountTable]:
    """The applicants under each value of the attributes that the rules and aims read."""
    if programme.selection is None:
        return
    old, new = (pool_for(side.data, programme, programme.selection, side.stand) for side in (before, after))
    for attribute in programme.selection.attributes():
        title = new.titles.get(attribute)
        rows = _rows(_under(old, attribute, language), _under(new, attribute, language), language)
        yield CountTable(language.choose_line(title) if title else attribute, rows)


def _under(pool: Pool, attribute: str, language: Language) -> dict[str, int]:
    named = pool.values.get(attribute, {})
    return {
        language.choose_line(named[value]) if value in named else value: len(pool.under(attribute, value))
        for value in pool.applied(attribute)
    }


def _rows(
    before: Mapping[str, int],
    after: Mapping[str, int],
    language: Language,
    wanted: Mapping[str, Bounds | None] | None = None,
) -> tuple[CountedBoth, ...]:
    """A row for each label of either side."""
    bounds = {label: language.span(one.min, one.max) for label, one in (wanted or {}).items() if one}
    labels = dict.fromkeys((*after, *before))
    return tuple(CountedBoth(x, before.get(x, 0), after.get(x, 0), bounds.get(x, "")) for x in labels)
