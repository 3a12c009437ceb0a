"""A decision, its reasons and a conflict as people see them, at several widths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from samskab.fairness.outcome import BoundChange, Infeasible, WhatIf
from samskab.fairness.tables import tables_of
from samskab.language import LanguageCode
from samskab.model.decision import Decision
from samskab.model.field_types import Words
from samskab.report.cohort import decision_screen as screen
from samskab.report.cohort.infeasible import infeasible_sections
from samskab.report.map.braille import terminal_map
from samskab.report.screen import rendered
from samskab.yaml.catalogue import load_language
from samskab.yaml.records import read_record
from tests.golden_screens import compare
from tests.paths import GOLDEN, ROOT
from tests.sampling import sampled

if TYPE_CHECKING:
    from rich.console import RenderableType

SMALL = "data/programmes/naboskab-2026/decisions/2026-04-27.yaml"
PATH = "data/programmes/faellesskabsagenter-2014/decisions/2014-02-14.yaml"


@pytest.fixture(scope="module")
def decision() -> Decision:
    """A cohort of 20 of 45, with every part that a record has."""
    return record_at(ROOT, PATH)


def record_at(root: Path, path: str) -> Decision:
    record = read_record((root / path).read_bytes(), path).record
    assert isinstance(record, Decision)
    return record


@pytest.mark.golden
@pytest.mark.parametrize(("code", "root", "path"), sampled([("en", GOLDEN, SMALL), ("da", ROOT, PATH)], 2))
def test_a_decision(request: pytest.FixtureRequest, code: LanguageCode, root: Path, path: str) -> None:
    """The larger takes a second: it has tables of all widths."""
    language, decision = load_language(code), record_at(root, path)

    def parts(width: int) -> Iterator[RenderableType]:
        columns = screen.map_columns(width)
        classes = dict.fromkeys(("0101", "0461"), "selected")
        drawn = terminal_map(classes, {"selected": 2}, columns, language) if columns else ""
        yield from screen.outline_parts(decision, language, None, drawn, columns)
        yield from screen.further_parts(decision, language)
        yield from screen.closing_parts(decision, language)

    compare(f"decision-{code}", parts, update=request.config.getoption("--update-golden"))


@pytest.mark.slow
@pytest.mark.golden
def test_a_supposed_case_begins_with_the_difference(decision: Decision, request: pytest.FixtureRequest) -> None:
    other = tuple("nyborg" if key.endswith("odense") else key for key in decision.cohort)
    what_if = WhatIf(("size=20", "deltagere.max=72"), other, tuple(aim.value for aim in decision.aims))
    language = load_language("da")

    drawn = [*screen.outline_parts(decision, language, what_if), *screen.closing_parts(decision, language, what_if)]
    compare("what-if", lambda _width: drawn, update=request.config.getoption("--update-golden"))
    lines = rendered(drawn, 80).splitlines()
    assert lines.index("I forhold til kredsen efter de gældende regler:") <= 5


@pytest.mark.golden
def test_the_reasons_of_two(decision: Decision, request: pytest.FixtureRequest) -> None:
    language = load_language("da")
    names = {candidate.key: candidate.name for candidate in decision.field.candidates}
    chosen = decision.reasons[0]
    outside = next(reason for reason in decision.reasons if reason.outcome == "costs")

    def parts(_width: int) -> Iterator[RenderableType]:
        for reason in (chosen, outside):
            own = Words(da=f"{names[reason.applicant]} har fået 12 point i alt.", en=None)
            yield from screen.reason_parts(names[reason.applicant], own, reason, language)
        yield from screen.absent_parts(decision.left_out, language)
        yield from screen.grounds_parts(decision.grounds, language)

    compare("why", parts, update=request.config.getoption("--update-golden"))


@pytest.mark.golden
def test_a_conflict_and_what_would_help(decision: Decision, request: pytest.FixtureRequest) -> None:
    language, tables = load_language("da"), tables_of(decision)
    size, region, *_ = tables.rows.all()
    changes = (BoundChange("size", size, "high", 20, 22), BoundChange("regioner", region, "low", 5, 4))
    found = Infeasible((size, region), changes[:1], (changes,), ended=False)

    def parts(_width: int) -> Iterator[RenderableType]:
        for each in infeasible_sections(found, tables, language):
            yield from screen.section_parts(each)

    compare("conflict", parts, update=request.config.getoption("--update-golden"))
