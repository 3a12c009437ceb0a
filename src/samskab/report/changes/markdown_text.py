"""What differs between two sides as Markdown; nothing from data is markup, a mention or a link."""

from __future__ import annotations

from collections.abc import Iterable

from samskab.model.changes.word_difference import Piece
from samskab.report.changes.overview import ChangeLine, ChangeSection
from samskab.report.changes.screen_parts import visible
from samskab.report.escape import show
from samskab.report.findings.markdown import plain
from samskab.report.findings.verdict import covered

_LONGEST = 4000
_TAGS = {"gone": "del", "new": "ins", "same": ""}


def markdown_text(head: str, sections: Iterable[ChangeSection]) -> str:
    """The heading, then a list for each record and each consequence."""
    lines = [f"## {_inert(head)}"]
    for section in sections:
        lines += ["", f"### {_inert(section.title)}", "", *(f"- {_line(line)}" for line in section.lines)]
    return "\n".join([*lines, ""])


def _line(line: ChangeLine) -> str:
    pieces = "".join(map(_piece, visible(line.pieces)))
    return f"{_inert(line.label)} {pieces}".strip()


def _piece(piece: Piece) -> str:
    text, tag = _inert(piece.text), _TAGS[piece.kind]
    return f"<{tag}>{text}</{tag}>" if tag else text


def _inert(text: str) -> str:
    return plain(show(covered(text), multiline=True, longest=_LONGEST))
