"""The rules of a selection in words, as an invitation lists them before anybody applies."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.pool import named_facts
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.selection import (
    Bound,
    Breadth,
    CohortRule,
    Common,
    Distance,
    Near,
    OnePer,
    Proportional,
    Quota,
    Selection,
    Sum,
)
from samskab.spelling import upper_first


def rules_for_all(data: Dataset, programme: Programme, language: Language) -> tuple[str, ...]:
    """Each rule in its own words, else in a sentence of the catalogue; a priced one is kept as far as possible.

    Rules that name single applicants are left out: no applicant is known before the applications come.
    """
    if programme.selection is None:
        return ()
    names = _Names(data, programme, programme.selection, language)
    return tuple(text for rule in programme.selection.rules if (text := names.rule(rule)))


class _Names:
    def __init__(self, data: Dataset, programme: Programme, selection: Selection, language: Language) -> None:
        self.data, self.language = data, language
        self.facts = named_facts(data, programme, selection)

    def rule(self, rule: CohortRule) -> str:
        if getattr(rule, "applicants", ()):
            return ""
        if rule.text:
            return self.language.choose(rule.text)
        text = upper_first(self._sentence(rule))
        return self.language.say("letters.rule.priced", rule=text) if rule.price is not None else text

    def _sentence(self, rule: CohortRule) -> str:
        say = self.language.say
        match rule:
            case Quota():
                return say("letters.rule.quota", what=self._title(rule.by), bounds="; ".join(self._quotas(rule)))
            case Proportional():
                to = say(phrase_key("letters.rule.to", rule.to))
                return say("letters.rule.proportional", what=self._title(rule.by), to=to, within=rule.within)
            case Breadth():
                return say("letters.rule.breadth", what=self._title(rule.by), count=rule.min, each=rule.each)
            case Common():
                return say("letters.rule.common", what=self._title(rule.by), count=rule.min)
            case Sum():
                bounds = self._bounds(Bound(min=rule.min, max=rule.max))
                return say("letters.rule.sum", what=self._title(rule.of), bounds=bounds)
            case OnePer():
                return say("letters.rule.one_per", what=self._title(rule.by))
            case Distance():
                return say("letters.rule.distance", km=self.language.number(rule.min_km))
            case Near():
                return say("letters.rule.near", km=self.language.number(rule.max_km), place=self._place(rule))
        return self._by_kind(rule)

    def _by_kind(self, rule: CohortRule) -> str:
        """What the kind of a rule asks for, and what it reads, where the kind has no sentence for letters."""
        names = {*rule.reads.attributes.values(), *rule.reads.numbers.values()}
        asked = self.language.find(phrase_key("part", type(rule).__name__))
        return f"{asked} ({self.language.listing(map(self._title, sorted(names)))})" if names else asked

    def _quotas(self, rule: Quota) -> Iterator[str]:
        if rule.each:
            key = "letters.rule.each_applied" if rule.of == "applicants" else "letters.rule.each"
            yield self.language.say(key, bounds=self._bounds(rule.each))
        for value, bound in rule.values.items():
            yield self.language.say("letters.rule.value", bounds=self._bounds(bound), value=self._value(rule.by, value))

    def _bounds(self, bound: Bound) -> str:
        say, percent = self.language.say, self._percent
        least, most = (bound.min, percent(bound.min_percent)), (bound.max, percent(bound.max_percent))
        found = [say("letters.at_least", count=each) for each in least if each is not None]
        return self.language.listing(
            [*found, *(say("letters.at_most", count=each) for each in most if each is not None)]
        )

    def _percent(self, share: int | None) -> str | None:
        return None if share is None else self.language.say("letters.rule.percent", count=share)

    def _title(self, name: str) -> str:
        title, _ = self.facts.get(name, (None, {}))
        return self.language.choose_line(title) or self.language.find(phrase_key("select.number", name), name)

    def _value(self, name: str, value: str) -> str:
        _, values = self.facts.get(name, (None, {}))
        return self.language.choose_line(values.get(value, Words(da=value)))

    def _place(self, rule: Near) -> str:
        known = self.data.municipalities.get(rule.to.municipality or "")
        return rule.to.name or (known.name if known else "") or f"{rule.to.lat}, {rule.to.lon}"
