"""Findings in a pipe or file: `text` with the source line and a mark under the mistake, `concise` with a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samskab.finding import Finding, Severity
from samskab.report.findings.source_line import marked_line
from samskab.report.findings.verdict import PER_FILE, Verdict, where

_LEAST = 20


def text(verdict: Verdict, *, width: int = 80, everything: bool = False) -> str:
    """Place, sentence, source line, question and hint of every finding, then a summary."""
    lines: list[str] = []
    per_file: Counter[str] = Counter()
    shown = verdict.shown
    for finding in shown:
        per_file[finding.span.path] += 1
        if everything or per_file[finding.span.path] <= PER_FILE:
            lines += [_headline(verdict, finding), *_context(verdict, finding, width), ""]
    left = sum(max(0, count - PER_FILE) for count in per_file.values())
    if left and not everything:
        lines += [verdict.language.say("report.left_out", count=left), ""]
    if hidden := len(verdict.findings) - len(shown):
        lines += [verdict.language.say("report.hidden", count=hidden), ""]
    return "\n".join([*lines, verdict.summary(), ""])


def concise(verdict: Verdict) -> str:
    """One line for each finding and nothing else."""
    return "".join(f"{_headline(verdict, finding)}\n" for finding in verdict.findings)


def summary(verdict: Verdict) -> str:
    """The findings that make the exit code 1, one line each, and the number of the others."""
    stopping = verdict._replace(findings=tuple(f for f in verdict.findings if verdict.stops(f)))
    return f"{concise(stopping)}{verdict.summary()}\n"


def _headline(verdict: Verdict, finding: Finding) -> str:
    weight = "" if finding.severity is Severity.ERROR else f"{verdict.severity(finding)}: "
    return f"{where(finding.span)}: {finding.code} {weight}{verdict.sentence(finding)}"


def _context(verdict: Verdict, finding: Finding, width: int) -> Iterator[str]:
    gutter = " " * len(str(finding.span.line))
    line = marked_line(verdict.line(finding.span), finding.span, max(_LEAST, width - len(gutter) - 3))
    if line is not None:
        yield f"{gutter} |"
        yield f"{finding.span.line} | {line.shown}".rstrip()
        yield f"{gutter} | {line.mark}"
    question, hint = verdict.asked(finding), verdict.hint(finding)
    if question:
        yield f"{gutter} = {verdict.language.say('report.question', question=question)}"
    for related in finding.related:
        yield f"{gutter} = {verdict.language.say('report.related', place=where(related))}"
    if hint:
        is_below = "\n" in hint
        yield f"{gutter} = {verdict.language.say('report.hint', hint='' if is_below else hint)}".rstrip()
        yield from (f"{gutter} | {line}".rstrip() for line in hint.split("\n") if is_below)
