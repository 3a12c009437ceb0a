"""A new meeting in the text of a schedule, with its questions as comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samskab.language import Language
from samskab.model.schedule import Schedule
from samskab.yaml.new_files.record_form import list_item

_EMPTY = "meetings: []"


def with_questions(before: str, after: str, given: Mapping[str, Any], language: Language) -> str:
    """The schedule `after` with the questions of its new meeting, where that is a block; else `after` itself.

    `after` is `before` with the meeting `given` spliced in.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    last = len(new) - (len(old) - first)
    added = new[first:last]
    if not added or not added[0].lstrip().startswith("- ") or new[last:] != old[first:]:
        return after
    indent = added[0][: len(added[0]) - len(added[0].lstrip())]
    return "".join([*new[:first], "\n", list_item(Schedule, "meetings", given, language, indent), *new[last:]])


def first_meeting(before: str, given: Mapping[str, Any], language: Language) -> str | None:
    """The schedule with its first meeting, where `meetings: []` is alone on its line; else None."""
    lines = before.splitlines()
    if lines.count(_EMPTY) != 1:
        return None
    body = "meetings:\n" + list_item(Schedule, "meetings", given, language, "  ").rstrip("\n")
    return "\n".join(body if line == _EMPTY else line for line in lines) + "\n"
