"""Reasons of a record that the solver does not confirm: rows in conflict, and rules that shut others out."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.model.decision import Decision, Reason
from samskab.solve.conflicts import Conflicts
from samskab.solve.explain import shut_out
from samskab.solve.solver import NodeLimitError
from samskab.solve.task import Task, recorded_task


def unconfirmed_reasons(decision: Decision) -> Iterator[int]:
    """The places of the reasons whose rows are not those that decide; none once the solver reaches its limit."""
    task = recorded_task(decision)
    conflicts = Conflicts(task.keys, task.rows)
    try:
        shut = shut_out(task, decision.cohort)
        for number, reason in enumerate(decision.reasons):
            if reason.outcome in {"costs", "lot"}:
                is_confirmed = reason.rows == shut.get(reason.applicant, ())
            else:
                is_confirmed = _are_in_conflict(task, conflicts, reason)
            if not is_confirmed:
                yield number
    except NodeLimitError:
        return


def _are_in_conflict(task: Task, conflicts: Conflicts, reason: Reason) -> bool:
    """Whether the named rows cannot all hold with the applicant in (or out), and none of them can be left out."""
    own = task.rows.kept_out().get(reason.applicant, ())
    rows = [row for row in reason.rows if row not in own]
    forced = {reason.applicant: int(reason.outcome != "required")}
    if not rows:
        return True
    return not conflicts.fits(rows, forced) and all(
        conflicts.fits([row for row in rows if row != spared], forced) for spared in rows
    )
