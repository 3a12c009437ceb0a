"""SK2: capacity, roles and limits, and whether their numbers agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samskab.check.rule import Mistake, rule
from samskab.check.rules.programme.bounds import bounds
from samskab.check.support.severity import warning_when_live
from samskab.check.support.suggest import nearest_titled
from samskab.finding import Severity
from samskab.model.applicant_numbers import PARTICIPANTS
from samskab.model.dataset import Dataset
from samskab.model.field_types import Decimal
from samskab.model.programme import Programme, Role
from samskab.model.selection import Selection, Sum


@rule("SK203", Severity.ERROR)
def least_is_more_than_most(data: Dataset) -> Iterator[Mistake]:
    """A `min` is not above its `max`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 20, max: 15}   # SK203

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 15, max: 20}
    """
    for programme in data.all(Programme):
        for field, least, most in _bounds(programme):
            if least is not None and most is not None and least > most:
                yield Mistake.at(programme, field, least=least, most=most)


@rule("SK242", Severity.ERROR)
def number_below_zero(data: Dataset) -> Iterator[Mistake]:
    """No number of people or places is below zero; a scale of scores may be.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        limits:
          - {roles: [leader, staff], min: -4}   # SK242

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        limits:
          - {roles: [leader, staff], min: 2}
    """
    for programme in data.all(Programme):
        for field, least, most in _bounds(programme):
            number = min(least or 0, most or 0)
            if number < 0 and not field.startswith(("criteria", "questions", "selection.bands")):
                yield Mistake.at(programme, field, number=number)


@rule("SK204", Severity.ERROR)
def target_outside_bounds(data: Dataset) -> Iterator[Mistake]:
    """The `target` of a role is between its `min` and its `max`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 1, max: 2}
          - {id: agent, title: {da: Fællesskabsagent}, min: 5, target: 4, named: false}   # SK204

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 1, max: 2}
          - {id: agent, title: {da: Fællesskabsagent}, min: 5, target: 5, named: false}
    """
    for programme in data.all(Programme):
        for place, role in enumerate(programme.roles):
            if role.target is None:
                continue
            least, most = role.min or 0, role.target if role.max is None else role.max
            if not least <= role.target <= most:
                field, end = f"roles[{place}].target", "…" if role.max is None else role.max
                yield Mistake.at(programme, field, role=role.title.da, target=role.target, least=least, most=end)


@rule("SK205", Severity.ERROR)
def limit_contradicts_roles(data: Dataset) -> Iterator[Mistake]:
    """A limit over several roles leaves room for what each role needs at least.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 2, max: 2}
          - {id: staff, title: {da: Medarbejder}, min: 3, max: 4}
        limits:
          - {roles: [leader, staff], max: 4}   # SK205

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 1, max: 2}
          - {id: staff, title: {da: Medarbejder}, min: 1, max: 2}
        limits:
          - {roles: [leader, staff], max: 4}
    """
    for programme in data.all(Programme):
        for place, limit in enumerate(programme.limits):
            roles = programme.roles_of(limit.roles)
            least = sum(role.min or 0 for role in roles)
            most = sum(role.max for role in roles if role.max is not None)
            bounded = all(role.max is not None for role in roles)
            names = tuple(role.title.da for role in roles)
            if limit.max is not None and least > limit.max:
                yield Mistake.at(programme, f"limits[{place}].max", roles=names, total=least, limit=limit.max)
            if limit.min is not None and bounded and most < limit.min:
                yield Mistake.at(programme, f"limits[{place}].min", roles=names, total=most, limit=limit.min)


@rule("SK206", Severity.ERROR)
def role_unknown(data: Dataset) -> Iterator[Mistake]:
    """Limits and tracks name roles of the programme.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        tracks:
          - {id: leader, title: {da: Lederspor}, roles: [leder], promised_days: 2}   # SK206

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        tracks:
          - {id: leader, title: {da: Lederspor}, roles: [leader], promised_days: 2}
    """
    for programme in data.all(Programme):
        known = {role.id: role.title for role in programme.roles}
        used = [(f"limits[{place}].roles", limit.roles) for place, limit in enumerate(programme.limits)]
        used += [(f"tracks[{place}].roles", track.roles) for place, track in enumerate(programme.tracks)]
        for field, roles in used:
            for place, role in enumerate(roles):
                if role not in known:
                    hint = nearest_titled(role, known)
                    yield Mistake.at(programme, f"{field}[{place}]", hint=hint, role=role, allowed=tuple(known))


@rule("SK207", Severity.WARNING)
def people_do_not_fit(data: Dataset) -> Iterator[Mistake]:
    """The room for people holds the least that the municipalities send.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 4, max: 6}
          participants: {max: 7}   # SK207

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 4, max: 6}
          participants: {max: 28}
    """
    for programme in data.all(Programme):
        municipalities, people = programme.capacity.municipalities, programme.capacity.participants
        if municipalities is None or people is None or people.max is None or municipalities.min is None:
            continue
        each = sum(role.min or 0 for role in programme.roles)
        if municipalities.min * each > people.max:
            yield Mistake.at(
                programme,
                "capacity.participants.max",
                municipalities=municipalities.min,
                each=each,
                total=municipalities.min * each,
                room=people.max,
            )


@rule("SK269", Severity.WARNING)
def participants_limit_is_no_rule(data: Dataset) -> Iterator[Mistake]:
    """A limit on the participants in all is a rule of the selection, which keeps no other limit on them.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 4, max: 6}
          participants: {max: 24}   # SK269
        selection:
          rules: []

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 4, max: 6}
          participants: {max: 24}
        selection:
          rules:
            - {id: deltagere, kind: sum, of: participants, max: 24}
    """
    for programme in data.all(Programme):
        selection, people = programme.selection, programme.capacity.participants
        if selection is None or people is None or people.max is None:
            continue
        if not any(isinstance(each, Sum) and each.of == PARTICIPANTS for each in selection.rules):
            yield Mistake.at(programme, "capacity.participants.max", room=people.max)


@rule("SK208", Severity.WARNING)
def capacity_unclear(data: Dataset, today: date) -> Iterator[Mistake]:
    """Either everyone takes part, or there is room for a number of municipalities.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          everyone: true   # SK208
          municipalities: {min: 4, max: 6}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        capacity:
          municipalities: {min: 4, max: 6}
    """
    for programme in data.all(Programme):
        capacity = programme.capacity
        limited = capacity.municipalities is not None or capacity.applicants is not None
        both = capacity.everyone and (limited or programme.selection is not None)
        neither = not capacity.everyone and not limited
        if both or (neither and programme.intake.kind in {"application", "expression_of_interest"}):
            yield Mistake.at(programme, "capacity", severity=warning_when_live(programme, today))


@rule("SK236", Severity.INFO)
def counted_role_has_no_upper_end(data: Dataset) -> Iterator[Mistake]:
    """A counted role with a `min` has a `max`, so that the largest number of people is known.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 1, max: 2}
          - {id: staff, title: {da: Medarbejder}, min: 1, max: 2}
          - {id: agent, title: {da: Agent}, plural: {da: Agenter}, min: 5, target: 5, named: false}   # SK236

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 1, max: 2}
          - {id: staff, title: {da: Medarbejder}, min: 1, max: 2}
          - {id: agent, title: {da: Agent}, plural: {da: Agenter}, min: 5, target: 5, max: 5, named: false}
    """
    for programme in data.all(Programme):
        bounds = programme.capacity.municipalities
        for place, role in enumerate(programme.roles):
            if role.named or role.min is None or role.max is not None or bounds is None or bounds.max is None:
                continue
            total = role.min * bounds.max
            values = {"role": _plural(role), "least": role.min, "municipalities": bounds.max, "total": total}
            yield Mistake(programme.at(f"roles[{place}].min"), values, f"roles[{place}].min")


@rule("SK237", Severity.INFO)
def named_role_has_no_lower_end(data: Dataset) -> Iterator[Mistake]:
    """A named role with a `max` has a `min`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 1, max: 2}
          - {id: staff, title: {da: Medarbejder}, max: 2}   # SK237
          - {id: agent, title: {da: Agent}, min: 5, max: 8, named: false}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 1, max: 2}
          - {id: staff, title: {da: Medarbejder}, min: 1, max: 2}
          - {id: agent, title: {da: Agent}, min: 5, max: 8, named: false}
    """
    for programme in data.all(Programme):
        for place, role in enumerate(programme.roles):
            if role.named and role.max is not None and role.min is None:
                yield Mistake.at(programme, f"roles[{place}]", hint="min: 1", role=role.title.da, most=role.max)


def _plural(role: Role) -> str:
    return (role.plural or role.title).da


def _bounds(programme: Programme) -> Iterator[tuple[str, int | Decimal | None, int | Decimal | None]]:
    """Every pair of a least and a most in a programme, with the field to point at."""
    capacity = programme.capacity
    for name in ("applicants", "municipalities", "participants"):
        if pair := getattr(capacity, name):
            yield f"capacity.{name}.min", pair.min, pair.max
    for place, role in enumerate(programme.roles):
        yield f"roles[{place}].min", role.min, role.max
    for place, limit in enumerate(programme.limits):
        yield f"limits[{place}].min", limit.min, limit.max
    for place, question in enumerate(programme.questions):
        yield f"questions[{place}].min", question.min, question.max
        yield f"questions[{place}].min_words", question.min_words, question.max_words
    for place, criterion in enumerate(programme.criteria):
        yield f"criteria[{place}].min", criterion.min, criterion.max
    yield "intake.min_pages", programme.intake.min_pages, programme.intake.max_pages
    if programme.selection:
        yield from _bounds_of(programme.selection)


def _bounds_of(selection: Selection) -> Iterator[tuple[str, int | Decimal | None, int | Decimal | None]]:
    if selection.size:
        yield "selection.size.min", selection.size.min, selection.size.max
    for place, band in enumerate(selection.bands):
        for number, step in enumerate(band.steps):
            yield f"selection.bands[{place}].steps[{number}].min", step.min, step.max
    for field, bound in bounds(selection):
        yield f"{field}.min", bound.min, bound.max
        yield f"{field}.min_percent", bound.min_percent, bound.max_percent
    for place, entry in enumerate(selection.rules):
        if isinstance(entry, Sum):
            yield f"selection.rules[{place}].min", entry.min, entry.max
