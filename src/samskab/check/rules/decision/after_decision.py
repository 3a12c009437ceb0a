"""SK55: what follows a decision: withdrawals missing from its events, rules that no longer hold, deletion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from samskab.check.rule import Mistake, rule
from samskab.check.support.part_names import row_named
from samskab.fairness.tables import tables_of
from samskab.fairness.vacancies import missed_rules
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision


@rule("SK554", Severity.WARNING, waivable=False)
def chosen_has_withdrawn(data: Dataset, today: date) -> Iterator[Mistake]:
    """When one of the chosen withdraws its application, the decision has that event, and who steps in.

    Fails:

        # data/programmes/naboskab-2026/applications/aarhus.yaml
        status: withdrawn   # SK554
        withdrawn: {on: 2026-03-01, why: Nye opgaver}

    Passes:

        # data/programmes/naboskab-2026/applications/thisted.yaml
        id: thisted
        status: withdrawn
        withdrawn: {on: 2026-03-01, why: Nye opgaver}
    """
    for decision in _settled(data):
        for key in data.state_of(decision, today).leaving:
            application = data.application(decision.programme, key)
            if application is not None:
                yield Mistake.at(application, "status", name=decision.name_of(key), file=decision.path, id=key)


@rule("SK555", Severity.WARNING, waivable=False)
def rule_does_not_hold_any_more(data: Dataset, today: date) -> Iterator[Mistake]:
    """Those who are left after withdrawals keep the rules without a price, as the size and the number of regions.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules: [{id: geografi, kind: breadth, by: region, min: 3}]   # SK555
        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        events:
          - {on: 2026-03-01, kind: withdrawn, applicant: aalborg, why: Nye opgaver, follows: "0000"}
          - {on: 2026-03-01, kind: withdrawn, applicant: aarhus, why: Nye opgaver, follows: "0000"}
          - {on: 2026-03-01, kind: withdrawn, applicant: odense, why: Nye opgaver, follows: "0000"}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules: [{id: geografi, kind: breadth, by: region, min: 3}]
        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        events:
          - {on: 2026-03-01, kind: withdrawn, applicant: aalborg, why: Nye opgaver, follows: "0000"}
          - {on: 2026-03-01, kind: promoted, applicant: thisted, replaces: aalborg, why: Nye opgaver, follows: "0000"}
    """
    for decision in _settled(data):
        now, programme = data.state_of(decision, today), data.programmes[decision.programme]
        if set(now.selected) != set(decision.cohort):
            tables, rules = tables_of(decision), programme.selection.rules if programme.selection else ()
            places = {entry.id: f"selection.rules[{n}]" for n, entry in enumerate(rules)}
            size = tables.rows.seats(now.selected)
            for row, total, *_ in missed_rules(decision, now.selected, now.withdrawn):
                field, related = places.get(row.rule, "selection"), (decision.at("events"),)
                named, amount = row_named(tables, row, size), Decimal(total) / row.unit
                yield Mistake.at(programme, field, related=related, row=named, total=amount)


@rule("SK556", Severity.WARNING, waivable=False)
def kept_beyond_its_day(data: Dataset, today: date) -> Iterator[Mistake]:
    """Applications that were not chosen are deleted when the months have passed that the refusal promised.

    Those on the waiting list are kept until the programme is over, and those who were chosen and left are no refusals.
    Invented applications stay.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        retention:
          unsuccessful_months: 1   # SK556
        # data/programmes/naboskab-2026/decisions/2026-04-27.yaml
        decided: {on: 2026-02-01, by: [styregruppen]}
        waiting_list: []
        # data/programmes/naboskab-2026/applications/thisted.yaml
        demonstration: false

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        retention:
          unsuccessful_months: 6
        # data/programmes/naboskab-2026/decisions/2026-04-27.yaml
        decided: {on: 2026-02-01, by: [styregruppen]}
    """
    for programme in data.programmes.values():
        deletion = data.deletion(programme, today)
        if deletion is not None and deletion.applications and deletion.day <= today:
            names = tuple(data.applicant_name(application) for application in deletion.applications)
            field, day = "retention.unsuccessful_months", deletion.day
            yield Mistake.at(programme, field, day=day, count=len(names), applications=names)


def _settled(data: Dataset) -> Iterator[Decision]:
    """The decision that holds in each programme, once it is decided."""
    found = map(data.settled_decision, data.programmes)
    return (decision for decision in found if decision is not None)
