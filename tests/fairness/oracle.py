"""The rules and aims of a selection, evaluated for every cohort of a tiny pool: `fairness` and `solve` must agree.

Written from the selection, not from the rows: no weights, no bounds, no solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from samskab.fairness.constraints.distance import tenths
from samskab.model import selection as kinds
from samskab.model.pool import Candidate, Pool

Cohort = tuple[str, ...]


def subsets(keys: Sequence[str]) -> Iterable[Cohort]:
    return (cohort for size in range(len(keys) + 1) for cohort in combinations(keys, size))


def members(pool: Pool, cohort: Cohort) -> list[Candidate]:
    return [c for c in pool.candidates if c.key in cohort]


def count(chosen: list[Candidate], attribute: str, value: str, counts: str = "applicants") -> int:
    total = 0
    for c in chosen:
        if counts == "municipalities" and c.members and any(attribute in m for m in c.members):
            total += sum(1 for m in c.members if value in m.get(attribute, ()))
        elif value in c.attributes.get(attribute, ()):
            total += len(c.members) or 1 if counts == "municipalities" else 1
    return total


def size_of(chosen: list[Candidate], counts: str) -> int:
    return sum(len(c.members) or 1 for c in chosen) if counts == "municipalities" else len(chosen)


def km(pool: Pool, one: Candidate, other: Candidate) -> Decimal | None:
    gaps = [Decimal(tenths(pool.metric, here, there)) / 10 for here in one.places for there in other.places]
    return min(gaps, default=None)


def far_away(pool: Pool, c: Candidate, rule: kinds.Near) -> bool:
    """Every place of the applicant is farther from the place of the rule than it allows."""
    spot = pool.spots[rule.id]
    return bool(c.places) and all(tenths(pool.metric, place, spot) > rule.max_km * 10 for place in c.places)


def total_of(chosen: list[Candidate], number: str) -> int:
    """A number added up over the chosen; each different municipality counts once."""
    if number == kinds.DIFFERENT_MUNICIPALITIES:
        return len({code for c in chosen for code in c.municipalities or (c.key,)})
    return sum(c.numbers.get(number, 0) for c in chosen)


def keeps(pool: Pool, selection: kinds.Selection, rule: kinds.CohortRule, cohort: Cohort) -> bool:  # noqa: C901  # one case for each kind of rule
    chosen = members(pool, cohort)
    size = size_of(chosen, selection.size.counts if selection.size else "applicants")
    match rule:
        case kinds.Quota():
            held = quotas(pool, rule)
            return all(_within(count(chosen, rule.by, v, rule.counts), bound, size) for v, bound in held.items())
        case kinds.Proportional():
            share = wanted(pool, rule)
            return all(abs(count(chosen, rule.by, v, rule.counts) - size * s) <= rule.within for v, s in share.items())
        case kinds.Breadth():
            values = {v for c in pool.candidates for v in c.attributes.get(rule.by, ())}
            return sum(count(chosen, rule.by, v) >= rule.each for v in values) >= rule.min
        case kinds.Common():
            return all(company(c, chosen, rule.by) >= rule.min for c in chosen)
        case kinds.Sum():
            total = total_of(chosen, rule.of)
            return (rule.min is None or total >= rule.min) and (rule.max is None or total <= rule.max)
        case kinds.Must():
            return all(key in cohort for key in rule.applicants)
        case kinds.MustNot():
            return not any(key in cohort for key in rule.applicants)
        case kinds.Apart():
            return sum(key in cohort for key in rule.applicants) <= 1
        case kinds.Together():
            return len({key in cohort for key in rule.applicants}) <= 1
        case kinds.OnePer():
            values = {v for c in pool.candidates for v in c.attributes.get(rule.by, ())}
            return all(count(chosen, rule.by, v) <= 1 for v in values)
        case kinds.Distance():
            gaps = [km(pool, a, b) for a, b in combinations(chosen, 2)]
            return all(gap is None or gap >= rule.min_km for gap in gaps)
        case kinds.Near():
            return not any(far_away(pool, c, rule) for c in chosen)


def missed(pool: Pool, selection: kinds.Selection, rule: kinds.CohortRule, cohort: Cohort) -> int:  # noqa: C901  # one case for each kind of rule
    """By how many steps a cohort misses a rule, as a person would count them."""
    chosen = members(pool, cohort)
    size = size_of(chosen, selection.size.counts if selection.size else "applicants")
    match rule:
        case kinds.Quota():
            held = quotas(pool, rule)
            return sum(_steps(count(chosen, rule.by, v, rule.counts), bound, size) for v, bound in held.items())
        case kinds.Proportional():
            steps = 0
            for v, share in wanted(pool, rule).items():
                n = count(chosen, rule.by, v, rule.counts)
                steps += max(0, ceil(size * share - rule.within) - n, n - floor(size * share + rule.within))
            return steps
        case kinds.Breadth():
            values = {v for c in pool.candidates for v in c.attributes.get(rule.by, ())}
            return max(0, rule.min - sum(count(chosen, rule.by, v) >= rule.each for v in values))
        case kinds.Common():
            return sum(max(0, rule.min - company(c, chosen, rule.by)) for c in chosen)
        case kinds.Sum():
            total = total_of(chosen, rule.of)
            low, high = (total if bound is None else bound for bound in (rule.min, rule.max))
            return max(0, low - total, total - high)
        case kinds.Must():
            return sum(key not in cohort for key in rule.applicants)
        case kinds.MustNot():
            return sum(key in cohort for key in rule.applicants)
        case kinds.Apart():
            return max(0, sum(key in cohort for key in rule.applicants) - 1)
        case kinds.Together():
            return sum((a in cohort) != (b in cohort) for a, b in combinations(set(rule.applicants), 2))
        case kinds.OnePer():
            values = {v for c in pool.candidates for v in c.attributes.get(rule.by, ())}
            return sum(max(0, count(chosen, rule.by, v) - 1) for v in values)
        case kinds.Near():
            return sum(far_away(pool, c, rule) for c in chosen)
        case kinds.Distance():
            gaps = [km(pool, a, b) for a, b in combinations(chosen, 2)]
            return sum(gap is not None and gap < rule.min_km for gap in gaps)


def aims(selection: kinds.Selection) -> tuple[kinds.Aim, ...]:
    """The aims in the order of the search: prices first unless they are listed."""
    priced = any(rule.price is not None for rule in selection.rules)
    own = any(isinstance(aim, kinds.Prices) for aim in selection.aims)
    return (kinds.Prices(), *selection.aims) if priced and not own else selection.aims


def ranked(
    pool: Pool, selection: kinds.Selection, order: Sequence[str], cohorts: Iterable[Cohort], near: Cohort = ()
) -> list[Cohort]:
    """Cohorts, best first: aims in order, then nearness to a chosen one, then the published order."""

    def place(cohort: Cohort) -> tuple[object, ...]:
        values = tuple(-value(pool, selection, aim, cohort) for aim in aims(selection))
        return values, -len(set(near) & set(cohort)), tuple(key not in cohort for key in order)

    return sorted(cohorts, key=place)


def company(c: Candidate, chosen: list[Candidate], attribute: str) -> int:
    mine = set(c.attributes.get(attribute, ()))
    return sum(bool(mine & set(o.attributes.get(attribute, ()))) for o in chosen if o.key != c.key)


def quotas(pool: Pool, rule: kinds.Quota) -> dict[str, kinds.Bound]:
    """The bounds of a quota for each value."""
    if rule.each is None:
        return dict(rule.values)
    known = set(pool.country.get(rule.by, {})) if rule.of == "country" else set()
    for c in pool.candidates:
        known |= set(c.attributes.get(rule.by, ())) | {v for m in c.members for v in m.get(rule.by, ())}
    return dict.fromkeys(known, rule.each) | dict(rule.values)


def wanted(pool: Pool, rule: kinds.Proportional) -> dict[str, Fraction]:
    """The share of each value in a proportional rule."""
    if rule.to == "shares":
        return {v: Fraction(n, sum(rule.shares.values())) for v, n in rule.shares.items()}
    return shares(pool, rule.by, rule.to, rule.counts)


def shares(pool: Pool, attribute: str, against: str, counts: str) -> dict[str, Fraction]:
    if against == "country":
        known = set(pool.country.get(attribute, {}))
        known |= {v for c in pool.candidates for s in (c.attributes, *c.members) for v in s.get(attribute, ())}
        return {v: Fraction(pool.country.get(attribute, {}).get(v, 0), pool.country_size) for v in known}
    everyone = list(pool.candidates)
    known = {v for c in everyone for s in (c.attributes, *c.members) for v in s.get(attribute, ())}
    return {v: Fraction(count(everyone, attribute, v, counts), size_of(everyone, counts)) for v in known}


def allowed(pool: Pool, selection: kinds.Selection, cohort: Cohort) -> bool:
    size = size_of(members(pool, cohort), selection.size.counts) if selection.size else 0
    fits = selection.size is None or max(1, selection.size.min) <= size <= selection.size.max
    return fits and all(keeps(pool, selection, rule, cohort) for rule in selection.rules if rule.price is None)


def value(pool: Pool, selection: kinds.Selection, aim: kinds.Aim, cohort: Cohort) -> Fraction:
    """The value of an aim, higher being better."""
    chosen = members(pool, cohort)
    match aim:
        case kinds.Score():
            return Fraction(total_of(chosen, aim.of))
        case kinds.Deviation():
            off = [
                abs(count(chosen, by, v, aim.counts) - size_of(chosen, aim.counts) * s)
                for by in aim.by
                for v, s in shares(pool, by, aim.against, aim.counts).items()
            ]
            return -(max(off, default=Fraction(0)) if aim.measure == "worst" else sum(off, Fraction(0)))
        case kinds.Dispersion():
            gaps = [gap for a, b in combinations(chosen, 2) if (gap := km(pool, a, b)) is not None]
            if aim.measure == "sum":
                return Fraction(round(10 * sum(gaps)))
            everywhere = [gap for a, b in combinations(pool.candidates, 2) if (gap := km(pool, a, b)) is not None]
            return Fraction(round(10 * min(gaps, default=max(everywhere, default=0))))
        case kinds.Commonality():
            return Fraction(sum(company(c, chosen, aim.by) >= aim.min for c in chosen))
        case kinds.Variety():
            values = {v for c in pool.candidates for v in c.attributes.get(aim.by, ())}
            return Fraction(sum(count(chosen, aim.by, v) >= aim.each for v in values))
        case kinds.Seats():
            return Fraction(size_of(chosen, selection.size.counts if selection.size else "applicants"))
        case kinds.Prices():
            priced = (rule for rule in selection.rules if rule.price is not None)
            return Fraction(-sum((rule.price or 0) * missed(pool, selection, rule, cohort) for rule in priced))


def _within(n: int, bound: kinds.Bound, size: int) -> bool:
    lows = [bound.min, None if bound.min_percent is None else Fraction(bound.min_percent * size, 100)]
    highs = [bound.max, None if bound.max_percent is None else Fraction(bound.max_percent * size, 100)]
    return all(low is None or n >= low for low in lows) and all(high is None or n <= high for high in highs)


def _steps(n: int, bound: kinds.Bound, size: int) -> int:
    least = 0 if bound.min_percent is None else ceil(Fraction(bound.min_percent * size, 100))
    most = n if bound.max_percent is None else floor(Fraction(bound.max_percent * size, 100))
    least, most = least if bound.min is None else bound.min, most if bound.max is None else bound.max
    return max(0, least - n, n - most)
