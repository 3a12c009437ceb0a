"""SK501: a decision record has the bytes that were sealed."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.fairness.seal import changed_parts
from samskab.finding import Severity, Span
from samskab.model.dataset import kind_at


@rule("SK501", Severity.ERROR, each="text", waivable=False)
def record_changed(path: str, text: str) -> Iterator[Mistake]:
    """A decision record is written by the program and sealed, so that one changed byte shows."""
    kind = kind_at(path)
    if kind is not None and kind.name == "decision":
        for part in changed_parts(text):
            yield Mistake(Span(path, part.line, 1, part.line, len(part.key) + 1), {"part": part.key}, part.key)
