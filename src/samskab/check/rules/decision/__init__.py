"""SK5: decision records."""

from samskab.check.rules.decision import afterwards, decision, decision_reasons, lot, seals

MODULES = (seals, decision, decision_reasons, lot, afterwards)
