"""The text of a choice with very many rows: those of one kind share a line, whatever the kind, unless missed."""

from __future__ import annotations

import pytest

from samskab.check.rules.decision.decision import law_of
from samskab.fairness.row import Limit, Row, Rows
from samskab.language import LANGUAGES, LanguageCode, phrase_key
from samskab.model.decision import Decision
from samskab.model.selection import Rule
from samskab.report.cohort.selection import Choice, as_markdown, as_text
from samskab.yaml.catalogue import load_language
from samskab.yaml.records import read_record
from tests.paths import GOLDEN
from tests.phrase_families import tags

PATH = "data/programmes/naboskab-2026/decisions/2026-04-27.yaml"
KEPT, MISSED = Limit(0), Limit(1)


def choice(kind: str, kept: int, missed: int = 0) -> Choice:
    """The golden decision with as many rows of a kind that hold and that are missed at a price of 7."""
    decision = read_record((GOLDEN / PATH).read_bytes(), PATH).record
    assert isinstance(decision, Decision)
    law = law_of(decision)
    about = {"applicants": decision.cohort[:2], "attribute": "region", "value": "x", "number": "score", "km": 5}
    limits = [KEPT] * kept + [MISSED] * missed
    rows = tuple(Row(f"r:{n}", "r", kind, {}, low, None, 7, about) for n, low in enumerate(limits))
    return Choice(decision, law.pool, Rows(law.rows.size, rows), law.goals, ())


@pytest.mark.parametrize("kind", sorted(tags(Rule)))
@pytest.mark.parametrize("code", LANGUAGES)
def test_rows_of_one_kind_share_a_line_when_there_are_very_many(code: LanguageCode, kind: str) -> None:
    language, many = load_language(code), choice(kind, 41)
    together = language.say(phrase_key("choice.many", kind), count=41)
    assert len([line for line in as_text(many, language).splitlines() if together in line]) == 1
    assert "41" in as_markdown(many, language)
    few = as_text(choice(kind, 39), language).splitlines()  # with the row of the size there are 40
    assert len([line for line in few if line.endswith(language.say("choice.kept"))]) == 40


def test_a_missed_row_stands_alone_with_its_price() -> None:
    danish = load_language("da")
    text = as_text(choice("quota", 45, missed=3), danish)
    assert text.count(danish.say("choice.missed", cost=7)) == 3
    assert danish.say("choice.many.quota", count=45) in text
