"""Rows, aims and amounts in words, from the catalogue: the same words for a screen, a letter and an audit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from samskab.fairness.candidate import Pool
from samskab.fairness.objectives import Goal
from samskab.fairness.row import Row
from samskab.language import Language, Phrasebook, list_of
from samskab.model.field_types import Words
from samskab.model.selection import Aim, Commonality, Deviation, Score, Selection, Variety


def chosen(words: Words | None, language: Language) -> str:
    """A text in the language, else in Danish."""
    if words is None:
        return ""
    return " ".join((words.en if language == "en" and words.en else words.da).split())


class Say:
    """Says things of one pool and one wish in the language of a phrasebook."""

    def __init__(self, pool: Pool, wish: Selection, book: Phrasebook) -> None:
        self.pool, self.wish, self.book = pool, wish, book
        self._names = {candidate.key: candidate.name or candidate.key for candidate in pool.candidates}

    def names(self, keys: Collection[str]) -> str:
        """Applicants by name."""
        return list_of(self.book.language, tuple(self._names.get(key, key) for key in keys))

    def attribute(self, name: str) -> str:
        """An attribute or a number in words."""
        known = f"select.number.{name}"
        if name in self.pool.titles:
            return chosen(self.pool.titles[name], self.book.language)
        return self.book.say(known) if known in self.book else name

    def value(self, attribute: str, value: str) -> str:
        """A value of an attribute in words."""
        words = self.pool.values.get(attribute, {}).get(value)
        return chosen(words, self.book.language) or value

    def amount(self, value: int, unit: int) -> str:
        """A number in parts of a unit: whole, or with at most two decimals."""
        exact = Fraction(value, unit)
        hundredths = round(abs(exact) * 100)
        whole, rest = divmod(hundredths, 100)
        point = "," if self.book.language == "da" else "."
        decimals = f"{point}{rest:02d}".rstrip("0") if rest else ""
        return f"{'-' if exact < 0 and hundredths else ''}{whole}{decimals}"

    def row(self, row: Row, size: int) -> str:
        """A row with its bounds at a size: whom it is about and what it asks."""
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
            "km": str(about.get("km", "")).replace(".", "," if self.book.language == "da" else "."),
            "least": about.get("min", 0),
            "bounds": self.bounds(low, high, unit),
        }
        return self.book.say(f"select.row.{row.kind}", **values)

    def bounds(self, low: int | None, high: int | None, unit: int = 1) -> str:
        """`mindst 2`, `højst 5`, `2-5`, `3`; nothing when nothing is asked."""
        if low is None and high is None:
            return ""
        if low is None:
            return self.book.say("select.at-most", high=self.amount(high or 0, unit))
        if high is None:
            return self.book.say("select.at-least", low=self.amount(low, unit))
        if low == high:
            return self.book.say("select.exactly", low=self.amount(low, unit))
        return self.book.say("select.between", low=self.amount(max(low, 0), unit), high=self.amount(high, unit))

    def goal(self, aim: Aim) -> str:
        """What an aim pursues: `den højeste samlede bedømmelse`."""
        names = (aim.by,) if isinstance(aim, (Commonality, Variety)) else aim.by if isinstance(aim, Deviation) else ()
        by = list_of(self.book.language, tuple(_inside_a_sentence(self.attribute(name)) for name in names))
        least = aim.min if isinstance(aim, Commonality) else aim.each if isinstance(aim, Variety) else 0
        kind = kind_of(aim)
        of = self.attribute(aim.of) if isinstance(aim, Score) else ""
        return self.book.say(f"select.aim.{kind}", by=by, of=of, least=least)

    def measure(self, goal: Goal, value: int) -> str:
        """The value of a goal with its name: `samlet bedømmelse 498,5`."""
        return self.book.say(f"select.measure.{goal.kind}", value=self.amount(value, goal.unit))

    def changed(self, goals: Collection[Goal], values: Collection[int], costs: Collection[int]) -> str:
        """How another cohort differs, goal by goal: `samlet bedømmelse 498,5 i stedet for 501`."""
        said = []
        for goal, best, cost in zip(goals, values, costs, strict=True):
            if cost:
                other = best - cost if goal.greatest else best + cost
                amounts = {"was": self.amount(best, goal.unit), "value": self.amount(other, goal.unit)}
                said.append(self.book.say(f"select.instead.{goal.kind}", **amounts))
        return list_of(self.book.language, tuple(said))


def _inside_a_sentence(title: str) -> str:
    """A title as it stands inside a sentence: `kommunegruppe`; a word all in capitals stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def kind_of(aim: Aim) -> str:
    """The kind of an aim as its goal calls it."""
    kind = str(aim.__struct_config__.tag)
    measure: Mapping[str, str] = {"deviation": "measure", "dispersion": "measure"}
    return f"{kind}_{getattr(aim, measure[kind])}" if kind in measure else kind
