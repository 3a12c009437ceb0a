"""What differs between two sides in a terminal: words that are gone in brackets with a minus, new ones with a plus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from samskab.model.changes.word_difference import Piece
from samskab.report.changes.overview import ChangeLine, ChangeSection
from samskab.report.findings.verdict import covered
from samskab.report.screen import escaped_lines, escaped_path, escaped_text, under_title

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_MARKS = {"gone": ("[-", "-]", "missed"), "new": ("{+", "+}", "kept")}


def screen_parts(head: str, sections: Iterable[ChangeSection], width: int) -> Iterator[RenderableType]:
    """The heading, then a section for each record and each consequence."""
    yield escaped_text(covered(head), "title")
    yield ""
    for section in sections:
        yield from under_title(covered(section.title), *(_line(line, width - 2) for line in section.lines))


def _line(line: ChangeLine, width: int) -> Text:
    made = escaped_text(covered(line.label)) if line.pieces else escaped_path(covered(line.label), width)
    if line.pieces:
        made.append("  ")
        for piece in visible(line.pieces):
            made.append_text(_marked(piece))
    return made


def _marked(piece: Piece) -> Text:
    start, end, style = _MARKS.get(piece.kind, ("", "", "plain"))
    return escaped_lines(f"{start}{piece.text}{end}", style)


def visible(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces without digits of a CPR number, also where it is made of several of them."""
    if all(covered(text) == text for text in _texts(pieces)):
        return pieces
    return tuple(Piece(piece.kind, "".join("x" if c.isdigit() else c for c in piece.text)) for piece in pieces)


def _texts(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    """The text before and the text after."""
    return tuple("".join(piece.text for piece in pieces if piece.kind != left) for left in ("new", "gone"))  # type: ignore[return-value]  # two of them
