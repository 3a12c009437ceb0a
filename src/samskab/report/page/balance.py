"""Whether the cohort is like the country: each class with its bounds, the country, the applicants, the cohort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from samskab.fairness.objectives import DeviationGoal
from samskab.fairness.row import Row
from samskab.language import phrase_key
from samskab.model.selection import Counts
from samskab.report.cohort.sections import rule_state
from samskab.report.page.edition import ReportBasis
from samskab.spelling import upper_first

_WHOLE = ("breadth", "sum")
"""The kinds of rules that bound the cohort as a whole and not a class of it."""

Edge = Literal["", "low", "high", "fixed"]
"""At which of its bounds a class stands."""


class BalanceRow(NamedTuple):
    """A class of an attribute; all numbers but those of the cohort are shares of its size.

    low, high    the allowed band; None where no rule bounds it
    country      the country's share; None where it is not counted
    """

    value: str
    cohort: int
    country: float | None
    applicants: float
    low: int | None
    high: int | None
    edge: Edge

    def bounds(self, label: Mapping[str, str]) -> str:
        """The allowed band in words, and at which end of it the cohort stands."""
        if self.low is not None and self.high is not None:
            band = str(self.low) if self.low == self.high else f"{self.low}–{self.high}"
        elif self.low is None and self.high is None:
            band = label["any"]
        else:
            band = f"{label['at_most']} {self.high}" if self.low is None else f"{label['at_least']} {self.low}"
        return f"{band} {label[f'at_{self.edge}']}" if self.edge else band


class BalanceTable(NamedTuple):
    """An attribute with its classes; `widest` is the end of the scale, `notes` the rules about all of them.

    The title says whether applicants or municipalities are counted, where these are not the same.
    """

    title: str
    rows: tuple[BalanceRow, ...]
    widest: int
    notes: tuple[str, ...]

    @property
    def has_country(self) -> bool:
        """Whether the classes are counted in the country."""
        return any(row.country is not None for row in self.rows)

    @property
    def has_bounds(self) -> bool:
        """Whether a rule bounds a class."""
        return any(row.low is not None or row.high is not None for row in self.rows)


def balance_tables(basis: ReportBasis) -> tuple[BalanceTable, ...]:
    """A table for each attribute that a rule or an aim reads and that has classes to compare."""
    tables = (_table(basis, attribute) for attribute in basis.attributes())
    return tuple(table for table in tables if table.rows)


def binding_lines(basis: ReportBasis, tables: Iterable[BalanceTable]) -> tuple[str, ...]:
    """The classes that stand at their highest number, and those at their lowest; empty where none does."""
    rows = [row for table in tables for row in table.rows]
    found = []
    for edge in ("high", "low"):
        names = tuple(f"{row.value} ({row.cohort})" for row in rows if row.edge == edge)
        found += [basis.language.say(phrase_key("report.binds", edge), names=names)] if names else []
    rules = tuple(
        basis.wording.row(row, basis.seats)
        for row in basis.tables.rows.rules
        if row.kind in _WHOLE and rule_state(row, basis.decision.cohort, basis.seats) == "tight"
    )
    return (*found, *([basis.language.say("report.binds.rule", names="; ".join(rules))] if rules else []))


def _table(basis: ReportBasis, attribute: str) -> BalanceTable:
    counts, pool = basis.decision.selection.counts_of(attribute), basis.decision.field
    bounds = _bounds(basis, attribute)
    rows = tuple(
        _row(basis, attribute, value, bounds.get(value, (None, None)), counts) for value in _values(basis, attribute)
    )
    rows = rows if attribute != "landsdel" or any(row.low is not None for row in rows) else ()
    ends = [number for row in rows for number in (row.cohort, row.country or 0, row.applicants, row.high or 0)]
    about = (
        row for row in basis.tables.rows.rules if row.kind == "breadth" and row.about.get("attribute") == attribute
    )
    notes = tuple(upper_first(basis.wording.row(row, basis.seats)) for row in about)
    title = upper_first(basis.wording.attribute(attribute))
    if any(candidate.members for candidate in pool.candidates):
        title = f"{title} ({basis.wording.counted(counts)})"
    return BalanceTable(title, rows, int(max(ends, default=0)) + 1, notes)


def _row(
    basis: ReportBasis, attribute: str, value: str, bound: tuple[int | None, int | None], counts: Counts
) -> BalanceRow:
    pool, (low, high), weights = basis.decision.field, bound, basis.decision.field.under(attribute, value, counts)
    chosen = [candidate for candidate in pool.candidates if candidate.key in basis.decision.cohort]
    seats, everyone = (sum(each.seats(counts) for each in group) for group in (chosen, pool.candidates))
    cohort = sum(weights.get(each.key, 0) for each in chosen)
    applied = seats * sum(weights.values()) / max(1, everyone)
    known, whole = pool.country.get(attribute, {}), pool.country_size
    country = seats * known[value] / whole if whole and any(known.values()) and value in known else None
    return BalanceRow(
        basis.wording.value(attribute, value), cohort, country, applied, low, high, _edge(cohort, low, high)
    )


def _edge(cohort: int, low: int | None, high: int | None) -> Edge:
    """Empty for a band of two numbers: it has no middle, so each is an end."""
    if low is not None and low == high:
        return "fixed"
    if low is not None and high is not None and high - low == 1:
        return ""
    if high is not None and cohort == high:
        return "high"
    return "low" if low and cohort == low else ""


def _bounds(basis: ReportBasis, attribute: str) -> dict[str, tuple[int | None, int | None]]:
    """Value -> the tightest bounds that the rules give it."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for row in _rows_about(basis, attribute):
        value = str(row.about["value"])
        lows, highs = found.get(value, ([], []))
        lows += [low for low in (row.low_at(basis.seats),) if low is not None]
        highs += [high for high in (row.high_at(basis.seats),) if high is not None]
        found[value] = lows, highs
    return {
        value: (max((0, *lows)) if lows else None, min(highs, default=None)) for value, (lows, highs) in found.items()
    }


def _rows_about(basis: ReportBasis, attribute: str) -> Iterable[Row]:
    return (row for row in basis.tables.rows.rules if row.about.get("attribute") == attribute and "value" in row.about)


def _values(basis: ReportBasis, attribute: str) -> list[str]:
    """The values that a rule or an aim about shares names, else all that are known, in the order of display."""
    named = {str(row.about["value"]) for row in _rows_about(basis, attribute)}
    parts = (part for goal in basis.tables.goals if isinstance(goal, DeviationGoal) for part in goal.parts)
    named |= {part.value for part in parts if part.attribute == attribute}
    order = _order(basis, attribute)
    return sorted(named or basis.decision.field.known(attribute), key=lambda v: (order.get(v, len(order)), v))


def _order(basis: ReportBasis, attribute: str) -> dict[str, int]:
    """The place of each value in its classification, band or question."""
    register, question = basis.data.register, basis.programme.question(attribute)
    listed = [
        value.id
        for each in (register.classifications if register else ())
        if each.id == attribute
        for value in each.values
    ]
    listed += [step.id for band in basis.decision.selection.bands if band.id == attribute for step in band.steps]
    listed += [option.id for option in question.options] if question else []
    return {value: place for place, value in enumerate(listed)}
