"""A decision record, or some of its reasons, as plain values for programs (`--format json`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from samskab.model.decision import Decision, Grounds, Reason
from samskab.report.cohort.columns import COLUMNS
from samskab.report.cohort.decision import LeftOutRows

_HEAD = {"schema": "samskab/selection@1", "status": "chosen"}


def decision_as_document(decision: Decision, left_out: LeftOutRows) -> dict[str, Any]:
    """The whole record, the columns of every applicant in the pool, and who could not be chosen."""
    applicants = [{c.name: c.value(candidate) for c in COLUMNS} for candidate in decision.field.candidates]
    return {**_HEAD, "decision": _plain(decision), "applicants": applicants, "left_out": _left_out(left_out)}


def reasons_as_document(grounds: Grounds, reasons: Sequence[Reason], left_out: LeftOutRows) -> dict[str, Any]:
    """Some reasons with the grounds that all have in common, and the requested applicants who could not be chosen."""
    plain = {"grounds": _plain(grounds), "reasons": [_plain(reason) for reason in reasons]}
    return {**_HEAD, **plain, "left_out": _left_out(left_out)}


def _plain(part: Decision | Grounds | Reason) -> Any:
    return msgspec.to_builtins(part, enc_hook=str, str_keys=True)


def _left_out(rows: LeftOutRows) -> list[dict[str, str]]:
    return [{"key": key, "name": name, "why": why} for key, name, why in rows]
