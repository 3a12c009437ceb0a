"""Every rule and aim evaluated for a cohort, every cohort tried, and the lot among the best.

Written from `docs/explanation/balance.md` and `docs/vejledning/efterproev-selv.md`; it uses nothing of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from math import asin, ceil, cos, floor, inf, radians, sin, sqrt
from typing import Any

from tests.selection_oracle.applicants import Applicant, Document, Point, Repository

Cohort = tuple[Applicant, ...]
Missed = Callable[[Cohort], int]

EARTH_KM = 6371.0088


class Choice:
    """What may be chosen from those who stand, and which of it is best."""

    def __init__(self, repository: Repository, size: Document, rules: Sequence[Document]) -> None:
        self.repository, self.size, self.rules = repository, size, rules
        self.field = repository.standing
        self.aims = _aims(repository.selection, size, rules)
        self._widest = max(_gaps(self.field), default=0)
        self._missed = {rule["id"]: getattr(self, f"_{rule['kind']}")(rule) for rule in rules}

    def with_rules(self, size: Document, rules: Sequence[Document]) -> Choice:
        """The same applicants under other rules."""
        return Choice(self.repository, size, rules)

    def everyone(self) -> Iterable[Cohort]:
        """Every cohort, also the empty one."""
        return (cohort for k in range(len(self.field) + 1) for cohort in combinations(self.field, k))

    def fitting(self) -> list[Cohort]:
        """The cohorts that keep the size and every rule without a price."""
        return [cohort for cohort in self.everyone() if self.keeps_all(cohort)]

    def value(self, aim: Document, cohort: Cohort) -> Fraction:
        """What a cohort reaches at an aim; greater is better."""
        found: Fraction = getattr(self, f"_aim_{aim['kind']}")(aim, cohort)
        return found

    def ranked(self, cohorts: Iterable[Cohort]) -> list[Cohort]:
        """Cohorts, best first: the aims in their order, then the lot."""
        order = sorted(self.field, key=self._ticket)
        return sorted(
            cohorts,
            key=lambda cohort: (
                *(-self.value(aim, cohort) for aim in self.aims),
                *(one not in cohort for one in order),
            ),
        )

    def seats(self, cohort: Cohort) -> int:
        """The size of a cohort, as it is counted."""
        return sum(map(self._weight(self.size.get("counts", "applicants")), cohort))

    def keeps_all(self, cohort: Cohort, left: Iterable[str] = (), rules: Collection[str] | None = None) -> bool:
        """A cohort keeps every rule without a price, or those that are named.

        A rule that an applicant who left must be in has left too.
        """
        hard = (r for r in self.rules if "price" not in r and (rules is None or r["id"] in rules))
        held = (r for r in hard if r["kind"] != "must" or not set(r["applicants"]) & set(left))
        is_sized = (rules is not None and "size" not in rules) or self._is_sized(cohort)
        return is_sized and not any(self._missed[rule["id"]](cohort) for rule in held)

    def excludes(self, key: str) -> bool:
        """A rule without a price says that an applicant cannot be in."""
        return any(key in rule["applicants"] for rule in self._hard("must_not", self.rules))

    def contradicts(self) -> bool:
        """The rules that name applicants leave somebody no choice: in and out, or together and apart."""
        together = [set(rule["applicants"]) for rule in self._hard("together")]
        apart = [set(rule["applicants"]) for rule in self._hard("apart")]
        must = {key for rule in self._hard("must") for key in rule["applicants"]}
        must_not = {key for rule in self._hard("must_not") for key in rule["applicants"]}
        return (
            bool(must & must_not)
            or any(len(one & other) > 1 for one in together for other in apart)
            or any(len(one & must) > 1 for one in apart)
            or any(one & must and one & must_not for one in together)
        )

    def _hard(self, kind: str, rules: Iterable[Document] = ()) -> Iterable[Document]:
        return (r for r in rules or self.repository.selection["rules"] if r["kind"] == kind and "price" not in r)

    def quota_bounds(self, rule: Document) -> dict[str, Document]:
        """The bounds of each value that a quota speaks of."""
        bounds: dict[str, Document] = {}
        if "each" in rule:
            everywhere = rule.get("of", "country") == "country"
            stated = self._present(self.field, rule["by"])
            values = sorted({*self.repository.values(rule["by"]), *stated}) if everywhere else stated
            bounds = dict.fromkeys(values, rule["each"])
        return bounds | rule.get("values", {})

    def _is_sized(self, cohort: Cohort) -> bool:
        return bool(max(1, self.size["min"]) <= self.seats(cohort) <= self.size["max"])

    def _ticket(self, one: Applicant) -> str:
        seed, programme = self.repository.selection["lot"]["seed"], self.repository.programme["id"]
        lines = ("samskab-lot-v2", seed, programme, self.repository.round["id"], one.key)
        return sha256("\n".join(lines).encode()).hexdigest()

    @staticmethod
    def _weight(counts: str) -> Callable[[Applicant], int]:
        return (lambda one: max(1, len(one.municipalities))) if counts == "municipalities" else lambda _one: 1

    def _count(self, cohort: Iterable[Applicant], by: str, value: str, counts: str = "applicants") -> int:
        """How many of a cohort have a value."""
        total = 0
        for one in cohort:
            if counts == "applicants":
                total += value in one.attributes[by]
            elif by in self.repository.questions:
                total += max(1, len(one.municipalities)) * (value in one.attributes[by])
            else:
                total += sum(member[by] == value for member in one.members)
        return total

    def _present(self, cohort: Iterable[Applicant], by: str) -> list[str]:
        return sorted({value for one in cohort for value in one.attributes[by]})

    def _shares(self, by: str, to: str, counts: str) -> tuple[dict[str, int], int]:
        """How many have each value, and how many there are, in the country or among the applicants."""
        if to == "country":
            codes = self.repository.eligible()
            values = [self.repository.attribute(code, by) for code in codes]
            own = {value for one in self.field for value in one.attributes[by]}
            return {value: values.count(value) for value in sorted({*values, *own})}, len(codes)
        total = sum(map(self._weight(counts), self.field))
        return {v: self._count(self.field, by, v, counts) for v in self._present(self.field, by)}, total

    def _total(self, cohort: Cohort, number: str) -> Fraction:
        if number == "different-municipalities":
            return Fraction(len({code for one in cohort for code in one.municipalities or (one.key,)}))
        return sum((one.numbers[number] for one in cohort), Fraction(0))

    def _alike(self, one: Applicant, cohort: Cohort, by: str) -> int:
        """How many others of a cohort share a value with one of it."""
        return sum(other is not one and bool(one.attributes[by] & other.attributes[by]) for other in cohort)

    # The rules: by how many steps a cohort misses each.

    def _quota(self, rule: Document) -> Missed:
        by, counts, bounds = rule["by"], rule.get("counts", "applicants"), self.quota_bounds(rule)
        return lambda c: sum(
            _beyond(self._count(c, by, v, counts), *_bounds(bound, self.seats(c))) for v, bound in bounds.items()
        )

    def _proportional(self, rule: Document) -> Missed:
        by, counts, n = rule["by"], rule.get("counts", "applicants"), rule.get("within", 1)
        shares, total = rule.get("shares", {}), sum(rule.get("shares", {}).values())
        if rule.get("to", "country") != "shares":
            shares, total = self._shares(by, rule.get("to", "country"), counts)
        exact = {value: Fraction(share, total) for value, share in shares.items()} if total else {}
        return lambda c: sum(
            _beyond(self._count(c, by, v, counts), ceil(self.seats(c) * s - n), floor(self.seats(c) * s + n))
            for v, s in exact.items()
        )

    def _breadth(self, rule: Document) -> Missed:
        by, each = rule["by"], rule.get("each", 1)
        return lambda c: max(0, rule["min"] - sum(self._count(c, by, v) >= each for v in self._present(c, by)))

    def _common(self, rule: Document) -> Missed:
        return lambda c: sum(max(0, rule.get("min", 1) - self._alike(one, c, rule["by"])) for one in c)

    def _sum(self, rule: Document) -> Missed:
        return lambda c: _beyond(self._total(c, rule["of"]), rule.get("min", -inf), rule.get("max", inf))

    def _must(self, rule: Document) -> Missed:
        return lambda c: sum(key not in _keys(c) for key in rule["applicants"])

    def _must_not(self, rule: Document) -> Missed:
        return lambda c: sum(key in _keys(c) for key in rule["applicants"])

    def _apart(self, rule: Document) -> Missed:
        return lambda c: max(0, sum(key in _keys(c) for key in rule["applicants"]) - 1)

    def _together(self, rule: Document) -> Missed:
        return lambda c: sum((a in _keys(c)) != (b in _keys(c)) for a, b in combinations(rule["applicants"], 2))

    def _one_per(self, rule: Document) -> Missed:
        return lambda c: sum(max(0, self._count(c, rule["by"], v) - 1) for v in self._present(c, rule["by"]))

    def _distance(self, rule: Document) -> Missed:
        return lambda c: sum(gap < round(rule["min_km"] * 10) for gap in _gaps(c))

    def _near(self, rule: Document) -> Missed:
        to, most = rule["to"], round(rule["max_km"] * 10)
        spot = self.repository.point(to["municipality"]) if "municipality" in to else (to["lat"], to["lon"])
        return lambda c: sum(min(tenths(place, spot) for place in one.places) > most for one in c)

    # The aims: greater is better.

    def _aim_score(self, aim: Document, cohort: Cohort) -> Fraction:
        return self._total(cohort, aim.get("of", "score"))

    def _aim_seats(self, _aim: Document, cohort: Cohort) -> Fraction:
        return Fraction(self.seats(cohort))

    def _aim_prices(self, _aim: Document, cohort: Cohort) -> Fraction:
        priced = (rule for rule in self.rules if "price" in rule)
        return Fraction(-sum(rule["price"] * self._missed[rule["id"]](cohort) for rule in priced))

    def _aim_deviation(self, aim: Document, cohort: Cohort) -> Fraction:
        counts, against = aim.get("counts", "applicants"), aim.get("against", "country")
        misses = [Fraction(0)]
        for by in aim["by"]:
            shares, total = self._shares(by, against, counts)
            k = sum(map(self._weight(counts), cohort))
            misses += [abs(self._count(cohort, by, v, counts) - Fraction(n * k, total)) for v, n in shares.items()]
        return -(max(misses) if aim.get("measure", "sum") == "worst" else sum(misses, Fraction(0)))

    def _aim_dispersion(self, aim: Document, cohort: Cohort) -> Fraction:
        gaps = _gaps(cohort)
        return Fraction(sum(gaps) if aim.get("measure", "nearest") == "sum" else min(gaps, default=self._widest), 10)

    def _aim_commonality(self, aim: Document, cohort: Cohort) -> Fraction:
        return Fraction(sum(self._alike(one, cohort, aim["by"]) >= aim.get("min", 1) for one in cohort))

    def _aim_variety(self, aim: Document, cohort: Cohort) -> Fraction:
        by, each = aim["by"], aim.get("each", 1)
        return Fraction(sum(self._count(cohort, by, v) >= each for v in self._present(cohort, by)))


def tenths(one: Point, other: Point) -> int:
    """The distance along the great circle in tenths of a kilometre."""
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return round(2 * EARTH_KM * asin(sqrt(half)) * 10)


def _gaps(cohort: Sequence[Applicant]) -> list[int]:
    """The distance of each pair: that between the nearest of their seats."""
    return [min(tenths(p, q) for p in a.places for q in b.places) for a, b in combinations(cohort, 2)]


def _keys(cohort: Cohort) -> set[str]:
    return {one.key for one in cohort}


def _bounds(bound: Document, size: int) -> tuple[float, float]:
    low = max(
        bound.get("min", -inf), ceil(Fraction(bound["min_percent"] * size, 100)) if "min_percent" in bound else -inf
    )
    high = min(bound.get("max", inf), bound["max_percent"] * size // 100 if "max_percent" in bound else inf)
    return low, high


def _beyond(total: Any, low: Any, high: Any) -> Any:
    return max(0, low - total, total - high)


def size_and_rules(
    programme: Document, pins: Iterable[str], excludes: Iterable[str]
) -> tuple[Document, list[Document]]:
    """The size and the rules of a programme, with those put in and kept out beside them."""
    selection, capacity = programme["selection"], programme["capacity"]
    rules = list(selection["rules"])
    rules += [{"id": "pin", "kind": "must", "applicants": list(pins)}] if pins else []
    rules += [{"id": "exclude", "kind": "must_not", "applicants": list(excludes)}] if excludes else []
    if "size" in selection:
        return selection["size"], rules
    counts = "applicants" if "applicants" in capacity else "municipalities"
    if counts == "applicants" and "municipalities" in capacity:
        rules.append({"id": "capacity", "kind": "sum", "of": "municipalities", **capacity["municipalities"]})
    return {"min": 0, **capacity[counts], "counts": counts}, rules


def _aims(selection: Document, size: Document, rules: Sequence[Document]) -> list[Mapping[str, Any]]:
    """The aims in their order, with those that count without being named."""
    aims = list(selection.get("aims") or [{"kind": "score"}])
    named = {aim["kind"] for aim in aims}
    before: list[Mapping[str, Any]] = []
    if any("price" in rule for rule in rules) and "prices" not in named:
        before.append({"kind": "prices"})
    if "seats" not in named and size["min"] < size["max"] and "size" not in selection:
        before.append({"kind": "seats"})
    return [*before, *aims]
