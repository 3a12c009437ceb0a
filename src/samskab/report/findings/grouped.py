"""Findings on a screen: under the heading of their file, each with its source line; at the end how many are where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from samskab.finding import Finding, Severity
from samskab.report.findings.source_line import MarkedLine, marked_columns, marked_line
from samskab.report.findings.verdict import FindingGroup, Verdict, disarmed, where
from samskab.report.screen import escaped_path, escaped_text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_FILES = 10
"""Files that are named at the end; the rest are counted."""
_LEAST = 20
_LONGEST_LINE = 200  # characters; a longer line is not written again
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


def finding_parts(verdict: Verdict, width: int, *, everything: bool = False) -> Iterator[RenderableType]:
    """The findings that are shown, file by file, in so many columns; then what is left out, and the summary."""
    groups, left = verdict.together(everything=everything)
    for path, of_file in groupby(groups, key=lambda each: each.finding.span.path):
        yield escaped_path(disarmed(path), width, "path", "  ")
        yield from _of_file(verdict, tuple(of_file), width)
    if left:
        yield from (escaped_text(verdict.language.say("report.left_out", count=left), "aside"), "")
    if hidden := len(verdict.findings) - len(verdict.shown):
        yield from (escaped_text(verdict.language.say("report.hidden", count=hidden), "aside"), "")
    yield from _closing(verdict, width)


def _of_file(verdict: Verdict, groups: Sequence[FindingGroup], width: int) -> Iterator[RenderableType]:
    from rich.console import Group
    from rich.table import Table

    places = [_place(each.finding) for each in groups]
    margin = max(map(len, places))
    room = max(_LEAST, width - margin - 4)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=margin + 2, justify="right", no_wrap=True, style="aside")
    grid.add_column(width=room, overflow="fold")
    for place, each in zip(places, groups, strict=True):
        grid.add_row(escaped_text(place), Group(_headline(verdict, each.finding), *_context(verdict, each, room), ""))
    yield grid


def _place(finding: Finding) -> str:
    """Line and column; nothing for a whole file."""
    return f"{finding.span.line}:{max(finding.span.column, 1)}" if finding.span.line else ""


def _headline(verdict: Verdict, finding: Finding) -> RenderableType:
    from rich.text import Text

    head = f"{_MARKS[finding.severity]} {finding.code} {verdict.severity(finding)}: "
    return Text.assemble(escaped_text(head, str(finding.severity)), escaped_text(verdict.sentence(finding)))


def _context(verdict: Verdict, group: FindingGroup, room: int) -> Iterator[RenderableType]:
    finding = group.finding
    number = str(finding.span.line)
    line = marked_line(verdict.line(finding.span), finding.span, room - len(number) - 3)
    if line is not None:
        yield from _marked(line, number, str(finding.severity))
    say = verdict.language.say
    if right := _line_as_it_should_be(verdict, finding):
        yield escaped_text(f"→ {say('report.right', line=right)}", "right")
    elif hint := verdict.hint(finding):
        yield from _hint(verdict, hint)
    if question := verdict.asked(finding):
        yield escaped_text(say("report.question", question=question), "aside")
    for related in finding.related:
        yield escaped_path(say("report.related", place=where(related)), room, "aside")
    if group.elsewhere:
        yield escaped_text(say("report.elsewhere", count=len(group.elsewhere)))
        yield from (escaped_path(f"  {where(place)}", room, indent="    ") for place in group.elsewhere)


def _hint(verdict: Verdict, hint: str) -> Iterator[Text]:
    """One line beside its word; several below it, or one whose indentation matters, as they are to be pasted."""
    is_below = "\n" in hint or hint.startswith(" ")
    said = verdict.language.say("report.hint", hint="" if is_below else hint).rstrip()
    yield escaped_text(f"→ {said}", "right")
    if is_below:
        yield from (escaped_text(line, "right") for line in hint.split("\n"))


def _marked(line: MarkedLine, number: str, style: str) -> Iterator[Text]:
    """The line behind its number, and the mark under it; neither is folded, so that the mark stays under its word."""
    from rich.text import Text

    gutter = " " * len(number)
    for before, text, tone in ((number, line.shown, "plain"), (gutter, line.mark, style)):
        drawn = Text.assemble(escaped_text(f"{before} │ ", "aside"), escaped_text(text, tone))
        drawn.no_wrap, drawn.overflow = True, "crop"
        yield drawn


def _line_as_it_should_be(verdict: Verdict, finding: Finding) -> str:
    """The source line with what would be right in place of what is marked; empty where a person has to look."""
    replacement, line = verdict.replacement(finding), verdict.line(finding.span)
    if not replacement or "\n" in replacement or replacement.startswith(" ") or len(line) > _LONGEST_LINE:
        return ""
    start, end = marked_columns(line, finding.span)
    return disarmed(line[:start] + replacement + line[end:]).strip()


def _closing(verdict: Verdict, width: int) -> Iterator[RenderableType]:
    """How many errors are in which file, how many findings there are in all, and what to do next."""
    say = verdict.language.say
    stopping = [finding for finding in verdict.findings if verdict.stops(finding)]
    counts = {path: len(tuple(of)) for path, of in groupby(stopping, key=lambda finding: finding.span.path)}
    if len(counts) > 1:
        for path, count in list(counts.items())[:_FILES]:
            yield escaped_path(say("report.in_file", count=count, path=disarmed(path)), width, indent="  ")
        if len(counts) > _FILES:
            yield escaped_text(say("report.in_more_files", count=len(counts) - _FILES))
    worst = "error" if verdict.failed else "warning" if verdict.count(Severity.WARNING) else "kept"
    yield escaped_text(f"{'✗' if verdict.failed else '✓'} {verdict.summary()}", worst)
    if stopping:
        yield escaped_text(say("report.next", code=stopping[0].code), "command")
