"""`Verdict`: the result of a check, with the sentence of each finding, escaped for output.

Whatever a file holds is disarmed here, once, before a format writes it; ten digits that look like a CPR number are
covered wherever they would appear: in a value, a source line, a path.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from samskab.codes.declared import REPLACING, STOPPING
from samskab.finding import Finding, Severity, Span
from samskab.language import Language, phrase_key
from samskab.report.escape import show

_GAP = r"[\s.\-/_\u2010-\u2015\u2212]"
_CPR_LIKE = re.compile(rf"(?<!\d)\d\d{_GAP}?\d\d{_GAP}?\d\d{_GAP}{{0,3}}\d{{4}}(?!\d)")
_ESCAPED = re.compile(rf"(?:\d|{_GAP}|\\(?:x[\da-fA-F]{{2}}|u[\da-fA-F]{{4}}|U[\da-fA-F]{{8}})){{10,}}")
"""A run in which escapes may stand for digits and for what is between them."""
_FINGERPRINT = re.compile(r"(?<!\w)([0-9a-f]{64})(?!\w)")
"""A SHA-256 of a file: one in five has ten digits in a row."""
_LONGEST = 600
PER_FILE = 50
"""Findings shown for one file, and places of one finding; the rest are counted (`--verbose` shows them)."""
_TOGETHER = 3
"""Findings that differ only in place from this number on are shown as one, with the places of the others."""
_WITH_LIMITS = frozenset(f"SK{number}" for number in range(650, 658))
"""Codes whose only value is a limit of the program, which comes from no file."""


class FindingGroup(NamedTuple):
    """A finding, and the places of those that differ from it only in place."""

    finding: Finding
    elsewhere: tuple[Span, ...] = ()


class Verdict(NamedTuple):
    """The findings of a check, their files, and the language of the report.

    texts      path -> the text as it was read, for source lines; a file may be missing
    question   the form's own question that a finding is about, or an empty text
    strict     whether a warning fails as an error does
    level      the least severity that is shown
    """

    findings: tuple[Finding, ...]
    language: Language
    texts: Mapping[str, str]
    files: int
    question: Callable[[Finding], str] = lambda _: ""
    strict: bool = False
    level: Severity = Severity.INFO

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings of this level and above, and those that make the check fail."""
        weights = tuple(Severity)[: tuple(Severity).index(self.level) + 1]
        return tuple(f for f in self.findings if f.severity in weights or self.stops(f))

    def together(self, *, everything: bool = False) -> tuple[tuple[FindingGroup, ...], int]:
        """The findings that are shown, and how many are left out where there are many in a file or of one kind.

        Findings that differ only in place are one, at the first of their places.
        """
        per_file: Counter[str] = Counter()
        kept, left = [], 0
        for each in self._groups():
            path = each.finding.span.path
            per_file[path] += 1
            if everything or per_file[path] <= PER_FILE:
                places = each.elsewhere if everything else each.elsewhere[: PER_FILE - 1]
                kept.append(each._replace(elsewhere=places))
                left += len(each.elsewhere) - len(places)
            else:
                left += 1 + len(each.elsewhere)
        return tuple(kept), left

    def _groups(self) -> Iterator[FindingGroup]:
        shown = self.shown
        codes = Counter(each.code for each in shown if not each.related)
        alone = {n for n, each in enumerate(shown) if each.related or codes[each.code] < _TOGETHER}
        keyed = [(n if n in alone else self._content(each), each) for n, each in enumerate(shown)]
        equal: dict[object, list[Finding]] = {}
        for key, each in keyed:
            equal.setdefault(key, []).append(each)
        for key, each in keyed:
            same = equal[key]
            if len(same) < _TOGETHER:
                yield FindingGroup(each)
            elif each is same[0]:
                yield FindingGroup(each, tuple(other.span for other in same[1:]))

    def _content(self, finding: Finding) -> tuple[str, ...]:
        """What is read about a finding, without its place."""
        return finding.code, finding.severity, self.sentence(finding), self.hint(finding), self.asked(finding)

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def failed(self) -> bool:
        """Whether the check fails: an error, or a warning under `--strict`."""
        return any(map(self.stops, self.findings))

    def stops(self, finding: Finding) -> bool:
        """Whether this finding alone makes the check fail."""
        return finding.severity is Severity.ERROR or (self.strict and finding.severity is Severity.WARNING)

    def sentence(self, finding: Finding) -> str:
        """The sentence of a finding, at most a few lines long, whatever the data holds."""
        values = {name: self.language.worded(value) for name, value in finding.values.items()}
        if self.is_private(finding) and finding.code not in _WITH_LIMITS:
            values = {name: _without_all_digits(value) for name, value in values.items()}
        return clipped(self.language.say(finding.code, **{name: _shown(value) for name, value in values.items()}))

    def is_private(self, finding: Finding) -> bool:
        """Whether digits like those of a CPR number stand at its place: then no reading of them may be shown either."""
        span = finding.span
        line = self.line(span)
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        return any(
            max(0, span.column - 1) < stop and start < max(end, span.column) for start, stop in _private_in(line)
        )

    def asked(self, finding: Finding) -> str:
        """The form's own question, disarmed; empty where there is none."""
        return clipped(disarmed(self.question(finding)))

    def hint(self, finding: Finding) -> str:
        """What would be right, one or more lines, disarmed; empty where it would show a reading of private digits."""
        if self.is_private(finding):
            return ""
        return clipped(show(covered(finding.hint), multiline=True))

    def replacement(self, finding: Finding) -> str:
        """What can take the place of the marked text as it stands; empty where a person has to look."""
        span, hint = finding.span, self.hint(finding)
        is_certain = finding.code in REPLACING and hint == finding.hint and 0 < span.line <= span.end_line
        return hint if is_certain and "…" not in hint else ""

    def line(self, span: Span) -> str:
        """The source line of a place, or an empty text."""
        lines = _lines(self.texts.get(span.path, ""))
        return lines[span.line - 1].rstrip("\r") if 0 < span.line <= len(lines) else ""

    def severity(self, finding: Finding) -> str:
        """The name of the severity."""
        return self.language.say(phrase_key("severity", finding.severity))

    def summary(self) -> str:
        """The last line: how many of which weight, in how many files."""
        if not self.findings:
            return self.language.say("report.clean", files=self.files)
        counted = [(level, self.count(level)) for level in Severity]
        parts = tuple(
            self.language.say(phrase_key("report.count", level), count=count) for level, count in counted if count
        )
        cut = len({finding.span.path for finding in self.findings if finding.code in STOPPING})
        rest = f" {self.language.say('report.cut', count=cut)}" if cut else ""
        return self.language.say("report.summary", parts=parts, files=self.files) + rest


@lru_cache(maxsize=32)
def _lines(text: str) -> list[str]:
    """The lines of a file, split once for all its findings."""
    return text.split("\n")


def disarmed(text: str) -> str:
    """Text of a file as it may be shown: nothing active, no digits of a CPR number."""
    return show(covered(text))


def covered(text: str) -> str:
    """Text with every CPR-like number covered, as many characters as before; a fingerprint holds none."""
    parts = _FINGERPRINT.split(text)
    return "".join(part if number % 2 else _covered_part(part) for number, part in enumerate(parts))


def _covered_part(text: str) -> str:
    shown = _CPR_LIKE.sub(_without_digits, text)
    return _ESCAPED.sub(_without_digits, shown) if "\\" in shown else shown


def _private_in(line: str) -> Iterator[tuple[int, int]]:
    """Where `covered` covers digits in a line."""
    without = _FINGERPRINT.sub(lambda found: "x" * len(found[0]), line) if len(line) > 64 else line
    for pattern in (_CPR_LIKE, *([_ESCAPED] if "\\" in without else [])):
        yield from (found.span() for found in pattern.finditer(without))


def _without_all_digits(value: object) -> object:
    """A value with no digit left in it, however it was computed; numbers become text."""
    if isinstance(value, (tuple, list, frozenset, set)):
        return tuple(map(_without_all_digits, value))
    return re.sub(r"\d", "x", value if isinstance(value, str) else str(value))


def _without_digits(found: re.Match[str]) -> str:
    return re.sub(r"\d", "x", found[0])


def clipped(text: str, longest: int = _LONGEST) -> str:
    """Text that is not longer than `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _shown(value: object) -> object:
    if isinstance(value, str):
        return clipped(disarmed(value), 200)
    if isinstance(value, (tuple, list, frozenset, set)):
        items = sorted(map(str, value)) if isinstance(value, (set, frozenset)) else value
        return tuple(_shown(item) for item in items)
    return value


def where(span: Span) -> str:
    """`path:line:column`, disarmed."""
    return ":".join(part for part in (disarmed(span.path), line_and_column(span)) if part)


def line_and_column(span: Span) -> str:
    """`line:column`, the first of a whole file; empty for a cell, whose place is in the path (`svar.xlsx:Ark1!C7`)."""
    is_cell = not span.line and ":" in span.path
    return "" if is_cell else f"{max(span.line, 1)}:{max(span.column, 1)}"
