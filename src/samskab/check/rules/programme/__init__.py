"""SK2: programmes."""

from samskab.check.rules.programme import (
    announcements,
    bounds,
    candidates,
    capacity,
    contradictions,
    form,
    intake,
    programme,
    selection_names,
    texts,
)

MODULES = (programme, capacity, intake, form, selection_names, bounds, contradictions, candidates, texts, announcements)
