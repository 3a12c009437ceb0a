"""Findings of reading that need the other files."""

from __future__ import annotations

import pytest

from samskab.codes.declared import make_finding
from samskab.finding import Span
from samskab.usecases.load import with_codes
from tests.example_files import repository


@pytest.mark.parametrize(
    ("value", "hint"),
    [("Lolland", "'0360'"), ("lolland kommune", "'0360'"), ("Koebenhavn", "'0101'"), ("101", "'0101'"), ("Malmö", "")],
)
def test_a_name_in_place_of_a_municipality_code_is_answered_with_the_code(value: str, hint: str) -> None:
    data, _, _ = repository({})
    found = make_finding("SK048", Span("a.yaml", 1, 1), {"value": value}, hint="'0101'" if value == "101" else "")
    assert [each.hint for each in with_codes([found], data)] == [hint]
