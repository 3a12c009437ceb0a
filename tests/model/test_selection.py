"""What a rule or an aim reads follows from the types of its fields, also for a new kind of rule."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from msgspec.structs import replace

from samskab.check.rules.programme.selection_names import attribute_unknown
from samskab.fairness.admission import recorded_standing
from samskab.fairness.pool import pool_for
from samskab.model.dataset import Dataset
from samskab.model.field_lookup import hints
from samskab.model.field_types import Key
from samskab.model.programme import Programme
from samskab.model.selection import (
    Aim,
    AttributeName,
    Band,
    CohortRule,
    Deviation,
    NumberName,
    Quota,
    Reads,
    Score,
    Selection,
    SelectionEntry,
    Sum,
)
from tests.example_files import repository

NAMES_OF_APPLICANTS_OR_ITSELF = {"id", "applicants"}


class Within(SelectionEntry, tag_field="kind", tag="within"):
    """At most `max` of each value of one attribute for each value of another: a kind of rule for this test."""

    id: Key
    by: AttributeName
    within: AttributeName
    weighted: tuple[NumberName, ...] = ()
    max: int


RULE = Within(id="tema", by="theme", within="group", weighted=("named-participants", "score"), max=2)


def selected(*rules: object, data: Dataset) -> tuple[Dataset, Programme, Selection]:
    """The golden repository with these rules."""
    (programme,) = data.programmes.values()
    selection = Selection(rules=rules, aims=())  # type: ignore[arg-type]
    changed = replace(programme, selection=selection)
    others = (record for kind in data.kinds() if kind is not Programme for record in data.all(kind))
    return Dataset([changed, *others]), changed, selection


@pytest.mark.parametrize(
    ("entry", "attributes", "numbers"),
    [
        (Quota(id="q1", by="region", of="applicants"), {"by": "region"}, {}),
        (Deviation(by=("region", "group")), {"by[0]": "region", "by[1]": "group"}, {}),
        (Sum(id="s1", of="participants"), {}, {"of": "participants"}),
        (Score(), {}, {"of": "score"}),
        (Band(id="b1", of="population", steps=()), {}, {"of": "population"}),
        (
            RULE,
            {"by": "theme", "within": "group"},
            {"weighted[0]": "named-participants", "weighted[1]": "score"},
        ),
    ],
)
def test_an_entry_reads_what_its_fields_name(
    entry: SelectionEntry, attributes: dict[str, str], numbers: dict[str, str]
) -> None:
    assert entry.reads == Reads(attributes, numbers)


def test_every_key_of_a_rule_or_aim_is_a_name_of_something_that_is_read() -> None:
    """A field of the type `Key` alone would be left out of the pool, and its rule would have no effect."""
    plain = [
        f"{kind.__name__}.{field}"
        for kind in (*get_args(CohortRule), *get_args(Aim))
        for field, hint in hints(kind).items()
        if (hint == Key or Key in get_args(hint)) and field not in NAMES_OF_APPLICANTS_OR_ITSELF
    ]
    assert plain == ["Quota.values", "Proportional.shares"]  # the values of the attribute that `by` names


def test_the_pool_takes_everything_that_a_new_kind_of_rule_reads() -> None:
    rule = replace(RULE, by="region", within="landsdel")
    data, programme, selection = selected(rule, data=repository({})[0])
    pool = pool_for(data, programme, selection, recorded_standing(data, programme))
    assert set(pool.country) == {"region", "landsdel"}
    assert all({"region", "landsdel"} <= set(candidate.attributes) for candidate in pool.candidates)
    assert all({*candidate.numbers} | {"score"} == {"named-participants", "score"} for candidate in pool.candidates)


@pytest.mark.parametrize(
    ("rule", "field", "hint"),
    [
        (replace(RULE, by="region", within="landdel"), "within", "landsdel"),
        (replace(RULE, by="regoin", within="landsdel"), "by", "region"),
        (replace(RULE, by="region", within="group", weighted=("score", "particpants")), "weighted[1]", "participants"),
    ],
)
def test_a_misspelt_name_of_a_new_kind_of_rule_is_found_at_its_field(rule: Within, field: str, hint: str) -> None:
    data, programme, _ = selected(rule, data=repository({})[0])
    found = list(attribute_unknown.findings(data, today=date(2026, 3, 7)))
    assert [(finding.code, finding.field, finding.hint) for finding in found] == [
        ("SK220", f"selection.rules[0].{field}", hint)
    ]
    assert found[0].span.path == programme.path
