"""A decision record, or some of its reasons, as plain values for programs (`--format json`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from samskab.model.decision import Decision, Grounds, LeftOut, Reason
from samskab.model.field_types import Words
from samskab.report.cohort.columns import COLUMNS

_HEAD = {"schema": "samskab/selection@1", "status": "chosen"}


def decision_as_document(decision: Decision) -> dict[str, Any]:
    """The whole record, the columns of every applicant in the pool, and who could not be chosen."""
    applicants = [{c.name: c.value(candidate) for c in COLUMNS} for candidate in decision.field.candidates]
    left_out = left_out_as_document(decision.left_out)
    return {**_HEAD, "decision": _plain(decision), "applicants": applicants, "left_out": left_out}


def reasons_as_document(grounds: Grounds, reasons: Sequence[Reason], left_out: Sequence[LeftOut]) -> dict[str, Any]:
    """Some reasons with the grounds that all have in common, and the requested applicants who could not be chosen."""
    plain = {"grounds": _plain(grounds), "reasons": [_plain(reason) for reason in reasons]}
    return {**_HEAD, **plain, "left_out": left_out_as_document(left_out)}


def _plain(part: Decision | Grounds | Reason | Words | None) -> Any:
    return msgspec.to_builtins(part, enc_hook=str, str_keys=True)


def left_out_as_document(left_out: Sequence[LeftOut]) -> list[dict[str, Any]]:
    """Those who could not be chosen, with the state as `why`."""
    return [_left_out(one) for one in left_out]


def _left_out(one: LeftOut) -> dict[str, Any]:
    head = {"key": one.applicant, "name": one.name, "why": one.state}
    return head | {"condition": one.reason, "facts": _plain(one.facts)}


def nobody_as_document(left_out: Sequence[LeftOut]) -> dict[str, Any]:
    """That no application can be chosen: `status` is `nobody_stands`."""
    return {"schema": _HEAD["schema"], "status": "nobody_stands", "left_out": left_out_as_document(left_out)}
