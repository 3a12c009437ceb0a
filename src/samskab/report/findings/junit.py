"""Findings as a JUnit report: a suite for each file, a failing case for each finding that stops, else a passing one."""

from __future__ import annotations

from html import escape
from itertools import groupby

from samskab.finding import Finding
from samskab.report.findings.verdict import Verdict, disarmed, where


def junit(verdict: Verdict) -> str:
    """An XML document that CI servers draw as test results."""
    total = max(len(verdict.findings), 1)
    failures = sum(map(verdict.stops, verdict.findings))
    suites = [_suite(verdict, path, tuple(own)) for path, own in groupby(verdict.findings, key=lambda f: f.span.path)]
    clean = f'<testcase classname="samskab" name="{escape(verdict.summary())}"/>'
    suites = suites or [f'<testsuite name="samskab" tests="1" failures="0">{clean}</testsuite>']
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="samskab" tests="{total}" failures="{failures}">',
            *suites,
            "</testsuites>",
            "",
        ]
    )


def _suite(verdict: Verdict, path: str, findings: tuple[Finding, ...]) -> str:
    name, failures = escape(disarmed(path)), sum(map(verdict.stops, findings))
    cases = "\n".join(_case(verdict, finding, name) for finding in findings)
    return f'<testsuite name="{name}" tests="{len(findings)}" failures="{failures}">\n{cases}\n</testsuite>'


def _case(verdict: Verdict, finding: Finding, file: str) -> str:
    place, sentence = escape(where(finding.span)), escape(verdict.sentence(finding))
    hint = verdict.hint(finding)
    more = escape(f"\n{verdict.language.say('report.hint', hint=hint)}" if hint else "")
    message = f"{place}: {finding.code} {sentence}{more}"
    tag = "failure" if verdict.stops(finding) else "system-out"
    about = f' type="{finding.code}" message="{sentence}"' if verdict.stops(finding) else ""
    head = f'<testcase classname="{file}" name="{finding.code} {finding.span.line}:{finding.span.column}">'
    return f"{head}<{tag}{about}>{message}</{tag}></testcase>"
