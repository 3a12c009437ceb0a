"""What happens to a decision record after it is proposed: decided, released, and events appended, never rewritten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec.structs import replace

from samskab.fairness.row import Rows, broken
from samskab.fairness.seal import sealed, sealed_text
from samskab.fairness.tables import tables_of
from samskab.model.decision import Decided, Decision, Event
from samskab.refusal import Refusal
from samskab.storage.atomic_write import write_all
from samskab.usecases.load import Repo


def decide(decision: Decision, on: date, by: Sequence[str]) -> Decision:
    """The record, decided on a day by bodies (never persons)."""
    if decision.status != "proposed":
        raise Refusal("choice.already_decided", exit_code=1, id=decision.id)
    return sealed(replace(decision, status="decided", decided=Decided(on=on, by=tuple(by))))


def release(decision: Decision) -> Decision:
    """The record, announced to everyone."""
    if decision.status != "decided":
        code = "choice.not_decided" if decision.status == "proposed" else "choice.already_released"
        raise Refusal(code, exit_code=1, id=decision.id)
    return sealed(replace(decision, status="released"))


def withdraw(decision: Decision, applicant: str, on: date, why: str, instead: str | None = None) -> Decision:
    """The record with the event that one of the chosen left, and who steps in: the first of the list who can. One that
    only waits leaves the list, and nobody steps in.

    `instead` names another of the pool; the others stay. Who steps in breaks no rule, and none more than it is broken
    now: after a seat was left empty, the size is missed already. Raises `Refusal` when a rule would not hold.
    """
    if decision.status == "proposed":
        raise Refusal("choice.not_decided", exit_code=1, id=decision.id)
    now = decision.state()
    cohort = frozenset(now.selected)
    leaves = Event(on=on, kind="withdrawn", applicant=applicant, why=why, follows=decision.seal)
    if applicant in now.waiting and instead is None:
        return sealed(replace(decision, events=(*decision.events, leaves)))
    if applicant not in cohort:
        raise Refusal("choice.not_chosen", exit_code=1, name=decision.name_of(applicant))
    gone = {applicant, *(event.applicant for event in decision.events if event.kind == "withdrawn")}
    free = {candidate.key for candidate in decision.field.candidates} - cohort - gone
    if instead is not None and instead not in free:
        raise Refusal("choice.not_free", exit_code=1, name=decision.name_of(instead))
    asked = [one.applicant for one in decision.waiting_list if one.applicant in free] if instead is None else [instead]
    able = _able(decision, cohort, applicant, gone, asked)
    if instead is not None and not able:
        raise Refusal("choice.rules_break", exit_code=1, name=decision.name_of(instead))
    events = [leaves]
    if able:
        promoted = Event(on=on, kind="promoted", applicant=able[0], replaces=applicant, why=why, follows=decision.seal)
        events.append(promoted)
    return sealed(replace(decision, events=(*decision.events, *events)))


def _able(
    decision: Decision, cohort: frozenset[str], leaving: str, gone: Collection[str], asked: Sequence[str]
) -> list[str]:
    """Those of the given applicants who can step in without missing any rule by more than it is missed now."""
    rows = tables_of(decision).rows
    rows = rows.without(
        {row.id for row in rows.rules if row.kind == "must" and not row.weights.keys().isdisjoint(gone)}
    )
    missed_now = _missed(rows, cohort)
    after = {key: _missed(rows, {*cohort - {leaving}, key}) for key in asked}
    return [key for key in asked if all(by <= missed_now.get(row, 0) for row, by in after[key].items())]


def _missed(rows: Rows, cohort: Collection[str]) -> dict[str, int]:
    """The rules without a price that a cohort does not keep, and by how much."""
    return {one.row.id: one.missed for one in broken(rows, cohort) if one.row.price is None}


def rewrite(repo: Repo, path: str, decision: Decision) -> None:
    """Writes the record over the one it follows. `ChangedError` when that is not the one that was read any more."""
    write_all(repo.root, {path: sealed_text(decision).encode()}, before=repo.before(path))
