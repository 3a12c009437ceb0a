"""An applicant's name is its own: not that of another municipality or applicant, whatever its spelling."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.run import check_dataset
from tests.example_files import example, repository

FILE = "# data/programmes/naboskab-2026/applications/lolland.yaml\n"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Lolland", []),
        ("Lolland Kommune", []),
        ("Sydhavsøerne", []),
        ("Varde", [2]),
        ("VARDE  kommune", [2]),
        ("Aarhus", [2]),
        ("Århus Kommune", [2]),
        ("A\u030arhus", [2]),
    ],
)
def test_the_name_of_another_is_found_in_every_spelling(name: str, lines: list[int]) -> None:
    data, _, unreadable = repository(example(f"{FILE}applicant: {{municipalities: ['0360'], name: {name}}}\n").files)
    assert not unreadable
    found = [finding for finding in check_dataset(data, date(2026, 3, 7)) if finding.code == "SK363"]
    assert [finding.span.line for finding in found] == lines
