"""`workshops/*.yaml` of a programme: the outcome of one workshop."""

from typing import Literal

from samskab.model.field_types import Key, Line, Text, Words
from samskab.model.record import Part, Record


class Recommendation(Part):
    """One recommendation, in short (`short`) and in full (`full`)."""

    short: Words
    full: Words


class Workshop(Record):
    """What one workshop worked out: area, case, challenge, recommendations under their condition ("Når ...").

    Every part but the area may be missing: workshops are "afviklet på forskellig vis" (document 003).
    """

    schema: Literal["samskab/workshop@1"]
    id: Key
    programme: Key
    number: int
    area: Words
    case: Words | None = None
    case_text: Words | None = None
    presenters: tuple[Line, ...] = ()
    challenge: Words | None = None
    condition: Words | None = None
    condition_full: Words | None = None
    recommendations: tuple[Recommendation, ...] = ()
    discussion: Words | None = None
    themes: tuple[Key, ...] = ()
    note: Text | None = None
