"""Rows, aims and values of one selection as sentences, for the screen, the letters and the audit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from samskab.fairness.objectives import Goal
from samskab.fairness.row import Row
from samskab.fairness.tables import Tables
from samskab.language import Language, phrase_key
from samskab.model.applicant_numbers import SCORE
from samskab.model.pool import ApplicantNoun, Criterion
from samskab.model.selection import Aim, Commonality, Counts, Score, Variety
from samskab.spelling import upper_first


class Wording:
    """Names the applicants, attributes, rows and aims of one selection and its pool in a language.

    Without `with_scores`, a change of the total score is named without its points, as the public must see it.
    """

    def __init__(self, tables: Tables, language: Language, *, with_scores: bool = True) -> None:
        self.pool, self.language, self.with_scores = tables.pool, language, with_scores
        self.selection = tables.selection
        self._names = {candidate.key: candidate.name for candidate in self.pool.candidates}

    def name(self, key: str) -> str:
        """The name of an applicant; the key of one that is not in the pool."""
        return self._names.get(key, key)

    def names(self, keys: Collection[str]) -> str:
        """A list of applicants by name."""
        return self.language.listing(map(self.name, keys))

    def sentence(self, key: str, **values: object) -> str:
        """A whole sentence: it begins with a capital letter."""
        return upper_first(self.language.say(key, **values))

    def third_person(self, key: str) -> Mapping[str, str]:
        """The values `who` and `whom` of a sentence that names an applicant."""
        return {"who": self.name(key), "whom": self.name(key)}

    def second_person(self) -> Mapping[str, str]:
        """The same of a sentence that addresses the applicant: `I`, `jer`."""
        return {"who": self.language.say("select.you"), "whom": self.language.say("select.you.whom")}

    def criteria(self) -> str:
        """The criteria of the assessment with their weights; empty where no score is read."""
        titles = ((each, self.language.choose_line(each.title)) for each in self.pool.criteria)
        return self.language.listing(self.weighted(each, title) for each, title in titles)

    def weighted(self, criterion: Criterion, text: str) -> str:
        """A text about a criterion with its weight, unless that is 1: `Mål 4,5 af 5 (vægt 2)`."""
        weight = criterion.weight
        return text if weight == 1 else self.language.say("select.weighted", text=text, weight=weight)

    def noun(self, count: int) -> str:
        """What so many applicants are called: `ansøger`, `ansøgere`, or the programme's own word."""
        return noun_of(self.pool.noun, count, self.language)

    def counted(self, counts: Counts, count: int = 2) -> str:
        """What so many are called that are counted: `kommuner`, or as applicants are."""
        if counts == "municipalities":
            return self.language.say("select.municipalities", count=count)
        return self.noun(count)

    def attribute(self, name: str) -> str:
        """The title of an attribute or a number; a title that is a question is put in quotes."""
        if name not in self.pool.titles:
            return self.language.find(phrase_key("select.number", name), name)
        title = self.language.choose_line(self.pool.titles[name])
        return self.language.say("select.answer", question=title) if title.endswith("?") else title

    def titled(self, name: str) -> str:
        """The title of an attribute or a number as it is written inside a sentence: `kommunegruppe`."""
        return _inside_a_sentence(self.attribute(name))

    def value(self, attribute: str, value: str) -> str:
        """The name of a value of an attribute."""
        return self.language.choose_line(self.pool.values.get(attribute, {}).get(value)) or value

    def label(self, attribute: str, value: str) -> str:
        """An attribute with one of its values: `Landsdel, Fyn`; the value alone where its name holds the title."""
        title, name = self.attribute(attribute), self.value(attribute, value)
        return name if title.casefold() in name.casefold() else f"{title}, {name}"

    def row(self, row: Row, size: int) -> str:
        """The sentence of a row with its bounds at a size; a class that no applicant belongs to is named as such."""
        about = dict(row.about)
        attribute = str(about.get("attribute", ""))
        applicants = about.get("applicants", ())
        low, high = row.low_at(size), row.high_at(size)
        values = {
            **self._named(row.about),
            "shared": _inside_a_sentence(self.attribute(attribute)) if attribute else "",
            "label": self.label(attribute, str(about["value"])) if "value" in about else "",
            "applicants": self.names(applicants if isinstance(applicants, tuple) else ()),
            "counted": self.counted("municipalities" if about.get("counts") == "municipalities" else "applicants"),
            "each": row.each,
            "km": str(about.get("km", "")).replace(".", self.language.decimal_point),
            "least": about.get("min", 0),
            "bounds": self.bounds(low, high, row.unit),
            "count": low if high is None else high,
        }
        sentence = self.language.say(phrase_key("select.row", row.kind), **values)
        empty = "value" in about and not row.weights
        return self.language.say("select.row-of-nobody", row=sentence, noun=self.noun(2)) if empty else sentence

    def broken(self, row: Row, total: int, size: int) -> str:
        """The sentence of a row that a total does not keep, with the bound that it misses alone."""
        high = row.high_at(size)
        is_over = high is not None and total > high
        return self.row(row._replace(low=None) if is_over else row._replace(high=None), size)

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
        reads = aim.reads
        least = aim.min if isinstance(aim, Commonality) else aim.each if isinstance(aim, Variety) else 0
        values = {"by": self._of(reads.attributes.values()), "of": self._of(reads.numbers.values()), "least": least}
        return self.language.say(phrase_key("select.aim", kind_of(aim)), **values)

    def measure(self, goal: Goal, value: int) -> str:
        """A value of a goal with the name of the goal: `samlet bedømmelse 498,5`."""
        amount = self.language.amount(value, goal.unit)
        return self.language.say(phrase_key("select.measure", goal.kind), value=amount, of=self._of(goal.reads))

    def first_worse(self, goals: Sequence[Goal], values: Sequence[int], costs: Sequence[int]) -> str:
        """The first goal in which a cohort with these costs is worse, as `changes` has it; empty where none is."""
        return next(self._each_change(goals, values, costs, lambda cost: cost > 0), "")

    def better(self, goals: Sequence[Goal], values: Sequence[int], costs: Sequence[int]) -> str:
        """Every goal in which such a cohort is better; empty where none is."""
        return self.language.listing(self._each_change(goals, values, costs, lambda cost: cost < 0))

    def changes(self, goals: Sequence[Goal], values: Sequence[int], costs: Sequence[int]) -> str:
        """How a cohort with these costs differs from one with `values`: `en lavere samlet bedømmelse (498 mod 501)`.

        Costs beside the goals, as a forged record may have them, are left out.
        """
        return self.language.listing(self._each_change(goals, values, costs, bool))

    def _each_change(
        self, goals: Sequence[Goal], values: Sequence[int], costs: Sequence[int], is_named: Callable[[int], bool]
    ) -> Iterator[str]:
        triples = zip(goals, values, costs, strict=False)
        return (self._changed(goal, best, cost) for goal, best, cost in triples if is_named(cost))

    def _changed(self, goal: Goal, best: int, cost: int) -> str:
        other = best - cost if goal.greatest else best + cost
        amounts = {
            "was": self.language.amount(best, goal.unit),
            "value": self.language.amount(other, goal.unit),
            "of": self._of(goal.reads),
        }
        kind = "unscored" if goal.kind == SCORE and not self.with_scores else goal.kind
        return self.language.say(phrase_key("select.worse" if cost > 0 else "select.better", kind), **amounts)

    def ranked_by(self) -> str:
        """What applicants rank by, one by one: the number of the first aim that adds one up, else the lot."""
        aim = next((aim for aim in self.selection.aims if isinstance(aim, Score)), None)
        return self._of((aim.of,)) if aim else self.language.say("select.by-lot")

    def _of(self, names: Iterable[str]) -> str:
        """Attributes or numbers inside a sentence."""
        return self.language.listing(_inside_a_sentence(self.attribute(name)) for name in names)


def noun_of(noun: ApplicantNoun | None, count: int, language: Language) -> str:
    """What so many applicants are called in a programme: by its own noun, else `ansøger` and `ansøgere`."""
    if noun is None:
        return language.say("select.noun", count=count)
    return language.choose_line(noun.one if count == 1 else noun.many)


def _inside_a_sentence(title: str) -> str:
    """A title as it is written inside a sentence: `kommunegruppe`; an acronym keeps its capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def kind_of(aim: Aim) -> str:
    """The kind of an aim, which is the kind of its goal: `deviation_sum`, and `sum` for the score of another number."""
    if isinstance(aim, Score) and aim.of != SCORE:
        return "sum"
    kind = str(aim.__struct_config__.tag)
    measure: Mapping[str, str] = {"deviation": "measure", "dispersion": "measure"}
    return f"{kind}_{getattr(aim, measure[kind])}" if kind in measure else kind
