"""Findings of reading that need the other files."""

from __future__ import annotations

import pytest

from samskab.codes.declared import make_finding
from samskab.finding import Span
from samskab.usecases.load import with_codes
from tests.example_files import repository
from tests.selection_repository import HOME


@pytest.mark.parametrize(
    ("value", "hint"),
    [("Lolland", "'0360'"), ("lolland kommune", "'0360'"), ("Koebenhavn", "'0101'"), ("101", "'0101'"), ("Malmö", "")],
)
def test_a_name_in_place_of_a_municipality_code_is_answered_with_the_code(value: str, hint: str) -> None:
    data, _, _ = repository({})
    found = make_finding("SK048", Span("a.yaml", 1, 1), {"value": value}, hint="'0101'" if value == "101" else "")
    assert [each.hint for each in with_codes([found], data)] == [hint]


@pytest.mark.parametrize(("field", "hint"), [("meetings[0].host", "aarhus"), ("meetings[0].venue", "aarhus-kommune")])
def test_a_name_in_place_of_the_key_of_an_application_is_answered_with_the_key(field: str, hint: str) -> None:
    data, _, _ = repository({})
    span, value = Span(f"{HOME}/schedule.yaml", 1, 1), {"value": "Aarhus Kommune"}
    found = make_finding("SK047", span, value, field, hint="aarhus-kommune")
    assert [each.hint for each in with_codes([found], data)] == [hint]
