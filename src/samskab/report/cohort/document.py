"""A decision record, or some of its reasons, as plain values for programs (`--format json`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from samskab.fairness.outcome import WhatIf
from samskab.fairness.tables import tables_of
from samskab.model.decision import Decision, Grounds, Reason
from samskab.report.cohort.columns import COLUMNS
from samskab.report.cohort.decision import LeftOutRows
from samskab.report.cohort.what_if import difference_as_document

_OF_A_PROPOSAL = ("schema", "id", "status", "seals", "seal")
"""What only a record that may be written has."""


def decision_as_document(decision: Decision, left_out: LeftOutRows, what_if: WhatIf | None = None) -> dict[str, Any]:
    """The whole record, the columns of every applicant in the pool, and who could not be chosen.

    A supposed case has no id and no seal.
    """
    plain = _plain(decision)
    applicants = [{c.name: c.value(candidate) for c in COLUMNS} for candidate in decision.field.candidates]
    document = {**_head(what_if), "decision": plain, "applicants": applicants, "left_out": _left_out(left_out)}
    if what_if is not None:
        document["what_if"] = difference_as_document(what_if, decision.cohort, tables_of(decision))
        document["decision"] = {key: value for key, value in plain.items() if key not in _OF_A_PROPOSAL}
    return document


def reasons_as_document(
    grounds: Grounds, reasons: Sequence[Reason], left_out: LeftOutRows, what_if: WhatIf | None = None
) -> dict[str, Any]:
    """Some reasons with the grounds that all have in common, and the requested applicants who could not be chosen."""
    plain = {"grounds": _plain(grounds), "reasons": [_plain(reason) for reason in reasons]}
    return {**_head(what_if), **plain, "left_out": _left_out(left_out)}


def _head(what_if: WhatIf | None) -> dict[str, str]:
    return {"schema": "samskab/selection@1", "status": "chosen" if what_if is None else "what-if"}


def _plain(part: Decision | Grounds | Reason) -> Any:
    return msgspec.to_builtins(part, enc_hook=str, str_keys=True)


def _left_out(rows: LeftOutRows) -> list[dict[str, str]]:
    return [{"key": key, "name": name, "why": why} for key, name, why in rows]
