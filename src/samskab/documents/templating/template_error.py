"""A mistake in a template, as the sandbox reports it: code, place, values. It must interrupt Jinja, so it is raised."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

ANY_NAME = "?"
"""In the shape of a template's data (`view/shape.py`): any name. Stands here because the sandbox loads no records."""


class Fault(Exception):  # noqa: N818 - a mistake of the template, not of the program
    """Stops one template. `path` and `line` are filled in where the place is known."""

    def __init__(self, code: str, /, *, path: str = "", line: int = 0, hint: str = "", **values: str | int) -> None:
        super().__init__(code)
        self.code, self.path, self.line, self.hint, self.values = code, path, line, hint, values

    def at(self, path: str, line: int) -> Fault:
        """The same fault with a place, where it did not already have one."""
        self.path, self.line = self.path or path, self.line or line
        return self

    def packed(self) -> dict[str, Any]:
        """As plain data for the pipe between the processes."""
        return {"code": self.code, "path": self.path, "line": self.line, "hint": self.hint, "values": self.values}


def unknown(name: str, names: Mapping[str, Any] | list[str]) -> Fault:
    """SK621: there is no such name, but one like it, which is the hint; SK642: nor one like it."""
    near = get_close_matches(name.lower(), [str(each) for each in names], n=1, cutoff=0.6)
    return Fault("SK621", name=name[:80], near=near[0], hint=near[0]) if near else Fault("SK642", name=name[:80])
