"""Findings as GitHub annotations. GitHub shows ten errors and ten warnings a step: the rest is counted, not lost."""

from __future__ import annotations

from samskab.finding import Finding, Severity
from samskab.report.escape import annotation, annotation_property
from samskab.report.findings.verdict import Verdict, covered

SHOWN = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(verdict: Verdict) -> str:
    """The first ten of each weight as annotations, then how many more there are, then the summary."""
    shown = [finding for level in Severity for finding in [f for f in verdict.findings if f.severity is level][:SHOWN]]
    left = len(verdict.findings) - len(shown)
    rest = [verdict.language.say("report.more", count=left)] if left else []
    return "\n".join([*(_annotated(verdict, f) for f in shown), *rest, verdict.summary(), ""])


def _annotated(verdict: Verdict, finding: Finding) -> str:
    span = finding.span
    hint = verdict.hint(finding)
    message = verdict.sentence(finding) + (f" {verdict.language.say('report.hint', hint=hint)}" if hint else "")
    place = f"file={annotation_property(covered(span.path))},line={max(span.line, 1)},col={max(span.column, 1)}"
    return f"::{_COMMANDS[finding.severity]} {place},title={finding.code}::{annotation(message)}"
