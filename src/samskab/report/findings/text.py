"""Findings for people: `text` with the source line and a mark under the mistake, `concise` with one line each."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from samskab.finding import Finding, Severity
from samskab.report.findings.verdict import Verdict, covered, disarmed, where

PER_FILE = 50
"""Findings shown for one file; the rest are counted (`--verbose` shows them)."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def text(verdict: Verdict, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """Place, sentence, source line, question and hint of every finding, then a summary."""
    lines: list[str] = []
    per_file: Counter[str] = Counter()
    shown = verdict.shown
    for finding in shown:
        per_file[finding.span.path] += 1
        if everything or per_file[finding.span.path] <= PER_FILE:
            lines += [_headline(verdict, finding, colour), *_context(verdict, finding, width), ""]
    left = sum(max(0, count - PER_FILE) for count in per_file.values())
    if left and not everything:
        lines += [verdict.language.say("report.left_out", count=left), ""]
    if hidden := len(verdict.findings) - len(shown):
        lines += [verdict.language.say("report.hidden", count=hidden), ""]
    return "\n".join([*lines, verdict.summary(), ""])


def concise(verdict: Verdict) -> str:
    """One line for each finding and nothing else."""
    return "".join(f"{_headline(verdict, finding, colour=False)}\n" for finding in verdict.findings)


def summary(verdict: Verdict) -> str:
    """The findings that make the exit code 1, one line each, and the number of the others."""
    stopping = verdict._replace(findings=tuple(f for f in verdict.findings if verdict.stops(f)))
    return f"{concise(stopping)}{verdict.summary()}\n"


def _headline(verdict: Verdict, finding: Finding, colour: bool) -> str:
    weight = "" if finding.severity is Severity.ERROR else f"{verdict.severity(finding)}: "
    code = _painted(finding.code, f"1;{_COLOURS[finding.severity]}", colour)
    return f"{_painted(where(finding.span), '1', colour)}: {code} {weight}{verdict.sentence(finding)}"


def _context(verdict: Verdict, finding: Finding, width: int) -> Iterator[str]:
    source = _covered_line(verdict.line(finding.span))
    gutter = " " * len(str(finding.span.line))
    if source.strip():
        shown, start, length = _window(source, finding, max(20, width - len(gutter) - 3))
        yield f"{gutter} |"
        yield f"{finding.span.line} | {shown}".rstrip()
        yield f"{gutter} | {' ' * start}{'^' * length}"
    question, hint = verdict.asked(finding), verdict.hint(finding)
    if question:
        yield f"{gutter} = {verdict.language.say('report.question', question=question)}"
    for related in finding.related:
        yield f"{gutter} = {verdict.language.say('report.related', place=where(related))}"
    if hint:
        yield f"{gutter} = {verdict.language.say('report.hint', hint=hint)}"


_covered_line = lru_cache(maxsize=2)(covered)
"""Fifty findings may be on one very long line."""


def _window(source: str, finding: Finding, room: int) -> tuple[str, int, int]:
    """As much of the line as there is room for, with the columns of the mark under it."""
    start = max(finding.span.column - 1, 0)
    one_line = finding.span.end_line in {0, finding.span.line}
    end = finding.span.end_column - 1 if one_line and finding.span.end_column else len(source)
    end = min(max(end, start + 1), max(len(source), start + 1))
    first = 0 if start < room - 10 else start - room // 3
    before, marked = disarmed(source[first:start]), disarmed(source[start:end])
    lead = "…" if first else ""
    shown = _fitting(lead + before + marked + disarmed(source[end : first + 2 * room]), room)
    at = min(_columns(lead + before), room - 1)
    return shown, at, max(1, min(_columns(marked), room - at))


def _columns(shown: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown)


def _fitting(shown: str, room: int) -> str:
    ends = list(accumulate(map(_columns, shown)))
    if not ends or ends[-1] <= room:
        return shown
    return shown[: bisect_right(ends, room - 1)] + "…"


def _painted(words: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if colour else words
