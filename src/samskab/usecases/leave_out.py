"""The decision to choose without applications that are incomplete or unassessed (`select --leave-out`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from samskab.language import phrase_key
from samskab.model.dataset import Dataset
from samskab.model.decision import Override
from samskab.model.eligibility import WAITING, ApplicantState
from samskab.refusal import Refusal
from samskab.usecases.applicant_lookup import application_named


def leave_out_overrides(
    data: Dataset,
    programme: str,
    states: Sequence[ApplicantState],
    asked: Iterable[str],
    by: str | None,
    because: str | None,
) -> Mapping[str, Override]:
    """Application id -> the decision to go on without it: one that is recorded as decided, or one that is asked for.

    Each of `asked` is a name, a name and `=` and its reason, or a state of `WAITING`.
    Raises `Refusal` where who or why is missing, and for an application that is in no such state.
    """
    waiting = {each.application.id: each for each in states if each.state in WAITING}
    found = {key: override for key, override in _decided(data, programme).items() if key in waiting}
    for word in asked:
        name, _, why = (part.strip() for part in word.partition("="))
        why = why or because or ""
        if not (by and why):
            raise Refusal("choice.leave_out_unexplained")
        for key in _named(data, programme, states, waiting, name):
            found[key] = Override(applicant=key, action="leave-out", why=why, by=by)
    return dict(sorted(found.items()))


def _named(
    data: Dataset,
    programme: str,
    states: Sequence[ApplicantState],
    waiting: Mapping[str, ApplicantState],
    name: str,
) -> tuple[str, ...]:
    if name in WAITING:
        return tuple(key for key, each in waiting.items() if each.state == name)
    application = application_named(data, data.applications(programme), name)
    if application.id in waiting:
        return (application.id,)
    state = next(each.state for each in states if each.application.id == application.id)
    key = "choice.leave_out_stands" if state == "stands" else phrase_key("choice.why_left_out", state)
    raise Refusal(key, name=data.applicant_name(application))


def _decided(data: Dataset, programme: str) -> Mapping[str, Override]:
    """What the decision that holds has left out, if it is more than a proposal."""
    decision = data.settled_decision(programme)
    overrides = decision.overrides if decision else ()
    return {one.applicant: one for one in overrides if one.action == "leave-out" and one.applicant}
