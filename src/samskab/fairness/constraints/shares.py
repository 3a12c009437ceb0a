"""Which share of the seats a value ought to have: `Shares`, for the proportional rule and the aim of deviation.

The share of value g is N_g / N: N municipalities in the country, N_g of them with the value (or the applicants', or
given shares). Kept as two whole numbers, so nothing is ever rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from samskab.model.pool import Pool
from samskab.model.selection import Against, Counts


class Shares(NamedTuple):
    """value -> N_g, and N."""

    parts: Mapping[str, int]
    whole: int


def shares_of(pool: Pool, attribute: str, against: Against, counts: Counts) -> Shares:
    """The shares of an attribute's values in the country or among the applicants.

    A value that an applicant has and no municipality of the country has the share 0.
    """
    if against == "country":
        profile = pool.country.get(attribute, {})
        return Shares({value: profile.get(value, 0) for value in pool.known(attribute)}, pool.country_size)
    whole = sum(candidate.seats(counts) for candidate in pool.candidates)
    return Shares({v: sum(pool.under(attribute, v, counts).values()) for v in pool.applied(attribute)}, whole)
