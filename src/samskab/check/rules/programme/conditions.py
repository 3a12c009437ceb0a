"""SK2: the conditions of an intake can be tested, and no question bears the name of something that is computed."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.rules.programme.selection_names import attribute_values, nearest_value
from samskab.fairness.admission import is_exempt, municipalities_among, number_for, recorded_state
from samskab.fairness.pool import number_names, register_names
from samskab.finding import Severity
from samskab.model.applicant_numbers import COUNTED, SCORE
from samskab.model.dataset import Dataset
from samskab.model.programme import Condition, Programme
from samskab.model.selection import DIFFERENT_MUNICIPALITIES


@rule("SK238", Severity.ERROR, waivable=False)
def other_cohort_unknown(data: Dataset) -> Iterator[Mistake]:
    """The programme whose chosen a condition excludes has a decision.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: ikke-foer, not_among: {programme: naboskab-2024}}   # SK238
        # data/programmes/naboskab-2024/programme.yaml
        schema: samskab/programme@1
        id: naboskab-2024
        title: {da: Naboskab og sundhed}
        status: draft
        period: {start: 2024-05}
        senders: [sund-by-netvaerket]
        intake: {kind: none}
        capacity: {everyone: true}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
    """
    for programme, place, condition in _conditions(data):
        other = condition.not_among
        named = other and data.programmes.get(other.programme)
        if other and named and named is not programme and municipalities_among(data, other) is None:
            yield Mistake.at(programme, f"{place}.not_among", condition=condition.id, programme=other.programme)


@rule("SK239", Severity.ERROR)
def question_named_as_computed(data: Dataset) -> Iterator[Mistake]:
    """No question has the name of a number or an attribute that comes from the register or is computed.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: population, title: {da: Hvor mange borgere bor her?}, type: number}   # SK239

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        questions:
          - {id: borgere, title: {da: Hvor mange borgere bor her?}, type: number}
    """
    for programme in data.all(Programme):
        taken = {SCORE, *COUNTED, *register_names(data, programme)}
        for place, question in enumerate(programme.questions):
            if question.type != "field" and question.id in taken:
                yield Mistake.at(programme, f"questions[{place}].id", question=question.id)


@rule("SK246", Severity.ERROR)
def condition_is_not_one_test(data: Dataset) -> Iterator[Mistake]:
    """A condition holds one test: commitments, a number with a bound, or the chosen of another programme.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: stoerrelse, of: population}   # SK246

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: stoerrelse, of: population, min: 1000}
    """
    for programme, place, condition in _conditions(data):
        bounded = condition.min is not None or condition.max is not None
        tests = (bool(condition.accepted), condition.of is not None, condition.not_among is not None)
        if sum(tests) != 1 or bounded != (condition.of is not None):
            yield Mistake.at(programme, place, condition=condition.id)


@rule("SK247", Severity.ERROR, waivable=False)
def condition_names_unknown(data: Dataset) -> Iterator[Mistake]:
    """What a condition names exists: commitment or question, number, classification and value, another programme.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: timer, accepted: [tider]}   # SK247

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: timer, accepted: [timer]}
    """
    for programme, place, condition in _conditions(data):
        for field, name, allowed in _names(data, programme, condition):
            if name not in allowed:
                hint = nearest_value(name, allowed)
                yield Mistake.at(programme, f"{place}.{field}", hint=hint, name=name, allowed=tuple(sorted(allowed)))


@rule("SK248", Severity.ERROR)
def condition_bounds_cross(data: Dataset) -> Iterator[Mistake]:
    """The least number of a condition is not greater than its greatest.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: stoerrelse, of: population, min: 60000, max: 6000}   # SK248

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: stoerrelse, of: population, min: 6000, max: 600000}
    """
    for programme, place, condition in _conditions(data):
        low, high = condition.min, condition.max
        if low is not None and high is not None and low > high:
            yield Mistake.at(programme, f"{place}.min", condition=condition.id, low=str(low), high=str(high))


@rule("SK249", Severity.ERROR, waivable=False)
def condition_without_figure(data: Dataset) -> Iterator[Mistake]:
    """The register has the figure that a condition tests, for every municipality that applied.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: stoerrelse, of: population, min: 1000}   # SK249
        # data/municipalities/0360-lolland.yaml
        figures: {}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: stoerrelse, of: population, min: 1000}
    """
    for programme, place, condition in _conditions(data):
        name = condition.of
        if name is None or name not in register_names(data, programme):
            continue
        without = tuple(
            data.applicant_name(application)
            for application in data.applications(programme.id)
            if application.applicant.municipalities
            and recorded_state(data, programme, application).reason == condition.id
            and number_for(data, programme, application, name) is None
            and not is_exempt(data, programme, application, condition)
        )
        if without:
            yield Mistake.at(programme, f"{place}.of", condition=condition.id, name=name, applicants=without)


def _conditions(data: Dataset) -> Iterator[tuple[Programme, str, Condition]]:
    for programme in data.all(Programme):
        for place, condition in enumerate(programme.intake.conditions):
            yield programme, f"intake.conditions[{place}]", condition


def _names(data: Dataset, programme: Programme, condition: Condition) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every name in a condition: its field, the name, and the names there are."""
    yield from ((f"accepted[{place}]", key, programme.yes_no_names) for place, key in enumerate(condition.accepted))
    if condition.of is not None:
        numbers = number_names(data, programme)
        yield "of", condition.of, tuple(name for name in numbers if name != DIFFERENT_MUNICIPALITIES)
    if condition.not_among is not None and not data.is_unread("programme", condition.not_among.programme):
        others = tuple(key for key in data.programmes if key != programme.id)
        yield "not_among.programme", condition.not_among.programme, others
    known = {name: values for name, values in attribute_values(data, programme).items() if values}
    for name, values in condition.unless.items():
        yield f"unless.{name}", name, tuple(known)
        for place, value in enumerate(values if name in known else ()):
            yield f"unless.{name}[{place}]", value, known[name]
