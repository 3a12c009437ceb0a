"""Holes: a printed value is a number between two private-use characters until the Markdown has been parsed.

So the Markdown parser sees only what the template's author wrote, and no list of characters to escape exists.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

OPEN, CLOSE = "\ue000", "\ue001"
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
HOLE = re.compile(f"{OPEN}([0-9]{{1,7}}){CLOSE}")

Kind = Literal["text", "paragraphs", "link"]


class Hole(NamedTuple):
    """A value waiting for its place. `paragraphs` keeps its line breaks, `link` may become an address."""

    text: str
    kind: Kind = "text"


class Holes:
    """The values that one document printed, by number."""

    def __init__(self) -> None:
        self._values: list[Hole] = []

    def put(self, text: str, kind: Kind = "text") -> str:
        """Keep a value; what is printed in its stead."""
        self._values.append(Hole(text, kind))
        return f"{OPEN}{len(self._values) - 1}{CLOSE}"

    def split(self, text: str) -> list[str | Hole]:
        """Text of the author and holes by turns. A torn marker (a template that cut one up) leaves nothing behind."""
        parts: list[str | Hole] = []
        for index, part in enumerate(HOLE.split(text)):
            if index % 2 == 0:
                if author := PRIVATE.sub("", part):
                    parts.append(author)
            elif int(part) < len(self._values):
                parts.append(self._values[int(part)])
        return parts

    def fill(self, text: str) -> str:
        """The text with its values, as one plain string."""
        return "".join(part if isinstance(part, str) else part.text for part in self.split(text))
