"""What `select` says when no cohort fits, tried out on the rules as they would be after each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from fractions import Fraction
from typing import Any

from tests.selection_oracle.applicants import Document
from tests.selection_oracle.cohorts import Choice

FIELDS = {"low": "min", "high": "max"}


def conflict_differences(choice: Choice, answer: Document) -> Iterator[str]:
    """The rules in conflict cannot hold together; each change offered is enough, and none of it can be spared."""
    named = {row["rule"] for row in answer["conflict"]}
    if any(choice.keeps_all(cohort, rules=named) for cohort in choice.everyone()):
        yield f"conflict: {sorted(named)} can hold together"
    for change in answer["singles"]:
        if not _fits(choice, [change]):
            yield f"change is not enough: {change}"
        smaller = _smaller(change, _unit(choice, change))
        if smaller and _fits(choice, [smaller]):
            yield f"change is more than needed: {change}"
    for changes in answer["combinations"]:
        if not _fits(choice, changes):
            yield f"combination is not enough: {changes}"
        for spared in changes:
            if _fits(choice, [change for change in changes if change is not spared]):
                yield f"combination can spare {spared}: {changes}"


def _fits(choice: Choice, changes: Sequence[Document]) -> bool:
    """Some cohort keeps the rules as they are after the changes."""
    size, rules = deepcopy(choice.size), deepcopy(choice.rules)
    for change in changes:
        if change["rule"] == "size":
            size = {**size, FIELDS[change["bound"]]: change["becomes"]}
            continue
        place = next(n for n, rule in enumerate(rules) if rule["id"] == change["rule"])
        rules[place] = _changed(choice, rules[place], change)
    changed = choice.with_rules(size, rules)
    return any(map(changed.keeps_all, changed.everyone()))


def _changed(choice: Choice, rule: Any, change: Document) -> Any:
    bound, becomes, value = change["bound"], change["becomes"], (change["row"] or "").partition(":")[2]
    if bound == "removed":
        if not value:
            return {**rule, "price": 0}
        return {**rule, "applicants": [key for key in rule["applicants"] if key != value]}
    if bound in {"min_km", "max_km"}:
        return {**rule, bound: Fraction(becomes, 10)}
    if rule["kind"] == "quota":
        field = FIELDS[bound]
        held = choice.quota_bounds(rule)[value]
        kept = {key: number for key, number in held.items() if key != f"{field}_percent"}
        return {**rule, "values": {**rule.get("values", {}), value: {**kept, field: becomes}}}
    return {**rule, FIELDS.get(bound, bound): becomes / _unit(choice, change)}


def _unit(choice: Choice, change: Document) -> Fraction:
    """The parts in which a sum is kept: 2 where scores are halves."""
    rule = next((rule for rule in choice.rules if rule["id"] == change["rule"] and rule["kind"] == "sum"), {})
    written = rule.get(FIELDS.get(change["bound"]))
    return Fraction(change["was"], written) if written else Fraction(1)


def _smaller(change: Document, unit: Fraction) -> Document | None:
    """The change without its last step; None for the smallest that a file can hold."""
    step = unit if change["was"] > change["becomes"] else -unit
    return None if abs(change["was"] - change["becomes"]) <= unit else {**change, "becomes": change["becomes"] + step}
