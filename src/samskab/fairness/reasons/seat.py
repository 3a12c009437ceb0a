"""Whether an applicant is in all, none or some of the nearly best cohorts, by its reason."""

from __future__ import annotations

from collections.abc import Sequence

from samskab.model.decision import Reason, Seat


def seat_of(reason: Reason, best: Sequence[int]) -> Seat:
    """The seat of an applicant. `best` are the values of the aims of the chosen cohort.

    `depends` when the other cohort of the reason is within 1 % of the best value of the first aim, or is not proven.
    """
    costs, is_inside = reason.costs, reason.outcome in {"chosen", "required"}
    is_near = not costs or not best or costs[0] * 100 <= abs(best[0])
    if reason.outcome in {"chosen", "costs", "lot"} and (is_near or not reason.proven):
        return "depends"
    return "always" if is_inside else "never"
