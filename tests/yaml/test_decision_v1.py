"""A decision record of the form @1 is read as one of @2: the same facts, every place still the file's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samskab.check.run import check_dataset, check_text
from samskab.fairness.seal import sealed_text
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Coverage, Decision
from samskab.yaml.records import read_record

PATH = "data/programmes/naboskab-2026/decisions/2026-04-27.yaml"
OLD = (Path(__file__).parent / "decision_v1.yaml").read_text(encoding="utf-8")
NEW = (Path(__file__).parent / "decision_v2.yaml").read_text(encoding="utf-8")
"""The same record in the form @2."""
WORDS = {"SK515", "SK518", "SK522"}
"""Sentences of another version, which are not verified."""
TODAY = date(2026, 5, 1)


def record(text: str) -> Decision:
    read = read_record(text.encode(), PATH)
    assert read.findings == ()
    assert isinstance(read.record, Decision)
    return read.record


def line_of(text: str, place: int) -> str:
    return text.splitlines()[place - 1].strip()


def test_it_holds_what_the_record_of_today_holds() -> None:
    old, new = record(OLD), record(NEW)
    for field in set(Decision.__struct_fields__) - {"seals", "seal", "coverage"}:
        assert getattr(old, field) == getattr(new, field), field
    assert old.coverage == Coverage(permille=998, next_by_score_permille=998)  # @1 has no field for whether it is exact


def test_it_keeps_its_seals_and_passes_the_audit() -> None:
    assert list(check_text(PATH, OLD, TODAY)) == []
    found = [f for f in check_dataset(Dataset([record(OLD)]), TODAY) if f.code.startswith("SK5")]
    assert {f.code for f in found if f.code not in WORDS} == set()
    assert not any(f.severity is Severity.ERROR for f in found)
    assert [f.code for f in check_text(PATH, OLD.replace('"total": 6', '"total": 5'), TODAY)] == ["SK501", "SK501"]


def test_places_are_those_of_the_file() -> None:
    text = OLD.replace("inputs: []", 'inputs:\n  - path: "data/register.yaml"\n    "sha256": "00"')
    old = record(text)
    assert line_of(text, old.at('inputs["data/register.yaml"]').line) == '"sha256": "00"'
    assert line_of(text, old.at("grounds.rule.da").line).startswith('da: "Udvælgelsen følger')
    assert line_of(text, old.at("reasons[1].facts.da").line).startswith('da: "Aarhus er valgt')
    assert line_of(text, old.at("coverage.permille").line) == "waiting_coverage_permille: 998"


def test_it_is_written_in_the_form_of_today() -> None:
    text = sealed_text(record(OLD))
    assert text.splitlines()[2] == 'schema: "samskab/decision@2"'
    assert record(text).reasons == record(OLD).reasons
    assert text.count("Udvælgelsen følger") == 1


@pytest.mark.parametrize(
    ("was", "becomes", "codes"),
    [
        ("Udvælgelsen følger de regler", "Udvælgelsen fulgte de regler", {"SK028"}),  # one reason has a separate rule
        ("    fakta:", "    facts:", set()),
        ("reasons:", "reason:", {"SK028", "SK029"}),
    ],
)
def test_what_does_not_fit_is_found_at_its_place(was: str, becomes: str, codes: set[str]) -> None:
    read = read_record(OLD.replace(was, becomes, 1).encode(), PATH)
    assert {finding.code for finding in read.findings} == codes
    assert all(finding.span.line > 0 for finding in read.findings)
