"""`data/waivers.yaml`: findings that are accepted until a day."""

from typing import Literal

from samskab.model.field_types import Day, Line, Text
from samskab.model.record import Part, Record


class Waiver(Part):
    """That a finding is known and accepted until a day. Without a reason, or past its day, it is a finding itself."""

    code: Line
    path: Line
    field: Line | None = None
    reason: Text | None = None
    until: Day


class Waivers(Record):
    """`data/waivers.yaml`."""

    schema: Literal["samskab/waivers@1"]
    waivers: tuple[Waiver, ...] = ()
