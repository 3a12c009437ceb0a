"""A municipality in the register: code, names, places in the country, figures with year and source."""

from datetime import date
from typing import Literal

from samskab.model.field_types import (
    Day,
    Decimal,
    Key,
    Line,
    MailAddress,
    MunicipalityCode,
    Text,
    VagueDay,
    WebAddress,
    Words,
)
from samskab.model.record import Part, Record
from samskab.spelling import slug


class Membership(Part):
    """What a municipality belongs to in a stretch of time; both ends are included, an open end is left out.

    Regions change: Hovedstaden and Sjælland become Østdanmark on 2027-01-01 (law 699 of 20 June 2025, s. 126).
    """

    id: Key
    since: Day | None = None
    until: Day | None = None

    def holds(self, day: date) -> bool:
        """Whether the membership is in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Place(Part):
    """A named point, in degrees (WGS84)."""

    name: Line
    lat: Decimal
    lon: Decimal


class Neighbour(Part):
    """A municipality next door: over land, or over a bridge or tunnel that is always open."""

    code: MunicipalityCode
    kind: Literal["land", "fixed_link"]


class Mailbox(Part):
    """The shared mailbox of a municipality, and the public page where it is given."""

    address: MailAddress
    source: WebAddress


class Figure(Part):
    """One figure of one year; `source` is a key of the register's sources."""

    year: int
    value: Decimal
    source: Key


class Municipality(Record):
    """One of the 98 municipalities. `region` has dates of validity, so that old programmes keep their regions."""

    schema: Literal["samskab/municipality@1"]
    code: MunicipalityCode
    name: Line
    official: Line
    also: tuple[Line, ...] = ()
    region: tuple[Membership, ...]
    landsdel: Key
    group: Key
    seat: Place
    neighbours: tuple[Neighbour, ...] = ()
    figures: dict[Key, tuple[Figure, ...]] = {}
    attributes: dict[Key, tuple[Key, ...]] = {}
    cvr: Line | None = None
    mail_domain: Line | None = None
    mailbox: Mailbox | None = None
    address: tuple[Line, ...] = ()

    @property
    def application_key(self) -> str:
        """The id of its application in a programme, `0360-lolland`: code and name in plain letters."""
        return f"{self.code}-{slug(self.name)}"

    def region_on(self, day: date) -> str | None:
        """The key of the region that the municipality belongs to on a day."""
        return next((membership.id for membership in self.region if membership.holds(day)), None)

    def figure(self, kind: str, year: int) -> Figure | None:
        """The newest figure of a kind that is not newer than `year`; else the oldest there is."""
        known = sorted(self.figures.get(kind, ()), key=lambda figure: figure.year)
        past = [figure for figure in known if figure.year <= year]
        return past[-1] if past else known[0] if known else None


class NamedValue(Part):
    """A value of a classification, in words."""

    id: Key
    name: Words


class Classification(Part):
    """A way to sort municipalities (region, landsdel, group) with its values in the order of display."""

    id: Key
    title: Words
    values: tuple[NamedValue, ...]
    source: Key


class FigureKind(Part):
    """A figure that municipalities carry: what it counts, in which unit, how sure it is (A two sources, B one).

    `base` is the figure that a share or an average is weighted by when several municipalities apply together, as
    `population` for a share of the inhabitants. A figure without a base is a total and is added up.
    """

    id: Key
    title: Words
    unit: Words
    confidence: Literal["A", "B", "C"]
    base: Key | None = None
    note: Words | None = None


class Source(Part):
    """Where figures or maps come from, and the sentence that must be printed with them."""

    id: Key
    attribution: Words
    url: WebAddress | None = None
    note: Text | None = None


class Register(Record):
    """What all municipalities share: classifications, kinds of figures, sources, the edition."""

    schema: Literal["samskab/register@1"]
    edition: VagueDay
    classifications: tuple[Classification, ...]
    figures: tuple[FigureKind, ...]
    sources: tuple[Source, ...]
