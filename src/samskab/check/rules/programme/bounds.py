"""SK2: prices, bounds and shares of a selection that can be kept and are unambiguous."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samskab.check.rule import Mistake, rule
from samskab.check.rules.programme.selection_names import selections
from samskab.fairness.effective_selection import effective_selection, points_count_once
from samskab.finding import Severity
from samskab.language import Fact
from samskab.model.applicant_numbers import SCORE, day_of
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.selection import Bound, Proportional, Quota, Score, Selection

_WHOLE = 100
_PERCENTS = ("min_percent", "max_percent")


_COUNTED = {
    "applicants": Fact("select.noun", {"count": 2}),
    "municipalities": Fact("select.number.municipalities", {}),
}
"""What a size or a rule counts, in words."""


@rule("SK253", Severity.ERROR)
def price_below_zero(data: Dataset) -> Iterator[Mistake]:
    """The price of breaking a rule is not below zero.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: breadth, by: region, min: 3, price: -2}   # SK253

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: breadth, by: region, min: 3, price: 2}
    """
    for programme, selection in selections(data):
        for place, entry in enumerate(selection.rules):
            if entry.price is not None and entry.price < 0:
                yield Mistake.at(programme, f"selection.rules[{place}].price", price=entry.price)


@rule("SK254", Severity.ERROR)
def bound_given_twice(data: Dataset) -> Iterator[Mistake]:
    """A bound is a number or a share of the size, not both.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: quota, by: region, each: {max: 2, max_percent: 40}}   # SK254

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: quota, by: region, each: {max_percent: 40}}
    """
    for programme, selection in selections(data):
        for field, bound in bounds(selection):
            for name in ("min", "max"):
                percent = f"{name}_percent"
                if getattr(bound, name) is not None and getattr(bound, percent) is not None:
                    yield Mistake.at(programme, f"{field}.{percent}", name=name, percent=percent)


@rule("SK255", Severity.ERROR)
def percent_outside_hundred(data: Dataset) -> Iterator[Mistake]:
    """A share is from 0 to 100 percent, and so is the probability that one of the chosen leaves.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: quota, by: region, each: {max_percent: 400}}   # SK255

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: quota, by: region, each: {max_percent: 40}}
    """
    for programme, selection in selections(data):
        for field, bound in bounds(selection):
            for name in _PERCENTS:
                if (getattr(bound, name) or 0) > _WHOLE:  # below zero is SK242
                    yield Mistake.at(programme, f"{field}.{name}", number=getattr(bound, name))
        waits = selection.waiting_list
        if waits is not None and not 0 <= waits.drop_out_percent <= _WHOLE:
            yield Mistake.at(programme, "selection.waiting_list.drop_out_percent", number=waits.drop_out_percent)


@rule("SK257", Severity.ERROR)
def shares_do_not_add_up(data: Dataset) -> Iterator[Mistake]:
    """Given shares are whole numbers of zero or more, at least one above; and only `to: shares` reads them.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: proportional, by: region, to: country, shares: {nordjylland: 1}}   # SK257

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: regioner, kind: proportional, by: region, to: shares, shares: {nordjylland: 1, sjaelland: 2}}
    """
    for programme, selection in selections(data):
        for place, entry in enumerate(selection.rules):
            if isinstance(entry, Proportional) and entry.shares:
                numbers = entry.shares.values()
                if entry.to != "shares" or min(numbers) < 0 or not any(numbers):
                    yield Mistake.at(programme, f"selection.rules[{place}].shares", rule=entry.id, to=entry.to)


@rule("SK262", Severity.WARNING)
def share_counts_otherwise(data: Dataset) -> Iterator[Mistake]:
    """A share is a part of the size, so both count applicants or both count municipalities.

    Two municipalities that apply together are one applicant; counted once as one and once as two, no share is right.
    Where the size comes from the capacity, this matters only when some have applied together.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          size: {min: 4, max: 6}
          rules:
            - {id: regioner, kind: proportional, by: region, counts: municipalities}   # SK262

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          size: {min: 4, max: 6, counts: municipalities}
          rules:
            - {id: regioner, kind: proportional, by: region, counts: municipalities}
    """
    for programme, selection in selections(data):
        effective = effective_selection(programme)
        size = effective.size.counts if effective and effective.size else "applicants"
        if selection.size is None and not _some_together(data, programme):
            continue
        for place, entry in enumerate(selection.rules):
            if isinstance(entry, (Proportional, Quota)) and _is_share(entry) and entry.counts != size:
                own, other = _COUNTED[entry.counts], _COUNTED[size]
                yield Mistake.at(programme, f"selection.rules[{place}]", rule=entry.id, counts=own, size=other)


@rule("SK270", Severity.WARNING)
def joint_points_count_once(data: Dataset, today: date) -> Iterator[Mistake]:
    """Where municipalities may apply together, a joint application takes as many seats as it counts for in points.

    Seats that count municipalities give it several, and an aim adds its points once. It can be settled until the
    deadline: it is found in a draft, and later as soon as some have applied together.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        status: draft
        selection:
          aims:
            - {kind: score}   # SK270

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        status: draft
        selection:
          size: {min: 4, max: 6, counts: applicants}
          aims:
            - {kind: score}
    """
    for programme, selection in selections(data):
        effective, together = effective_selection(programme), _some_together(data, programme)
        is_open = today <= day_of(programme) and (together or programme.status == "draft")
        if effective is None or effective.size is None or not (is_open and programme.intake.partners_allowed):
            continue
        if points_count_once(effective):
            aims = (n for n, aim in enumerate(selection.aims) if isinstance(aim, Score) and aim.of == SCORE)
            field = next((f"selection.aims[{n}]" for n in aims), "selection")
            hint = f"size: {{min: {effective.size.min}, max: {effective.size.max}, counts: applicants}}"
            yield Mistake.at(programme, field, hint=hint)


def _some_together(data: Dataset, programme: Programme) -> bool:
    return any(len(each.applicant.municipalities) > 1 for each in data.applications(programme.id))


def bounds(selection: Selection) -> Iterator[tuple[str, Bound]]:
    """Every bound of a quota, with its field."""
    for place, entry in enumerate(selection.rules):
        if isinstance(entry, Quota):
            if entry.each is not None:
                yield f"selection.rules[{place}].each", entry.each
            for value, bound in entry.values.items():
                yield f"selection.rules[{place}].values.{value}", bound


def _is_share(entry: Proportional | Quota) -> bool:
    """Whether a bound of the rule grows with the size."""
    if isinstance(entry, Proportional):
        return True
    held = (*([entry.each] if entry.each else []), *entry.values.values())
    return any(getattr(bound, name) is not None for bound in held for name in _PERCENTS)
