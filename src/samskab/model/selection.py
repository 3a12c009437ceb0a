"""The selection part of `programme.yaml`: the rules and aims by which a cohort is chosen.

`rules` must hold (or cost their `price` for each step they miss); `aims` are pursued in their order, each to its
proven best before the next. A field that names an attribute or a number has the type `AttributeName` or `NumberName`;
from these types follows what a rule or aim reads. `fairness` turns both into sums of whole numbers.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, get_args, get_type_hints

from samskab.model.field_types import Day, Decimal, Key, Line, MunicipalityCode, Words
from samskab.model.record import Part

Counts = Literal["applicants", "municipalities"]
"""The weight of one applicant: 1, or the number of its municipalities."""

Against = Literal["country", "applicants"]
"""What a share is measured by: all municipalities that may apply, or those that did."""

DIFFERENT_MUNICIPALITIES = "different-municipalities"
"""The number that counts each municipality of the cohort once. It belongs to the cohort and to no applicant."""


class NameOf(NamedTuple):
    """Marks the type of a field that names an attribute or a number of the candidates."""

    kind: Literal["attribute", "number"]


AttributeName: TypeAlias = Annotated[Key, NameOf("attribute")]
NumberName: TypeAlias = Annotated[Key, NameOf("number")]


class Reads(NamedTuple):
    """What a rule, an aim or a band reads: the field that names it (`by`, `by[1]`) -> the attribute or number."""

    attributes: Mapping[str, str]
    numbers: Mapping[str, str]


class SelectionEntry(Part):
    """A part of a selection that may read attributes and numbers of the candidates."""

    @property
    def reads(self) -> Reads:
        """The attributes and numbers that are named in the fields of the types `AttributeName` and `NumberName`."""
        found: dict[str, dict[str, str]] = {"attribute": {}, "number": {}}
        for field, kind in _naming_fields(type(self)):
            value = getattr(self, field)
            several = () if value is None else enumerate(value)
            found[kind] |= {field: value} if isinstance(value, str) else {f"{field}[{n}]": name for n, name in several}
        return Reads(found["attribute"], found["number"])


@cache
def _naming_fields(entry: type[SelectionEntry]) -> tuple[tuple[str, str], ...]:
    """The fields that name an attribute or a number, and which of the two."""
    hints = get_type_hints(entry, include_extras=True)
    return tuple((field, kind) for field, hint in hints.items() for kind in _marks(hint))


def _marks(hint: Any) -> Iterator[str]:
    yield from (note.kind for note in getattr(hint, "__metadata__", ()) if isinstance(note, NameOf))
    for part in get_args(hint):
        yield from _marks(part)


class Bound(Part):
    """At least `min`, at most `max`: a whole number, or whole percent of the cohort's size, fixed or not."""

    min: int | None = None
    max: int | None = None
    min_percent: int | None = None
    max_percent: int | None = None


class BandStep(Part):
    """A step of a band: from `min` to `max`, both included; an open end is left out."""

    id: Key
    title: Words | None = None
    min: Decimal | None = None
    max: Decimal | None = None


class Band(SelectionEntry):
    """An attribute made of a number: `id: size, of: population, steps: [...]`. The first step that fits counts.

    A figure gives each municipality a step, any other number gives the applicant one.
    """

    id: Key
    of: NumberName
    steps: tuple[BandStep, ...]
    title: Words | None = None


class _Rule(SelectionEntry):
    """What every rule has: an id, a sentence for people, and a price if it may be broken at a cost."""

    id: Key
    text: Words | None = None
    price: int | None = None


class Quota(_Rule, tag_field="kind", tag="quota"):
    """Bounds on how many have each value of an attribute.

    `each` holds for every value of the country (`of: country`) or every value that has an applicant
    (`of: applicants`); `values` hold for one value each and go before `each`.
    """

    by: AttributeName
    each: Bound | None = None
    values: dict[Key, Bound] = {}
    of: Against = "country"
    counts: Counts = "applicants"


class Proportional(_Rule, tag_field="kind", tag="proportional"):
    """Each value of an attribute has its share of the seats, within `within` seats.

    `to` is whose shares: the country's, the applicants', or the given `shares` (whole numbers, in any unit).
    """

    by: AttributeName
    to: Literal["country", "applicants", "shares"] = "country"
    within: int = 1
    shares: dict[Key, int] = {}
    counts: Counts = "applicants"


class Breadth(_Rule, tag_field="kind", tag="breadth"):
    """At least `min` different values of an attribute, each with at least `each` of the chosen."""

    by: AttributeName
    min: int
    each: int = 1


class Common(_Rule, tag_field="kind", tag="common"):
    """Commonality: each of the chosen has at least `min` others who share a value of the attribute."""

    by: AttributeName
    min: int = 1


class Sum(_Rule, tag_field="kind", tag="sum"):
    """A cap or a floor on a sum over the chosen: participants, agents, budget, any number.

    `of: different-municipalities` counts each municipality once, however many of the chosen stand for a part of it.
    """

    of: NumberName
    min: int | None = None
    max: int | None = None


class Must(_Rule, tag_field="kind", tag="must"):
    """These applicants are in, and why."""

    applicants: tuple[Key, ...]
    reason: Words


class MustNot(_Rule, tag_field="kind", tag="must_not"):
    """These applicants are out, and why."""

    applicants: tuple[Key, ...]
    reason: Words


class Apart(_Rule, tag_field="kind", tag="apart"):
    """At most one of these applicants."""

    applicants: tuple[Key, ...]


class Together(_Rule, tag_field="kind", tag="together"):
    """All of these applicants or none."""

    applicants: tuple[Key, ...]


class OnePer(_Rule, tag_field="kind", tag="one_per"):
    """At most one applicant for each value of an attribute."""

    by: AttributeName


class Distance(_Rule, tag_field="kind", tag="distance"):
    """At least `min_km` between any two of the chosen."""

    min_km: Decimal


class Spot(Part):
    """A place that others are near to: a municipality's seat, or a point in degrees."""

    municipality: MunicipalityCode | None = None
    lat: Decimal | None = None
    lon: Decimal | None = None
    name: Line | None = None


class Near(_Rule, tag_field="kind", tag="near"):
    """None of the chosen is more than `max_km` from a place."""

    to: Spot
    max_km: Decimal


CohortRule = (
    Quota | Proportional | Breadth | Common | Sum | Must | MustNot | Apart | Together | OnePer | Distance | Near
)


class Score(SelectionEntry, tag_field="kind", tag="score"):
    """The greatest sum of a number: the assessors' score unless `of` names another."""

    of: NumberName = "score"


class Deviation(SelectionEntry, tag_field="kind", tag="deviation"):
    """The smallest deviation from the country (or the applicants) over attributes: summed up, or the worst alone."""

    by: tuple[AttributeName, ...]
    measure: Literal["sum", "worst"] = "sum"
    against: Against = "country"
    counts: Counts = "applicants"


class Dispersion(SelectionEntry, tag_field="kind", tag="dispersion"):
    """The greatest distance: between the two nearest of the chosen, or summed over all pairs."""

    measure: Literal["nearest", "sum"] = "nearest"


class Commonality(SelectionEntry, tag_field="kind", tag="commonality"):
    """As many as possible of the chosen have at least `min` others who share a value of the attribute."""

    by: AttributeName
    min: int = 1


class Variety(SelectionEntry, tag_field="kind", tag="variety"):
    """As many different values of the attribute as possible, each with at least `each` of the chosen."""

    by: AttributeName
    each: int = 1


class Prices(SelectionEntry, tag_field="kind", tag="prices"):
    """The smallest sum of what the priced rules cost where they are missed."""


class Seats(SelectionEntry, tag_field="kind", tag="seats"):
    """As many seats filled as possible, when the size has room to move."""


Aim = Score | Deviation | Dispersion | Commonality | Variety | Prices | Seats


class Size(Part):
    """How many are chosen: between `min` and `max`, both included. The programme's capacity when left out."""

    min: int
    max: int
    counts: Counts = "applicants"


class WaitingList(Part):
    """How many wait, and the chance in whole percent that one who was chosen leaves."""

    size: int
    drop_out_percent: int = 10


class Lot(Part):
    """Why a lot may decide between equals, after which assessment; where its seed comes from, and on which day."""

    basis: Words
    seed_source: Words
    on: Day | None = None
    seed: Line | None = None

    def source_of(self, seed: str) -> Words | None:
        """Where a seed comes from; None for another seed than the published one."""
        return self.seed_source if self.seed in {None, seed} else None


class Selection(Part):
    """How a cohort is chosen: its size, rules, ordered aims, waiting list, lot, public statement, and legal basis.

    `legal_basis` names the provisions that the decision rests on (forvaltningsloven s. 24(1)); letters print it.
    """

    size: Size | None = None
    bands: tuple[Band, ...] = ()
    rules: tuple[CohortRule, ...] = ()
    aims: tuple[Aim, ...] = ()
    waiting_list: WaitingList | None = None
    lot: Lot | None = None
    statement: Words | None = None
    legal_basis: Words | None = None

    def entries(self) -> Iterator[tuple[str, SelectionEntry]]:
        """Every rule and every aim, with its place in the selection: `rules[0]`."""
        yield from ((f"rules[{place}]", rule) for place, rule in enumerate(self.rules))
        yield from ((f"aims[{place}]", aim) for place, aim in enumerate(self.aims))

    def attributes(self) -> tuple[str, ...]:
        """The attributes that the rules and aims read, in their order, each once."""
        return tuple(dict.fromkeys(name for _, entry in self.entries() for name in entry.reads.attributes.values()))

    def counts_of(self, attribute: str) -> Counts:
        """What is counted under a value of an attribute: by its first rule or aim about shares, else by the size."""
        counted = (
            entry.counts
            for _, entry in self.entries()
            if isinstance(entry, Quota | Proportional | Deviation) and attribute in entry.reads.attributes.values()
        )
        return next(counted, self.size.counts if self.size else "applicants")

    def numbers(self) -> tuple[str, ...]:
        """The numbers of applicants that the rules and aims read, in their order, each once."""
        read = (name for _, entry in self.entries() for name in entry.reads.numbers.values())
        return tuple(dict.fromkeys(name for name in read if name != DIFFERENT_MUNICIPALITIES))

    def measures_distances(self) -> bool:
        """Whether a rule or an aim needs the places of the applicants."""
        return any(isinstance(entry, Distance | Near | Dispersion) for _, entry in self.entries())

    def used_bands(self) -> tuple[Band, ...]:
        """The bands that a rule or aim reads."""
        read = self.attributes()
        return tuple(band for band in self.bands if band.id in read)

    def numbers_with_bands(self) -> frozenset[str]:
        """The numbers that the rules and aims read, by themselves or in a band."""
        return frozenset((*self.numbers(), *(band.of for band in self.used_bands())))
