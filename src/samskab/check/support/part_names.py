"""The parts, rules and aims of a decision record in words, for findings about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from samskab.fairness.objectives import Goal
from samskab.fairness.row import Row
from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.finding import field_steps
from samskab.language import Fact, phrase_key
from samskab.model.applicant_numbers import COUNTED, SCORE
from samskab.model.decision import Decision
from samskab.model.field_types import Words
from samskab.model.pool import Candidate, Pool
from samskab.model.record import fields_of
from samskab.model.selection import Selection

SINGLE_PARTS: Mapping[str, str] = {
    "reasons": "reason",
    "left_out": "one_left_out",
    "field.candidates": "candidate",
    "selection.rules": "rule",
    "selection.aims": "aim",
}
"""Lists of which each entry has a name of its own."""

INNER_PARTS = frozenset({"run.freeze", "run.seed", "run.round", "run.seed_source"}).union(
    *(
        {f"{name}.{inner.encode_name}" for inner in fields_of(part)}
        for name, part in (("selection", Selection), ("field", Pool))
    )
)
"""Fields of parts that have a name of their own."""

FACTS = frozenset(each.encode_name for each in fields_of(Candidate)) - {"key", "name"}
"""Fields of a candidate that hold facts."""


def part_named(decision: Decision, field: str) -> Fact:
    """What a field of a record is about, as a noun: `reasons[3].costs` is about the reason of Odense."""
    head, *rest = map(str, field_steps(field))
    if rest and f"{head}.{rest[0]}" in INNER_PARTS:
        head, *rest = f"{head}.{rest[0]}", *rest[1:]
    if head in SINGLE_PARTS and rest and rest[0].isdecimal():
        return _part(SINGLE_PARTS[head], which=_entry(decision, head, int(rest[0])))
    return _part(head)


def fact_named(decision: Decision, name: str) -> object:
    """A field of a candidate, or an attribute, number or criterion of it; what nothing names is as it is written."""
    if name in {SCORE, *COUNTED}:
        return Fact(phrase_key("select.number", name), {})
    if name in FACTS:
        return Fact(phrase_key("decision.fact", name), {})
    criteria = {each.id: each.title for each in decision.field.criteria}
    return decision.field.titles.get(name) or criteria.get(name, name)


def row_named(tables: Tables, row: Row, size: int) -> Words:
    """The sentence of a row with its bounds for a cohort of this size."""
    return _in_both(tables, lambda wording: wording.row(row, size))


def aim_named(tables: Tables, goal: Goal, value: int) -> Words:
    """An aim with a value of it."""
    return _in_both(tables, lambda wording: wording.measure(goal, value))


def _in_both(tables: Tables, sentence: Callable[[Wording], str]) -> Words:
    from samskab.yaml.catalogue import load_languages

    texts = {code: sentence(Wording(tables, language)) for code, language in load_languages().items()}
    return Words(da=texts["da"], en=texts.get("en"))


def _part(name: str, **values: object) -> Fact:
    return Fact(phrase_key("decision.part", name), values)


def _entry(decision: Decision, head: str, place: int) -> object:
    """An entry of a list: the applicant that it is about, the id of the rule, the number of the aim."""
    if head == "selection.aims":
        return place + 1
    if head == "selection.rules":
        return decision.selection.rules[place].id
    if head == "field.candidates":
        return decision.field.candidates[place].name
    listed = decision.reasons if head == "reasons" else decision.left_out
    return decision.name_of(listed[place].applicant)
