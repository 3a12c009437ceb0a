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
    numbers,
    programme,
    renamed,
    selection_names,
    texts,
    weights,
)

MODULES = (
    programme,
    capacity,
    intake,
    conditions,
    form,
    weights,
    selection_names,
    bounds,
    contradictions,
    candidates,
    numbers,
    texts,
    announcements,
    renamed,
)
