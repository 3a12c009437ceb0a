"""What people see in a terminal: texts and tables that fold to any width, drawn by rich.

Text from data becomes a `rich.text.Text` in `escaped_text` and nowhere else, after `report/escape.py`, and never as
markup. rich is imported when something is drawn.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from samskab.report.escape import show

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.text import Text

STYLES = {
    "title": "bold",
    "name": "bold",
    "path": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "right": "bold green",
    "kept": "green",
    "tight": "yellow",
    "missed": "bold red",
    "forced": "magenta",
    "command": "cyan",
    "aside": "dim",
    "plain": "",
}
"""Styles by what they mean, in the terminal's own 16 colours, so that its owner's background stays readable."""

_LONGEST = 4000
_GAP = 2
_WEIGHED = 200
"""So many of the first lines decide which column is folded."""
_SHORT_TITLE = 8
"""Columns up to which the title of a column of numbers is not folded."""


class TextTable(NamedTuple):
    """A head and lines of text.

    numbers   the columns that are aligned to the right
    whole     the columns whose cells are not folded; those with numbers never are
    tones     the style of each line, from `STYLES`; none when empty
    """

    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    tones: tuple[str, ...] = ()


def escaped_text(text: str, style: str = "plain") -> Text:
    """A text from data, ready to be drawn: escaped, on one line, folded between words."""
    from rich.text import Text

    return Text(show(text, longest=_LONGEST), style, overflow="fold")


def escaped_lines(text: str, style: str = "plain") -> Text:
    """The same for a text of several lines."""
    from rich.text import Text

    return Text(show(text, multiline=True, longest=_LONGEST), style, overflow="fold")


def escaped_path(line: str, width: int, style: str = "plain", indent: str = "") -> Text:
    """A line with a path in it, folded after a slash where a word is wider than so many columns."""
    from rich.cells import cell_len

    lines = [""]
    for word in re.findall(r"[^ ]* ?", show(line, longest=_LONGEST)):
        for piece in [word] if cell_len(word.rstrip()) <= width - len(indent) else re.findall(r"[^/]*/?", word):
            if lines[-1].strip() and cell_len(lines[-1]) + cell_len(piece.rstrip()) > width:
                lines.append(indent)
            lines[-1] += piece
    return escaped_lines("\n".join(lines), style)


def indented(part: RenderableType, columns: int = 2) -> RenderableType:
    """A part some columns to the right; lines that are folded too."""
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, columns))


def under_title(title: str, *parts: RenderableType) -> Iterator[RenderableType]:
    """A title with its parts below it, and an empty line after them."""
    yield escaped_text(title, "title")
    yield from (indented(part) for part in parts)
    yield ""


def bullets(lines: Iterable[str], mark: str = "-", style: str = "plain") -> Iterator[RenderableType]:
    """Lines that each begin with a mark of a style, or with their number where the mark is empty."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(overflow="fold")
    for number, line in enumerate(lines, 1):
        grid.add_row(escaped_text(mark or f"{number}.", style), escaped_text(line))
    yield grid


def beside(left: RenderableType, right: RenderableType, columns: int) -> RenderableType:
    """Two parts side by side, the right one of so many columns."""
    from rich.table import Table

    grid = Table.grid(expand=True, padding=(0, _GAP))
    grid.add_column(ratio=1)
    grid.add_column(width=columns)
    grid.add_row(left, right)
    return grid


def panel(title: str, part: RenderableType) -> RenderableType:
    """A part in a frame with a title."""
    from rich import box
    from rich.panel import Panel

    return Panel(part, box=box.ROUNDED, title=escaped_text(title, "title"), title_align="left", border_style="aside")


def picture(lines: str) -> Text:
    """Lines that keep their places: a map."""
    from rich.text import Text

    return Text(lines.rstrip("\n"), no_wrap=True, overflow="crop")


class FoldingTable:
    """A table that fits the width it is given without breaking a word or leaving anything out.

    As columns side by side where there is room; else with the columns of text in one; else as a block for each line.
    A block has a line for each cell; several columns of text are a paragraph instead. Titles are at the top.
    """

    def __init__(self, table: TextTable, name_style: str = "plain") -> None:
        self._table, self._name_style = without_titles(without_empty(table)), name_style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        for table in (self._table, joined(self._table)):
            if widths := fitted(table, options.max_width):
                yield _side_by_side(table, widths, self._name_style)
                return
        joint = joined(self._table)
        if joint is self._table:
            yield from _blocks(self._table)
        else:
            yield from _short_blocks(joint, options.max_width)


def fitted(table: TextTable, room: int) -> list[int] | None:
    """The width of each column in so many columns of the terminal; None where a word would have to be broken.

    Titles of numbers are folded first, then the column whose folding makes the table the least longer.
    """
    from rich.cells import cell_len

    columns = list(zip(table.head, *table.lines, strict=True))
    widths = [max(map(cell_len, column)) for column in columns]
    least = [
        max([_least_title(column[0]), *map(cell_len, column[1:])])
        if n in table.numbers | table.whole
        else max(map(_longest_word, column))
        for n, column in enumerate(columns)
    ]
    lengths = [[*map(cell_len, line)] for line in (table.head, *table.lines[:_WEIGHED])]
    while sum(widths) + _GAP * (len(widths) - 1) > room:
        wide = [n for n, width in enumerate(widths) if width > least[n]]
        if not wide:
            return None

        def cost(n: int) -> tuple[bool, int, int]:
            narrower = [width - (n == m) for m, width in enumerate(widths)]
            return n not in table.numbers, _length(lengths, narrower), -widths[n]

        widths[min(wide, key=cost)] -= 1
    return widths


def _length(lengths: Iterable[Sequence[int]], widths: Sequence[int]) -> int:
    """About how many lines a table has with columns so wide; a name that is folded counts as one more."""
    lines = ([-(-length // max(width, 1)) for length, width in zip(line, widths, strict=True)] for line in lengths)
    return sum(max(line) + (line[0] > 1) for line in lines)


def joined(table: TextTable) -> TextTable:
    """The same with the texts after the first column in one column, as long as there are several beside each other."""
    texts = [n for n in range(1, len(table.head)) if n not in table.numbers | table.whole]
    if len(texts) < 2:
        return table
    rest = [n for n in range(1, len(table.head)) if n not in texts]
    lines = [
        (line[0], "; ".join(line[n] for n in texts if line[n]), *(line[n] for n in rest))
        for line in (table.head, *table.lines)
    ]
    numbers, whole = (frozenset(2 + rest.index(n) for n in of if n in rest) for of in (table.numbers, table.whole))
    return TextTable(lines[0], tuple(lines[1:]), numbers, whole, table.tones)


def without_empty(table: TextTable) -> TextTable:
    """The same without the columns that have no text in any line."""
    kept = [n for n in range(len(table.head)) if n == 0 or any(line[n] for line in table.lines)]
    head, *lines = (tuple(line[n] for n in kept) for line in (table.head, *table.lines))
    numbers, whole = (frozenset(kept.index(n) for n in of if n in kept) for of in (table.numbers, table.whole))
    return TextTable(head, tuple(lines), numbers, whole, table.tones)


def without_titles(table: TextTable) -> TextTable:
    """The same without a column's title where every cell of it is that and a name: `Sjælland` below `Region`."""
    columns = []
    for title, *cells in zip(table.head, *table.lines, strict=True):
        names = [cell.removeprefix(f"{title} ").replace(f", {title} ", ", ") for cell in cells]
        pairs = [(cell, name) for cell, name in zip(cells, names, strict=True) if cell]
        is_repeated = title and all(name != cell and not name[:1].islower() for cell, name in pairs)
        columns.append(names if is_repeated else cells)
    return table._replace(lines=tuple(zip(*columns, strict=True)))


def rendered(parts: Iterable[RenderableType], width: int, *, colour: bool = False, encoding: str = "utf-8") -> str:
    """The parts as text in so many columns: without control characters when there is no colour.

    Lines and boxes are ASCII where the encoding is not UTF-8. Whatever the machine and its environment are, the same.
    """
    if not (drawn := tuple(parts)):
        return ""
    page = _Page(encoding)
    _console(page, width, colour=colour).print(*drawn, sep="\n")
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _console(page: io.StringIO, width: int, *, colour: bool) -> Console:
    from rich.console import Console
    from rich.theme import Theme

    return Console(
        file=page,
        width=width,
        height=100,
        color_system="standard" if colour else None,
        force_terminal=colour,
        force_jupyter=False,
        force_interactive=False,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        theme=Theme(STYLES, inherit=False),
    )


class _Page(io.StringIO):
    """Text in memory, for a stream of an encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # rich asks for it
        return self._encoding


def _side_by_side(table: TextTable, widths: Sequence[int], name_style: str) -> RenderableType:
    from rich import box
    from rich.table import Table

    drawn = Table(
        box=box.SIMPLE_HEAD,
        show_header=any(table.head),
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="title",
    )
    for n, (title, width) in enumerate(zip(table.head, widths, strict=True)):
        right = n in table.numbers
        drawn.add_column(
            escaped_text(title),
            width=width,
            justify="right" if right else "left",
            overflow="fold",
            style="plain" if n else name_style,
        )
    for line, tone in _toned(table):
        drawn.add_row(*map(escaped_text, line), style=tone)
    return drawn


def _blocks(table: TextTable) -> Iterator[RenderableType]:
    """The title of the first column once; then the first cell of each line, and below it the others with theirs."""
    if table.head[0]:
        yield escaped_text(table.head[0], "title")
    for line, tone in _toned(table):
        yield escaped_text(line[0], "name")
        cells = zip(table.head[1:], line[1:], strict=True)
        for title, cell in cells:
            if cell:
                yield indented(escaped_text(f"{title}: {cell}" if title else cell, tone))


def _short_blocks(table: TextTable, width: int) -> Iterator[RenderableType]:
    """The titles of a joined table once; then each line's name and texts, and its other cells with their titles."""
    yield _paragraph(table.head[0], table.head[1], width, "title", "title")
    for line, tone in _toned(table):
        yield _paragraph(line[0], line[1], width, "name", tone)
        others = [f"{title}: {cell}" for title, cell in zip(table.head[2:], line[2:], strict=True) if cell]
        if others:
            yield indented(escaped_text("; ".join(others), tone))


def _paragraph(name: str, text: str, width: int, name_style: str, style: str) -> Text:
    """A name and a text after it, each in its style; the lines after the first are indented."""
    import textwrap

    name = show(name, longest=_LONGEST)
    whole = show(f"{name}: {text}" if name and text else name or text, longest=_LONGEST)
    lines = textwrap.wrap(whole, width, subsequent_indent="  ", break_on_hyphens=False)
    drawn = escaped_lines("\n".join(lines), style)
    drawn.stylize(name_style, 0, len(name) + 1)
    return drawn


def _toned(table: TextTable) -> Iterator[tuple[tuple[str, ...], str]]:
    tones: Iterable[Any] = table.tones or ("plain",) * len(table.lines)
    return zip(table.lines, tones, strict=True)


def _least_title(title: str) -> int:
    from rich.cells import cell_len

    return length if (length := cell_len(title)) <= _SHORT_TITLE else _longest_word(title)


def _longest_word(cell: str) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, cell.split()), default=0)
