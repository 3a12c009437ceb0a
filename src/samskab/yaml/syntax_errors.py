"""An error of the YAML parser -> one finding with the cause in the text.

The parser reports where it stopped, which is often behind the mistake. Each function below recognises one cause from
the parser's message and the text around the place; the message itself is never shown.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.yaml.dump import single_quoted
from samskab.yaml.parser import Scalar


class _Position(NamedTuple):
    line: int
    column: int


class _Case(NamedTuple):
    """A parser error. `at` is where the parser stopped, `since` where the construct began that it was reading."""

    problem: str
    context: str
    at: _Position
    since: _Position
    lines: list[str]
    last: Scalar | None

    @property
    def line(self) -> str:
        """The line where the parser stopped."""
        return self.lines[self.at.line] if self.at.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        """The character where the parser stopped; empty at the end of a line."""
        return self.line[self.at.column : self.at.column + 1]


_Cause = tuple[str, _Position, dict[str, object], str]
"""Code, place, values and hint of a finding."""
_QUOTES: Final = frozenset("'\"")


def syntax_finding(error: Exception, text: str, path: str, last: Scalar | None) -> Finding:
    """The finding for a parser error. `last` is the last scalar that was read whole."""
    case = _case(error, text, last)
    causes = (recognise(case) for recognise in (_tab, _quote, _sign, _bracket, _colon, _block_text, _leftover))
    code, place, values, hint = next((cause for cause in causes if cause), ("SK027", case.at, {}, ""))
    line = min(place.line, len(case.lines) - 1)
    column = min(place.column, len(case.lines[line]))
    return make_finding(code, Span(path, line + 1, column + 1, line + 1, column + 2), values, hint=hint)


def _case(error: Exception, text: str, last: Scalar | None) -> _Case:
    lines = re.split("\r\n|\n|\r", text)
    if len(lines) > 1 and not lines[-1]:
        lines.pop()

    def place(mark: Any) -> _Position | None:
        return None if mark is None else _Position(mark.line, mark.column)

    end = _Position(len(lines) - 1, len(lines[-1]))
    since = place(getattr(error, "context_mark", None))
    at = place(getattr(error, "problem_mark", None)) or since or end
    if at.line >= len(lines):
        at = end
    return _Case(
        str(getattr(error, "problem", "") or ""),
        str(getattr(error, "context", "") or ""),
        at,
        since or at,
        lines,
        last,
    )


def _tab(case: _Case) -> _Cause | None:
    """A tab where only spaces are allowed: at the parser's place or in the indentation of its line."""
    indentation = re.match(r"\s*", case.line)
    in_indentation = indentation is not None and "\t" in indentation.group()
    in_text = "quoted" in case.context or case.context.endswith(("anchor", "alias", "tag"))
    if in_text or not (case.character == "\t" or "tab" in case.problem or in_indentation):
        return None
    column = case.line.find("\t") if in_indentation else case.at.column
    return "SK018", _Position(case.at.line, column), {}, ""


def _quote(case: _Case) -> _Cause | None:
    """A quote that is not closed, closed too late, or followed by text; an escape that does not exist."""
    if "quoted scalar" in case.context:
        if "escape" in case.problem or "hex" in case.problem:
            return "SK023", case.at, {}, ""
        return "SK017", case.since, {"quote": _at(case, case.since)}, ""
    last = case.last
    if last is None or last.style not in _QUOTES or last.end_mark.line != case.at.line:
        return None
    start = _Position(last.start_mark.line, last.start_mark.column)
    if last.start_mark.line < case.at.line:
        return "SK017", start, {"quote": last.style}, ""
    between = case.line[last.end_mark.column : case.at.column]
    if case.character and case.character not in ":,]}" and not between.strip():
        return "SK025", case.at, {"quote": last.style}, ""
    return None


def _sign(case: _Case) -> _Cause | None:
    """A sign that YAML reserves, where a text begins: `@ % & * !` or a backtick."""
    if case.context.endswith(("anchor", "alias")):
        return "SK012", case.since, {"name": "", "sign": _at(case, case.since)}, ""
    if "tag" in case.context or "tag handle" in case.problem:
        return "SK011", case.since, {"tag": "!"}, ""
    if "irective" in case.context or "irective" in case.problem or "incompatible" in case.problem:
        return "SK010", case.since, {"directive": case.lines[case.since.line][:40]}, ""
    if "start any token" in case.problem and case.character:
        rest = case.line[case.at.column :].rstrip()
        return "SK020", case.at, {"character": case.character}, quoted_hint(rest)
    return None


def _bracket(case: _Case) -> _Cause | None:
    """A bracket that is not opened or not closed."""
    if "flow" in case.context and ("',' or" in case.problem):
        return "SK022", case.since, {"bracket": _at(case, case.since)}, ""
    if "flow" in case.context and case.at.line == len(case.lines) - 1 and not case.character:
        opened = [(n, max(line.rfind("["), line.rfind("{"))) for n, line in enumerate(case.lines)]
        place = next((_Position(n, column) for n, column in reversed(opened) if column >= 0), case.since)
        return "SK022", place, {"bracket": _at(case, place)}, ""
    if case.character and case.character in "]}":
        return "SK022", case.at, {"bracket": case.character}, ""
    return None


def _colon(case: _Case) -> _Cause | None:
    """A colon too many in unquoted text, or one that is missing."""
    if "could not find expected ':'" in case.problem:
        return "SK024", case.since, {}, ""
    if "mapping values" not in case.problem:
        return None
    key = re.match(r"(\s*(?:- +)*[^\s:][^:]*:\s+)(\S.*)", case.line[: case.at.column])
    if key:
        value = case.line[len(key.group(1)) :].rstrip()
        return "SK019", case.at, {}, quoted_hint(value)
    before = case.lines[case.at.line - 1] if case.at.line else ""
    if case.at.line and ":" not in before and before.strip() and not before.lstrip().startswith("#"):
        column = len(before) - len(before.lstrip())
        return "SK024", _Position(case.at.line - 1, column), {}, ""
    return None


def _block_text(case: _Case) -> _Cause | None:
    """Something after the sign that begins a text of several lines."""
    if "block scalar" in case.context:
        return "SK026", case.at, {"sign": _at(case, case.since)}, ""
    return None


def _leftover(case: _Case) -> _Cause | None:
    """A line that fits neither as the next key nor as the next item of what came before."""
    if "expected" in case.problem or "not allowed" in case.problem:
        return "SK021", case.at, {}, ""
    return None


def _at(case: _Case, place: _Position) -> str:
    return case.lines[place.line][place.column : place.column + 1] if place.line < len(case.lines) else ""


def quoted_hint(text: str) -> str:
    """A text in single quotes as a hint; empty when it is too long to paste."""
    return single_quoted(text) if len(text) <= 120 else ""
