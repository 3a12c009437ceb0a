"""The lines between `---` and `---` at the top of a template: plain `key: value`, never Jinja, never inherited.

They describe the template. They are blanked out before Jinja reads the text, so that line numbers stay right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

KEYS = ("title", "audience", "form", "needs", "orientation", "subject", "filename")
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "audience": (
        *("municipalities", "not-applied", "applicants", "selected", "waiting", "rejected", "promoted"),
        *("left-out", "participants", "hosts", "tracks", "programme", "none"),
    ),
    "form": ("letter", "page", "part"),
}
"""The values of the keys that have fixed ones."""
SUBJECTS = ("decision", "reason")
"""What `needs` may name beside names of the template data."""
_LINE = re.compile(r"([a-z]+): *(.*?) *")


class TemplateText(NamedTuple):
    """A template as its file has it, with the path to show in findings."""

    path: str
    text: str


TemplateTexts = Mapping[str, TemplateText]
"""Template name -> text."""


def front_matter(text: str) -> dict[str, str]:
    """`{"title": ..., "audience": ...}`; empty when there is none. Lines that are not `key: value` are left out."""
    return {m[1]: m[2] for line in _lines(text) if (m := _LINE.fullmatch(line)) and m[1] in KEYS}


def unknown_lines(text: str) -> list[tuple[int, str]]:
    """Line number and text of what stands between the marks without being a known `key: value`."""
    return [
        (number, line)
        for number, line in enumerate(_lines(text), 2)
        if line.strip() and not ((m := _LINE.fullmatch(line)) and m[1] in KEYS)
    ]


def unknown_values(text: str) -> list[tuple[int, str, str]]:
    """Line number, key and value of what is none of the key's `ALLOWED` values."""
    found = ((number, _LINE.fullmatch(line)) for number, line in enumerate(_lines(text), 2))
    return [(n, m[1], m[2]) for n, m in found if m and m[2] not in ALLOWED.get(m[1], (m[2],))]


def needed_names(text: str) -> list[tuple[int, str]]:
    """Line number and name of each fact of `needs` that is to be a name of the template data."""
    found = ((number, _LINE.fullmatch(line)) for number, line in enumerate(_lines(text), 2))
    named = [(number, name.strip()) for number, m in found if m and m[1] == "needs" for name in m[2].split(",")]
    return [(number, name) for number, name in named if name and name not in SUBJECTS]


def without_front_matter(text: str) -> str:
    """The template with as many empty lines where its front matter stood."""
    count = len(_lines(text))
    return text if not count else "\n" * (count + 2) + "\n".join(text.split("\n")[count + 2 :])


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return []
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return [each.rstrip("\r") for each in lines[1:number]]
    return []
