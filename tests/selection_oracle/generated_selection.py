"""Random rules and aims of every kind."""

from __future__ import annotations

from random import Random  # noqa: TID251  # a seed makes a repository
from typing import Any

from tests.selection_oracle.generated_applications import THEMES

Document = dict[str, Any]

NUMBERS = ("score", "participants", "population", "borgere", "different-municipalities", "municipalities", "leader")
BANDS: Document = {
    "id": "trin",
    "of": "population",
    "steps": [{"id": "smaa", "max": 39999}, {"id": "store", "min": 40000}],
}
VALUES = {"region": ("syddanmark",), "group": ("land",), "trin": ("smaa", "store"), "temaer": THEMES}
REASON = {"da": "Sådan er det aftalt.", "en": "As agreed."}


def selection(random: Random, keys: list[str], codes: list[str]) -> Document:
    """A selection with 1 to 5 rules, priced or not, and 0 to 3 aims."""
    counts = random.choice(("applicants", "applicants", "municipalities"))
    found: Document = {"bands": [BANDS]}
    if random.random() < 0.7:
        least = random.randint(2, 4)
        found["size"] = {"min": least, "max": least + random.choice((0, 0, 1, 2)), "counts": counts}
    else:
        counts = "applicants"
    kinds = [random.choice(sorted(RULES)) for _ in range(random.randint(1, 4))]
    found["rules"] = [_rule(random, f"r{n}", kind, keys, codes, counts) for n, kind in enumerate(kinds)]
    aims = random.sample(sorted(AIMS), random.randint(0, 3))
    found["aims"] = [AIMS[kind](random, counts) for kind in aims]
    found["waiting_list"] = {"size": random.randint(1, 3), "drop_out_percent": random.choice((5, 10, 30))}
    found["lot"] = {
        "basis": {"da": "Kun mellem lige.", "en": "Only between equals."},
        "seed_source": {"da": "En lodtrækning", "en": "A lot"},
        "seed": f"lod {random.randrange(10**6)}",
    }
    return found


def _rule(random: Random, key: str, kind: str, keys: list[str], codes: list[str], counts: str) -> Document:
    found = {"id": key, "kind": kind} | RULES[kind](random, keys, codes, counts)
    return found | ({"price": random.randint(1, 6)} if random.random() < 0.4 else {})


def _named(random: Random, keys: list[str], most: int) -> Document:
    return {"applicants": sorted(random.sample(keys, random.randint(1, most)))}


def _several(random: Random, keys: list[str]) -> Document:
    return {"applicants": random.sample(keys, random.randint(2, 3))}


def _bound(random: Random) -> Document:
    return random.choice(
        (
            {"min": 1},
            {"max": 2},
            {"min": 1, "max": 2},
            {"max": 1},
            {"max_percent": random.choice((40, 50, 60))},
            {"min_percent": random.choice((15, 30))},
        )
    )


def _quota(random: Random, _keys: list[str], _codes: list[str], counts: str) -> Document:
    by = random.choice(sorted(VALUES))
    found: Document = {"by": by, "counts": counts}
    if random.random() < 0.6:
        found |= {"each": _bound(random), "of": random.choice(("country", "applicants"))}
    if "each" not in found or random.random() < 0.3:
        found["values"] = {random.choice(VALUES[by]): _bound(random)}
    return found


def _proportional(random: Random, _keys: list[str], _codes: list[str], counts: str) -> Document:
    to = random.choice(("country", "applicants", "shares"))
    found: Document = {"by": random.choice(("region", "group", "trin")), "to": to, "within": random.randint(0, 2)}
    if to == "shares":
        found |= {"by": "trin", "shares": {"smaa": random.randint(1, 3), "store": random.randint(1, 3)}}
    return found | {"counts": counts}


def _sum(random: Random, *_: object) -> Document:
    of = random.choice(NUMBERS)
    unit = {"score": 8, "participants": 3, "population": 45000, "borgere": 4}.get(of, 1)
    found: Document = {"of": of}
    if random.random() < 0.5:
        found["min"] = unit * random.randint(2, 4)
    if "min" not in found or random.random() < 0.4:
        found["max"] = found.get("min", unit) + unit * random.randint(1, 3)
    return found


def _breadth(random: Random, *_: object) -> Document:
    return {"by": random.choice(("region", "temaer")), "min": random.randint(1, 3), "each": random.choice((1, 1, 2))}


def _near(random: Random, _keys: list[str], codes: list[str], _counts: str) -> Document:
    spots = ({"municipality": random.choice(codes)}, {"lat": 56.1, "lon": 10.2, "name": "Midten"})
    return {"to": random.choice(spots), "max_km": random.choice((120, 180.5, 250))}


RULES = {
    "quota": _quota,
    "proportional": _proportional,
    "breadth": _breadth,
    "common": lambda random, *_: {"by": random.choice(("region", "temaer")), "min": random.randint(1, 2)},
    "sum": _sum,
    "must": lambda random, keys, *_: _named(random, keys, 2) | {"reason": REASON},
    "must_not": lambda random, keys, *_: _named(random, keys, 2) | {"reason": REASON},
    "apart": lambda random, keys, *_: _several(random, keys),
    "together": lambda random, keys, *_: _several(random, keys),
    "one_per": lambda random, *_: {"by": random.choice(("region", "group"))},
    "distance": lambda random, *_: {"min_km": random.choice((30, 60.5, 90))},
    "near": _near,
}
AIMS = {
    "score": lambda random, _: {"kind": "score", "of": random.choice(("score", *NUMBERS))},
    "deviation": lambda random, counts: {
        "kind": "deviation",
        "by": random.choice((["region"], ["region", "group"], ["trin"])),
        "measure": random.choice(("sum", "worst")),
        "against": random.choice(("country", "applicants")),
        "counts": counts,
    },
    "dispersion": lambda random, _: {"kind": "dispersion", "measure": random.choice(("nearest", "sum"))},
    "commonality": lambda random, _: {
        "kind": "commonality",
        "by": random.choice(("temaer", "region")),
        "min": random.randint(1, 2),
    },
    "variety": lambda random, _: {
        "kind": "variety",
        "by": random.choice(("temaer", "group")),
        "each": random.randint(1, 2),
    },
    "prices": lambda *_: {"kind": "prices"},
    "seats": lambda *_: {"kind": "seats"},
}
