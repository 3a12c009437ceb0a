"""SK2: programmes."""

from samskab.check.rules.programme import (
    announcements,
    bounds,
    candidates,
    capacity,
    conditions,
    contradictions,
    form,
    intake,
    programme,
    selection_names,
    texts,
)

MODULES = (
    programme,
    capacity,
    intake,
    conditions,
    form,
    selection_names,
    bounds,
    contradictions,
    candidates,
    texts,
    announcements,
)
