"""Markdown in which nothing from data acts: how a text is written, and the check that a comment keeps to it.

A forge makes a mention, a link or a reference of some words after Markdown is read, so that an entity or a backslash
does not stop it (GitHub: `&#64;name` mentions). Such a sign is replaced by its wide form. `harm_in` is written from the
rules of Markdown and not from the writer: it reads what `samskab review` wrote, and files that claim to come from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from samskab.report.escape import show
from samskab.report.findings.markdown import plain
from samskab.report.findings.verdict import covered

MARK = "<!-- samskab review -->"
"""The first line of a comment: by it a program finds its own."""
LONGEST_COMMENT = 60_000
"""So many characters of a comment; a forge takes 65,536."""

_REFERENCE = re.compile(r"@|#(?=\d)|:(?=//)|(?<=www)\.|(?<=\bGH)-(?=\d)", re.IGNORECASE)
_WIDE = {"@": "＠", "#": "＃", ":": "：", ".": "．", "-": "‐"}
_NOT_IN_CODE = re.compile(r"[^\w ./()+,:='\"{}?;%-]")
_FENCE = re.compile(r"(`{3,})(yaml|text|)")
_ABOUT = re.compile(r"<!-- [^<>]*-->")
_SUMMARY = re.compile(r"<summary>([^<>]*)</summary>")
_ENTITY = re.compile(r"&#\d{1,4};")
_MARKUP = re.compile(r"[<>\[\]&\\]|~~~")
_ALLOWED_UNSEEN = {"\u200d", "\ufe0f"}


def prose(text: str, longest: int = 400) -> str:
    """Text of data within a line of Markdown."""
    return plain(_without_references(show(covered(text), longest=longest).strip()))


def code(text: str) -> str:
    """Text of data within a code span: a path, a handle. A sign that is in none becomes a question mark."""
    return _NOT_IN_CODE.sub("?", _without_references(show(covered(text))))


def block(text: str, kind: str = "") -> list[str]:
    """Lines of data as a block of code, with a fence that nothing in them can close."""
    shown = show(covered(text), multiline=True, longest=LONGEST_COMMENT)
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + kind, *shown.split("\n"), fence]


def harm_in(text: str) -> Iterator[tuple[int, str]]:
    """What could act in a comment, with its line: a sign that opens a link, a tag, a mention; an open block.

    Nothing for what `samskab review` writes. The number is 0 for the text as a whole.
    """
    if len(text) > LONGEST_COMMENT:
        yield 0, "length"
    lines = text.split("\n")
    if lines[0] != MARK or not _ABOUT.fullmatch(lines[1] if len(lines) > 1 else ""):
        yield 1, "mark"
    fence = ""
    for number, line in enumerate(lines[2:], 3):
        if any(map(_is_unseen, line)):
            yield number, "character"
        if fence:
            fence = "" if re.fullmatch(rf" {{0,3}}{fence}`*[ \t]*", line) else fence
        elif opened := _FENCE.fullmatch(line):
            fence = opened[1]
        elif not _is_fold(lines, number - 1) and _acts(line):
            yield number, "markup"
        elif line.lstrip().startswith("```") or line.startswith(("    ", "\t")):
            yield number, "fence"
    if fence:
        yield len(lines), "fence"


def _is_fold(lines: list[str], place: int) -> bool:
    """Whether a line opens or closes a part that is folded: two lines and an empty one, or one line."""
    line = lines[place]
    if line == "</details>":
        return not lines[place - 1]
    if line == "<details>":
        return not lines[place - 1] and _has(lines, place + 1, _SUMMARY) and not "".join(lines[place + 2 : place + 3])
    summary = _SUMMARY.fullmatch(line)
    return bool(summary and lines[place - 1] == "<details>" and not _acts(summary[1]))


def _acts(line: str) -> bool:
    """Whether a line outside blocks has markup that the writer does not use, or what a forge makes a reference of."""
    return bool(_MARKUP.search(_ENTITY.sub("x", line)) or _REFERENCE.search(unescape(line)))


def _has(lines: list[str], place: int, pattern: re.Pattern[str]) -> bool:
    return place < len(lines) and pattern.fullmatch(lines[place]) is not None


def _is_unseen(character: str) -> bool:
    return character not in _ALLOWED_UNSEEN and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def _without_references(text: str) -> str:
    return _REFERENCE.sub(lambda found: _WIDE[found[0]], text)
