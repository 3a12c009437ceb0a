"""Commonality:  sum of x_j over those who share a value with i  >=  q * x_i,  for each candidate i."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.row import Row, RowBound
from samskab.model.pool import Pool
from samskab.model.selection import Common


def common_rows(pool: Pool, rule: Common) -> Iterator[Row]:
    """One row for each candidate, without effect when the candidate is not chosen."""
    for key, alike in sharing(pool, rule.by).items():
        yield Row(
            f"{rule.id}:{key}",
            rule.id,
            "common",
            {key: -rule.min} | dict.fromkeys(alike, 1),
            RowBound(0),
            price=rule.price,
            about={"attribute": rule.by, "min": rule.min, "applicants": (key,)},
        )


def sharing(pool: Pool, attribute: str) -> dict[str, tuple[str, ...]]:
    """Each candidate with the others who share at least one value of the attribute."""
    values = {c.key: frozenset(c.attributes.get(attribute, ())) for c in pool.candidates}
    return {key: tuple(j for j in values if j != key and own & values[j]) for key, own in values.items()}
