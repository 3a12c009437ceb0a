"""The synthetic instance `municipal_60_choose_20`: 98 municipalities, 60 applicants, 20 seats."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from samskab.model.field_types import Words
from samskab.model.pool import Candidate, Pool, in_key_order
from samskab.model.selection import Aim, Bound, CohortRule, Must, MustNot, Quota, Selection, Size, Sum

HERE = Path(__file__).parent / "municipal_60_choose_20"
ATTRIBUTES = ("region", "band", "type")


@cache
def expected() -> dict[str, Any]:
    return yaml.safe_load((HERE / "expected.yaml").read_text("utf-8"))


@cache
def pool() -> Pool:
    with (HERE / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        country = list(csv.DictReader(lines))
    candidates = (
        Candidate(
            key=row["id"],
            name=row["id"],
            numbers={name: int(row[name]) for name in ("score", "population")}
            | {"participants": int(row["participants_cap"])},
            attributes={name: (row[name],) for name in ATTRIBUTES} | {"theme": tuple(row["themes"].split(";"))},
            place=(round(float(row["x_km"]) * 1000), round(float(row["y_km"]) * 1000)),
        )
        for row in country
        if row["applied"] == "1"
    )
    profile = {name: dict(Counter(row[name] for row in country)) for name in ATTRIBUTES}
    return Pool(candidates=in_key_order(candidates), country=profile, country_size=len(country), metric="plane")


@cache
def rules() -> tuple[CohortRule, ...]:
    spec = yaml.safe_load((HERE / "spec.yaml").read_text("utf-8"))
    quotas = tuple(
        Quota(
            id=name,
            by=name,
            values={q["value"]: Bound(min=q["min"], max=q["max"]) for q in spec["quotas"] if q["attribute"] == name},
        )
        for name in ATTRIBUTES
    )
    reason = Words(da="Aftalt på forhånd.", en="Agreed beforehand.")
    return (
        *quotas,
        Sum(id="cap", of="participants", max=spec["max_total_participants"]),
        Must(id="must", applicants=tuple(spec["must_include"]), reason=reason),
        MustNot(id="must-not", applicants=tuple(spec["must_exclude"]), reason=reason),
    )


def selection(*aims: Aim, more: tuple[CohortRule, ...] = (), size: int = 20) -> Selection:
    return Selection(size=Size(min=size, max=size), rules=(*rules(), *more), aims=aims)
