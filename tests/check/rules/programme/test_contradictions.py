"""Rules of a cohort that forbid each other, have no effect, or have a minimum above the maximum."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.run import check_dataset
from tests.example_files import example, repository

TODAY = date(2026, 3, 7)
WHY = "reason: {da: Aftalt.}"


def codes(*rules: str, rest: str = "", files: str = "", today: date = TODAY) -> list[tuple[str, str]]:
    """Codes SK203, SK242 and SK252-SK262 with their fields, for rules written in one programme."""
    listed = "".join(f"    - {{{rule}}}\n" for rule in rules)
    head = "  rules:\n" if rules else ""
    text = f"# data/programmes/naboskab-2026/programme.yaml\nselection:\n{head}{listed}{rest}{files}"
    data, _, unreadable = repository(example(text).files)
    assert not unreadable
    ours = {"SK203", "SK242", *(f"SK{n}" for n in range(252, 263))}
    return [(f.code, f.field.removeprefix("selection.")) for f in check_dataset(data, today) if f.code in ours]


def named(kind: str, *keys: str, name: str = "", more: str = "") -> str:
    because = f", {WHY}" if kind.startswith("must") else ""
    return f"id: {name or kind.replace('_', '-')}, kind: {kind}, applicants: [{', '.join(keys)}]{because}{more}"


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ((named("must", "lolland"), named("must_not", "lolland")), "rules[1]"),
        ((named("must_not", "lolland"), named("must", "lolland")), "rules[0]"),
        ((named("must", "lolland"), named("together", "lolland", "odense"), named("must_not", "odense")), "rules[2]"),
        ((named("must", "lolland", "varde"), named("apart", "lolland", "varde")), "rules[1]"),
        (
            (named("must", "lolland"), named("must", "varde", name="mere"), named("apart", "lolland", "varde")),
            "rules[2]",
        ),
        (
            (
                named("together", "lolland", "odense"),
                named("together", "odense", "varde", name="mere"),
                named("apart", "lolland", "varde"),
            ),
            "rules[2]",
        ),
    ],
)
def test_rules_that_leave_no_choice(rules: tuple[str, ...], field: str) -> None:
    assert codes(*rules) == [("SK258", field)]


@pytest.mark.parametrize(
    "rules",
    [
        (named("must", "lolland"), named("must_not", "lolland", more=", price: 2")),
        (named("must", "lolland", more=", price: 2"), named("must_not", "lolland")),
        (named("together", "lolland", "odense"), named("apart", "odense", "varde")),
        (named("must", "lolland"), named("apart", "lolland", "varde")),
        (named("must_not", "lolland", "varde"), named("together", "lolland", "varde")),
    ],
)
def test_rules_that_leave_a_choice(rules: tuple[str, ...]) -> None:
    assert codes(*rules) == []


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("id: qq, kind: quota, by: region, each: {}", [("SK256", "rules[0]")]),
        ("id: qq, kind: quota, by: region, each: {min: 3, max: 2}", [("SK203", "rules[0].each.min")]),
        (
            "id: qq, kind: quota, by: region, values: {sjaelland: {min_percent: 50, max_percent: 40}}",
            [("SK203", "rules[0].values.sjaelland.min_percent")],
        ),
        (
            "id: qq, kind: quota, by: region, values: {sjaelland: {min: 1, min_percent: 40}}",
            [("SK254", "rules[0].values.sjaelland.min_percent")],
        ),
        ("id: qq, kind: quota, by: region, each: {min: 0, max_percent: 100}", []),
        (
            "id: qq, kind: quota, by: region, each: {min_percent: -1}",
            [("SK242", "rules[0].each.min_percent")],
        ),
        ("id: ss, kind: sum, of: participants", [("SK256", "rules[0]")]),
        ("id: ss, kind: sum, of: participants, min: 9, max: 8", [("SK203", "rules[0].min")]),
        ("id: pp, kind: proportional, by: region, to: shares", [("SK256", "rules[0]")]),
        ("id: pp, kind: proportional, by: region, to: shares, shares: {sjaelland: 0}", [("SK257", "rules[0].shares")]),
        ("id: pp, kind: proportional, by: region, counts: municipalities", []),  # as the capacity does
        ("id: qq, kind: quota, by: region, each: {max_percent: 40}, counts: municipalities", []),
        ("id: qq, kind: quota, by: region, each: {max: 2}, counts: municipalities", []),
        ("id: bb, kind: breadth, by: region, min: 0", [("SK256", "rules[0]")]),
        ("id: cc, kind: common, by: region, min: 0", [("SK256", "rules[0]")]),
        ("id: dd, kind: distance, min_km: 0", [("SK256", "rules[0]")]),
        ("id: nn, kind: near, to: {lat: 55.4}, max_km: 200", [("SK256", "rules[0]")]),
        ("id: nn, kind: near, to: {name: Odense}, max_km: 200", [("SK256", "rules[0]")]),
        ('id: nn, kind: near, to: {municipality: "0461"}, max_km: 200', []),
        (named("together", "lolland", "lolland"), [("SK256", "rules[0]")]),
        (named("must"), [("SK256", "rules[0]")]),
        ("id: pin, kind: breadth, by: region, min: 2", [("SK252", "rules[0].id")]),
        (
            "id: exclude, kind: breadth, by: region, min: 2, price: -1",
            [("SK252", "rules[0].id"), ("SK253", "rules[0].price")],
        ),
        ("id: bb, kind: breadth, by: region, min: 2, price: 0", []),
    ],
)
def test_one_rule_alone(rule: str, found: list[tuple[str, str]]) -> None:
    assert codes(rule) == found


@pytest.mark.parametrize(("percent", "bad"), [(-1, True), (0, False), (100, False), (101, True)])
def test_the_chance_that_one_leaves_is_a_chance(percent: int, bad: bool) -> None:
    found = codes(rest=f"  waiting_list: {{size: 1, drop_out_percent: {percent}}}\n")
    assert found == ([("SK255", "waiting_list.drop_out_percent")] if bad else [])


@pytest.mark.parametrize(("size", "day", "bad"), [(4, 16, True), (3, 16, False), (4, 15, False)])
def test_a_waiting_list_is_no_longer_than_those_who_are_left(size: int, day: int, bad: bool) -> None:
    """Seven apply by 15 April, at least four are chosen: three can wait. Before the deadline the number is unknown."""
    rest = f"  aims: [{{kind: score}}]\n  waiting_list: {{size: {size}}}\n"
    assert codes(rest=rest, today=date(2026, 4, day)) == ([("SK261", "waiting_list.size")] if bad else [])


def test_two_together_fill_two_places() -> None:
    """Counted in municipalities, a joint applicant leaves one more to wait."""
    both = "# data/programmes/naboskab-2026/applications/lolland.yaml\n"
    both += "applicant: {municipalities: ['0360', '0376'], name: Lolland-Falster}\n"
    rest = "  size: {min: 4, max: 4, counts: municipalities}\n  aims: [{kind: score}]\n  waiting_list: {size: 4}\n"
    assert codes(rest=rest, today=date(2026, 4, 16)) == [("SK261", "waiting_list.size")]
    assert codes(rest=rest, files=both, today=date(2026, 4, 16)) == []
