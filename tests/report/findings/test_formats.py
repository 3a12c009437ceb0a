"""One verdict in every format: golden files of the output; no control sequence of the data is left."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from samskab.finding import Finding, Severity, Span, in_order
from samskab.language import Language
from samskab.report.findings.formats import FORMATS, Format, written
from samskab.report.findings.markdown import plain
from samskab.report.findings.text import text
from samskab.report.findings.verdict import Verdict, covered, where
from samskab.yaml.catalogue import load_language

GOLDEN = Path(__file__).parent / "golden"
PHRASES = {
    "SK901": 'Feltet "{value}" er {count} {count:tegn|tegn} for langt; fristen er {day}.',
    "SK902": "Filen mangler.",
    "SK903": "Vælg {allowed:or}.",
    "SK901.why": "Breve har plads til så meget.",
    "severity.error": "fejl",
    "severity.warning": "advarsel",
    "severity.info": "til orientering",
    "report.clean": "Alt er i orden: {files} {files:fil|filer} læst.",
    "report.summary": "{parts} ({files} {files:fil|filer} læst).",
    "report.count.error": "{count} fejl",
    "report.count.warning": "{count} {count:advarsel|advarsler}",
    "report.count.info": "{count} {count:oplysning|oplysninger}",
    "report.question": "Spørgsmålet: {question}",
    "report.related": "Se også {place}",
    "report.elsewhere": "Det samme {count} andre steder:",
    "report.hint": "Forslag: {hint}",
    "report.left_out": "Der er {count} mere.",
    "report.more": "Der er {count} mere.",
    "report.hidden": "{count} er ikke vist.",
    "report.root": "Roden",
    "report.line": "Linje",
    "report.code": "Regel",
    "report.what": "Hvad",
}
DANISH = Language("da", PHRASES)
FILE = "data/programmes/p/applications/0360-lolland.yaml"
SOURCE = "schema: x\ntitel: Børne- & <b>Ungeforvaltningen</b> 😀 slut\nnavn: ::error::hej ##[warning]\n"
FINDINGS = in_order(
    [
        Finding(
            "SK901",
            Severity.ERROR,
            Span(FILE, 2, 8, 2, 20),
            {"value": "Børne- & <b>", "count": 12, "day": date(2014, 2, 1)},
            "answers.maal",
            (Span(FILE, 3, 1),),
            "Børn, unge: 100 %",
        ),
        Finding("SK903", Severity.WARNING, Span(FILE, 3, 7, 3, 30), {"allowed": ("ja", "::nej::", "@alle")}, "navn"),
        Finding("SK902", Severity.INFO, Span("samskab.yaml"), {}),
    ]
)
VERDICT = Verdict(FINDINGS, DANISH, {FILE: SOURCE}, 3, lambda f: "Hvad er målet?" if f.field == "answers.maal" else "")
FORMS: tuple[Format, ...] = get_args(Format)


@pytest.mark.golden
@pytest.mark.parametrize("form", FORMS)
def test_what_is_told_stands_in_a_golden_file(form: Format, request: pytest.FixtureRequest) -> None:
    told = written(VERDICT, form)
    place = GOLDEN / f"verdict.{form}"
    if request.config.getoption("--update-golden", default=False):
        place.write_text(told, encoding="utf-8", newline="\n")
    assert told == place.read_text(encoding="utf-8")


def test_every_format_has_a_writer() -> None:
    assert set(FORMATS) == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_clean_verdict_is_told_too(form: Format) -> None:
    clean = VERDICT._replace(findings=())
    assert not clean.failed
    told = written(clean, form)
    assert told == "" if form in {"concise", "jsonl"} else told


def test_strict_turns_a_warning_into_a_failure() -> None:
    warned = VERDICT._replace(findings=tuple(f for f in FINDINGS if f.severity is Severity.WARNING))
    assert not warned.failed
    assert warned._replace(strict=True).failed
    assert not VERDICT._replace(findings=FINDINGS[-1:], strict=True).failed


def test_the_mark_stands_under_the_mistake_also_after_a_wide_character() -> None:
    source = "a: 😀😀 forkert\n"
    finding = Finding("SK902", Severity.ERROR, Span("f.yaml", 1, 7, 1, 14), {})
    lines = text(VERDICT._replace(findings=(finding,), texts={"f.yaml": source})).splitlines()
    assert lines[2:4] == ["1 | a: 😀😀 forkert", "  |         ^^^^^^^"]


def test_a_long_line_is_shown_around_the_mistake() -> None:
    source = "x" * 500 + "FEJL" + "y" * 500
    finding = Finding("SK902", Severity.ERROR, Span("f.yaml", 1, 501, 1, 505), {})
    lines = text(VERDICT._replace(findings=(finding,), texts={"f.yaml": source}), width=60).splitlines()
    assert all(len(line) <= 60 for line in lines[1:4])
    at = lines[3].index("^")
    assert lines[2][at : at + 4] == "FEJL"
    assert lines[3].count("^") == 4


def test_a_file_with_very_many_mistakes_is_told_in_part_unless_all_is_wanted() -> None:
    many = VERDICT._replace(
        findings=tuple(
            Finding("SK901", Severity.ERROR, Span("f", n, 1), {"value": str(n), "count": n, "day": "i dag"})
            for n in range(1, 200)
        )
    )
    assert text(many).count("SK901") == 50
    assert "Der er 149 mere." in text(many)
    assert text(many, everything=True).count("SK901") == 199


def test_of_very_many_places_of_one_finding_fifty_are_named_unless_all_is_wanted() -> None:
    found = tuple(Finding("SK902", Severity.ERROR, Span(f"f{n:03}", 1, 1), {}) for n in range(1, 200))
    many = VERDICT._replace(findings=found)
    assert text(many).count(":1:1") == 50
    assert "Der er 149 mere." in text(many)
    assert text(many, everything=True).count(":1:1") == 199


def test_github_shows_ten_of_each_weight_and_counts_the_rest() -> None:
    found = [Finding("SK902", level, Span("f", n, 1), {}) for level in Severity for n in range(1, 16)]
    told = written(VERDICT._replace(findings=tuple(found)), "github").splitlines()
    assert [sum(line.startswith(f"::{kind} ") for line in told) for kind in ("error", "warning", "notice")] == [
        10,
        10,
        10,
    ]
    assert told[30:] == ["Der er 15 mere.", "15 fejl, 15 advarsler og 15 oplysninger (3 filer læst)."]


@given(st.text(), st.text(), st.text(max_size=30))
def test_no_text_of_a_file_acts_in_any_format(value: str, source: str, path: str) -> None:
    finding = Finding(
        "SK901",
        Severity.ERROR,
        Span(path, 1, 1, 1, 4),
        {"value": value, "count": 2, "day": date(2014, 2, 1)},
        "x",
        (),
        value,
    )
    verdict = VERDICT._replace(findings=(finding,), texts={path: source}, question=lambda _: value)
    for form in FORMS:
        told = written(verdict, form)
        assert not any(ord(c) < 32 and c != "\n" for c in told), form
        assert not set(told) & set("\x7f\x85\x9b\u202e\u2066\u200b\u2028\ufeff"), form
        assert "##[" not in told, form
        commands = [line for line in told.splitlines() if line.lstrip().startswith("::")]
        assert len(commands) == (form == "github"), form
    json.loads(written(verdict, "json"))
    json.loads(written(verdict, "sarif"))
    ET.fromstring(written(verdict, "junit"))


@given(st.text(alphabet="<>&[]()!*_`#|~@\\\n\"' aæhtps:/w.-", max_size=60))
def test_markdown_shows_a_text_as_it_is(value: str) -> None:
    finding = Finding("SK901", Severity.ERROR, Span("f", 1, 1), {"value": value, "count": 1, "day": date(2014, 2, 1)})
    told = written(VERDICT._replace(findings=(finding,)), "markdown")
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(told)
    inline = [child.type for token in tokens for child in token.children or ()]
    assert set(inline) <= {"text", "text_special", "html_inline"}
    assert all(child.content == "<br>" for t in tokens for child in t.children or () if child.type == "html_inline")
    assert sum(token.type == "tr_open" for token in tokens) == 2


@given(st.integers(0, 9999999999))
def test_ten_digits_are_covered_however_they_are_grouped(number: int) -> None:
    digits = f"{number:010d}"
    for form in (digits, f"{digits[:6]}-{digits[6:]}", f"{digits[:6]} {digits[6:]}", f"{digits[:6]} – {digits[6:]}"):
        assert not any(c.isdigit() for c in covered(f"x{form}y"))
        assert len(covered(form)) == len(form)
    assert covered("12345678") == "12345678"


def test_rdjson_counts_bytes() -> None:
    finding = Finding("SK902", Severity.ERROR, Span("f", 1, 5, 1, 6), {})
    told = json.loads(written(VERDICT._replace(findings=(finding,), texts={"f": "æøå: x"}), "rdjson"))
    assert told["diagnostics"][0]["location"]["range"]["start"]["column"] == 8


def test_sarif_keeps_to_its_schema() -> None:
    """The parts of the 2.1.0 schema that our writer uses, written as a separate schema."""
    import jsonschema

    message = {"type": "object", "required": ["text"]}
    region = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            k: {"type": "integer", "minimum": 1} for k in ("startLine", "startColumn", "endLine", "endColumn")
        },
    }
    place = {
        "type": "object",
        "required": ["physicalLocation"],
        "properties": {
            "physicalLocation": {
                "type": "object",
                "properties": {
                    "region": region,
                    "artifactLocation": {
                        "type": "object",
                        "properties": {"uri": {"type": "string", "pattern": "^[A-Za-z0-9._~/%-]*$"}},
                    },
                },
            }
        },
    }
    result = {
        "type": "object",
        "required": ["message", "ruleId"],
        "properties": {
            "level": {"enum": ["none", "note", "warning", "error"]},
            "message": message,
            "locations": {"type": "array", "items": place},
        },
    }
    run = {
        "type": "object",
        "required": ["tool", "results"],
        "properties": {"results": {"type": "array", "items": result}},
    }
    schema = {
        "type": "object",
        "required": ["version", "runs"],
        "properties": {"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": run}},
    }
    told = json.loads(written(VERDICT, "sarif"))
    jsonschema.validate(told, schema)
    rules = [rule["id"] for rule in told["runs"][0]["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in told["runs"][0]["results"]] == [
        r["ruleId"] for r in told["runs"][0]["results"]
    ]


@pytest.mark.parametrize(
    ("level", "strict", "shown"),
    [("info", False, "ewi"), ("warning", False, "ew"), ("error", False, "e"), ("error", True, "ew")],
)
def test_a_level_hides_what_is_less_serious_and_makes_nothing_fail(level: str, strict: bool, shown: str) -> None:
    findings = tuple(Finding("SK902", severity, Span(FILE), {}) for severity in Severity)
    verdict = Verdict(findings, DANISH, {}, 1, strict=strict, level=Severity(level))
    written_text = text(verdict)
    assert "".join(finding.severity[0] for finding in verdict.shown) == shown
    assert written_text.count("SK902") == len(shown)
    assert ("er ikke vist" in written_text) == (len(shown) < 3)
    assert written_text.splitlines()[-1] == "1 fejl, 1 advarsel og 1 oplysning (1 fil læst)."


def test_lines_that_replace_the_marked_lines_are_a_fix_and_stand_below_each_other() -> None:
    finding = Finding("SK060", Severity.ERROR, Span(FILE, 2, 1, 3, 5), {"key": "maal"}, hint="  Vi er\n  her.")
    verdict = Verdict(
        (finding,), Language("da", {**PHRASES, "SK060": "Ikke rykket ind."}), {FILE: "a: |\nVi er\nher.\n"}, 1
    )
    (told,) = json.loads(written(verdict, "rdjson"))["diagnostics"]
    place = {"start": {"line": 2, "column": 1}, "end": {"line": 3, "column": 5}}
    assert told["suggestions"] == [{"range": place, "text": "  Vi er\n  her."}]
    lines = text(verdict).splitlines()
    assert lines[4:7] == ["  = Forslag:", "  |   Vi er", "  |   her."]


def test_a_value_that_replaces_the_marked_text_is_a_fix() -> None:
    finding = Finding("SK042", Severity.ERROR, Span(FILE, 2, 5, 2, 8), {"value": "ja"}, hint="true")
    language = Language("da", {**PHRASES, "SK042": "Her står {value}."})
    verdict = Verdict(
        (finding, finding._replace(code="SK901", values=FINDINGS[0].values)), language, {FILE: "a\n€€: ja!\n"}, 1
    )
    first, second = json.loads(written(verdict, "rdjson"))["diagnostics"]
    place = {"start": {"line": 2, "column": 9}, "end": {"line": 2, "column": 12}}
    assert first["suggestions"] == [{"range": place, "text": "true"}]
    assert "suggestions" not in second
    first, second = json.loads(written(verdict, "sarif"))["runs"][0]["results"]
    change = first["fixes"][0]["artifactChanges"][0]
    assert change["replacements"][0]["insertedContent"] == {"text": "true"}
    assert change["replacements"][0]["deletedRegion"]["startColumn"] == 5
    assert "fixes" not in second


def test_findings_that_differ_only_in_place_are_one_for_people_and_each_for_itself_in_other_formats() -> None:
    paths = [f"data/programmes/p/applications/{key}.yaml" for key in ("a", "b", "c")]
    same = tuple(Finding("SK902", Severity.WARNING, Span(path, 2, 1, 2, 5), {}) for path in paths)
    other = Finding("SK901", Severity.ERROR, Span(paths[1], 1, 1, 1, 2), {"value": "x", "count": 2, "day": "i dag"})
    verdict = Verdict(in_order([*same, other]), DANISH, dict.fromkeys(paths, "schema: x\nnavn: y\n"), 3)
    lines = text(verdict).splitlines()
    assert [line for line in lines if "Filen mangler." in line] == [f"{paths[0]}:2:1: SK902 advarsel: Filen mangler."]
    start = lines.index("  = Det samme 2 andre steder:")
    assert lines[start + 1 : start + 3] == [f"  |   {path}:2:1" for path in paths[1:]]
    assert lines[-1] == "1 fejl og 3 advarsler (3 filer læst)."
    assert written(verdict, "concise").count("Filen mangler.") == 3
    assert written(verdict, "github").count("Filen mangler.") == 3
    two = verdict._replace(findings=verdict.findings[:1] + verdict.findings[2:3])
    assert text(two).count("Filen mangler.") == 2


def test_ten_digits_in_a_fingerprint_cover_nothing() -> None:
    mark = "95db1f27859ec1234567890c0f8f0591b8491eed9b9b0e27b90467a5e2a0f1c3"
    line = f'applications/0165-albertslund.yaml: "{mark}"'
    assert covered(line) == line
    found = Finding("SK901", Severity.ERROR, Span("f", 1, 38, 1, 102), {"value": "0165", "count": 1, "day": "i dag"})
    assert 'Feltet "0165" er' in text(VERDICT._replace(findings=(found,), texts={"f": line}))
    assert "xxxxxx-xxxx" in covered(f"{line} 251248-9996")


def test_a_colon_is_an_entity_only_where_it_could_begin_a_link_or_a_picture() -> None:
    assert plain("Region: mindst 4") == "Region: mindst 4"
    assert plain("https://x :smile:") == "https&#58;//x &#58;smile&#58;"


def test_the_last_line_says_that_a_file_cannot_be_read_to_its_end() -> None:
    cut = [Finding("SK019", Severity.ERROR, Span(path, 2, 1), {}) for path in ("a.yaml", "a.yaml", "b.yaml")]
    language = load_language("da")
    assert Verdict(tuple(cut), language, {}, 3).summary().endswith("vises, når fejlene her er rettet.")
    assert Verdict(tuple(cut[:1]), language, {}, 3).summary().endswith("vises, når fejlen her er rettet.")
    assert Verdict(VERDICT.findings[:1], DANISH, {}, 3).summary() == "1 fejl (3 filer læst)."


@pytest.mark.parametrize(
    ("span", "place"),
    [
        (Span("svar.xlsx:Svar!B12"), "svar.xlsx:Svar!B12"),
        (Span("svar.docx:Hvem søger?"), "svar.docx:Hvem søger?"),
        (Span("data/venues.yaml"), "data/venues.yaml:1:1"),
        (Span("svar.csv", 3, 7), "svar.csv:3:7"),
    ],
)
def test_a_cell_has_no_line(span: Span, place: str) -> None:
    assert where(span) == place
