"""`outbox.yaml` of a programme: the log of what has been sent."""

from typing import Literal

from samskab.model.field_types import Key, Line, MunicipalityCode, Text, VagueDay
from samskab.model.record import Part, Record


class Sending(Part):
    """One batch that was sent: what, when, how, with which template version, to whom."""

    id: Key
    on: VagueDay
    channel: Literal["mail", "letter", "digital_post", "press", "web"]
    template: Line
    recipients: Literal["all", "list"] = "list"
    applications: tuple[Key, ...] = ()
    municipalities: tuple[MunicipalityCode, ...] = ()
    note: Text | None = None


class Outbox(Record):
    """`outbox.yaml`: what has been sent, so that nothing is sent twice."""

    schema: Literal["samskab/outbox@1"]
    programme: Key
    sendings: tuple[Sending, ...] = ()
