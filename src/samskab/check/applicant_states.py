"""The state of every application of a programme: `stands` when it can be chosen, else why it cannot.

    states = applicant_states(data, programme)                      # of every application, by id
    pool_for(data, programme, selection, standing(states))          # who can be chosen
    [left_out_record(data, state, languages) for state in left_out(states)]     # who cannot, and why

The states do not depend on the day. They need whole applications, and the other programmes that the conditions of
the intake name (`usecases.load`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samskab.check.rules.application.unassessed import key_of, missing_assessments
from samskab.check.run import CODES, check_application
from samskab.check.waiver import apply
from samskab.fairness.admission import ELIGIBLE, needs_scores, recorded_state
from samskab.finding import Finding, Severity
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.eligibility import ApplicantState
from samskab.model.programme import Programme
from samskab.model.waivers import Waivers


def applicant_states(data: Dataset, programme: Programme) -> tuple[ApplicantState, ...]:
    """The state of every application of a programme, by id: the first reason why it cannot be chosen, else `stands`."""
    missing = missing_assessments(data) if needs_scores(programme) else {}
    return tuple(_state(data, programme, each, missing) for each in data.applications(programme.id))


def standing(states: Iterable[ApplicantState]) -> tuple[Application, ...]:
    """The applications that can be chosen."""
    return tuple(each.application for each in states if each.state == "stands")


def left_out(states: Iterable[ApplicantState]) -> tuple[ApplicantState, ...]:
    """The states of those that cannot be chosen."""
    return tuple(each for each in states if each.state != "stands")


def _state(
    data: Dataset, programme: Programme, application: Application, missing: Mapping[str, tuple[Finding, ...]]
) -> ApplicantState:
    """The recorded state, unless the application's own mistakes or a missing assessment go before it."""
    state = recorded_state(data, programme, application)
    if state.state not in {"stands", "incomplete", "unassessed", "condition"} or state.reason == ELIGIBLE:
        return state
    errors = _own_errors(data, application)
    if mistakes := errors if state.state == "incomplete" else _not_waived(data, application, errors):
        return ApplicantState(application, "incomplete", facts=state.facts, findings=mistakes)
    if state.state in {"stands", "unassessed"} and (found := missing.get(key_of(programme.id, application.id))):
        return ApplicantState(application, "unassessed", state.reason, state.facts, found)
    return state


def _own_errors(data: Dataset, application: Application) -> tuple[Finding, ...]:
    """The errors that the applicant must mend, whatever the day."""
    return tuple(each for each in check_application(data, application, None) if _makes_incomplete(each))


def _not_waived(data: Dataset, application: Application, errors: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The errors that no waiver accepts. What a condition asks must be answered, whatever is waived."""
    kept = apply(errors, data.all(Waivers), None, whole=False) if errors else ()
    return tuple(each for each in kept if each.span.path == application.path)


def _makes_incomplete(finding: Finding) -> bool:
    code = CODES[finding.code]
    is_error = finding.severity is Severity.ERROR
    return is_error and code.mended_by == "applicant" and "selection" not in code.allows
