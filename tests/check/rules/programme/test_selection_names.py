"""The values that rules and conditions name are values of the programme's own day, questions and register."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.run import check_dataset
from tests.example_files import example, repository

TODAY = date(2026, 3, 7)
QUESTIONS = """\
questions:
  - {id: vaert, title: {da: Vil I være vært?}, type: yes_no}
  - id: tema
    title: {da: Hvilket tema?}
    type: choice
    options:
      - {id: besoeg, title: {da: Besøgsvenner}}
      - {id: mad, title: {da: Fællesspisning}}
"""


def unknown(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Code, field, hint and allowed values of each finding about the values of an attribute."""
    data, _, unreadable = repository(example(f"# data/programmes/naboskab-2026/programme.yaml\n{text}").files)
    assert not unreadable
    found = [finding for finding in check_dataset(data, TODAY) if finding.code in {"SK221", "SK247"}]
    return [(f.code, f.field, f.hint, tuple(f.values["allowed"])) for f in found]


def quota(by: str, values: str, more: str = "") -> str:
    rule = f"{{id: krav, kind: quota, by: {by}, values: {{{values}: {{max: 2}}}}}}"
    return f"{QUESTIONS}{more}selection:\n  rules:\n    - {rule}\n"


@pytest.mark.parametrize(("value", "hint"), [("ja", "'yes'"), ("nej", "'no'"), ("'true'", "'yes'"), ("maaske", "")])
def test_the_values_of_a_yes_no_question_are_yes_and_no(value: str, hint: str) -> None:
    key = value.strip("'")
    assert unknown(quota("vaert", value)) == [("SK221", f"selection.rules[0].values.{key}", hint, ("yes", "no"))]
    assert unknown(quota("vaert", "'yes'")) == unknown(quota("vaert", "'no'")) == []


def test_an_exempt_answer_is_named_by_the_same_values() -> None:
    text = """\
intake:
  kind: application
  rounds:
    - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
  conditions:
    - {id: stoerrelse, of: population, min: 1000, unless: {vaert: [VALUE]}}
"""
    for value, found in (("ja", [("SK247", "'yes'", ("no", "yes"))]), ("'yes'", [])):
        assert [(code, *rest) for code, _, *rest in unknown(QUESTIONS + text.replace("VALUE", value))] == found


def test_a_misspelt_option_has_the_right_one_as_hint() -> None:
    assert unknown(quota("tema", "besog")) == [
        ("SK221", "selection.rules[0].values.besog", "besoeg", ("besoeg", "mad"))
    ]


@pytest.mark.parametrize(
    ("year", "value", "is_known"),
    [(2026, "sjaelland", True), (2027, "sjaelland", False), (2027, "oestdanmark", True), (2026, "oestdanmark", False)],
)
def test_a_region_is_one_of_the_programmes_own_day(year: int, value: str, is_known: bool) -> None:
    intake = f"""\
intake:
  kind: application
  rounds:
    - {{id: ansoegning, opens: {year}-01-05, closes: {{date: {year}-04-15}}}}
"""
    found = unknown(quota("region", value, intake))
    assert [code for code, *_ in found] == ([] if is_known else ["SK221"])
    assert all(value not in allowed for *_, allowed in found)
