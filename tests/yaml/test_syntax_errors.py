"""The parser's errors as findings: the cause in the text, at its place."""

from __future__ import annotations

import pytest

from samskab.yaml.tree import read_tree


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('titel: "Samskabelse i praksis\nmaal: x\n', "SK017", 1, 8),
        ("a: b\ntitel: 'Samskabelse\n", "SK017", 2, 8),
        ('titel: "Samskabelse\nmaal: "x"\nb: c\n', "SK017", 1, 8),
        ('a: [b, "c]\nd: e\n', "SK017", 1, 8),
        ("a: 'x\n---\nb: c\n", "SK017", 1, 4),
        ('"a: b\n', "SK017", 1, 1),
        ("maal:\n\t- et\n", "SK018", 2, 1),
        ("\ta: b\n", "SK018", 1, 1),
        ("a: b\n\tc: d\n", "SK018", 2, 1),
        ("a:\n  b: c\n \td: e\n", "SK018", 3, 2),
        ("a: |\n   \n  \tx\n y\n", "SK018", 3, 3),
        ("titel: mål: mere nærhed\n", "SK019", 1, 11),
        ("a:\n  - b: c: d\n", "SK019", 2, 9),
        ("tid: kl. 10: mødet begynder\n", "SK019", 1, 12),
        ("a: @lolland\n", "SK020", 1, 4),
        ("a: `x`\n", "SK020", 1, 4),
        ("a: %x\n", "SK020", 1, 4),
        ("- @x\n", "SK020", 1, 3),
        ("a: b\n- c\n", "SK021", 2, 1),
        ("a:\n  - x\n b: y\n", "SK021", 3, 2),
        ("a:\n  b: 1\n   c: 2\n", "SK021", 3, 4),
        ("a:\n    - b\n  - c\n", "SK021", 3, 3),
        ("a: - b\n", "SK021", 1, 4),
        ("a: [x,,y]\n", "SK021", 1, 7),
        ("a: [1, 2\nb: 3\n", "SK022", 1, 4),
        ("a: {b: 1\nc: 2\n", "SK022", 1, 4),
        ("a: [1, 2]]\n", "SK022", 1, 10),
        ("a: b\n}\n", "SK022", 2, 1),
        ("[a", "SK022", 1, 1),
        ('a: "C:\\programmer"\n', "SK023", 1, 7),
        ('a: "\\xZZ"\n', "SK023", 1, 7),
        ('a: "\\ud800"\n', "SK023", 1, 7),
        ("a: b\nmaal: |\nVi vil\nb: c\n", "SK060", 3, 1),
        ("a: b\nmaal: Vi vil gerne\nhave flere med i det\nb: c\n", "SK060", 3, 1),
        ("- maal: |\n    x\nog mere tekst\n", "SK060", 3, 1),
        ("a:\n  maal: |\nVi mener: det\n  b: c\n", "SK060", 3, 1),
        ("a:\n  maal: |\nVi er med.\nVi mener: det\n  b: c\n", "SK060", 3, 1),
        ("a: {da: Hej} |\n  med jer\n", "SK065", 1, 14),
        ("a: {da: Hej} med jer\n", "SK065", 1, 14),
        ("a: b\nstatus:submitted\nb: c\n", "SK061", 2, 7),
        ("status:submitted\nb: c\n", "SK061", 1, 7),
        ("a:\n  -{b: c, d: e}\n", "SK061", 2, 3),
        ("a:\n  {b: c}\n  - {b: d}\n", "SK021", 2, 3),
        ("a: {b: c: d, e: f}\n", "SK019", 1, 9),
        ("a b\nc: d\n", "SK024", 1, 1),
        ("a: b\nfri tekst\n", "SK024", 2, 1),
        ("by: 'Høje' Taastrup\n", "SK025", 1, 12),
        ('by: "Høje" Taastrup\n', "SK025", 1, 12),
        ("a: | tekst\n  mere\n", "SK026", 1, 6),
        ("a: >x\n  mere\n", "SK026", 1, 5),
        ("a: *\n", "SK012", 1, 4),
        ("a: & b\n", "SK012", 1, 4),
        ("a: **fed** tekst\n", "SK012", 1, 4),
        ("a: !<x\n", "SK011", 1, 4),
        ("a: !x!y z\n", "SK011", 1, 4),
    ],
)
def test_a_broken_line_is_told_by_its_cause_at_its_place(text: str, code: str, line: int, column: int) -> None:
    (finding,) = read_tree(text, "a.yaml").findings
    assert (finding.code, finding.span.line, finding.span.column) == (code, line, column)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("titel: mål: mere nærhed\n", "'mål: mere nærhed'"),
        ("titel: d'Angleterre: nu\n", "'d''Angleterre: nu'"),
        ("a: @lolland\n", "'@lolland'"),
        ("a: " + "x" * 200 + ": b\n", ""),
    ],
)
def test_the_hint_is_the_text_in_quotes(text: str, hint: str) -> None:
    assert read_tree(text, "a.yaml").findings[0].hint == hint


@pytest.mark.parametrize(
    ("text", "hint", "end"),
    [
        ("a:\n  maal: |\nVi vil\n\nmere end nu.\nb: c\n", "    Vi vil\n\n    mere end nu.", (5, 13)),
        ("a:\n  maal:\nVi vil\n    mere\n  b: c\n", "    Vi vil", (3, 7)),
        ("a:\n  maal: |\nVi mener: det\n  b: c\n", "    Vi mener: det", (3, 14)),
        ("- a: {da: Hej} |\n    med jer\nb: c", "- a:\n    da: |\n      Hej\n      med jer", (1, 17)),
        ("a: {en: 'Hello'} there\n", "a:\n  en: |\n    Hello\n    there", (1, 19)),
    ],
)
def test_the_hint_is_the_lines_to_paste(text: str, hint: str, end: tuple[int, int]) -> None:
    (finding,) = read_tree(text, "a.yaml").findings
    assert (finding.hint, finding.span[3:]) == (hint, end)


def test_what_was_found_before_the_broken_line_is_told_too() -> None:
    codes = [(f.code, f.span.line) for f in read_tree("a: 1\na: 2\nb: &x c\nd: [\n", "a.yaml").findings]
    assert codes == [("SK014", 2), ("SK012", 3), ("SK022", 4)]


@pytest.mark.parametrize(
    ("lines", "code", "line", "hint"),
    [
        ("svar: # om\n# Hvad?\nmaal: x\n  tema: y\n  flere: z", "SK060", 3, "  maal: x"),
        ("svar:\n  maal: x\ntema: y\n  flere: z", "SK060", 3, "  tema: y"),
        ("svar:\n maal: x\n  tema: y\n  flere: z", "SK021", 2, "  maal: x"),
        ("svar:\n   maal: x\n  tema: y\n  flere: z", "SK021", 2, "  maal: x"),
        ("svar:\n  maal: x\n   tema: y\n  flere: z", "SK021", 3, "  tema: y"),
        ("svar:\n  maal: x\n tema: y\n  flere: z", "SK021", 3, "  tema: y"),
        ("svar:\n  - rolle: x\n  hvem: y", "SK021", 3, "    hvem: y"),
        ("svar:\n maal: x\n  tema: y\nid: a", "SK021", 2, "  maal: x"),
    ],
)
def test_the_line_that_is_out_of_its_column_is_found(lines: str, code: str, line: int, hint: str) -> None:
    (finding,) = read_tree(f"schema: a\n{lines}\n", "a.yaml").findings
    assert (finding.code, finding.span.line - 1, finding.hint) == (code, line, hint)
