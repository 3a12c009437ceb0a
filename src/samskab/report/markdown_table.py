"""Tables and lines of Markdown for a report; text of the data is escaped."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from samskab.report.escape import show
from samskab.report.findings.markdown import plain

_LONGEST = 4000
_NUMBERED = re.compile(r"^(\d{1,9}[.)]) ")
_BULLET = re.compile(r"^[-+=](?=[-= ]|$)")
"""What begins a list, or makes a rule or a heading. A number before a no-break space begins none."""


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int]) -> Iterator[str]:
    """The lines of a table; `numbers` are the places of the columns that stand to the right."""
    rule = ["---:" if n in numbers else "---" for n in range(len(head))]
    for line in (map(markdown_line, head), rule, *(map(markdown_line, row) for row in rows)):
        yield f"| {' | '.join(line)} |"


def markdown_line(text: str) -> str:
    """A text on one line, in a cell or elsewhere; it begins no list, as the day in `3. maj` would."""
    line = _NUMBERED.sub("\\1\u00a0", plain(show(text, longest=_LONGEST).strip()))
    return _BULLET.sub(lambda found: f"&#{ord(found[0])};", line)
