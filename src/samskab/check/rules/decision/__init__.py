"""SK5: decision records."""

from samskab.check.rules.decision import decision, decision_reasons, events, files, other_cohorts, seals

MODULES = (seals, decision, decision_reasons, files, other_cohorts, events)
