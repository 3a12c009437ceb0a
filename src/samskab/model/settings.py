"""`samskab.yaml`: the settings of a data repository."""

from typing import Literal

from samskab.model.field_types import Key, Line, Words
from samskab.model.record import Record


class Repository(Record):
    """`samskab.yaml`: what holds for the whole data repository.

    `secretariat` are the handles of those who may change every file, users or teams (`organisation/team`).
    """

    schema: Literal["samskab/repository@1"]
    title: Words
    language: Literal["da", "en"] = "da"
    organisation: Key
    calendar_host: Line
    secretariat: tuple[Line, ...] = ()
