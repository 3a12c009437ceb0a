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

from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd, Words
from samskab.model.municipality import Municipality
from samskab.model.pool import Candidate, Pool, in_key_order
from samskab.model.programme import Deadline, Programme
from samskab.model.selection import Band, Near, Selection

Values = dict[str, tuple[str, ...]]


def pool_for(data: Dataset, programme: Programme, selection: Selection, standing: Iterable[Application]) -> Pool:
    """The applications that stand, as candidates with what a selection reads of them."""
    standing = tuple(standing)
    day = day_of(programme)
    attributes, numbers = frozenset(selection.attributes()), frozenset(selection.numbers())
    country = [attributes_of(m, programme, selection, day) for m in data.eligible_municipalities(programme)]
    exact = {a.id: numbers_of(data, programme, a, numbers, day) for a in standing}
    units = {n: lcm(1, *(own[n].denominator for own in exact.values() if n in own)) for n in sorted(numbers)}
    candidates = []
    for application in standing:
        municipalities = data.municipalities_of(application)
        members = [attributes_of(each, programme, selection, day) for each in municipalities]
        own = _merged([*members, _of_application(programme, application, register_names(data, programme))])
        candidates.append(
            Candidate(
                key=application.id,
                name=data.applicant_name(application),
                municipalities=application.applicant.municipalities,
                numbers={name: int(value * units[name]) for name, value in sorted(exact[application.id].items())},
                attributes=_only(own, attributes),
                place=_place(municipalities[0]) if municipalities else (),
                members=tuple(_only(member, attributes) for member in members) if len(members) > 1 else (),
            )
        )
    named = {n: words for n, words in _named(data, programme, selection) if n in attributes | numbers}
    counted = {name: Counter(v for m in country for v in m.get(name, ())) for name in sorted(attributes)}
    return Pool(
        candidates=in_key_order(candidates),
        country={name: dict(sorted(values.items())) for name, values in counted.items() if values},
        country_size=len(country),
        units={name: unit for name, unit in units.items() if unit > 1},
        spots={rule.id: spot for rule in selection.rules if isinstance(rule, Near) and (spot := _spot(data, rule))},
        titles={name: words for name, (words, _) in named.items()},
        values={name: values for name, (_, values) in named.items() if values},
    )


def day_of(programme: Programme) -> date:
    """The day that the country is seen on: the last deadline that is known, else the start of the programme."""
    closes = [entry.closes.date for entry in programme.intake.rounds if isinstance(entry.closes, Deadline)]
    start = programme.period.start
    return max(closes) if closes else start.decide_by if isinstance(start, Tbd) else start.first()


def _named(
    data: Dataset, programme: Programme, selection: Selection
) -> Iterator[tuple[str, tuple[Words, dict[str, Words]]]]:
    """The names of attributes, numbers and their values, in words."""
    if data.register is not None:
        for kind in data.register.figures:
            yield kind.id, (kind.title, {})
        for classification in data.register.classifications:
            yield classification.id, (classification.title, {v.id: v.name for v in classification.values})
    for role in programme.roles:
        yield role.id, (role.plural or role.title, {})
    for question in programme.questions:
        short = Words(da=question.id.replace("-", " ")) if question.title.da.endswith("?") else question.title
        yield question.id, (short, {option.id: option.title for option in question.options})
    for own in programme.classifications:
        yield own.id, (own.title, {value.id: value.name for value in own.values})
    for band in selection.bands:
        if band.title is not None:
            yield band.id, (band.title, {step.id: step.title for step in band.steps if step.title is not None})


def number_titles(data: Dataset, programme: Programme) -> dict[str, Words]:
    """The titles of the figures, roles and questions that a condition may be about."""
    return {name: words for name, (words, _) in _named(data, programme, Selection())}


def attributes_of(m: Municipality, programme: Programme, selection: Selection, day: date) -> Values:
    """The attributes of a municipality on a day: the register's, the programme's own, and its bands."""
    region = m.region_on(day)
    found: Values = {"region": (region,) if region else (), "landsdel": (m.landsdel,), "group": (m.group,)}
    found |= m.attributes
    for own in programme.classifications:
        found[own.id] = tuple(value.id for value in own.values if m.code in value.municipalities)
    for band in selection.bands:
        figure = m.figure(band.of, day.year)
        found[band.id] = _step(band, figure.value) if figure else ()
    return found


def register_names(data: Dataset, programme: Programme) -> frozenset[str]:
    """The attributes and figures of municipalities, which no answer and no applicant can change."""
    entries = [entry.id for entry in programme.classifications]
    entries += [band.id for band in programme.selection.bands] if programme.selection else []
    if data.register is not None:
        entries += [entry.id for entry in data.register.classifications]
        entries += [entry.id for entry in data.register.figures]
    own = (name for m in data.municipalities.values() for name in (*m.attributes, *m.figures))
    return frozenset(("region", "landsdel", "group", *entries, *own))


def _of_application(programme: Programme, application: Application, register: frozenset[str]) -> Values:
    """What an applicant answered, and its own attributes where it is outside the register."""
    asked = {question.id for question in programme.questions} - register
    found: Values = {}
    for question in sorted(asked & application.answers.keys()):
        answer = application.answers[question]
        if isinstance(answer, bool):
            found[question] = ("yes" if answer else "no",)
        elif isinstance(answer, tuple):
            found[question] = answer
        elif isinstance(answer, str):
            found[question] = (answer,)
    own = application.applicant
    free = {n: v for n, v in own.attributes.items() if not own.municipalities or n not in register | asked}
    return found | free


def numbers_of(
    data: Dataset, programme: Programme, application: Application, wanted: frozenset[str], day: date
) -> dict[str, Fraction]:
    """The numbers of an application. Figures of several municipalities are added up."""
    computed: dict[str, Fraction] = {
        "participants": Fraction(len(application.participants)),
        "municipalities": Fraction(len(application.applicant.municipalities)),
        "hosting": Fraction(bool(application.hosting and application.hosting.willing)),
        "seats": Fraction((application.hosting and application.hosting.seats) or 0),
        "score": score(data, programme, application),
    }
    found: dict[str, Fraction] = {}
    for role in programme.roles:
        present = sum(person.role == role.id for person in application.participants)
        found[role.id] = Fraction(application.counts.get(role.id, present))
    asked = {question.id for question in programme.questions} - register_names(data, programme)
    for question, answer in application.answers.items():
        if question in asked and isinstance(answer, int) and not isinstance(answer, bool):
            found[question] = Fraction(answer)
    found |= computed
    for name in wanted - found.keys():
        figures = [figure for m in data.municipalities_of(application) if (figure := m.figure(name, day.year))]
        if figures:
            found[name] = sum((Fraction(figure.value) for figure in figures), Fraction(0))
    return {name: found[name] for name in wanted & found.keys()}


def score(data: Dataset, programme: Programme, application: Application) -> Fraction:
    """The assessors' score, exactly: the sum of weight * score over the criteria, on average over the assessors."""
    assessment = data.assessments(programme.id).get(application.id)
    judged = assessment.impartial if assessment else ()
    if not judged:
        return Fraction(0)
    weights = {criterion.id: criterion.weight for criterion in programme.criteria}
    total = sum(weights.get(key, 0) * n for one in judged for key, n in one.scores.items())
    return Fraction(total, len(judged))


def _step(band: Band, value: Decimal) -> tuple[str, ...]:
    fits = (s.id for s in band.steps if (s.min is None or value >= s.min) and (s.max is None or value <= s.max))
    return tuple(fits)[:1]


def _place(m: Municipality) -> tuple[int, ...]:
    return _millionths(m.seat.lat), _millionths(m.seat.lon)


def _spot(data: Dataset, rule: Near) -> tuple[int, ...]:
    if rule.to.municipality is not None:
        m = data.municipalities.get(rule.to.municipality)
        return _place(m) if m else ()
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
