"""From records to a `Pool`: who can be chosen in a programme, and the country they are measured by.

Who stands is decided in `check.applicant_states`. Figures and regions are those of the
programme's own day (the last deadline, else its start), so an old programme keeps its own map. Only the numbers and
attributes that the rules and aims read are taken into the pool, and nothing about persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm

from samskab.model.applicant_numbers import SCORE, day_of, impartial, number_of, own_numbers, points
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.municipality import Municipality, Place
from samskab.model.pool import Candidate, Pool, in_key_order
from samskab.model.programme import Programme, Question
from samskab.model.selection import DIFFERENT_MUNICIPALITIES, Band, Near, Selection

Values = dict[str, tuple[str, ...]]
_CHOICES = ("choice", "choices", "yes_no")
_YES_NO = {"yes": Words(da="ja", en="yes"), "no": Words(da="nej", en="no")}


def pool_for(data: Dataset, programme: Programme, selection: Selection, standing: Iterable[Application]) -> Pool:
    """The applications that stand, as candidates with what a selection reads of them."""
    standing = tuple(standing)
    day = day_of(programme)
    attributes, numbers = frozenset(selection.attributes()), selection.numbers()
    country = [attributes_of(m, programme, selection, day) for m in data.eligible_municipalities(programme)]
    exact = {a.id: _numbers(data, programme, a, numbers) for a in standing}
    units = {n: lcm(1, *(own[n].denominator for own in exact.values() if n in own)) for n in sorted(numbers)}
    candidates = []
    for application in standing:
        municipalities = data.municipalities_of(application)
        members = [attributes_of(each, programme, selection, day) for each in municipalities]
        own = _merged([*members, _of_application(data, programme, selection, application)])
        candidates.append(
            Candidate(
                key=application.id,
                name=data.applicant_name(application),
                municipalities=application.applicant.municipalities,
                numbers={name: int(value * units[name]) for name, value in sorted(exact[application.id].items())},
                points=points(data, programme, application) if SCORE in numbers else {},
                assessors=len(impartial(data, programme, application)) if SCORE in numbers else 0,
                attributes=_only(own, attributes),
                place=tuple(degrees for place in _places(application, municipalities) for degrees in _degrees(place)),
                members=tuple(_only(member, attributes) for member in members) if len(members) > 1 else (),
            )
        )
    named = {n: own for n, own in named_facts(data, programme, selection).items() if n in attributes.union(numbers)}
    counted = {name: Counter(v for m in country for v in m.get(name, ())) for name in sorted(attributes)}
    for name, values in defined_values(programme, selection).items():
        if name in counted:
            counted[name].update(dict.fromkeys(values, 0))
    return Pool(
        candidates=in_key_order(candidates),
        country={name: dict(sorted(values.items())) for name, values in counted.items() if values},
        country_size=len(country),
        units={name: unit for name, unit in units.items() if unit > 1},
        spots={rule.id: spot for rule in selection.rules if isinstance(rule, Near) and (spot := _spot(data, rule))},
        titles={name: words for name, (words, _) in named.items()},
        values={name: values for name, (_, values) in named.items() if values},
        noun=programme.applicants,
        criteria=programme.criteria if SCORE in numbers else (),
    )


def defined_values(programme: Programme, selection: Selection) -> dict[str, tuple[str, ...]]:
    """The values that a programme defines of its own attributes: options, classes, steps of bands."""
    asked = {question.id: _options(question) for question in programme.questions if question.type in _CHOICES}
    own = {each.id: tuple(value.id for value in each.values) for each in programme.classifications}
    bands = {band.id: tuple(step.id for step in band.steps) for band in selection.bands}
    return asked | own | bands


def _options(question: Question) -> tuple[str, ...]:
    return ("yes", "no") if question.type == "yes_no" else tuple(option.id for option in question.options)


def named_facts(data: Dataset, programme: Programme, selection: Selection) -> dict[str, tuple[Words, dict[str, Words]]]:
    """Attribute or number -> its title, and the names of its values."""
    return dict(_named(data, programme, selection))


def _named(
    data: Dataset, programme: Programme, selection: Selection
) -> Iterator[tuple[str, tuple[Words, dict[str, Words]]]]:
    if data.register is not None:
        for kind in data.register.figures:
            yield kind.id, (kind.title, {})
        for classification in data.register.classifications:
            yield classification.id, (classification.title, {v.id: v.name for v in classification.values})
    for role in programme.roles:
        yield role.id, (role.plural or role.title, {})
    for question in programme.questions:
        options = _YES_NO if question.type == "yes_no" else {option.id: option.title for option in question.options}
        yield question.id, (question.name or question.title, options)
    for own in programme.classifications:
        yield own.id, (own.title, {value.id: value.name for value in own.values})
    for band in selection.bands:
        if band.title is not None:
            yield band.id, (band.title, {step.id: step.title for step in band.steps if step.title is not None})


def number_titles(data: Dataset, programme: Programme) -> dict[str, Words]:
    """The titles of the figures, roles and questions that a condition may be about."""
    return {name: words for name, (words, _) in named_facts(data, programme, Selection()).items()}


def number_names(data: Dataset, programme: Programme) -> tuple[str, ...]:
    """Every number that a rule may sum up or a band may cut."""
    figures = tuple(kind.id for kind in data.register.figures) if data.register else ()
    return (*own_numbers(programme), DIFFERENT_MUNICIPALITIES, *figures)


def attributes_of(m: Municipality, programme: Programme, selection: Selection, day: date) -> Values:
    """The attributes of a municipality on a day: the register's, the programme's own, and its bands."""
    region = m.region_on(day)
    found: Values = {"region": (region,) if region else (), "landsdel": (m.landsdel,), "group": (m.group,)}
    found |= m.attributes
    for own in programme.classifications:
        found[own.id] = tuple(value.id for value in own.values if m.code in value.municipalities)
    for band in selection.bands:
        figure = m.figure(band.of, day.year)
        if figure is not None and band.of not in own_numbers(programme):
            found[band.id] = step_of(band, figure.value)
    return found


def register_names(data: Dataset, programme: Programme) -> frozenset[str]:
    """The attributes and figures of municipalities, which no answer and no applicant can change."""
    bands = programme.selection.bands if programme.selection else ()
    return data.municipal_names.union((own.id for own in programme.classifications), (band.id for band in bands))


def _of_application(data: Dataset, programme: Programme, selection: Selection, application: Application) -> Values:
    """The bands of its own numbers, what it answered, and its own attributes where it is outside the register."""
    found: Values = {}
    for band in selection.bands:
        number = number_of(data, programme, application, band.of) if band.of in own_numbers(programme) else None
        if number is not None:
            found[band.id] = step_of(band, number)
    register = register_names(data, programme)
    asked = {question.id for question in programme.questions} - register
    for question in sorted(asked & application.answers.keys()):
        answer = application.answers[question]
        if isinstance(answer, bool):
            found[question] = ("yes" if answer else "no",)
        elif isinstance(answer, tuple):
            found[question] = answer
        elif isinstance(answer, str):
            found[question] = (answer,)
    own = application.applicant
    return found if own.municipalities else found | own.attributes


def _numbers(
    data: Dataset, programme: Programme, application: Application, wanted: tuple[str, ...]
) -> dict[str, Fraction]:
    """The numbers of an application that are known."""
    found = {name: number_of(data, programme, application, name) for name in wanted}
    return {name: number for name, number in found.items() if number is not None}


def step_of(band: Band, value: Decimal | Fraction) -> tuple[str, ...]:
    """The first step of a band that a value fits; none when it falls between, below or above them."""
    fits = (s.id for s in band.steps if (s.min is None or value >= s.min) and (s.max is None or value <= s.max))
    return tuple(fits)[:1]


def applicant_points(data: Dataset, application: Application) -> tuple[tuple[int, int], ...]:
    """The places of an applicant in millionths of a degree; none for one whose place is not known."""
    return tuple(map(_degrees, _places(application, data.municipalities_of(application))))


def _places(application: Application, municipalities: Iterable[Municipality]) -> tuple[Place, ...]:
    """The seats of an applicant's municipalities; of one outside the register the place that it states, if any."""
    own, is_inside = application.applicant.place, bool(application.applicant.municipalities)
    return tuple(each.seat for each in municipalities) if is_inside else (own,) if own else ()


def _degrees(place: Place) -> tuple[int, int]:
    return _millionths(place.lat), _millionths(place.lon)


def _spot(data: Dataset, rule: Near) -> tuple[int, ...]:
    if rule.to.municipality is not None:
        m = data.municipalities.get(rule.to.municipality)
        return _degrees(m.seat) if m else ()
    if rule.to.lat is None or rule.to.lon is None:
        return ()
    return _millionths(rule.to.lat), _millionths(rule.to.lon)


def _millionths(degrees: Decimal) -> int:
    return int((degrees * 1_000_000).to_integral_value())


def _merged(sources: list[Values]) -> Values:
    found: Values = {}
    for source in sources:
        for name, values in source.items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *values)))
    return found


def _only(values: Mapping[str, tuple[str, ...]], wanted: frozenset[str]) -> Values:
    return {name: values[name] for name in sorted(wanted & values.keys()) if values[name]}
