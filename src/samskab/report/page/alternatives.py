"""The next best cohorts with their price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from samskab.report.page.edition import ReportBasis


class Alternative(NamedTuple):
    """Who is out, who is in, and what that would cost in words."""

    out: str
    into: str
    price: str

    def words(self, label: Mapping[str, str]) -> str:
        """`Uden A, B, med C`."""
        named = ((label["without"], self.out), (label["with"], self.into))
        return ", ".join(f"{word} {names}" for word, names in named if names)


def alternatives(basis: ReportBasis) -> tuple[Alternative, ...]:
    """Every cohort that the record names beside the chosen one."""
    best = tuple(aim.value for aim in basis.decision.aims)
    goals = basis.tables.goals
    found = []
    for each in basis.decision.alternatives:
        costs = basis.tables.costs(each.values, best)
        worse = basis.wording.first_worse(goals, best, costs)
        better = basis.wording.better(goals, best, costs)
        key = "report.price_gain" if worse and better else "report.price" if worse else "report.no_price"
        values = {"worse": worse, "better": better} if worse and better else {"worse": worse} if worse else {}
        out, into = map(basis.wording.names, (each.out, each.into))
        found.append(Alternative(out, into, basis.language.say(key, **values)))
    return tuple(found)
