"""SK5: decision records."""

from samskab.check.rules.decision import (
    afterwards,
    decision,
    decision_reasons,
    events,
    files,
    left_out,
    lot,
    other_cohorts,
    seals,
)

MODULES = (seals, decision, decision_reasons, files, left_out, other_cohorts, events, lot, afterwards)
