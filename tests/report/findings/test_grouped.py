"""Findings on a screen: a heading for each file, the mark under the mistake, the right line, what matters last."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from samskab.finding import Finding, Severity, Span, in_order
from samskab.report.findings.grouped import finding_parts
from samskab.report.findings.source_line import marked_line
from samskab.report.findings.verdict import Verdict, disarmed
from samskab.report.screen import rendered
from samskab.yaml.catalogue import load_language
from tests.golden_screens import compare

ERROR = Severity.ERROR
LOLLAND = "data/programmes/naboskab-2026/applications/lolland.yaml"
ODENSE = "data/programmes/naboskab-2026/applications/odense.yaml"
TEXTS = {
    LOLLAND: "schema: samskab/application@1\n" * 4 + "applicant: {municipalities: ['0361']}\n",
    ODENSE: "commitments: {timer: ja, netvaerk: true}\n\tnavn: 日本語 og et andet sted\n" + "x" * 300 + "\n",
}
FOUND = in_order(
    [
        Finding("SK306", ERROR, Span(LOLLAND, 5, 30, 5, 36), {"code": "0361"}, hint='"0360"  # Lolland'),
        Finding("SK042", ERROR, Span(ODENSE, 1, 22, 1, 24), {"value": "ja"}, "commitments.timer", hint="true"),
        Finding(
            "SK311",
            Severity.WARNING,
            Span(ODENSE, 2, 12, 2, 14),
            {"received": date(2026, 4, 3), "late": "to dage", "deadline": date(2026, 4, 1)},
        ),
        Finding("SK701", Severity.INFO, Span(ODENSE, 3, 250, 3, 290), {}, related=(Span(LOLLAND, 1, 1),)),
    ]
)
VERDICT = Verdict(FOUND, load_language("da"), TEXTS, 7, lambda f: "Vi stiller timer til rådighed." if f.field else "")
LINES = st.text(st.sampled_from("ab æø\t日本😀e\u0301:'\"[]\x1b"), max_size=80)


@pytest.mark.golden
def test_findings_at_several_widths(request: pytest.FixtureRequest) -> None:
    update = request.config.getoption("--update-golden")
    compare("findings", lambda width: finding_parts(VERDICT, width), update=update)


def test_each_file_has_one_heading_and_the_end_says_what_matters() -> None:
    lines = rendered(finding_parts(VERDICT, 80), 80).splitlines()
    assert [line for line in lines if line in TEXTS] == [LOLLAND, ODENSE]
    assert "→ Skriv: commitments: {timer: true, netvaerk: true}" in [line.strip() for line in lines]
    assert lines[-4:-2] == [f"1 fejl i {LOLLAND}", f"1 fejl i {ODENSE}"]
    assert lines[-2].startswith("✗ 2 fejl, 1 advarsel")
    assert lines[-1].endswith("samskab rule SK306")


def test_a_clean_check_is_one_line() -> None:
    clean = VERDICT._replace(findings=())
    assert rendered(finding_parts(clean, 80), 80) == "✓ Alt er i orden: 7 filer læst.\n"


def test_a_number_that_looks_private_is_covered_in_the_line_that_would_be_right() -> None:
    text = "a: 251248-9996 timer: ja\n"
    found = Finding("SK042", ERROR, Span("f.yaml", 1, 23, 1, 25), {"value": "ja"}, hint="true")
    shown = rendered(finding_parts(VERDICT._replace(findings=(found,), texts={"f.yaml": text}), 80), 80)
    assert "Skriv: a: xxxxxx-xxxx timer: true" in shown
    assert "9996" not in shown


@given(LINES, st.integers(1, 90), st.integers(1, 40), st.integers(20, 90))
def test_the_mark_is_under_the_mistake_and_not_past_the_cut(line: str, column: int, length: int, room: int) -> None:
    shown = marked_line(line, Span("f", 1, column, 1, column + length), room)
    if shown is None:
        assert not line.strip()
        return
    assert cell_len(shown.shown) <= room
    assert 1 <= shown.length <= room - shown.at
    marked = disarmed(line[column - 1 : column - 1 + length])
    if marked.strip() and shown.at + 1 < room:
        before = next(n for n in range(len(shown.shown) + 1) if cell_len(shown.shown[:n]) == shown.at)
        start = shown.shown[before:].lstrip("\u0301").rstrip("…")
        assert marked.lstrip("\u0301").startswith(start) or start.startswith(marked.lstrip("\u0301").rstrip())


@pytest.mark.parametrize("width", [50, 63, 80, 120, 200])
def test_a_source_line_and_its_mark_are_never_folded(width: int) -> None:
    lines = rendered(finding_parts(VERDICT, width), width).splitlines()
    sources = [n for n, line in enumerate(lines) if re.search(r"\d │ ", line)]
    assert len(sources) == len(FOUND)
    assert all(re.fullmatch(r" +│ *\^+", lines[n + 1]) for n in sources)


def test_a_limit_of_the_program_is_shown_beside_a_number_that_looks_private() -> None:
    template = "templates/da/brev.md.j2"
    finding = Finding("SK654", ERROR, Span(template, 1), {"most": 1000})
    verdict = Verdict((finding,), load_language("da"), {template: "{% for i in range(2512489996) %}"}, 1)
    assert "1.000" in verdict.sentence(finding)


def test_the_same_in_three_files_is_shown_once_with_the_other_places() -> None:
    paths = ["a.yaml", "b.yaml", "c.yaml"]
    found = tuple(Finding("SK346", Severity.WARNING, Span(path, 5, 5, 5, 9), {"name": path}) for path in paths)
    lines = rendered(finding_parts(VERDICT._replace(findings=found, texts={}), 60), 60).splitlines()
    assert [line.strip() for line in lines if line] == [
        "a.yaml",
        "5:5  ! SK346 advarsel: Ansøgningen er ikke vurderet.",
        "Det samme 2 andre steder:",
        "b.yaml:5:5",
        "c.yaml:5:5",
        "✓ 3 advarsler (7 filer læst).",
    ]
