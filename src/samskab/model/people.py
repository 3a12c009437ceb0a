"""`private/people.yaml`: names and work addresses of persons, outside git."""

from typing import Literal

from samskab.model.field_types import Line, MailAddress, PersonKey
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
