"""Around the programmes: the repository's own settings, senders, venues, workshops, sendings, waivers, people."""

from __future__ import annotations

from typing import Literal

from samskab.model.record import Part, Record
from samskab.model.scalars import (
    Day,
    Key,
    Line,
    MailAddress,
    MunicipalityCode,
    PersonKey,
    Text,
    VagueDay,
    WebAddress,
    Words,
)


class Repository(Record):
    """`samskab.yaml`: what holds for the whole data repository."""

    schema: Literal["samskab/repository@1"]
    title: Words
    language: Literal["da", "en"] = "da"
    organisation: Key
    calendar_host: Line


class Sender(Part):
    """Who signs a letter: an organisation, and the public office-holder who signs for it (named in public sources)."""

    id: Key
    organisation: Words
    person: Line | None = None
    title: Words | None = None
    unit: Words | None = None
    address: tuple[Line, ...] = ()
    mail: MailAddress | None = None
    phone: Line | None = None
    website: WebAddress | None = None


class Senders(Record):
    """`data/senders.yaml`."""

    schema: Literal["samskab/senders@1"]
    senders: tuple[Sender, ...]


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


class Person(Part):
    """Name and work address of a person; lives in the private store only."""

    name: Line
    mail: MailAddress | None = None
    phone: Line | None = None


class People(Record):
    """`private/people.yaml`: key -> person. Outside git; everything works without it."""

    schema: Literal["samskab/people@1"]
    people: dict[PersonKey, Person] = {}
