"""SK2: what a selection names exists, and what is chosen by can be read where applicants are invited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from samskab.check.rule import Mistake, rule
from samskab.check.support.fields import values_of_type
from samskab.check.support.severity import stage, warning_when_live
from samskab.check.support.suggest import nearest
from samskab.fairness.pool import defined_values, number_names
from samskab.finding import Severity
from samskab.language import Fact
from samskab.model.applicant_numbers import day_of
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.programme import Programme
from samskab.model.selection import (
    Apart,
    Must,
    MustNot,
    Proportional,
    Quota,
    Selection,
    Together,
)
from samskab.spelling import fold

_YES_NO = ("yes", "no")
"""The values of a yes/no question."""


@rule("SK219", Severity.WARNING)
def criteria_not_in_invitation(data: Dataset, today: date) -> Iterator[Mistake]:
    """The public statement of a selection is in the sections of the invitation.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:   # SK219
            - {id: geografi, kind: quota, by: region, each: {max: 3}}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: geografi, kind: quota, by: region, each: {max: 3}}
          statement: {da: Vi tager hensyn til geografisk spredning.}
        sections:
          - id: udvaelgelse
            title: {da: Hvordan vælger vi?}
            text: {da: Vi tager hensyn til geografisk spredning.}
    """
    for programme in data.all(Programme):
        selection = programme.selection
        if selection is None or not (selection.rules or selection.aims):
            continue
        severity = warning_when_live(programme, today)
        if selection.statement is None:
            yield Mistake.at(programme, "selection", severity=severity, programme=programme.title.da)
        elif not _stands_in_sections(programme, selection.statement):
            yield Mistake.at(programme, "selection.statement", severity=severity, programme=programme.title.da)


@rule("SK220", Severity.ERROR)
def attribute_unknown(data: Dataset) -> Iterator[Mistake]:
    """What a rule, an aim or a band reads is something that municipalities or applications have.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: geografi, kind: breadth, by: regoin, min: 2}   # SK220

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: geografi, kind: breadth, by: region, min: 2}
    """
    if any(u.kind == "register" for u in data.unread):
        return
    for programme, selection in selections(data):
        attributes, numbers = attribute_values(data, programme), number_names(data, programme)
        for field, name, known in _names(selection, tuple(attributes), numbers):
            if name not in known:
                is_number = name in numbers and known is not numbers
                why = Fact("choice.unfit_name.number" if is_number else "choice.unfit_name.unknown", {})
                hint, allowed = nearest(name, known), tuple(sorted(known))
                yield Mistake.at(programme, field, hint=hint, name=name, why=why, allowed=allowed)


@rule("SK221", Severity.ERROR)
def value_unknown(data: Dataset) -> Iterator[Mistake]:
    """The values of a quota are values of its attribute.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: geografi, kind: quota, by: region, values: {nordjyland: {min: 1}}}   # SK221

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: geografi, kind: quota, by: region, values: {nordjylland: {min: 1}}}
    """
    for programme, selection in selections(data):
        attributes = attribute_values(data, programme)
        for place, entry in enumerate(selection.rules):
            if not isinstance(entry, (Quota, Proportional)) or not attributes.get(entry.by):
                continue
            part, values = ("values", entry.values) if isinstance(entry, Quota) else ("shares", entry.shares)
            for value in values:
                if value not in attributes[entry.by]:
                    field, allowed = f"selection.rules[{place}].{part}.{value}", attributes[entry.by]
                    hint = nearest_value(value, allowed)
                    yield Mistake.at(programme, field, hint=hint, value=value, attribute=entry.by, allowed=allowed)


@rule("SK222", Severity.ERROR)
def chosen_application_unknown(data: Dataset) -> Iterator[Mistake]:
    """Every applicant that a rule names has applied.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: vaert, kind: must, applicants: [lollland], reason: {da: Er vært.}}   # SK222

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: vaert, kind: must, applicants: [lolland], reason: {da: Er vært.}}
    """
    for programme, selection in selections(data):
        known = [application.id for application in data.applications(programme.id)]
        for place, entry in enumerate(selection.rules):
            if not isinstance(entry, (Must, MustNot, Apart, Together)):
                continue
            for number, key in enumerate(entry.applicants):
                if key not in known and not data.is_unread("application", key):
                    field = f"selection.rules[{place}].applicants[{number}]"
                    yield Mistake.at(programme, field, hint=nearest(key, known), application=key)


@rule("SK223", Severity.WARNING)
def lot_has_no_basis(data: Dataset, today: date) -> Iterator[Mistake]:
    """A programme that selects states the basis of drawing lots.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:   # SK223
            - {id: geografi, kind: quota, by: region, each: {max: 3}}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          rules:
            - {id: geografi, kind: quota, by: region, each: {max: 3}}
          lot:
            basis: {da: Kun mellem vurderede ansøgninger der står lige.}
            seed_source: {da: Lottos hovedtal den 25. april 2026}
    """
    for programme, selection in selections(data):
        if selection.lot is None and stage(programme, today) != "over":
            yield Mistake.at(programme, "selection", severity=warning_when_live(programme, today))


@rule("SK250", Severity.ERROR)
def selection_larger_than_room(data: Dataset) -> Iterator[Mistake]:
    """The size of the selection keeps within the capacity.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 4, max: 6}
        selection:
          size: {min: 6, max: 8}   # SK250

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 4, max: 6}
        selection:
          size: {min: 4, max: 6}
    """
    for programme, selection in selections(data):
        size, capacity = selection.size, programme.capacity
        for room in (capacity.applicants, capacity.municipalities):
            if size is None or room is None or room.max is None or size.max <= room.max:
                continue
            if room is capacity.applicants and size.counts == "municipalities":
                continue
            yield Mistake.at(programme, "selection.size.max", size=size.max, room=room.max, hint=str(room.max))


def selections(data: Dataset) -> Iterator[tuple[Programme, Selection]]:
    """Every programme that chooses, with its selection."""
    for programme in data.all(Programme):
        if programme.selection is not None:
            yield programme, programme.selection


def _stands_in_sections(programme: Programme, statement: Words) -> bool:
    """Whether the invitation's own sections hold the public statement, whatever its line breaks."""
    words = " ".join(statement.da.split()).casefold()
    texts = (words.da for _, words in values_of_type(Words, programme.sections))
    return any(words in " ".join(text.split()).casefold() for text in texts)


def attribute_values(data: Dataset, programme: Programme) -> Mapping[str, tuple[str, ...]]:
    """Every attribute that a rule may weigh by, with its values; none known means any may come."""
    known: dict[str, tuple[str, ...]] = {}
    for classification in data.register.classifications if data.register else ():
        known[classification.id] = tuple(value.id for value in classification.values)
    for m in data.municipalities.values():
        for key, values in m.attributes.items():
            known[key] = tuple(dict.fromkeys((*known.get(key, ()), *values)))
    known["region"] = _without_ended(data, programme, known.get("region", ()))
    known |= defined_values(programme, programme.selection or Selection())
    for application in data.applications(programme.id):
        for key, values in application.applicant.attributes.items():
            known[key] = tuple(dict.fromkeys((*known.get(key, ()), *values)))
    return known


def nearest_value(word: str, allowed: tuple[str, ...]) -> str:
    """The value that is meant, as it is written in a file; empty when none is like it."""
    if allowed == _YES_NO:
        return {"ja": "'yes'", "true": "'yes'", "nej": "'no'", "false": "'no'"}.get(fold(word), "")
    return nearest(word, allowed)


def _without_ended(data: Dataset, programme: Programme, regions: tuple[str, ...]) -> tuple[str, ...]:
    """The regions without those that municipalities belong to at other times only than the programme's own day."""
    memberships = [each for m in data.municipalities.values() for each in m.region]
    held = {each.id for each in memberships if each.holds(day_of(programme))}
    others = {each.id for each in memberships} - held
    return tuple(region for region in regions if region not in others)


def _names(
    selection: Selection, attributes: tuple[str, ...], numbers: tuple[str, ...]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every name of an attribute or number in a selection: its field, the name, and the names there are."""
    bands = ((f"bands[{place}]", band) for place, band in enumerate(selection.bands))
    for place, entry in (*bands, *selection.entries()):
        for known, named in ((attributes, entry.reads.attributes), (numbers, entry.reads.numbers)):
            yield from ((f"selection.{place}.{field}", name, known) for field, name in named.items())
