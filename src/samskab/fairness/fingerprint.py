"""What a draw rests on, as one text and one number: the wish and the facts in canonical JSON, and their SHA-256.

Canonical means: keys sorted, no spaces, every character as itself in UTF-8, nothing written that may be left out. Two
people with the same wish and the same facts get the same digest, whatever the order of their files.
"""

from __future__ import annotations

import json
from hashlib import sha256

from msgspec.structs import replace

from samskab.fairness.candidate import Candidate, Pool, pool_of
from samskab.model.decision import Field, Stood
from samskab.model.record import plain_values
from samskab.model.selection import Selection


def canonical(value: object) -> str:
    """A value as canonical JSON."""
    return json.dumps(plain_values(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def freeze(field: Field, wish: Selection) -> str:
    """The digest of a wish and the facts that it is measured on. The seed and the names of values are no part of it."""
    field = replace(field, titles={}, values={})
    return sha256(canonical({"field": field, "wish": wish}).encode()).hexdigest()


def field_of(pool: Pool) -> Field:
    """The facts of a pool, as a decision keeps them."""
    return Field(
        candidates=tuple(
            Stood(
                key=c.key,
                name=c.name or c.key,
                municipalities=c.municipalities,
                numbers=dict(c.numbers),
                attributes=dict(c.attributes),
                place=c.place or (),
                members=tuple(dict(member) for member in c.members),
            )
            for c in pool.candidates
        ),
        country={name: dict(values) for name, values in pool.country.items()},
        country_size=pool.country_size,
        units=dict(pool.units),
        metric="plane" if pool.metric == "plane" else "sphere",
        spots={name: tuple(spot) for name, spot in pool.spots.items()},
        titles=dict(pool.titles),
        values={name: dict(values) for name, values in pool.values.items()},
    )


def pool_from(field: Field) -> Pool:
    """The pool that a decision kept."""
    return Pool(
        pool_of(
            Candidate(
                c.key,
                c.name,
                c.numbers,
                c.attributes,
                (c.place[0], c.place[1]) if len(c.place) > 1 else None,
                c.members,
                c.municipalities,
            )
            for c in field.candidates
        ),
        field.country,
        field.country_size,
        field.units,
        field.metric,
        {name: (spot[0], spot[1]) for name, spot in field.spots.items() if len(spot) > 1},
        field.titles,
        field.values,
    )
