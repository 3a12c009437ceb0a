"""SK5: a decision record, and the files it rests on, still have the bytes that were sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from samskab.check.rule import Mistake, rule
from samskab.codes.declared import make_finding
from samskab.fairness.seal import changed_parts
from samskab.finding import Finding, Severity, Span
from samskab.model.dataset import kind_at
from samskab.model.decision import Decision


@rule("SK501", Severity.ERROR, each="text")
def record_changed(path: str, text: str) -> Iterator[Mistake]:
    """A decision record is written by the program and sealed, so that one changed byte shows."""
    kind = kind_at(path)
    if kind is not None and kind.name == "decision":
        for part in changed_parts(text):
            yield Mistake(Span(path, part.line, 1, part.line, len(part.key) + 1), {"part": part.key}, part.key)


def changed_inputs(decision: Decision, digests: Mapping[str, str]) -> Iterator[Finding]:
    """Files that the decision rests on and that are missing or hold other bytes now (`path -> SHA-256`)."""
    for path, sealed in decision.inputs.items():
        if digests.get(path) != sealed:
            field = f'inputs["{path}"]'
            code = "SK516" if path in digests else "SK517"
            yield make_finding(code, decision.at(field), {"file": path}, field)
