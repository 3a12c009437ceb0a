"""The pages that explain reasons: every heading they name is in a letter, and every outcome is explained."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from samskab.check.run import CODES
from samskab.finding import Severity
from samskab.model.decision import Outcome
from samskab.packaged import packaged_path
from samskab.yaml.catalogue import Catalogue
from tests.paths import ROOT

PAGE = (ROOT / "docs/explanation/begrundelse.da.md").read_text(encoding="utf-8")
WHY_NOT_US = (ROOT / "docs/vejledning/hvorfor-ikke-os.md").read_text(encoding="utf-8")
LETTERS = "".join(file.read_text(encoding="utf-8") for file in packaged_path("templates/da").glob("*.j2"))
SENTENCES = Catalogue(packaged_path("phrases/da"))
EXPLAINED = {
    "chosen": "valgt",
    "required": "valgt",
    "costs": "ikke valgt",
    "impossible": "ikke mulige",
    "lot": "lige, men udtrukket sidst",
    "excluded": "holdt uden for",
}


@pytest.mark.parametrize("named", sorted(set(re.findall("»(.*?)«", PAGE))))
def test_a_named_heading_or_sentence_is_in_a_letter(named: str) -> None:
    said = [SENTENCES[key] for key in SENTENCES if key.startswith("select.")]
    begins = re.sub(r"[ .]*\.\.\.$", "", named)
    assert begins in LETTERS or any(sentence.startswith(begins) for sentence in said)


def test_every_section_of_the_act_that_is_asked_about_has_its_answer() -> None:
    assert [line for line in PAGE.splitlines() if line.startswith("## §")] == [
        "## § 22: Et skriftligt afslag skal have sin begrundelse med",
        "## § 23: Den, der får det at vide mundtligt, kan bede om det skriftligt",
        "## § 24: Hvad begrundelsen skal indeholde",
    ]
    rows = [line.split("|") for line in PAGE.splitlines() if line.startswith("| ") and "Hvad spørges" not in line]
    assert all(len(cells) == 5 and all(cell.strip() for cell in cells[1:4]) for cells in rows)
    assert set(re.findall(r"SK\d{3}", PAGE)) <= set(CODES)


def test_every_outcome_is_explained() -> None:
    assert set(EXPLAINED) == set(get_args(Outcome))
    rows = re.findall(r"^\| (.+?) \| ", WHY_NOT_US, re.MULTILINE)
    assert set(EXPLAINED.values()) <= set(rows)


def test_only_who_is_not_chosen_gets_the_general_grounds() -> None:
    """The page says which letters hold rule and main considerations, and which an applicant's own facts."""

    def template(name: str) -> str:
        return (packaged_path("templates/da") / f"{name}.md.j2").read_text(encoding="utf-8")

    assert "Reglerne og hovedhensynene står ikke i tilsagnet" in PAGE
    for general in ("decision.reason.regel", "decision.reason.hovedhensyn"):
        assert general in template("reasons")
        assert general not in template("acceptance")
    for own in ("decision.reason.oplysninger", "decision.reason.fakta", "decision.reason.lodtraekning"):
        assert own in template("reasons")
        assert own in template("acceptance")
    for name, has in (("rejection", True), ("waiting-list", True), ("acceptance", False)):
        assert ('{% include "reasons.md.j2" %}' in template(name)) is has


def test_no_error_of_a_decision_can_be_accepted_or_leaves_a_letter() -> None:
    """As `hvorfor-ikke-os.md` says: no waiver accepts them, and no letter can be made while they are there."""
    errors = [code for code in CODES.values() if code.code.startswith("SK5") and code.severity is Severity.ERROR]
    assert len(errors) > 20
    assert [code.code for code in errors if code.waivable or "letter" in code.allows] == []
