"""A decision record, or some of its reasons, as plain values for programs (`--format json`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from samskab.fairness.outcome import WhatIf
from samskab.fairness.tables import tables_of
from samskab.model.decision import Decision, Grounds, LeftOut, Reason
from samskab.model.field_types import Words
from samskab.report.cohort.columns import COLUMNS
from samskab.report.cohort.what_if import difference_as_document

_OF_A_PROPOSAL = ("schema", "id", "status", "seals", "seal")
"""What only a record that may be written has."""


def decision_as_document(decision: Decision, what_if: WhatIf | None = None) -> dict[str, Any]:
    """The whole record, the columns of every applicant in the pool, and who could not be chosen.

    A supposed case has no id and no seal.
    """
    plain = _plain(decision)
    applicants = [{c.name: c.value(candidate) for c in COLUMNS} for candidate in decision.field.candidates]
    left_out = left_out_as_document(decision.left_out)
    document = {**_head(what_if), "decision": plain, "applicants": applicants, "left_out": left_out}
    if what_if is not None:
        document["what_if"] = difference_as_document(what_if, decision.cohort, tables_of(decision))
        document["decision"] = {key: value for key, value in plain.items() if key not in _OF_A_PROPOSAL}
    return document


def reasons_as_document(
    grounds: Grounds,
    reasons: Sequence[tuple[Words, Reason]],
    left_out: Sequence[LeftOut],
    what_if: WhatIf | None = None,
) -> dict[str, Any]:
    """Some reasons, each with the applicant's own facts, the grounds that all have in common, and the requested
    applicants who could not be chosen."""
    each = [{"own_facts": _plain(own), **_plain(reason)} for own, reason in reasons]
    plain = {"grounds": _plain(grounds), "reasons": each}
    return {**_head(what_if), **plain, "left_out": left_out_as_document(left_out)}


def _head(what_if: WhatIf | None = None) -> dict[str, str]:
    return {"schema": "samskab/selection@1", "status": "chosen" if what_if is None else "what-if"}


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
    return {**_head(), "status": "nobody_stands", "left_out": left_out_as_document(left_out)}
