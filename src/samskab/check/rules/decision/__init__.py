"""SK5: decision records."""

from samskab.check.rules.decision import (
    afterwards,
    decision,
    decision_reasons,
    events,
    files,
    lot,
    other_cohorts,
    seals,
)

MODULES = (seals, decision, decision_reasons, files, other_cohorts, events, lot, afterwards)
