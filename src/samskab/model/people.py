"""`private/people.yaml`: names and work addresses of persons, outside git; and the log of what has been deleted."""

from typing import Literal

from samskab.model.field_types import Day, Key, Line, MailAddress, PersonKey
from samskab.model.record import Part, Record


class Person(Part):
    """Name and work address of a person; in the private store only."""

    name: Line
    mail: MailAddress | None = None
    phone: Line | None = None


class People(Record):
    """`private/people.yaml`: key -> person. Outside git; everything works without it."""

    schema: Literal["samskab/people@1"]
    people: dict[PersonKey, Person] = {}


class DeletionEntry(Part):
    """How much was deleted on a day: because the promised time had passed, or because a person asked for it."""

    on: Day
    why: Literal["retention", "request"]
    programme: Key | None = None
    applications: int = 0
    assessments: int = 0
    persons: int = 0


class DeletionLog(Record):
    """`data/deletions.yaml`. Written by `samskab privacy --write`, never by hand."""

    schema: Literal["samskab/deletions@1"]
    deletions: tuple[DeletionEntry, ...] = ()
