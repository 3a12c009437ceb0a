"""SK515-SK518: found when a decision record is verified against its files and the present wording of reasons."""

from __future__ import annotations

from samskab.codes.code import Code
from samskab.finding import Severity

DECISION_CODES = (
    Code("SK515", Severity.ERROR),
    Code("SK516", Severity.ERROR, allows=("decision",)),
    Code("SK517", Severity.ERROR, allows=("decision",)),
    Code("SK518", Severity.ERROR),
)
