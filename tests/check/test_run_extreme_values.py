"""No value that can be read makes a rule fall over: days at the ends of time, numbers without end, empty lists."""

from __future__ import annotations

import re
from datetime import date

import pytest

from samskab.check.rule import Rule
from samskab.check.run import RULES, check_application, check_dataset, check_text
from samskab.model.application import Application
from tests.example_files import example, golden_files, repository
from tests.sampling import sampled

TODAY = date(2026, 3, 7)
KINDS = {
    "day": (re.compile(r"(?<=[ \[])\d{4}-\d\d-\d\d(?=[\s,}\]])"), ("0001-01-01", "9999-12-31")),
    "moment": (re.compile(r"\d{4}-\d\d-\d\dT[\d:+-]+"), ("0001-01-02T00:00+18:00", "9999-12-31T23:59-18:00")),
    "clock": (re.compile(r"(?<=')\d\d:\d\d(?=')"), ("00:00", "23:59")),
    "number": (re.compile(r"(?<=: )\d+(?=[,}\n])"), ("0", "-1", "999999999999999999")),
    "flow list": (re.compile(r"(?<=: )\[[^\[\]]*\](?=[,}\n])"), ("[]",)),
}


def run_everything(files: dict[str, str], today: date = TODAY) -> int:
    """All rules over the golden repository with these files; how many findings there were."""
    data, _, _ = repository(files)
    found = sum(len(list(check_application(data, a, today))) for a in data.all(Application))
    return found + len(list(check_dataset(data, today)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", sampled([path for path in golden_files() if path.endswith(".yaml")], 12))
def test_extreme_values_are_findings_at_most(kind: str, path: str) -> None:
    pattern, extremes = KINDS[kind]
    text = golden_files()[path]
    for extreme in extremes if pattern.search(text) else ():
        assert run_everything({path: pattern.sub(extreme, text)}) >= 0


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_extreme_values_in_examples(rule: Rule) -> None:
    files = dict(example(rule.about.fails).files)
    for pattern, extremes in KINDS.values():
        for extreme in extremes:
            changed = {path: pattern.sub(extreme, text) for path, text in files.items() if path.endswith(".yaml")}
            if changed != files:
                assert run_everything(changed) >= 0
    assert run_everything(files, date.min) >= 0
    assert run_everything(files, date.max) >= 0


@pytest.mark.parametrize("today", [date.min, date(1900, 1, 1), date.max])
def test_any_day_may_be_today(today: date) -> None:
    assert run_everything({}, today) >= 0
    assert list(check_text("data/x.yaml", "a: 1\n", today)) == []
