"""What `samskab select` answers about a generated repository, beside what the brute force says."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.program import called
from tests.selection_oracle.applicants import Document, Repository
from tests.selection_oracle.changes import conflict_differences
from tests.selection_oracle.cohorts import Choice, Cohort, size_and_rules
from tests.selection_oracle.generated_repository import PROGRAMME, TODAY, Generated, generated

NEVER = Fraction(1, 1000)
"""The thousandths of cases so rare that `select` does not count them."""
STOPPED = {"incomplete", "unassessed"}


class Comparison:
    """One repository, with the answer of the command and that of the brute force."""

    def __init__(self, seed: int, place: Path) -> None:
        self.seed, self.place = seed, place
        self.case: Generated = generated(seed)
        self.case.write(place)
        self.repository = Repository(place, PROGRAMME)
        self.states = self.repository.states
        self.choice = Choice(
            self.repository, *size_and_rules(self.repository.programme, self.case.pins, self.case.excludes)
        )

    @cached_property
    def run(self) -> tuple[int, str]:
        """The exit code and the output of the command."""
        made = called(["select", PROGRAMME, "--today", TODAY, "--format", "json", *self.case.words], self.place)
        return made.returncode, made.stdout.decode()

    @cached_property
    def ranked(self) -> list[Cohort]:
        """Every cohort that may be chosen, best first."""
        return self.choice.ranked(self.choice.fitting())

    @property
    def kind(self) -> str:
        """What the documentation says must happen."""
        beside = {**self.case.pins, **self.case.excludes}
        if any(self.states[key][0] in STOPPED for key in self.states) and not self.case.leave_out:
            return "stopped"
        if self.choice.contradicts():
            return "contradiction"
        if any(self.states[key][0] != "stands" for key in beside):
            return "refused"
        if not self.choice.field:
            return "nobody_stands"
        return "chosen" if self.ranked else "infeasible"

    @property
    def somebody_is_chosen(self) -> bool:
        """The best cohort has somebody in it."""
        return self.kind == "chosen" and bool(self.ranked[0])

    def differences(self) -> Iterator[str]:
        """A sentence for each difference."""
        code, output = self.run
        expected = {"chosen": 0, "refused": 2}.get(self.kind, 1)
        if code != expected:
            yield f"{self.kind}: exit code {code}: {output[:300]}"
        elif self.kind in {"stopped", "contradiction"}:
            yield from _unequal("stops at", "SK258" in output, self.choice.contradicts())
        elif self.kind != "refused":
            yield from self._answer(json.loads(output))

    def _answer(self, answer: Document) -> Iterator[str]:
        yield from _unequal("status", answer["status"], self.kind)
        if answer["status"] != self.kind:
            return
        left_out = {key: state for key, state in self.states.items() if state[0] != "stands"}
        yield from _unequal("states", {x["key"]: (x["why"], x["condition"]) for x in answer["left_out"]}, left_out)
        if self.kind == "chosen":
            yield from self._chosen(answer["decision"])
        if self.kind == "infeasible":
            yield from conflict_differences(self.choice, answer)

    def _chosen(self, decision: Document) -> Iterator[str]:
        best, units = self.ranked[0], [aim["unit"] for aim in decision["aims"]]
        aims = [aim for aim in self.choice.aims if aim["kind"] != "prices" or not self._is_free(decision)]
        yield from _unequal("cohort", decision["cohort"], keys(best))
        yield from _unequal("aims", [aim["kind"] for aim in decision["aims"]], list(map(_name, aims)))
        if len(units) != len(aims):
            return

        def values(cohort: Cohort) -> list[Any]:
            return [abs(self.choice.value(aim, cohort)) * unit for aim, unit in zip(aims, units, strict=True)]

        for part in ("value", "bound"):
            yield from _unequal(part, [aim[part] for aim in decision["aims"]], values(best))
        yield from _unequal("seats", decision["rows"][0]["total"], self.choice.seats(best))
        told = [
            (_changed(decision, other["out"], other["into"]), other["values"]) for other in decision["alternatives"]
        ]
        yield from _unequal("alternatives", told, [(keys(c), values(c)) for c in self.ranked[1:4]])
        for reason in decision["reasons"]:
            yield from self._reason(decision, reason, values)
        yield from self._waiting_list(decision)

    def _is_free(self, decision: Document) -> bool:
        """No applicant who stands is touched by a rule with a price, so that the aim is not there."""
        listed = any(aim["kind"] == "prices" for aim in self.repository.selection.get("aims", ()))
        return not listed and all(row["price"] is None for row in decision["rows"])

    def _reason(self, decision: Document, reason: Document, values: Any) -> Iterator[str]:
        key, best = reason["applicant"], self.ranked[0]
        is_chosen = key in decision["cohort"]
        others = [cohort for cohort in self.ranked if (key in keys(cohort)) != is_chosen]
        outcome = reason["outcome"]
        if outcome == "excluded":
            yield from _unequal(f"{key} is excluded", self.choice.excludes(key), True)
        elif not others:
            yield from _unequal(f"reason of {key}", outcome, "required" if is_chosen else "impossible")
        else:
            costs = [abs(a - b) for a, b in zip(values(best), values(others[0]), strict=True)]
            yield from _unequal(f"costs of {key}", [abs(cost) for cost in reason["costs"]], costs)
            wanted = "chosen" if is_chosen else "costs" if any(costs) else "lot"
            yield from _unequal(f"reason of {key}", outcome, wanted)
            seat = "depends" if not costs or costs[0] * 100 <= values(best)[0] else "always" if is_chosen else "never"
            yield from _unequal(f"seat of {key}", reason["seat"], seat)
            named = _changed(decision, reason["displaces"], reason["instead"])
            found = next((cohort for cohort in others if keys(cohort) == named), None)
            yield from _unequal(f"cohort named to {key}", found is not None and values(found), values(others[0]))

    def _waiting_list(self, decision: Document) -> Iterator[str]:
        best, waiting = self.ranked[0], [name["applicant"] for name in decision["waiting_list"]]
        if set(waiting) & set(decision["cohort"]) or not set(waiting) <= set(keys(self.choice.field)):
            yield f"waiting list {waiting}"
        for name in decision["waiting_list"]:
            alone = [key for key in decision["cohort"] if self.holds({*keys(best), name["applicant"]} - {key}, {key})]
            yield from _unequal(f"{name['applicant']} steps in for", name["steps_in_for"], alone)
        told = decision["coverage"]
        if told and told["exact"]:
            for what, counted in zip(
                ("permille", "if_any_leaves_permille"), self._coverage(best, waiting), strict=True
            ):
                if not told[what] <= counted < told[what] + 1 + NEVER:
                    yield f"coverage {what}: {told[what]}, and counted {float(counted)}"

    def _coverage(self, best: Cohort, waiting: list[str]) -> tuple[Fraction, Fraction]:
        """In how many of 1000 cases the rules hold again, over all and given that somebody leaves."""
        percent = self.repository.selection["waiting_list"]["drop_out_percent"]
        total = 0
        for leaving in subsets(keys(best)):
            weight = percent ** len(leaving) * (100 - percent) ** (len(best) - len(leaving))
            total += weight * self.restores(best, set(leaving), waiting)
        nobody, everything = (100 - percent) ** len(best), 100 ** len(best)
        given = Fraction(total - nobody, everything - nobody) if everything > nobody else 1
        return Fraction(1000 * total, everything), Fraction(1000 * given)

    def restores(self, best: Cohort, leaving: set[str], waiting: list[str]) -> bool:
        """Some of those who wait, no more than have left, make every hard rule hold again."""
        steps = (set(names) for names in subsets(waiting) if len(names) <= len(leaving))
        return any(self.holds((set(keys(best)) - leaving) | names, leaving) for names in steps)

    def holds(self, names: Collection[str], left: Collection[str]) -> bool:
        """Every hard rule holds with these in; `left` are those who left, also where their seats are still counted."""
        return self.choice.keeps_all(tuple(one for one in self.choice.field if one.key in names), set(left))


def keys(cohort: Any) -> list[str]:
    """The ids of a cohort, in their order."""
    return sorted(one.key for one in cohort)


def subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    """Every choice of some of the names, fewest first."""
    return (some for n in range(len(names) + 1) for some in combinations(names, n))


def _changed(decision: Document, out: list[str], into: list[str]) -> list[str]:
    return sorted({*decision["cohort"], *into} - set(out))


def _unequal(what: str, told: Any, counted: Any) -> Iterator[str]:
    if told != counted:
        yield f"{what}: {told}, and counted {counted}"


def _name(aim: Mapping[str, Any]) -> str:
    """The name of an aim in a decision record."""
    measure = {"deviation": "sum", "dispersion": "nearest"}.get(aim["kind"])
    if measure:
        return f"{aim['kind']}_{aim.get('measure', measure)}"
    return "sum" if aim["kind"] == "score" and aim.get("of", "score") != "score" else aim["kind"]
