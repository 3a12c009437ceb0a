"""`data/venues.yaml`: places to meet."""

from typing import Literal

from samskab.model.field_types import Key, Line, MunicipalityCode, Words
from samskab.model.record import Part, Record


class Venue(Part):
    """A place to meet: city, address, seats, and how one gets in. What is not known is left out."""

    id: Key
    name: Line
    city: Line
    municipality: MunicipalityCode | None = None
    address: tuple[Line, ...] = ()
    seats: int | None = None
    accessible: bool | None = None
    access: Words | None = None


class Venues(Record):
    """`data/venues.yaml`."""

    schema: Literal["samskab/venues@1"]
    venues: tuple[Venue, ...]
