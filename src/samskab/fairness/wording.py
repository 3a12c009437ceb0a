"""Rows, aims and values of one selection as sentences, for the screen, the letters and the audit."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from samskab.fairness.objectives import Goal
from samskab.fairness.row import Row
from samskab.fairness.tables import Tables
from samskab.language import Language, phrase_key
from samskab.model.selection import Aim, Commonality, Score, Variety


class Wording:
    """Names the applicants, attributes, rows and aims of one selection and its pool in a language."""

    def __init__(self, tables: Tables, language: Language) -> None:
        self.pool, self.language = tables.pool, language
        self._names = {candidate.key: candidate.name for candidate in self.pool.candidates}

    def name(self, key: str) -> str:
        """The name of an applicant; the key of one that is not in the pool."""
        return self._names.get(key, key)

    def names(self, keys: Collection[str]) -> str:
        """A list of applicants by name."""
        return self.language.listing(map(self.name, keys))

    def attribute(self, name: str) -> str:
        """The title of an attribute or a number."""
        if name in self.pool.titles:
            return self.language.choose_line(self.pool.titles[name])
        return self.language.find(phrase_key("select.number", name), name)

    def value(self, attribute: str, value: str) -> str:
        """The name of a value of an attribute."""
        return self.language.choose_line(self.pool.values.get(attribute, {}).get(value)) or value

    def row(self, row: Row, size: int) -> str:
        """The sentence of a row with its bounds at a size."""
        about = dict(row.about)
        low, high = row.low_at(size), row.high_at(size)
        applicants = about.get("applicants", ())
        keys = applicants if isinstance(applicants, tuple) else ()
        values = {
            **self._named(row.about),
            "applicants": self.names(keys),
            "each": row.each,
            "km": str(about.get("km", "")).replace(".", self.language.decimal_point),
            "least": about.get("min", 0),
            "bounds": self.bounds(low, high, row.unit),
        }
        return self.language.say(phrase_key("select.row", row.kind), **values)

    def _named(self, about: Mapping[str, object]) -> dict[str, str]:
        """The titles of the attributes and numbers that a row is about, and the names of the values of attributes."""
        named = {}
        for key, name in about.items():
            if key == "number" or key.endswith("attribute"):
                named[key] = self.attribute(str(name))
            elif key.endswith("value"):
                named[key] = self.value(str(about[f"{key.removesuffix('value')}attribute"]), str(name))
        return named

    def bounds(self, low: int | None, high: int | None, unit: int = 1) -> str:
        """`mindst 2`, `højst 5`, `2-5`, `3`; empty without bounds."""
        if low is None and high is None:
            return ""
        if low is None:
            return self.language.say("select.at-most", high=self.language.amount(high or 0, unit))
        if high is None:
            return self.language.say("select.at-least", low=self.language.amount(low, unit))
        if low == high:
            return self.language.say("select.exactly", low=self.language.amount(low, unit))
        return self.language.say(
            "select.between", low=self.language.amount(max(low, 0), unit), high=self.language.amount(high, unit)
        )

    def aim(self, aim: Aim) -> str:
        """What an aim pursues: `den højeste samlede bedømmelse`."""
        attributes = aim.reads.attributes.values()
        by = self.language.listing(_inside_a_sentence(self.attribute(name)) for name in attributes)
        least = aim.min if isinstance(aim, Commonality) else aim.each if isinstance(aim, Variety) else 0
        kind = kind_of(aim)
        of = self.attribute(aim.of) if isinstance(aim, Score) else ""
        return self.language.say(phrase_key("select.aim", kind), by=by, of=of, least=least)

    def measure(self, goal: Goal, value: int) -> str:
        """A value of a goal with the name of the goal: `samlet bedømmelse 498,5`."""
        return self.language.say(phrase_key("select.measure", goal.kind), value=self.language.amount(value, goal.unit))

    def costs(self, goals: Collection[Goal], values: Collection[int], costs: Collection[int]) -> str:
        """How another cohort with these costs differs, goal by goal: `samlet bedømmelse 498,5 i stedet for 501`."""
        changes = []
        for goal, best, cost in zip(goals, values, costs, strict=True):
            if cost:
                other = best - cost if goal.greatest else best + cost
                amounts = {
                    "was": self.language.amount(best, goal.unit),
                    "value": self.language.amount(other, goal.unit),
                }
                changes.append(self.language.say(phrase_key("select.instead", goal.kind), **amounts))
        return self.language.listing(changes)


def _inside_a_sentence(title: str) -> str:
    """A title as it is written inside a sentence: `kommunegruppe`; an acronym keeps its capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def kind_of(aim: Aim) -> str:
    """The kind of an aim, which is the kind of its goal: `deviation_sum`."""
    kind = str(aim.__struct_config__.tag)
    measure: Mapping[str, str] = {"deviation": "measure", "dispersion": "measure"}
    return f"{kind}_{getattr(aim, measure[kind])}" if kind in measure else kind
