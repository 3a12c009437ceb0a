"""Findings in a pipe or file: `text` with the source line and a mark under the mistake, `concise` with a line each."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.finding import Finding, Severity
from samskab.report.findings.source_line import marked_line
from samskab.report.findings.verdict import FindingGroup, Verdict, where

_LEAST = 20


def text(verdict: Verdict, *, width: int = 80, everything: bool = False) -> str:
    """Place, sentence, source line, question and hint of every finding, then a summary."""
    lines: list[str] = []
    groups, left = verdict.together(everything=everything)
    for each in groups:
        lines += [_headline(verdict, each.finding), *_context(verdict, each, width), ""]
    if left:
        lines += [verdict.language.say("report.left_out", count=left), ""]
    if hidden := len(verdict.findings) - len(verdict.shown):
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


def _context(verdict: Verdict, group: FindingGroup, width: int) -> Iterator[str]:
    finding = group.finding
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
    if group.elsewhere:
        yield f"{gutter} = {verdict.language.say('report.elsewhere', count=len(group.elsewhere))}"
        yield from (f"{gutter} |   {where(place)}" for place in group.elsewhere)
