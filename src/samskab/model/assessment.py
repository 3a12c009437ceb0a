"""The assessment of an application: scores per criterion, conflicts of interest. A file of the secretariat."""

from typing import Literal

from samskab.model.field_types import Day, Key, Line, Text
from samskab.model.record import Part, Record


class Scores(Part):
    """One assessor's scores, by role and never by name: criterion -> whole number."""

    by: Key
    on: Day
    scores: dict[Key, int]
    note: Text | None = None


class Conflict(Part):
    """An assessor who may not judge this application (forvaltningsloven s. 3), and why."""

    by: Key
    why: Line


class Assessment(Record):
    """The assessments of one application; `application` is its id and this file's name without its ending."""

    schema: Literal["samskab/assessment@1"]
    programme: Key
    application: Key
    demonstration: bool = False
    assessments: tuple[Scores, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def impartial(self) -> tuple[Scores, ...]:
        """The assessments by those who have no conflict of interest."""
        barred = {conflict.by for conflict in self.conflicts}
        return tuple(one for one in self.assessments if one.by not in barred)
