"""Findings in the Reviewdog Diagnostic Format; its columns count UTF-8 bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samskab.finding import Finding, Span
from samskab.report.findings.json import safe_json
from samskab.report.findings.verdict import Verdict, disarmed


def rdjson(verdict: Verdict) -> str:
    """One document with every diagnostic."""
    document = {"source": {"name": "samskab"}, "diagnostics": [_diagnostic(verdict, f) for f in verdict.findings]}
    return safe_json(document, indent=2) + "\n"


def _diagnostic(verdict: Verdict, finding: Finding) -> Mapping[str, Any]:
    span = finding.span
    start = {"line": max(span.line, 1), "column": _byte(verdict, span, span.line, span.column)}
    end = {"line": max(span.end_line, 1), "column": _byte(verdict, span, span.end_line, span.end_column)}
    place = {"start": start} | ({"end": end} if span.end_line else {})
    better = verdict.replacement(finding)
    return {
        "message": verdict.sentence(finding),
        "location": {"path": disarmed(span.path), "range": place},
        "severity": finding.severity.upper(),
        "code": {"value": finding.code},
    } | ({"suggestions": [{"range": place, "text": better}]} if better else {})


def _byte(verdict: Verdict, span: Span, line: int, column: int) -> int:
    before = verdict.line(span._replace(line=line))[: max(column - 1, 0)]
    return len(before.encode(errors="surrogatepass")) + 1
