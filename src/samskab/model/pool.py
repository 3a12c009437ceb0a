"""Who may be chosen, and what they are measured by: `Candidate` and `Pool`, as a decision record keeps them.

`fairness.pool` makes them from a data repository.
"""

from collections.abc import Iterable
from typing import Literal

from samskab.model.field_types import Key, Line, MunicipalityCode, Words
from samskab.model.record import Part
from samskab.model.selection import Counts


class ApplicantNoun(Part):
    """What an applicant is called, in the singular and the plural, with small letters: `netværk`, `netværk`."""

    one: Words
    many: Words


class Criterion(Part):
    """What assessors judge, on a whole-number scale, with its weight in the total score."""

    id: Key
    title: Words
    min: int
    max: int
    weight: int = 1


class Candidate(Part):
    """One applicant: the whole numbers, attributes and place that the rules and aims read, and nothing else.

    A number that is not known is left out. An attribute has one or several values. `members` are the attributes of each
    municipality when the applicant stands for several. `place` is whole millionths of a degree (latitude, longitude),
    or metres (east, north), as the pool's metric defines: two numbers for each place, one place after the other.
    `points` are the scores by criterion, each summed over so many `assessors`, for sentences only.
    """

    key: Key
    name: Line
    municipalities: tuple[MunicipalityCode, ...] = ()
    numbers: dict[Key, int] = {}
    points: dict[Key, int] = {}
    assessors: int = 0
    attributes: dict[Key, tuple[Key, ...]] = {}
    place: tuple[int, ...] = ()
    members: tuple[dict[Key, tuple[Key, ...]], ...] = ()

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The places of the applicant, one for each of its municipalities."""
        return tuple(zip(self.place[::2], self.place[1::2], strict=False))

    def seats(self, counts: Counts) -> int:
        """What the applicant weighs in the cohort: 1, or the number of its municipalities."""
        return seats_of(len(self.members), counts)

    def has(self, attribute: str, value: str, counts: Counts = "applicants") -> int:
        """The weight of the applicant under one value of an attribute: its own, or the sum over its municipalities."""
        if counts == "municipalities" and any(attribute in member for member in self.members):
            return sum(value in member.get(attribute, ()) for member in self.members)
        return self.seats(counts) if value in self.attributes.get(attribute, ()) else 0


class Pool(Part):
    """All candidates, in the order of their keys, and the country that they are measured by.

    `country` counts the municipalities that may apply by attribute and value, `country_size` all of them. A value that
    the programme defines (an option, a class, a step) stands there with 0 when no municipality has it.
    `noun` is what an applicant is called, and `criteria` are those of the score, where one is read; for sentences only.
    `units` is the factor that makes a number whole: a score of 2.5 with unit 2 is kept as 5.
    `titles` and `values` name attributes and their values, for sentences only.
    `spots` are the places that `near` rules measure from, by the id of the rule.
    """

    candidates: tuple[Candidate, ...]
    country: dict[Key, dict[Key, int]] = {}
    country_size: int = 0
    titles: dict[Key, Words] = {}
    values: dict[Key, dict[Key, Words]] = {}
    units: dict[Key, int] = {}
    metric: Literal["sphere", "plane"] = "sphere"
    spots: dict[Key, tuple[int, ...]] = {}
    noun: ApplicantNoun | None = None
    criteria: tuple[Criterion, ...] = ()

    def by_key(self) -> dict[str, Candidate]:
        """The candidates by key."""
        return {candidate.key: candidate for candidate in self.candidates}

    def applied(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute that a candidate has, sorted."""
        found = {v for c in self.candidates for source in (c.attributes, *c.members) for v in source.get(attribute, ())}
        return tuple(sorted(found))

    def known(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute that the country or a candidate has, sorted."""
        return tuple(sorted({*self.country.get(attribute, {}), *self.applied(attribute)}))

    def under(self, attribute: str, value: str, counts: Counts = "applicants") -> dict[str, int]:
        """The candidates who have a value, each with what it weighs there."""
        weights = ((c.key, c.has(attribute, value, counts)) for c in self.candidates)
        return {key: weight for key, weight in weights if weight}


def seats_of(municipalities: int, counts: Counts) -> int:
    """What an applicant of so many municipalities of the register weighs in the cohort."""
    return max(1, municipalities) if counts == "municipalities" else 1


def in_key_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates in the order of their keys, so that the order of files never matters."""
    return tuple(sorted(candidates, key=lambda candidate: candidate.key))
