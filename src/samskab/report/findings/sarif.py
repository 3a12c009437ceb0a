"""Findings as SARIF 2.1.0, the format that code scanning reads."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from samskab.finding import Finding, Severity, Span
from samskab.language import Language, phrase_key
from samskab.report.findings.json import safe_json
from samskab.report.findings.verdict import Verdict, covered
from samskab.version import VERSION

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(verdict: Verdict) -> str:
    """One run with the rules that were met and a result for each finding."""
    codes = sorted({finding.code for finding in verdict.findings})
    driver = {"name": "samskab", "version": VERSION, "rules": [_rule(code, verdict.language) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "language": verdict.language.code,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"REPOSITORY": {"description": {"text": verdict.language.say("report.root")}}},
        "results": [_result(verdict, finding, codes.index(finding.code)) for finding in verdict.findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return safe_json(log, indent=2) + "\n"


def _rule(code: str, language: Language) -> Mapping[str, Any]:
    why = language.find(phrase_key(code, "why"))
    return {"id": code} | ({"shortDescription": {"text": why}} if why else {})


def _result(verdict: Verdict, finding: Finding, index: int) -> Mapping[str, Any]:
    same = hashlib.sha256("\n".join((finding.code, finding.span.path, finding.field)).encode(errors="replace"))
    hint = verdict.hint(finding)
    tip = f" {verdict.language.say('report.hint', hint=hint)}" if hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": verdict.sentence(finding) + tip},
        "locations": [_location(finding.span)],
        "partialFingerprints": {"samskab/v1": same.hexdigest()},
    }
    if finding.related:
        result["relatedLocations"] = [_location(span) for span in finding.related]
    if better := verdict.replacement(finding):
        place = _location(finding.span)["physicalLocation"]
        change = {"deletedRegion": place["region"], "insertedContent": {"text": better}}
        changes = [{"artifactLocation": place["artifactLocation"], "replacements": [change]}]
        result["fixes"] = [{"description": {"text": tip.strip()}, "artifactChanges": changes}]
    return result


def _location(span: Span) -> Mapping[str, Any]:
    region: dict[str, int] = {"startLine": max(span.line, 1), "startColumn": max(span.column, 1)}
    if span.end_line:
        region |= {"endLine": span.end_line, "endColumn": max(span.end_column, 1)}
    uri = quote(covered(span.path).encode(errors="replace"))
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": "REPOSITORY"}, "region": region}}
