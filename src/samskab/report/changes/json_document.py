"""What differs between two sides for programs: one JSON document with English keys that do not change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from samskab.finding import Finding
from samskab.language import Language
from samskab.model.changes.difference import SideDifference
from samskab.model.changes.record_changes import RecordChange
from samskab.report.changes.labels import Labels
from samskab.report.changes.screen_parts import visible
from samskab.report.findings.json import diagnostic
from samskab.report.findings.verdict import Verdict, disarmed


def changes_as_document(difference: SideDifference, base: str, head: str | None, language: Language) -> dict[str, Any]:
    """The whole difference; `head` is None when the later side is the folder. Values are in words, as on a screen."""
    return {
        "schema": "samskab/diff@1",
        "base": base,
        "head": head,
        "records": [_record(change, difference, language) for change in difference.comparison.records],
        "unread": [one._asdict() for one in difference.comparison.unread],
        "meetings": [one._asdict() for one in difference.meetings],
        "stale": [one._asdict() for one in difference.stale],
        "new": _diagnostics(difference.new, difference.new_texts, language),
        "gone": _diagnostics(difference.gone, difference.gone_texts, language),
    }


def _record(change: RecordChange, difference: SideDifference, language: Language) -> dict[str, Any]:
    programme = difference.after.programmes.get(change.programme) or difference.before.programmes.get(change.programme)
    labels = Labels(language, difference.after, programme)
    fields = []
    for field in change.fields:
        pieces = visible(labels.pieces(change, field))
        fields.append({
            "field": disarmed(field.field),
            "items": [disarmed(item) for item in field.items],
            "question": disarmed(labels.label(change, field)),
            "before": "".join(piece.text for piece in pieces if piece.kind != "new"),
            "after": "".join(piece.text for piece in pieces if piece.kind != "gone"),
            "moved": field.moved,
        })  # fmt: skip
    what = "added" if change.before is None else "removed" if change.after is None else "changed"
    return {
        "path": disarmed(change.path), "kind": change.kind, "programme": change.programme, "key": disarmed(change.key),
        "applicant": disarmed(change.applicant), "change": what, "fields": fields,
    }  # fmt: skip


def _diagnostics(findings: Iterable[Finding], texts: Mapping[str, str], language: Language) -> list[Any]:
    verdict = Verdict((), language, texts, 0)
    return [dict(diagnostic(verdict, finding)) for finding in findings]
