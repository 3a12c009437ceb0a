"""Findings for programs: one JSON document, or one JSON object a line. The keys are English and do not change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from samskab.finding import Finding, Severity, Span
from samskab.report.findings.verdict import Verdict, disarmed
from samskab.version import VERSION

_ACTIVE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


def as_json(verdict: Verdict) -> str:
    """One document with schema, tool, status, summary and diagnostics."""
    document = {
        "schema": "samskab/report@1",
        "tool": {"name": "samskab", "version": VERSION},
        "status": "findings" if verdict.failed else "ok",
        "summary": {"files": verdict.files, **{f"{level}s": verdict.count(level) for level in Severity}},
        "diagnostics": [diagnostic(verdict, finding) for finding in verdict.findings],
    }
    return safe_json(document, indent=2) + "\n"


def as_jsonl(verdict: Verdict) -> str:
    """One diagnostic a line."""
    return "".join(safe_json(diagnostic(verdict, finding)) + "\n" for finding in verdict.findings)


def diagnostic(verdict: Verdict, finding: Finding) -> Mapping[str, Any]:
    """One finding with its sentence in the language of the run."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        **_place(finding.span),
        "field": disarmed(finding.field),
        "question": verdict.asked(finding),
        "message": verdict.sentence(finding),
        "hint": verdict.hint(finding),
        "related": [_place(span) for span in finding.related],
    }


def safe_json(value: object, indent: int | None = None) -> str:
    """JSON without control sequences for a terminal or CI log: every invisible or directing character as its escape."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ACTIVE.sub(_escaped, written).replace("##[", "#\\u0023[")


def _place(span: Span) -> dict[str, object]:
    return {
        "file": disarmed(span.path),
        "line": max(span.line, 1),
        "column": max(span.column, 1),
        "end_line": max(span.end_line, span.line, 1),
        "end_column": max(span.end_column, span.column, 1),
    }


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
