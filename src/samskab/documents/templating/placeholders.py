"""Placeholders: a printed value is a number between two private-use characters until the Markdown has been parsed.

The parser reads the text of the template only, so values need no escaping (docs/decisions/0005).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

OPEN, CLOSE = "\ue000", "\ue001"
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_PLACEHOLDER = re.compile(f"{OPEN}([0-9]{{1,7}}){CLOSE}")

PlaceholderKind = Literal["text", "paragraphs", "link"]


class Placeholder(NamedTuple):
    """A printed value. `paragraphs` keeps its line breaks, `link` may become an address."""

    text: str
    kind: PlaceholderKind = "text"


class Placeholders:
    """The values that one document printed, by number."""

    def __init__(self) -> None:
        self._values: list[Placeholder] = []

    def put(self, text: str, kind: PlaceholderKind = "text") -> str:
        """Keep a value and give its placeholder."""
        self._values.append(Placeholder(text, kind))
        return f"{OPEN}{len(self._values) - 1}{CLOSE}"

    def split(self, text: str) -> list[str | Placeholder]:
        """Text of the template and placeholders by turns. What is left of a marker that a template cut is removed."""
        parts: list[str | Placeholder] = []
        for index, part in enumerate(_PLACEHOLDER.split(text)):
            if index % 2 == 0:
                if author := PRIVATE.sub("", part):
                    parts.append(author)
            elif int(part) < len(self._values):
                parts.append(self._values[int(part)])
        return parts

    def fill(self, text: str) -> str:
        """The text with its values, as one plain string."""
        return "".join(part if isinstance(part, str) else part.text for part in self.split(text))
