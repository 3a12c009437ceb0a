"""The state of an application by its fields and its programme's, before its mistakes and assessments are looked at.

`check.applicant_states` adds those; use its states wherever whole applications are at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from samskab.fairness.effective_selection import effective_selection
from samskab.fairness.pool import attributes_of, number_names, number_titles
from samskab.language import Fact, phrase_key
from samskab.model.applicant_numbers import SCORE, day_of, number_of
from samskab.model.application import Application, Commitment
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.eligibility import ApplicantState, StateName, is_eligible, last_moment, local, minutes_late
from samskab.model.field_types import Words
from samskab.model.programme import Condition, OtherCohort, Programme
from samskab.model.selection import Selection

ELIGIBLE = "eligible"
"""The reason of an applicant that is not among those who may apply."""
UNTESTED = "state.fact.unknown"
"""The fact of a condition that cannot be tested."""


def recorded_state(data: Dataset, programme: Programme, application: Application) -> ApplicantState:
    """The first reason why an application cannot be chosen, in the order below, else `stands`."""
    tests = (_by_status, _outside, _not_eligible, _late, _by_conditions)
    found = (state for test in tests if (state := test(data, programme, application)))
    return next(found, ApplicantState(application, "stands"))


def recorded_standing(data: Dataset, programme: Programme) -> tuple[Application, ...]:
    """The applications whose recorded state is `stands`."""
    applications = data.applications(programme.id)
    return tuple(each for each in applications if recorded_state(data, programme, each).state == "stands")


def needs_scores(programme: Programme) -> bool:
    """Whether a rule, an aim or a condition reads the assessors' score."""
    selection = effective_selection(programme)
    read = selection.numbers() if selection else ()
    return SCORE in read or any(condition.of == SCORE for condition in programme.intake.conditions)


def is_assessed(programme: Programme, assessment: Assessment | None) -> bool:
    """Whether somebody impartial has judged an application, and everyone who did by every criterion."""
    judged = assessment.impartial if assessment else ()
    return bool(judged) and not any(missing_criteria(programme, one.scores) for one in judged)


def missing_criteria(programme: Programme, scored: Iterable[str]) -> tuple[Words, ...]:
    """The titles of the criteria that are not scored."""
    known = frozenset(scored)
    return tuple(criterion.title for criterion in programme.criteria if criterion.id not in known)


def answer_to(application: Application, key: str) -> bool | None:
    """The answer to a commitment or a yes/no question; None where there is none, which is not a no."""
    answer = application.commitments.get(key, application.answers.get(key))
    if isinstance(answer, Commitment):
        return answer.accepted
    return answer if isinstance(answer, bool) else None


def number_for(data: Dataset, programme: Programme, application: Application, name: str) -> Fraction | None:
    """A number of an application, None where it is not known; a score only of one that is assessed."""
    if name == SCORE and not is_assessed(programme, data.assessments(programme.id).get(application.id)):
        return None
    return number_of(data, programme, application, name)


def unknown_in(data: Dataset, programme: Programme, application: Application, condition: Condition) -> tuple[str, ...]:
    """The commitments, questions and number that a condition tests and that are not known; a score is not asked for.

    Names that do not exist are not among them.
    """
    asked = (key for key in condition.accepted if key in programme.yes_no_names)
    blank = tuple(key for key in asked if answer_to(application, key) is None)
    name = condition.of
    if name is None or name == SCORE or name not in number_names(data, programme):
        return blank
    return blank if number_for(data, programme, application, name) is not None else (*blank, name)


def municipalities_among(data: Dataset, other: OtherCohort) -> frozenset[str] | None:
    """The codes of another programme's chosen, promoted or applicants; None where that is not known."""
    if other.who == "applied":
        codes = (one.applicant.municipalities for one in data.submitted(other.programme))
        return frozenset(code for own in codes for code in own) if other.programme in data.programmes else None
    decision = data.settled_decision(other.programme)
    if decision is None:
        return None
    now = decision.state()
    keys = now.selected if other.who == "chosen" else tuple(now.promoted)
    candidates = decision.field.by_key()
    return frozenset(code for key in keys for code in candidates[key].municipalities)


def is_exempt(data: Dataset, programme: Programme, application: Application, condition: Condition) -> bool:
    """Whether a municipality of the applicant has a value of `unless`."""
    day = day_of(programme)
    for municipality in data.municipalities_of(application):
        own = attributes_of(municipality, programme, Selection(), day)
        if any(value in own.get(name, ()) for name, values in condition.unless.items() for value in values):
            return True
    return False


def _by_status(_data: Dataset, _programme: Programme, application: Application) -> ApplicantState | None:
    if application.example:
        return ApplicantState(application, "sample")
    if application.status == "withdrawn":
        day = application.withdrawn.on if application.withdrawn else None
        facts = (Fact("state.fact.withdrawn", {"on": day}),) if day else ()
        return ApplicantState(application, "withdrawn", facts=facts)
    return ApplicantState(application, "draft") if application.status == "draft" else None


def _outside(_data: Dataset, programme: Programme, application: Application) -> ApplicantState | None:
    for entry in programme.intake.outside:
        if entry.municipality in application.applicant.municipalities:
            fact = Fact("state.fact.text", {"text": entry.why})
            return ApplicantState(application, "outside", facts=(fact,))
    return None


def _not_eligible(data: Dataset, programme: Programme, application: Application) -> ApplicantState | None:
    if is_eligible(programme, application):
        return None
    others = (code for code in application.applicant.municipalities if code not in programme.intake.members)
    fact = Fact("state.fact.eligible", {"names": tuple(data.municipality_name(code) for code in others)})
    return ApplicantState(application, "condition", ELIGIBLE, (fact,))


def _late(_data: Dataset, programme: Programme, application: Application) -> ApplicantState | None:
    last, received = last_moment(programme, application), application.received
    if received is None or last is None or not minutes_late(programme, application):
        return None
    fact = Fact("state.fact.late", {"deadline": local(last), "received": local(received.at.moment)})
    return ApplicantState(application, "late", facts=(fact,))


def _by_conditions(data: Dataset, programme: Programme, application: Application) -> ApplicantState | None:
    for condition, fact in conditions_unmet(data, programme, application):
        if fact.key == UNTESTED:
            state: StateName = "unassessed" if condition.of == SCORE else "incomplete"
            return ApplicantState(application, state, condition.id, (fact,))
        words = (Fact("state.fact.text", {"text": condition.text}),) if condition.text else ()
        return ApplicantState(application, "condition", condition.id, (*words, fact))
    return None


def conditions_unmet(data: Dataset, programme: Programme, application: Application) -> Iterator[tuple[Condition, Fact]]:
    """Each condition with each way in which an application fails it, or that it cannot be tested (`UNTESTED`).

    What a condition names and what does not exist is a mistake of the programme (SK247) and fails nobody.
    """
    for condition in programme.intake.conditions:
        if not is_exempt(data, programme, application, condition):
            yield from ((condition, fact) for fact in _failures(data, programme, application, condition))


def _failures(data: Dataset, programme: Programme, application: Application, condition: Condition) -> Iterable[Fact]:
    if condition.of is not None:
        return filter(None, [_outside_bounds(data, programme, application, condition, condition.of)])
    if condition.not_among is not None:
        return filter(None, [_among(data, programme, application, condition.not_among)])
    return _not_accepted(programme, application, condition)


def _not_accepted(programme: Programme, application: Application, condition: Condition) -> Iterator[Fact]:
    answers = {key: answer_to(application, key) for key in condition.accepted if key in programme.yes_no_names}
    for key, answer in sorted(answers.items(), key=lambda one: one[1] is None):
        if answer is not True:
            yield Fact(UNTESTED if answer is None else "state.fact.declined", {"what": _question(programme, key)})


def _outside_bounds(
    data: Dataset, programme: Programme, application: Application, condition: Condition, name: str
) -> Fact | None:
    value = number_for(data, programme, application, name)
    if value is None and name not in number_names(data, programme):
        return None
    what = number_titles(data, programme).get(name, Fact(phrase_key("select.number", name), {}))
    if value is None:
        return Fact(UNTESTED, {"what": what})
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if condition.min is not None and exact < condition.min:
        return Fact("state.fact.below", {"what": what, "value": exact, "bound": condition.min})
    if condition.max is not None and exact > condition.max:
        return Fact("state.fact.above", {"what": what, "value": exact, "bound": condition.max})
    return None


def _among(data: Dataset, programme: Programme, application: Application, other: OtherCohort) -> Fact | None:
    named = data.programmes.get(other.programme)
    if named is programme or not (named or data.is_unread("programme", other.programme)):
        return None
    title = named.title if named else Words(da=other.programme)
    codes = municipalities_among(data, other)
    if codes is None:
        return Fact(UNTESTED, {"what": title})
    names = tuple(data.municipality_name(code) for code in application.applicant.municipalities if code in codes)
    return Fact(phrase_key("state.fact", other.who), {"names": names, "programme": title}) if names else None


def _question(programme: Programme, key: str) -> Words:
    demands = (demand.text for demand in programme.commitments if demand.id == key)
    question = programme.question(key)
    return next(demands, question.title if question else Words(da=key))
