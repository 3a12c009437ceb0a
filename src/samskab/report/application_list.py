"""The applications of a programme, a line each: who, when it came, what is missing, its points, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from samskab.language import Language, phrase_key
from samskab.model.applicant_numbers import SCORE, number_of
from samskab.model.dataset import Dataset
from samskab.model.decision import ApplicantOutcome
from samskab.model.eligibility import ApplicantState, StateName, local, minutes_late
from samskab.model.programme import Programme
from samskab.report.screen import FoldingTable, TextTable, escaped_text
from samskab.report.spreadsheet import Cell, as_csv, as_xlsx
from samskab.spelling import sort_key

if TYPE_CHECKING:
    from rich.console import RenderableType

_COLUMNS = ("name", "region", "received", "complete", "late", "points", "state", "decision")
_NOT_SENT = {"draft", "incomplete"}
CellOf = TypeVar("CellOf", bound=Cell)
_TONES = {"stands": "plain", "draft": "warning", "incomplete": "warning", "unassessed": "warning"}


class Listed(NamedTuple):
    """One application. `points` is None where nobody has assessed it, `outcome` where nothing is decided about it."""

    key: str
    codes: tuple[str, ...]
    name: str
    region: str
    received: datetime | None
    minutes_late: int
    points: Fraction | None
    state: StateName
    outcome: ApplicantOutcome | None

    @property
    def is_complete(self) -> bool:
        """Whether it is sent and nothing is missing in it."""
        return self.state not in _NOT_SENT


def listed(
    data: Dataset, programme: Programme, states: Iterable[ApplicantState], language: Language, today: date
) -> tuple[Listed, ...]:
    """The applications in alphabetical order."""
    decision = data.settled_decision(programme.id)
    outcomes = data.state_of(decision, today) if decision else None
    found = []
    for each in states:
        application = each.application
        listed_one = Listed(
            application.id,
            application.applicant.municipalities,
            data.applicant_name(application),
            _region(data, each, language, today),
            local(application.received.at.moment) if application.received else None,
            minutes_late(programme, application),
            number_of(data, programme, application, SCORE),
            each.state,
            outcomes.of(application.id) if outcomes else None,
        )
        found.append(listed_one)
    return tuple(sorted(found, key=lambda one: sort_key(one.name)))


def application_parts(found: tuple[Listed, ...], language: Language) -> Iterator[RenderableType]:
    """The list for a terminal, and how many there are in each state."""
    if not found:
        yield escaped_text(language.say("status.none_listed"))
        return
    lines = tuple(_short(one, _cells(one, language), language) for one in found)
    tones = tuple(_TONES.get(one.state, "aside") for one in found)
    name, region, received, _, _, *rest = _titles(language)
    yield FoldingTable(TextTable((name, region, received, *rest), lines, frozenset({3}), tones=tones))
    yield ""
    states = dict.fromkeys(one.state for one in found)
    counts = ((state, sum(one.state == state for one in found)) for state in states)
    parts = [language.say(phrase_key("status.state", state), count=count) for state, count in counts]
    yield escaped_text(", ".join(parts), "title")


def applications_as_csv(found: tuple[Listed, ...], language: Language) -> str:
    """The list for a spreadsheet, with ids and municipality codes."""
    return as_csv([_all_titles(language), *(_with_codes(one, _cells(one, language)) for one in found)])


def applications_as_xlsx(found: tuple[Listed, ...], language: Language) -> bytes:
    """The same for Excel, with times and points as such."""
    lines = []
    for one in found:
        name, region, received, complete, late, points, *rest = _cells(one, language)
        number = points if one.points is None else one.points
        lines.append(_with_codes(one, (name, region, one.received or received, complete, late, number, *rest)))
    return as_xlsx(language.say("status.sheet"), [_all_titles(language), *lines])


def applications_as_document(found: tuple[Listed, ...], programme: Programme) -> dict[str, Any]:
    """The list for programs."""
    applications = [
        {
            "id": one.key,
            "municipalities": list(one.codes),
            "name": one.name,
            "region": one.region or None,
            "received": one.received.isoformat() if one.received else None,
            "complete": one.is_complete,
            "minutes_late": one.minutes_late,
            "points": float(one.points) if one.points is not None else None,
            "state": one.state,
            "decision": one.outcome,
        }
        for one in found
    ]
    return {"schema": "samskab/applications@1", "programme": programme.id, "applications": applications}


def _all_titles(language: Language) -> tuple[str, ...]:
    return (language.say("choice.column.id"), language.say("choice.column.codes"), *_titles(language))


def _with_codes(one: Listed, cells: tuple[CellOf, ...]) -> tuple[str | CellOf, ...]:
    """The cells of an application after its id and municipality codes."""
    return (one.key, " ".join(one.codes), *cells)


def _titles(language: Language) -> tuple[str, ...]:
    return tuple(language.say(phrase_key("status.column", name)) for name in _COLUMNS)


def _cells(one: Listed, language: Language) -> tuple[str, ...]:
    points = language.amount(one.points.numerator, one.points.denominator) if one.points is not None else ""
    state = (
        language.say("status.stands")
        if one.state == "stands"
        else language.say(phrase_key("choice.standing", one.state))
    )
    outcome = language.say(phrase_key("status.decided", one.outcome)) if one.outcome else ""
    received = f"{one.received:%Y-%m-%d %H:%M}" if one.received else ""
    complete, late = language.yes_no(one.is_complete), language.yes_no(one.minutes_late > 0)
    return one.name, one.region, received, complete, late, points, state, outcome


def _short(one: Listed, cells: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """The cells for a terminal, where the state says whether it is complete and whether it came late."""
    name, region, received, _, _, points, state, outcome = cells
    if one.minutes_late > 0 and one.state != "late":
        state = f"{state}, {language.say('choice.standing.late')}"
    return name, region, received, points, state, outcome


def _region(data: Dataset, state: ApplicantState, language: Language, today: date) -> str:
    """The regions of an applicant's municipalities in words."""
    kinds = data.register.classifications if data.register else ()
    names = {
        value.id: language.choose_line(value.name) for kind in kinds if kind.id == "region" for value in kind.values
    }
    keys = (each.region_on(today) for each in data.municipalities_of(state.application))
    return ", ".join(dict.fromkeys(names.get(key, key) for key in keys if key))
