"""The conditions of an intake in words, as an invitation has them."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.fairness.pool import number_titles
from samskab.language import Language, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.programme import Condition, Programme


def condition_text(data: Dataset, programme: Programme, condition: Condition, language: Language) -> str:
    """A condition and its exemptions: in its own words where it has them, else in a sentence of the catalogue."""
    text = language.choose_line(condition.text) if condition.text else _sentence(data, programme, condition, language)
    exempt = tuple(_exempt(data, programme, condition, language))
    return f"{text} {language.say('state.condition.unless', values=exempt)}" if exempt else text


def _sentence(data: Dataset, programme: Programme, condition: Condition, language: Language) -> str:
    if condition.of is not None:
        title = number_titles(data, programme).get(condition.of)
        what = language.choose_line(title) if title else language.say(phrase_key("select.number", condition.of))
        ends = {"low": condition.min, "high": condition.max}
        bounds = {name: language.number(end) for name, end in ends.items() if end is not None}
        return language.say(phrase_key("state.condition", "-".join(bounds)), what=what, **bounds)
    if condition.not_among is not None:
        other = data.programmes.get(condition.not_among.programme)
        name = language.choose_line(other.title) if other else condition.not_among.programme
        return language.say(phrase_key("state.condition", condition.not_among.who), programme=name)
    texts = {demand.id: demand.text for demand in programme.commitments}
    texts |= {question.id: question.title for question in programme.questions}
    asked = (language.choose_line(texts.get(key, Words(da=key))) for key in condition.accepted)
    return language.say("state.condition.accepted", what=" ".join(asked))


def _exempt(data: Dataset, programme: Programme, condition: Condition, language: Language) -> Iterator[str]:
    """The names of the values whose municipalities are exempt."""
    register = data.register.classifications if data.register else ()
    named = {entry.id: {value.id: value.name for value in entry.values} for entry in register}
    named |= {entry.id: {value.id: value.name for value in entry.values} for entry in programme.classifications}
    for name, values in condition.unless.items():
        for value in values:
            yield language.choose_line(named.get(name, {}).get(value, Words(da=value)))
