"""Every rule's docstring is its test: what fails is found at the marked lines, what passes is not."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.rule import Rule
from samskab.check.run import CODES, RULES, check_application, check_dataset, check_text
from samskab.finding import Finding
from samskab.model.application import Application
from samskab.yaml.catalogue import load_languages
from tests.example_files import example, repository

TODAY = date(2026, 3, 7)
BOTH = load_languages()
WITHOUT_EXAMPLE = {
    "SK103": "needs 98 files",
    "SK111": "is about a file that is missing",
    "SK435": "a decision is written by select, and sealed",
    "SK610": "a decision is written by select, and sealed",
    "SK501": "needs a whole record, sealed (tests/check/test_decision.py)",
    "SK701": "the number would have to be printed",
}


def found(rule: Rule, text: str) -> tuple[list[Finding], frozenset[tuple[str, int, str]]]:
    """What a rule reports in an example's own files, and the places that are marked in them."""
    files, marks = example(text)
    data, _, unreadable = repository(files)
    assert not unreadable
    findings: list[Finding] = []
    if rule.each == "application":
        for application in data.all(Application):
            findings += rule.findings(data, application, today=TODAY)
    elif rule.each == "text":
        for path, content in files.items():
            findings += rule.findings(path, content, today=TODAY)
    else:
        findings += rule.findings(data, today=TODAY)
    return [finding for finding in findings if finding.span.path in files], marks


@pytest.mark.parametrize("rule", [r for r in RULES if r.code not in WITHOUT_EXAMPLE], ids=lambda rule: str(rule.code))
def test_example_of_a_rule(rule: Rule) -> None:
    reported, marked = found(rule, rule.about.fails)
    assert {(f.span.path, max(f.span.line, 1), f.code) for f in reported} == marked
    assert {code for _, _, code in marked} == {rule.code}
    assert found(rule, rule.about.passes) == ([], frozenset())
    for language in BOTH.values():
        sentences = [language.say(finding.code, **finding.values) for finding in reported]
        assert all(sentence.endswith((".", '"', "…", ")")) and "{" not in sentence for sentence in sentences)


def test_the_golden_repository_is_clean() -> None:
    data, texts, unreadable = repository({})
    findings = [finding for path, text in texts.items() for finding in check_text(path, text, TODAY)]
    for application in data.all(Application):
        findings += check_application(data, application, TODAY)
    findings += check_dataset(data, TODAY)
    assert not unreadable
    assert [finding.code for finding in findings] == ["SK103"]


def test_codes_are_unique_and_named() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.about.doc.splitlines()[0].strip() for rule in RULES)
    assert set(WITHOUT_EXAMPLE) <= {rule.code for rule in RULES}


def test_every_code_has_its_page_in_both_languages() -> None:
    for language in BOTH.values():
        for name, code in CODES.items():
            wanted = [name, f"{name}.why", f"{name}.fix", *([] if code.fails else [f"{name}.example"])]
            assert [key for key in wanted if key not in language] == []
            assert bool(code.fails) == bool(code.passes) != (f"{name}.example" in language)
