"""Rows, aims and measures of one pool as sentences: the same on a screen, in a letter and in an audit."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from samskab.fairness.candidate import Pool
from samskab.fairness.objectives import Goal
from samskab.fairness.row import Row
from samskab.language import Language, phrase_key
from samskab.model.selection import Aim, Commonality, Deviation, Score, Selection, Variety


class Wording:
    """Names the applicants, attributes, rows and aims of one pool and one wish in a language."""

    def __init__(self, pool: Pool, wish: Selection, language: Language) -> None:
        self.pool, self.wish, self.language = pool, wish, language
        self._names = {candidate.key: candidate.name or candidate.key for candidate in pool.candidates}

    def names(self, keys: Collection[str]) -> str:
        """Applicants by name."""
        return self.language.listing(self._names.get(key, key) for key in keys)

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
        attribute = str(about.get("attribute", ""))
        number = str(about.get("number", ""))
        unit = about.get("unit", 1)
        unit = unit if isinstance(unit, int) else 1
        low, high = row.low_at(size), row.high_at(size)
        applicants = about.get("applicants", ())
        keys = applicants if isinstance(applicants, tuple) else ()
        values = {
            "attribute": self.attribute(attribute) if attribute else "",
            "value": self.value(attribute, str(about["value"])) if "value" in about else "",
            "number": self.attribute(number) if number else "",
            "applicants": self.names(keys),
            "each": row.each,
            "km": str(about.get("km", "")).replace(".", self.language.decimal_point),
            "least": about.get("min", 0),
            "bounds": self.bounds(low, high, unit),
        }
        return self.language.say(phrase_key("select.row", row.kind), **values)

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

    def goal(self, aim: Aim) -> str:
        """What an aim pursues: `den højeste samlede bedømmelse`."""
        names = (aim.by,) if isinstance(aim, (Commonality, Variety)) else aim.by if isinstance(aim, Deviation) else ()
        by = self.language.listing(_inside_a_sentence(self.attribute(name)) for name in names)
        least = aim.min if isinstance(aim, Commonality) else aim.each if isinstance(aim, Variety) else 0
        kind = kind_of(aim)
        of = self.attribute(aim.of) if isinstance(aim, Score) else ""
        return self.language.say(phrase_key("select.aim", kind), by=by, of=of, least=least)

    def measure(self, goal: Goal, value: int) -> str:
        """The value of a goal with its name: `samlet bedømmelse 498,5`."""
        return self.language.say(phrase_key("select.measure", goal.kind), value=self.language.amount(value, goal.unit))

    def changed(self, goals: Collection[Goal], values: Collection[int], costs: Collection[int]) -> str:
        """How another cohort differs, goal by goal: `samlet bedømmelse 498,5 i stedet for 501`."""
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
    """A title as it stands inside a sentence: `kommunegruppe`; a word all in capitals stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def kind_of(aim: Aim) -> str:
    """The kind of an aim as its goal calls it."""
    kind = str(aim.__struct_config__.tag)
    measure: Mapping[str, str] = {"deviation": "measure", "dispersion": "measure"}
    return f"{kind}_{getattr(aim, measure[kind])}" if kind in measure else kind
