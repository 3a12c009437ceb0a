"""The wish: what a programme calls a fair cohort, in the words of `programme.yaml`.

`rules` must hold (or cost their `price` for each step they miss); `aims` are pursued in their order, each to its
proven best before the next. `balance` turns both into plain numbers; nothing here knows how a cohort is found.
"""

from typing import Literal

from samskab.model.field_types import Decimal, Key, Line, MunicipalityCode, Words
from samskab.model.record import Part

Counts = Literal["applicants", "municipalities"]
"""What one applicant weighs: 1, or one for each municipality that it stands for."""

Against = Literal["country", "applicants"]
"""What a share is measured by: all municipalities that may apply, or those that did."""


class Bound(Part):
    """At least `min`, at most `max`: a whole number, or whole percent of the cohort's size, fixed or not."""

    min: int | None = None
    max: int | None = None
    min_percent: int | None = None
    max_percent: int | None = None


class Step(Part):
    """A band of a number: from `min` to `max`, both included; an open end is left out."""

    id: Key
    title: Words | None = None
    min: Decimal | None = None
    max: Decimal | None = None


class Band(Part):
    """An attribute made of a number: `id: size, of: population, steps: [...]`. The first step that fits counts."""

    id: Key
    of: Key
    steps: tuple[Step, ...]
    title: Words | None = None


class _Rule(Part):
    """What every rule has: a name, a sentence for people, and a price if it may be broken at a cost."""

    id: Key
    text: Words | None = None
    price: int | None = None


class Quota(_Rule, tag_field="kind", tag="quota"):
    """Bounds on how many have each value of an attribute.

    `each` holds for every value of the country (`of: country`) or every value that has an applicant
    (`of: applicants`); `values` hold for one value each and go before `each`.
    """

    by: Key
    each: Bound | None = None
    values: dict[Key, Bound] = {}
    of: Against = "country"
    counts: Counts = "applicants"


class Proportional(_Rule, tag_field="kind", tag="proportional"):
    """Each value of an attribute has its share of the seats, within `within` seats.

    `to` says whose shares: the country's, the applicants', or the given `shares` (whole numbers, in any unit).
    """

    by: Key
    to: Literal["country", "applicants", "shares"] = "country"
    within: int = 1
    shares: dict[Key, int] = {}
    counts: Counts = "applicants"


class Breadth(_Rule, tag_field="kind", tag="breadth"):
    """At least `min` different values of an attribute, each with at least `each` of the chosen."""

    by: Key
    min: int
    each: int = 1


class Common(_Rule, tag_field="kind", tag="common"):
    """Nobody is alone: each of the chosen has at least `min` others who share a value of the attribute."""

    by: Key
    min: int = 1


class Sum(_Rule, tag_field="kind", tag="sum"):
    """A cap or a floor on a sum over the chosen: participants, agents, budget, any number."""

    of: Key
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

    by: Key


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


Rule = Quota | Proportional | Breadth | Common | Sum | Must | MustNot | Apart | Together | OnePer | Distance | Near


class Score(Part, tag_field="kind", tag="score"):
    """The greatest sum of a number: the assessors' score unless `of` names another."""

    of: Key = "score"


class Deviation(Part, tag_field="kind", tag="deviation"):
    """The smallest deviation from the country (or the applicants) over attributes: summed up, or the worst alone."""

    by: tuple[Key, ...]
    measure: Literal["sum", "worst"] = "sum"
    against: Against = "country"
    counts: Counts = "applicants"


class Dispersion(Part, tag_field="kind", tag="dispersion"):
    """The greatest distance: between the two nearest of the chosen, or summed over all pairs."""

    measure: Literal["nearest", "sum"] = "nearest"


class Commonality(Part, tag_field="kind", tag="commonality"):
    """As many as possible of the chosen have at least `min` others who share a value of the attribute."""

    by: Key
    min: int = 1


class Variety(Part, tag_field="kind", tag="variety"):
    """As many different values of the attribute as possible, each with at least `each` of the chosen."""

    by: Key
    each: int = 1


class Prices(Part, tag_field="kind", tag="prices"):
    """The smallest sum of what the priced rules cost where they are missed."""


class Seats(Part, tag_field="kind", tag="seats"):
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
    """Why a lot may decide between equals, after which assessment; and where its seed comes from."""

    basis: Words
    seed_source: Words
    seed: Line | None = None


class Selection(Part):
    """How a cohort is chosen: its size, rules, ordered aims, waiting list, lot, and the public statement."""

    size: Size | None = None
    bands: tuple[Band, ...] = ()
    rules: tuple[Rule, ...] = ()
    aims: tuple[Aim, ...] = ()
    waiting_list: WaitingList | None = None
    lot: Lot | None = None
    statement: Words | None = None
