"""What happens to a decision record after it is proposed: decided, released, and events appended, never rewritten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec.structs import replace

from samskab.fairness.fingerprint import pool_from
from samskab.fairness.row import Rows, broken
from samskab.fairness.rows import rows
from samskab.fairness.seal import sealed, written
from samskab.model.decision import Decided, Decision, Event
from samskab.storage.atomic_write import write_all
from samskab.usecases.load import Repo


class WrongStepError(ValueError):
    """A step that does not fit the record as it stands; `code` is the sentence that says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def decide(decision: Decision, on: date, by: Sequence[str]) -> Decision:
    """The record, decided on a day by bodies (never persons)."""
    if decision.status != "proposed":
        raise WrongStepError("choice.already_decided", id=decision.id)
    return sealed(replace(decision, status="decided", decided=Decided(on=on, by=tuple(by))))


def release(decision: Decision) -> Decision:
    """The record, announced to everyone."""
    if decision.status != "decided":
        code = "choice.not_decided" if decision.status == "proposed" else "choice.already_released"
        raise WrongStepError(code, id=decision.id)
    return sealed(replace(decision, status="released"))


def withdraw(decision: Decision, applicant: str, on: date, why: str, instead: str | None = None) -> Decision:
    """The record with the event that one of the chosen left, and who steps in: the first of the list who can.

    `instead` names another of those who stood; nobody else moves. Who steps in breaks no rule, and none more than it is
    broken now: after a seat was left empty, the size is missed already. `WrongStepError` when a rule would not hold.
    """
    if decision.status == "proposed":
        raise WrongStepError("choice.not_decided", id=decision.id)
    cohort = standing(decision)
    if applicant not in cohort:
        raise WrongStepError("choice.not_chosen", name=_name(decision, applicant))
    gone = {applicant, *(event.applicant for event in decision.events if event.kind == "withdrawn")}
    free = {stood.key for stood in decision.field.candidates} - cohort - gone
    if instead is not None and instead not in free:
        raise WrongStepError("choice.not_free", name=_name(decision, instead))
    law = rows(pool_from(decision.field), decision.selection)
    law = law.without({row.id for row in law.rules if row.kind == "must" and gone & row.weights.keys()})
    excused = _missed(law, cohort)
    asked = [one.applicant for one in decision.waiting_list if one.applicant in free] if instead is None else [instead]
    after = {key: _missed(law, {*cohort - {applicant}, key}) for key in asked}
    able = [key for key in asked if all(by <= excused.get(row, 0) for row, by in after[key].items())]
    if instead is not None and not able:
        raise WrongStepError("choice.rules_break", name=_name(decision, instead))
    steps_in = next(iter(able), None)
    events = [Event(on=on, kind="withdrawn", applicant=applicant, why=why, follows=decision.seal)]
    if steps_in is not None:
        promoted = Event(on=on, kind="promoted", applicant=steps_in, replaces=applicant, why=why, follows=decision.seal)
        events.append(promoted)
    return sealed(replace(decision, events=(*decision.events, *events)))


def standing(decision: Decision) -> frozenset[str]:
    """Who is in the cohort after all events."""
    cohort = set(decision.cohort)
    for event in decision.events:
        if event.kind == "withdrawn":
            cohort.discard(event.applicant)
        elif event.kind == "promoted":
            cohort.add(event.applicant)
    return frozenset(cohort)


def _missed(law: Rows, cohort: Collection[str]) -> dict[str, int]:
    """The rows without a price that a cohort does not keep, and by how much."""
    return {one.row.id: one.missed for one in broken(law, cohort) if one.row.price is None}


def _name(decision: Decision, key: str) -> str:
    return next((stood.name for stood in decision.field.candidates if stood.key == key), key)


def rewrite(repo: Repo, path: str, decision: Decision) -> None:
    """Writes the record over the one it follows."""
    write_all(repo.root, {path: written(decision).encode()}, replace=True)
