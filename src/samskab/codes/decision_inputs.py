"""SK529-SK537: found by `decision verify` alone: the waiting list counted again, git, and the solver."""

from __future__ import annotations

from samskab.codes.code import Code
from samskab.finding import Severity

DECISION_CODES = (
    Code("SK529", Severity.ERROR, waivable=False),
    Code("SK532", Severity.ERROR, waivable=False),
    Code("SK534", Severity.ERROR, waivable=False),
    Code("SK537", Severity.INFO, waivable=False),
)
