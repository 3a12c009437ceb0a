"""SK2: the candidates have what the rules and aims measure them by, and there are enough for the waiting list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samskab.check.rule import Mistake, rule
from samskab.check.rules.programme.selection_names import selections
from samskab.fairness.admission import recorded_standing
from samskab.fairness.effective_selection import effective_selection
from samskab.finding import Severity
from samskab.language import Fact
from samskab.model.applicant_numbers import SCORE, number_of
from samskab.model.dataset import Dataset
from samskab.model.eligibility import has_closed
from samskab.model.pool import seats_of
from samskab.model.selection import DIFFERENT_MUNICIPALITIES


@rule("SK260", Severity.WARNING)
def number_that_nobody_has(data: Dataset, today: date) -> Iterator[Mistake]:
    """After the deadline, some applicant has the number that a rule or aim adds up.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-03-01, time: '12:00'}}
        selection:
          rules:
            - {id: vaerter, kind: sum, of: hosting, min: 2}   # SK260

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-03-01, time: '12:00'}}
        selection:
          rules:
            - {id: ledere, kind: sum, of: leader, max: 20}
    """
    for programme, selection in selections(data):
        added = [
            (f"selection.{place}", name)
            for place, entry in selection.entries()
            for name in entry.reads.numbers.values()
            if name != DIFFERENT_MUNICIPALITIES
        ]
        standing = recorded_standing(data, programme) if added and has_closed(programme, today) else ()
        for field, name in added if standing else ():
            if not any(number_of(data, programme, application, name) for application in standing):
                points = (
                    Fact("choice.points_given", {}) if name == SCORE else Fact("choice.number_named", {"name": name})
                )
                yield Mistake.at(programme, field, what=points, count=len(standing))


@rule("SK261", Severity.WARNING)
def waiting_list_too_long(data: Dataset, today: date) -> Iterator[Mistake]:
    """After the deadline, there are enough applicants for the places and the waiting list.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-03-01, time: '12:00'}}
        selection:
          aims: [{kind: score}]
          waiting_list: {size: 12}   # SK261

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-03-01, time: '12:00'}}
        selection:
          aims: [{kind: score}]
          waiting_list: {size: 2}
    """
    for programme, selection in selections(data):
        effective = effective_selection(programme)
        size = effective.size if effective else None
        if selection.waiting_list is None or size is None or not has_closed(programme, today):
            continue
        standing = recorded_standing(data, programme)
        seats = [seats_of(len(data.municipalities_of(each)), size.counts) for each in standing]
        left = len(seats) - _fewest(sorted(seats, reverse=True), size.min)
        waiting = selection.waiting_list.size
        if standing and waiting > left:
            yield Mistake.at(
                programme, "selection.waiting_list.size", size=waiting, count=len(seats), left=max(0, left)
            )


def _fewest(seats: list[int], size: int) -> int:
    """How few applicants can fill so many seats."""
    taken = 0
    for number, own in enumerate(seats):
        if taken >= size:
            return number
        taken += own
    return len(seats)
