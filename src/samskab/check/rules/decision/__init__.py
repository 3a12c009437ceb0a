"""SK5: decision records."""

from samskab.check.rules.decision import (
    after_decision,
    decision,
    decision_reasons,
    events,
    files,
    left_out,
    lot,
    other_cohorts,
    seals,
)

MODULES = (seals, decision, decision_reasons, files, left_out, other_cohorts, events, lot, after_decision)
