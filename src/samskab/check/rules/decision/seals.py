"""SK501: a decision record has the bytes that were sealed."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.fairness.seal import changed_parts
from samskab.finding import Severity, Span
from samskab.language import Fact, phrase_key
from samskab.model.dataset import kind_at
from samskab.model.decision import Decision
from samskab.model.record import fields_of

_PARTS = frozenset(field.encode_name for field in fields_of(Decision))


@rule("SK501", Severity.ERROR, each="text", waivable=False)
def record_changed(path: str, text: str) -> Iterator[Mistake]:
    """A decision record is written by the program and sealed, so that one changed byte shows."""
    kind = kind_at(path)
    if kind is not None and kind.name == "decision":
        for part in changed_parts(text):
            yield Mistake(
                Span(path, part.line, 1, part.line, len(part.key) + 1),
                {"part": Fact(phrase_key("decision.part", part.key), {}) if part.key in _PARTS else part.key},
                part.key,
            )
