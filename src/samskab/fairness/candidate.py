"""Who may be chosen, as plain values: `Candidate` and `Pool`. Made from records by `pool`, or by hand in a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from samskab.model.field_types import Words
from samskab.model.selection import Counts

Attributes = Mapping[str, tuple[str, ...]]
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Candidate(NamedTuple):
    """One applicant: whole numbers, attributes (each with one or several values), a place.

    `members` are the attributes of each municipality when the applicant stands for several.
    `place` is millionths of a degree (latitude, longitude), or metres (east, north), as the pool's metric says.
    """

    key: str
    name: str = ""
    numbers: Mapping[str, int] = NOTHING
    attributes: Attributes = NOTHING
    place: tuple[int, int] | None = None
    members: tuple[Attributes, ...] = ()
    municipalities: tuple[str, ...] = ()

    def seats(self, counts: Counts) -> int:
        """What the applicant weighs in the cohort: 1, or the number of its municipalities."""
        return max(1, len(self.members)) if counts == "municipalities" else 1

    def has(self, attribute: str, value: str, counts: Counts = "applicants") -> int:
        """What the applicant weighs under one value of an attribute: its own, or its municipalities' one by one."""
        if counts == "municipalities" and any(attribute in member for member in self.members):
            return sum(value in member.get(attribute, ()) for member in self.members)
        return self.seats(counts) if value in self.attributes.get(attribute, ()) else 0


class Pool(NamedTuple):
    """All who may be chosen, in the order of their keys, and the country they are measured by.

    `country` counts the municipalities that may apply by attribute and value, `country_size` all of them.
    `units` says in which fraction a number is whole: a score of 2.5 with unit 2 is kept as 5.
    `titles` and `values` name attributes and their values, for sentences only.
    """

    candidates: tuple[Candidate, ...]
    country: Mapping[str, Mapping[str, int]] = NOTHING
    country_size: int = 0
    units: Mapping[str, int] = NOTHING
    metric: str = "sphere"
    spots: Mapping[str, tuple[int, int]] = NOTHING
    titles: Mapping[str, Words] = NOTHING
    values: Mapping[str, Mapping[str, Words]] = NOTHING

    def by_key(self) -> dict[str, Candidate]:
        """The candidates by key."""
        return {candidate.key: candidate for candidate in self.candidates}

    def applied(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute that have an applicant, sorted."""
        found = {v for c in self.candidates for source in (c.attributes, *c.members) for v in source.get(attribute, ())}
        return tuple(sorted(found))

    def known(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute that the country has or an applicant brings, sorted."""
        return tuple(sorted({*self.country.get(attribute, {}), *self.applied(attribute)}))

    def under(self, attribute: str, value: str, counts: Counts = "applicants") -> dict[str, int]:
        """The candidates who have a value, each with what it weighs there."""
        weights = ((c.key, c.has(attribute, value, counts)) for c in self.candidates)
        return {key: weight for key, weight in weights if weight}


def pool_of(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates in the order of their keys, so that the order of files never matters."""
    return tuple(sorted(candidates, key=lambda candidate: candidate.key))
