"""Waivers: what they remove, and when they are a mistake themselves."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.run import CODES
from samskab.check.waiver import apply
from samskab.finding import Finding, Severity, Span
from samskab.model.waivers import Waiver, Waivers

TODAY = date(2026, 3, 7)
PATH = "data/programmes/naboskab-2026/programme.yaml"


def waivers(**fields: object) -> Waivers:
    given = {"code": "SK211", "path": PATH, "reason": "Aftalt med styregruppen.", "until": date(2026, 6, 1), **fields}
    return Waivers(schema="samskab/waivers@1", waivers=(Waiver(**given),))  # type: ignore[arg-type]


def finding(code: str = "SK211", severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code, severity, Span(PATH, 3, 1), {}, "intake")


def codes(found: list[Finding], entries: Waivers, *, whole: bool = True) -> list[str]:
    return [f.code for f in apply(found, [entries], TODAY, whole=whole)]


def test_a_waiver_removes_what_it_matches_and_nothing_else() -> None:
    other = finding("SK212")
    assert codes([finding(), other], waivers()) == ["SK212"]
    assert codes([finding()], waivers(path="data/programmes/*/programme.yaml")) == []
    assert codes([finding()], waivers(field="intake")) == []
    assert codes([finding()], waivers(field="capacity")) == ["SK211", "SK903"]


@pytest.mark.parametrize("reason", [None, "", "  \n"])
def test_a_waiver_without_reason_does_not_hold(reason: str | None) -> None:
    assert codes([finding()], waivers(reason=reason)) == ["SK211", "SK901"]


def test_a_waiver_holds_on_its_last_day_and_not_after() -> None:
    assert codes([finding()], waivers(until=TODAY)) == []
    assert codes([finding()], waivers(until=date(2026, 3, 6))) == ["SK211", "SK902"]


def test_a_waiver_that_matches_nothing_is_told_only_when_everything_was_looked_at() -> None:
    assert codes([], waivers()) == ["SK903"]
    assert codes([], waivers(), whole=False) == []


@pytest.mark.parametrize("code", ["SK014", "SK701"])
def test_what_must_be_put_right_cannot_be_waived(code: str) -> None:
    assert codes([finding(code, Severity.ERROR)], waivers(code=code)) == [code, "SK904"]


def test_nothing_about_privacy_or_a_decision_can_be_waived() -> None:
    for code in (code for code in CODES if code.startswith(("SK5", "SK7"))):
        assert codes([finding(code)], waivers(code=code)) == [code, "SK904"]
