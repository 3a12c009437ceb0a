"""An error of the YAML parser -> one finding with the cause in the text.

The parser reports where it stopped, which is often behind the mistake. Each function below recognises one cause from
the parser's message and the text around the place; the message itself is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any, Final, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.yaml.dump import single_quoted
from samskab.yaml.nodes import Scalar


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
_KEY_ALONE: Final = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[a-z][a-z0-9_-]*):(?P<value>(?: .*)?)$")
_AFTER_BRACES: Final = re.compile(
    r"(?P<indent> *)(?P<dash>- +)?(?P<key>[a-z][a-z0-9_-]*): *\{(?P<inside>[^{}\[\]]*)\} *(?P<more>[^\s#].*)"
)
_NEW_FIELD: Final = re.compile(r"\s*(?:(?:- +)*[a-z][a-z0-9_-]*:(?:\s|$)|- |#)")
_FLOW_COLON: Final = re.compile(r"[{,] *[a-z][a-z0-9_-]*: +([^,{}\[\]'\"]+:) $")
_PROSE_WORDS: Final = 4
"""A line of so many words is text, and not a key whose colon is missing."""
_MAX_HINT: Final = 120


def syntax_finding(error: Exception, text: str, path: str, last: Scalar | None) -> Finding:
    """The finding for a parser error. `last` is the last scalar that was read whole."""
    case = _case(error, text, last)
    causes = (recognise(case) for recognise in (_tab, _quote, _sign, _bracket, _colon, _block_text, _leftover))
    code, place, values, hint = next((cause for cause in causes if cause), ("SK027", case.at, {}, ""))
    line = min(place.line, len(case.lines) - 1)
    column = min(place.column, len(case.lines[line]))
    span = Span(path, line + 1, column + 1, line + 1, column + 2)
    if code == "SK060":  # the hint takes the place of whole lines
        end = line + hint.count("\n")
        span = Span(path, line + 1, 1, end + 1, len(case.lines[end]) + 1)
    return make_finding(code, span, values, hint=hint)


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
        return "SK020", case.at, {"character": case.character}, quoted_hint(_plain_text(case))
    return None


def _bracket(case: _Case) -> _Cause | None:
    """A bracket that is not opened or not closed."""
    if "flow" in case.context and ("',' or" in case.problem):
        colon = _FLOW_COLON.search(case.line, 0, case.at.column + 2)
        if case.character == ":" and colon:
            text = re.match(r"[^,}\]]*", case.line[colon.start(1) :])
            return "SK019", case.at, {}, quoted_hint(text.group().rstrip()) if text else ""
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
        return _no_key(case, case.since)
    if "mapping values" not in case.problem:
        return None
    dash = re.match(r"(\s*)-(?=[^\s-])", case.line)
    if dash:
        hint = f"- {case.line[dash.end() :].strip()}"
        return "SK061", _Position(case.at.line, dash.end() - 1), {"sign": "-"}, hint
    key = re.match(r"(\s*(?:- +)*[^\s:][^:]*:\s+)(\S.*)", case.line[: case.at.column])
    if key:
        value = case.line[len(key.group(1)) :].rstrip()
        return "SK019", case.at, {}, quoted_hint(value)
    before = case.lines[case.at.line - 1] if case.at.line else ""
    if case.at.line and not re.search(r":(\s|$)", before) and before.strip() and not before.lstrip().startswith("#"):
        column = len(before) - len(before.lstrip())
        return _no_key(case, _Position(case.at.line - 1, column))
    return None


def _no_key(case: _Case, place: _Position) -> _Cause:
    """A line without a key: the space after the colon is missing, or it is text that is not indented, or neither."""
    line = case.lines[place.line]
    tight = re.match(r"\s*((?:- +)?[a-z][a-z0-9_-]*:)(?=[^\s:/])", line)
    if tight:
        hint = f"{tight.group(1)} {line[tight.end() :].strip()}"
        return "SK061", _Position(place.line, tight.end() - 1), {"sign": ":"}, hint
    above = case.lines[: place.line]
    owner = next((found for found in map(_KEY_ALONE.match, reversed(above)) if found), None)
    is_open = owner is not None and _is_open(owner)
    if owner is not None and (is_open or len(line.split()) >= _PROSE_WORDS):
        indent = " " * (len(owner["indent"]) + len(owner["dash"] or "") + 2)
        return "SK060", place, {"key": owner["key"]}, _indented(case.lines[place.line :], indent)
    return "SK024", place, {}, ""


def _indented(lines: list[str], indent: str) -> str:
    """The first line and those of the same text below it, indented."""
    text = list(takewhile(lambda line: not _NEW_FIELD.match(line) and not line.startswith(indent), lines[1:]))
    return "\n".join(f"{indent}{line.strip()}".rstrip() for line in [lines[0], *text]).rstrip()


def _is_open(owner: re.Match[str]) -> bool:
    """Whether the text of a field begins on the next line."""
    value = owner["value"].strip()
    return value in {"", "|", ">", "|-", ">-"} or value.startswith("#")


def _block_text(case: _Case) -> _Cause | None:
    """Something after the sign that begins a text of several lines."""
    if "block scalar" in case.context:
        return "SK026", case.at, {"sign": _at(case, case.since)}, ""
    return None


def _leftover(case: _Case) -> _Cause | None:
    """A line that fits neither as the next key nor as the next item of what came before, or text behind brackets."""
    closed = _AFTER_BRACES.match(case.line)
    if closed and "expected" in case.problem and case.at.column >= closed.start("more"):
        return "SK065", _Position(case.at.line, closed.start("more")), {}, _without_braces(case, closed)
    before = case.lines[case.at.line - 1] if case.at.line else ""
    is_item = case.line.lstrip().startswith("- ") and len(before) - len(before.lstrip()) == case.at.column
    if "expected" in case.problem and is_item and before.lstrip().startswith("{"):
        return "SK021", _Position(case.at.line - 1, case.at.column), {}, f"- {before.strip()}"[:_MAX_HINT]
    if "expected" in case.problem or "not allowed" in case.problem:
        return _text_above(case) or _misplaced(case) or ("SK021", case.at, {}, "")
    return None


def _misplaced(case: _Case) -> _Cause | None:
    """Of the line where the parser stopped and the one above it, the one whose column no neighbour shares."""
    rows = [(n, found) for n, found in enumerate(map(_KEY_ALONE.match, case.lines)) if found]
    here = next((place for place, (n, _) in enumerate(rows) if n == case.at.line), 0)
    columns = [found.start("key") for _, found in rows]
    owner = next(
        (n for n in range(here - 1, -1, -1) if _is_open(rows[n][1]) and columns[n] < max(columns[here - 1 : here + 1])),
        None,
    )
    if here == 0 or owner in {None, here - 1} or rows[here][1]["dash"]:
        return None
    least = columns[owner]
    near = [*columns[owner + 1 : here - 1], *columns[here + 1 : here + 2]]
    right, other = sorted(
        (here - 1, here),
        key=lambda n: (columns[n] <= least, -near.count(columns[n]), columns[n] != least + 2 + _dash_of(rows[n][1])),
    )
    wrong, found = rows[other]
    line = f"{' ' * (columns[right] - _dash_of(found))}{case.lines[wrong].strip()}"
    if found.start("key") <= least:
        return "SK060", _Position(wrong, 0), {"key": rows[owner][1]["key"]}, line
    return "SK021", _Position(wrong, found.start("key")), {}, line[:_MAX_HINT]


def _dash_of(key: re.Match[str]) -> int:
    return len(key["dash"] or "")


def _without_braces(case: _Case, closed: re.Match[str]) -> str:
    """A text in several lines, each language with a line of its own."""
    indent = " " * (len(closed["indent"]) + len(closed["dash"] or ""))
    word = re.match(r" *(da|en): *(.*)", closed["inside"])
    language, text = (word[1], word[2].strip()) if word else ("da", closed["inside"].strip())
    more = closed["more"].lstrip("|>+- ")
    lines = [line for line in (text.strip("'\""), more, *_text_below(case)) if line]
    return "\n".join(
        [
            f"{closed['indent']}{closed['dash'] or ''}{closed['key']}:",
            f"{indent}  {language}: |",
            *(f"{indent}    {line}" for line in lines),
        ]
    )


def _text_above(case: _Case) -> _Cause | None:
    """Text with a colon in it, not indented, right above the parser's place, which was read as a key."""
    first = case.at.line
    while first and case.lines[first - 1].strip() and not _NEW_FIELD.match(case.lines[first - 1]):
        first -= 1
    owner = _KEY_ALONE.match(case.lines[first - 1]) if 0 < first < case.at.line else None
    is_outside = owner is not None and re.match(rf" {{0,{len(owner['indent'])}}}\S+ ", case.lines[first])
    return _no_key(case, _Position(first, 0)) if is_outside else None


def _text_below(case: _Case) -> Iterator[str]:
    """The lines of text below the parser's place, without their indentation."""
    for line in case.lines[case.at.line + 1 :]:
        if _NEW_FIELD.match(line) or not line.strip():
            return
        yield line.strip()


def _at(case: _Case, place: _Position) -> str:
    return case.lines[place.line][place.column : place.column + 1] if place.line < len(case.lines) else ""


def _plain_text(case: _Case) -> str:
    """The text that begins at the place; inside brackets it ends where the next item or the list does."""
    before, rest = case.line[: case.at.column], case.line[case.at.column :]
    is_inside = any(before.count(left) > before.count(right) for left, right in ("[]", "{}"))
    return (re.split(r"[,\]}]", rest, maxsplit=1)[0] if is_inside else rest).rstrip()


def quoted_hint(text: str) -> str:
    """A text in single quotes as a hint; empty when it is too long to paste."""
    return single_quoted(text) if len(text) <= _MAX_HINT else ""
