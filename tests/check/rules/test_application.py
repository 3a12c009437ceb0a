"""An applicant's name is its own: not that of another municipality or applicant, whatever its spelling."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.run import check_application, check_dataset
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


QUESTIONS = """\
# data/programmes/naboskab-2026/programme.yaml
questions:
  - {id: metoder, title: {da: Hvordan?}, type: choices, options: [{id: gang, title: {da: Gåture}}]}
  - {id: boliger, title: {da: Hvor mange?}, type: number}
"""


@pytest.mark.parametrize(
    ("answers", "code", "hint"),
    [
        ("answers: {metoder: [Gåture], boliger: 5}", "SK326", "gang"),
        ("answers: {metoder: [gang], boliger: '1.200'}", "SK325", "1200"),
        ("answers: {metoder: [gang], boliger: 'ca. 1.200'}", "SK325", ""),
        ("commitments: {timer: true}", "SK332", "netvaerk: …"),
        ("received: null", "SK310", 'received: {at: "2026-04-15T…+02:00", via: mail}'),
        ("applicant: {municipalities: ['0360', '0376']}", "SK304", "name: Lolland og Guldborgsund"),
    ],
)
def test_a_suggestion_is_what_was_meant_and_says_yes_for_nobody(answers: str, code: str, hint: str) -> None:
    data, *_ = repository(example(f"{QUESTIONS}{FILE}{answers}\n").files)
    own = data.application("naboskab-2026", "lolland")
    assert own is not None
    (found,) = (finding for finding in check_application(data, own, date(2026, 3, 7)) if finding.code == code)
    assert found.hint == hint
