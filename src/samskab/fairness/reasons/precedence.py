"""Who keeps its seat over an applicant that was not chosen, and by which rule or aim.

It is found by exchanging the applicant for one of the chosen and adding up again; no search is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from samskab.fairness.objectives import better
from samskab.fairness.tables import Tables
from samskab.model.decision import Over, Reason


def chosen_over(tables: Tables, cohort: Collection[str], values: Sequence[int], reason: Reason) -> tuple[Over, ...]:
    """The chosen whose seat the applicant does not get, in order; `values` are those of the goals of the cohort.

    Named are those who would have to leave (`displaces`), and those for whom it would have been taken by the aims
    alone. Of the latter a rule keeps every one. So are those of an exchange that no aim tells from the cohort, where a
    rule hinders it and not the lot.
    """
    return tuple(_over(tables, cohort, values, reason)) if reason.outcome in {"costs", "lot"} else ()


def _over(tables: Tables, cohort: Collection[str], values: Sequence[int], reason: Reason) -> Iterator[Over]:
    for key in sorted(cohort):
        other = exchanged(cohort, key, reason.applicant)
        aim, is_better = _first_aim(tables, values, other)
        is_equal = aim is None and reason.outcome == "costs"
        if key in reason.displaces or is_better or is_equal:
            rule = tables.broken_rule(other)
            if rule is not None:
                yield Over(applicant=key, rule=rule)
            elif key in reason.displaces:
                yield Over(applicant=key, aim=aim)


def exchanged(cohort: Collection[str], out: str, into: str) -> frozenset[str]:
    """The cohort with one applicant in the place of another."""
    return (frozenset(cohort) - {out}) | {into}


def _first_aim(tables: Tables, values: Sequence[int], other: frozenset[str]) -> tuple[int | None, bool]:
    """The first goal in which another cohort differs, counted from 1, and whether it is better; None without one."""
    for place, (goal, value) in enumerate(zip(tables.goals, values, strict=True)):
        if (found := tables.value(place, other)) != value:
            return place + 1, better(goal, found, value)
    return None, False
