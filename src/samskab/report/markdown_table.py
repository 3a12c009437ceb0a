"""Tables and lines of Markdown for a report; text of the data is escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from samskab.report.escape import show
from samskab.report.findings.markdown import plain

_LONGEST = 4000


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int]) -> Iterator[str]:
    """The lines of a table; `numbers` are the places of the columns that stand to the right."""
    rule = ["---:" if n in numbers else "---" for n in range(len(head))]
    for line in (map(markdown_line, head), rule, *(map(markdown_line, row) for row in rows)):
        yield f"| {' | '.join(line)} |"


def markdown_line(text: str) -> str:
    """A text on one line, in a cell or elsewhere."""
    return plain(show(text, longest=_LONGEST))
