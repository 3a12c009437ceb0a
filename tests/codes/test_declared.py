"""Codes found outside rules: the example of each is executed, each is used, and each that is used is declared."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from samskab.check.run import CODES, RULES
from samskab.codes.code import Code
from samskab.codes.declared import DECLARED, RETIRED
from samskab.finding import Finding
from samskab.intake.csv_table import read_csv
from samskab.usecases.forms.read_forms import IntakeChoice, plan_intake
from samskab.usecases.load import load
from samskab.usecases.validate.validate import validate, validate_alone
from samskab.yaml.catalogue import load_language
from tests.example_files import example, golden_files
from tests.paths import PACKAGE
from tests.repository import parsed
from tests.sampling import sampled

TODAY = date(2026, 3, 7)

WITH_EXAMPLE = [code for code in DECLARED.values() if code.fails]


def written(root: Path, files: dict[str, str]) -> Path:
    for path, text in {**golden_files(), **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    return root


def found(root: Path, text: str) -> tuple[list[Finding], set[tuple[str, int, str]]]:
    """The findings in an example's own files, and the places that are marked in them."""
    files, marks = example(text)
    written(root, dict(files))
    findings = list(validate(root, today=TODAY).findings)
    for path in files:
        if path.endswith(".csv"):
            form = read_csv(files[path].encode(), path)
            repo = load(root)
            choice = IntakeChoice("draft", update=False)
            findings += plan_intake(
                repo, repo.data.programmes["naboskab-2026"], [form], choice, load_language("da"), TODAY
            ).findings
        elif not path.startswith(("data/", "templates/")):
            findings += validate_alone([(root / path, path)], today=TODAY).findings
    return [finding for finding in findings if finding.span.path in files], set(marks)


@pytest.mark.parametrize("code", sampled(WITH_EXAMPLE, 16), ids=lambda code: code.code)
def test_the_example_of_a_code(code: Code, tmp_path: Path) -> None:
    reported, marked = found(tmp_path / "fails", code.fails)
    own = [finding for finding in reported if finding.code.startswith("SK9") or not code.code.startswith("SK9")]
    assert {(f.span.path, max(f.span.line, 1), f.code) for f in own} == marked
    assert {name for _, _, name in marked} == {code.code}
    assert {finding.severity for finding in own} == {code.severity}
    assert found(tmp_path / "passes", code.passes) == ([], set())


def codes_in_source() -> Iterator[str]:
    """The codes that the source uses, outside their declarations."""
    for file in PACKAGE.rglob("*.py"):
        if "codes" not in file.relative_to(PACKAGE).parts[:1]:
            yield from re.findall(r'"(SK\d{3})"', file.read_text(encoding="utf-8"))


def test_every_code_that_the_source_uses_is_declared_and_the_other_way_round() -> None:
    assert set(codes_in_source()) == set(CODES)


def test_a_code_is_declared_once_and_no_retired_code_comes_back() -> None:
    names = [rule.code for rule in RULES] + list(DECLARED)
    assert len(names) == len(set(names)) == len(CODES)
    assert not set(RETIRED) & set(CODES)


def test_a_finding_is_made_by_its_code_or_its_rule() -> None:
    """So that the severity of a code is in one place."""
    makers = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if "Finding(" in file.read_text(encoding="utf-8")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    }
    assert makers == {"check/rule.py", "codes/declared.py"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_code_has_a_way_to_correct_it_that_is_its_own(language: str) -> None:
    words = load_language(language)
    fixes = {code: words.say(f"{code}.fix") for code in CODES}
    first: dict[str, str] = {}
    same = {code: first.setdefault(fix, code) for code, fix in fixes.items()}
    assert {code: other for code, other in same.items() if code != other} == {}
    assert {code: fix for code, fix in fixes.items() if len(fix) < 24} == {}
