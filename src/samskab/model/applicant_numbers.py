"""The numbers that rules, aims and bands read of an application: each exactly, None where it is not known.

A number is counted in the application, given by assessors, answered, or a figure of its municipalities. A figure of
several municipalities is their sum, or their mean weighted by the figure's `base` (`FigureKind`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from samskab.model.application import Application
from samskab.model.assessment import Scores
from samskab.model.dataset import Dataset
from samskab.model.field_types import Tbd
from samskab.model.municipality import Municipality
from samskab.model.programme import Deadline, Programme, Role

SCORE = "score"
PARTICIPANTS = "participants"
NAMED_PARTICIPANTS = "named-participants"
COUNTED = (PARTICIPANTS, NAMED_PARTICIPANTS, "municipalities", "hosting", "seats")
"""What every application has, be it 0: people who come, those of them who are named, municipalities behind it, willing
hosts, seats they offer. People who come are not known where a role that is only counted has no count."""


def day_of(programme: Programme) -> date:
    """The day that the country is seen on: the last deadline that is known, else the start of the programme."""
    closes = [entry.closes.date for entry in programme.intake.rounds if isinstance(entry.closes, Deadline)]
    start = programme.period.start
    return max(closes) if closes else start.decide_by if isinstance(start, Tbd) else start.first()


def own_numbers(programme: Programme) -> tuple[str, ...]:
    """The names of the numbers that applications have, beside the figures of their municipalities."""
    asked = (question.id for question in programme.questions if question.type == "number")
    return (SCORE, *COUNTED, *(role.id for role in programme.roles), *asked)


def number_of(data: Dataset, programme: Programme, application: Application, name: str) -> Fraction | None:
    """A number of an application."""
    if name == SCORE:
        return score(data, programme, application)
    roles = programme.roles if name == PARTICIPANTS else tuple(filter(None, [programme.role(name)]))
    if roles:
        people = people_of(application, roles)
        return None if people is None else Fraction(people)
    if name in COUNTED:
        return Fraction(_counted(application, name))
    if programme.question(name) is not None:
        answer = application.answers.get(name)
        return Fraction(answer) if isinstance(answer, int) and not isinstance(answer, bool) else None
    return figure_of(data, data.municipalities_of(application), name, day_of(programme).year)


def read_numbers(programme: Programme, *, inside: bool = True) -> tuple[str, ...]:
    """The numbers that the rules, aims and used bands of the programme read; of the participants the roles.

    A band needs no figure of an applicant outside the register, whose class is among its own attributes.
    """
    selection = programme.selection
    if selection is None:
        return ()
    bands = (band.of for band in selection.used_bands() if inside or band.of in own_numbers(programme))
    read = (*selection.numbers(), *bands)
    names = dict.fromkeys((*read, *(role.id for role in programme.roles if PARTICIPANTS in read)))
    return tuple(name for name in names if name != PARTICIPANTS)


def lacking_numbers(data: Dataset, programme: Programme, application: Application) -> tuple[str, ...]:
    """The numbers that the programme reads and that are not known of an application."""
    names = read_numbers(programme, inside=bool(application.applicant.municipalities))
    return tuple(name for name in names if number_of(data, programme, application, name) is None)


def score(data: Dataset, programme: Programme, application: Application) -> Fraction | None:
    """The assessors' score: the sum of weight * score over the criteria, on average over the assessors."""
    assessors = len(impartial(data, programme, application))
    weights = {criterion.id: criterion.weight for criterion in programme.criteria}
    total = sum(weights.get(key, 0) * n for key, n in points(data, programme, application).items())
    return Fraction(total, assessors) if assessors else None


def points(data: Dataset, programme: Programme, application: Application) -> dict[str, int]:
    """The scores by criterion, each summed over the assessors."""
    total: Counter[str] = Counter()
    for one in impartial(data, programme, application):
        total.update(one.scores)
    return dict(sorted(total.items()))


def impartial(data: Dataset, programme: Programme, application: Application) -> tuple[Scores, ...]:
    """The assessments of an application by those who have no conflict of interest."""
    assessment = data.assessments(programme.id).get(application.id)
    return assessment.impartial if assessment else ()


def figure_of(data: Dataset, municipalities: Sequence[Municipality], name: str, year: int) -> Fraction | None:
    """A figure of one municipality, or of several together."""
    figures = [m.figure(name, year) for m in municipalities]
    values = [Fraction(figure.value) for figure in figures if figure is not None]
    if not values or len(values) < len(figures):
        return None
    base = base_of(data, name)
    if base is None or len(values) == 1:
        return sum(values, Fraction(0))
    weights = [Fraction(figure.value) for m in municipalities if (figure := m.figure(base, year)) is not None]
    if len(weights) < len(values) or not sum(weights):
        return None
    return sum((value * weight for value, weight in zip(values, weights, strict=True)), Fraction(0)) / sum(weights)


def base_of(data: Dataset, name: str) -> str | None:
    """The figure that a share or an average is weighted by; None for a total."""
    kinds = data.register.figures if data.register else ()
    return next((kind.base for kind in kinds if kind.id == name), None)


def people_of(application: Application, roles: Iterable[Role]) -> int | None:
    """How many come of some roles, named and counted; None where one that is only counted has no count."""
    return total_of(_people(application, role) for role in roles)


def total_of(counts: Iterable[int | None]) -> int | None:
    """The sum; None where one of the counts is not known."""
    found = list(counts)
    known = [count for count in found if count is not None]
    return sum(known) if len(known) == len(found) else None


def known_people_of(application: Application, roles: Iterable[Role]) -> int:
    """How many come of some roles at least: of those that have a count."""
    return sum(_people(application, role) or 0 for role in roles)


def _people(application: Application, role: Role) -> int | None:
    named = sum(person.role == role.id for person in application.participants)
    count = application.counts.get(role.id, 0 if role.named or named else None)
    return None if count is None else named + count


def _counted(application: Application, name: str) -> int:
    hosting = application.hosting
    match name:
        case "participants" | "named-participants":
            return len(application.participants)
        case "municipalities":
            return len(application.applicant.municipalities)
        case "hosting":
            return bool(hosting and hosting.willing)
    return (hosting and hosting.seats) or 0
