"""A choice on the screen: rows of one kind share a line when there are very many; a column is in every format."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from samskab.fairness.row import Row, RowBound, Rows
from samskab.fairness.tables import tables_of
from samskab.language import LANGUAGES, Language, LanguageCode, phrase_key
from samskab.model.decision import Considered, DecidedAim, Decision, LeftOut
from samskab.model.selection import CohortRule, Dispersion, Seats
from samskab.report.cohort import decision as report
from samskab.report.cohort import document, sections
from samskab.report.cohort.columns import COLUMNS, Column
from samskab.report.cohort.decision import decision_as_csv, decision_as_markdown
from samskab.report.cohort.decision_screen import further_parts, outline_parts
from samskab.report.screen import TextTable, rendered
from samskab.yaml.catalogue import load_language
from samskab.yaml.records import read_record
from tests.paths import GOLDEN
from tests.phrase_families import tags
from tests.sampling import sampled

PATH = "data/programmes/naboskab-2026/decisions/2026-04-27.yaml"
KEPT, MISSED = RowBound(0), RowBound(1)


def decided(kind: str, kept: int, missed: int = 0) -> Decision:
    """The golden decision with as many rows of a kind that hold and that are missed at a price of 7."""
    decision = read_record((GOLDEN / PATH).read_bytes(), PATH).record
    assert isinstance(decision, Decision)
    tables = tables_of(decision)
    assert tables.goals  # made of the decision's own rows
    about = {"applicants": decision.cohort[:2], "attribute": "region", "value": "x", "number": "score", "km": 5}
    about |= {"within_attribute": "region", "within_value": "x"}  # a second attribute
    limits = [KEPT] * kept + [MISSED] * missed
    rows = tuple(Row(f"r:{n}", "r", kind, {}, low, None, 7, about) for n, low in enumerate(limits))
    tables.rows = Rows(tables.rows.size, rows)
    return decision


def outline_as_text(outline: Decision, language: Language) -> str:
    return rendered(outline_parts(outline, language), 200)


@pytest.mark.parametrize("kind", sampled(sorted(tags(CohortRule)), 3))
@pytest.mark.parametrize("code", sampled(LANGUAGES, 2))
def test_rows_of_one_kind_share_a_line_when_there_are_very_many(code: LanguageCode, kind: str) -> None:
    language, many = load_language(code), decided(kind, 41)
    together = language.say(
        "select.many", asked=language.say(phrase_key("part", sections.PART_OF_KIND[kind])), count=41
    )
    assert len([line for line in outline_as_text(many, language).splitlines() if together in line]) == 1
    assert "41" in decision_as_markdown(many, language)
    few = outline_as_text(decided(kind, 39), language).splitlines()  # with the row of the size there are 40
    words = tuple(language.say(phrase_key("choice.row", state)) for state in ("kept", "tight", "forced"))
    assert len([line for line in few if line.endswith(words)]) == 40


def test_a_column_stands_in_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    more = Column("codes", lambda candidate: 1000 + len(candidate.municipalities))
    for module in (report, document, sections):
        monkeypatch.setattr(module, "COLUMNS", (*COLUMNS[:1], more))
    out = LeftOut(applicant="esbjerg", name="Esbjerg", state="draft")
    chosen, danish = replace(decided("sum", 1), left_out=(out,)), load_language("da")
    head, _, first = outline_as_text(chosen, danish).splitlines()[3:6]  # after the line about the demonstration
    assert (head.split()[-1], first.split()[-1]) == ("Kommunekoder", "1001")
    assert "| Kommunekoder |" in (marked := decision_as_markdown(chosen, danish))
    assert "| ---: |" in marked
    assert "| 1001 |" in marked
    heads, *lines, last = decision_as_csv(chosen, danish).splitlines()
    assert heads.startswith("Ansøgning;Kommunekoder;Udfald;")
    assert lines[0].startswith("aalborg;1001;valgt;")
    assert last.startswith("esbjerg;;ikke med i feltet;")
    assert document.decision_as_document(chosen)["applicants"][0] == {"id": "aalborg", "codes": 1001}


@pytest.mark.parametrize("chosen", [1, 2])
def test_a_cohort_of_one_has_no_distance_between_two(chosen: int) -> None:
    decision = read_record((GOLDEN / PATH).read_bytes(), PATH).record
    assert isinstance(decision, Decision)
    aims = (Dispersion(), Dispersion(measure="sum"), Seats())
    few = replace(decision, selection=replace(decision.selection, aims=aims), cohort=decision.cohort[:chosen])
    values = tuple(goal.value(few.cohort) for goal in tables_of(few).goals)
    other = Considered(out=few.cohort[:1], into=("odense",), values=values)
    aims_of_few = tuple(DecidedAim(kind="x", value=value, bound=value) for value in values)
    few = replace(few, aims=aims_of_few, alternatives=(other,))
    shown = outline_as_text(few, load_language("da")) + rendered(further_parts(few, load_language("da")), 200)
    assert [shown.count(words) for words in ("km mellem", "besat")] == [4 * (chosen - 1), 2]


def test_a_missed_row_stands_alone_with_its_price() -> None:
    danish = load_language("da")
    text = outline_as_text(decided("quota", 45, missed=3), danish)
    assert text.count(danish.say("choice.row.missed", cost=7)) == 3
    assert danish.say("select.many", asked=danish.say("part.Quota"), count=45) in text


def test_the_unit_of_ranges_stands_once_in_the_title() -> None:
    """Words without a number before them stay where they are."""
    lines = (("Odense", "mindst 80 km", "Stor by", "4"), ("Lolland", "25–45 km", "Lille by", "5"))
    table = sections.units_in_titles(TextTable(("Navn", "Afstand", "By", "Point"), lines, frozenset({3})))
    assert table.head == ("Navn", "Afstand (km)", "By", "Point")
    assert table.lines == (("Odense", "mindst 80", "Stor by", "4"), ("Lolland", "25–45", "Lille by", "5"))
