"""SK3: the participants of an application: how many of each role, named or counted."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.support.repeats import repeats
from samskab.check.support.severity import info_in_draft
from samskab.check.support.suggest import nearest_titled
from samskab.finding import Severity
from samskab.model.applicant_numbers import known_people_of, people_of
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.programme import Limit, Role


@rule("SK312", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def too_many_in_total(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A limit over several roles holds for all of them together.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}   # SK312
          - {role: leader, person: p-a002}
          - {role: staff, person: p-a003}
          - {role: staff, person: p-a004}
          - {role: staff, person: p-a005}

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: leader, person: p-a002}
          - {role: staff, person: p-a003}
          - {role: staff, person: p-a004}
    """
    for limit, roles in _limits(data, application):
        count = known_people_of(application, roles)
        if limit.max is not None and count > limit.max:
            yield Mistake.at(application, "participants", count=count, limit=limit.max)


@rule("SK339", Severity.ERROR, each="application", allows=("letter",))
def too_few_in_total(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A limit over several roles may set a least number too.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        limits:
          - {roles: [leader, staff], min: 2, max: 4}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}   # SK339

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        limits:
          - {roles: [leader, staff], min: 2, max: 4}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: staff, person: p-a003}
    """
    for limit, roles in _limits(data, application):
        count = people_of(application, roles)
        if limit.min is not None and count is not None and count < limit.min and application.status != "withdrawn":
            severity = info_in_draft(application, Severity.ERROR)
            yield Mistake.at(application, "participants", severity=severity, count=count, limit=limit.min)


@rule("SK317", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def too_few_of_a_role(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Each role has at least its `min` participants, and none less than 0.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: staff, person: p-a003}   # SK317

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: staff, person: p-a003}
    """
    if application.status == "withdrawn":
        return
    # An application without participants has not answered who takes part (SK323), where the form has that question; and
    # whose role is misspelt (SK319) may be the very one that is missing.
    programme = data.programmes.get(application.programme)
    asks = any(q.field == "participants" and q.required for q in programme.questions) if programme else False
    roles = _roles(data, application)
    known = {role.id for role in roles}
    nobody = (asks and not application.participants) or any(p.role not in known for p in application.participants)
    for role in roles:
        count = known_people_of(application, (role,))
        counted = not nobody if role.named else role.id in application.counts
        least = role.min or 0
        if count < least and counted:
            field = "participants" if role.named else f"counts.{role.id}"
            severity = info_in_draft(application, Severity.ERROR)
            yield Mistake.at(application, field, severity=severity, role=role.title.da, count=count, least=least)


@rule("SK318", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def too_many_of_a_role(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Each role has at most its `max` participants.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}   # SK318
          - {role: leader, person: p-a002}
          - {role: leader, person: p-a003}
          - {role: staff, person: p-a004}

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: leader, person: p-a002}
          - {role: staff, person: p-a004}
    """
    for role in _roles(data, application):
        count = known_people_of(application, (role,))
        if role.max is not None and count > role.max:
            field = "participants" if role.named else f"counts.{role.id}"
            yield Mistake.at(application, field, role=role.title.da, count=count, most=role.max)


@rule("SK319", Severity.ERROR, each="application", allows=("letter",))
def role_of_person_unknown(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Every participant has a role of the programme.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: staf, person: p-a003}   # SK319

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: staff, person: p-a003}
    """
    programme = data.programmes.get(application.programme)
    if programme is None:
        return
    known = {role.id: role.title for role in programme.roles}
    used = [(f"participants[{place}].role", person.role) for place, person in enumerate(application.participants)]
    used += [(f"counts.{role}", role) for role in application.counts]
    for field, role in used:
        if role not in known:
            yield Mistake.at(application, field, hint=nearest_titled(role, known), role=role, allowed=tuple(known))


@rule("SK320", Severity.ERROR, each="application", allows=("letter",))
def named_and_counted_mixed(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Roles that are counted have no named participants, and the other way round.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: staff, person: p-a003}
          - {role: agent, person: p-a009}   # SK320

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: staff, person: p-a003}
        counts: {agent: 5}
    """
    named = {role.id: role.named for role in _roles(data, application)}
    for place, person in enumerate(application.participants):
        if named.get(person.role) is False:
            yield Mistake.at(application, f"participants[{place}].role", role=person.role, part="counts")
    for role in application.counts:
        if named.get(role):
            yield Mistake.at(application, f"counts.{role}", role=role, part="participants")


@rule("SK321", Severity.ERROR, each="application", allows=("letter",))
def person_twice(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """A person is listed once.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: staff, person: p-a001}   # SK321

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        participants:
          - {role: leader, person: p-a001}
          - {role: staff, person: p-a003}
    """
    for place, earlier, person in repeats(participant.person for participant in application.participants):
        related = (application.at(f"participants[{earlier}].person"),)
        yield Mistake.at(application, f"participants[{place}].person", related=related, person=person)


@rule("SK322", Severity.INFO, each="application")
def below_the_goal(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A count below the `target` of its role is reported for information.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        roles:
          - {id: leader, title: {da: Leder}, min: 1, max: 2}
          - {id: staff, title: {da: Medarbejder}, min: 1, max: 2}
          - {id: agent, title: {da: Agent}, plural: {da: Agenter}, min: 3, target: 5, max: 8, named: false}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        counts: {agent: 4}   # SK322

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        counts: {agent: 5}
    """
    for role in _roles(data, application):
        count = application.counts.get(role.id)
        if role.target is not None and count is not None and (role.min or 0) <= count < role.target:
            title = (role.plural or role.title).da
            yield Mistake.at(application, f"counts.{role.id}", role=title, count=count, target=role.target)


def _roles(data: Dataset, application: Application) -> tuple[Role, ...]:
    programme = data.programmes.get(application.programme)
    return programme.roles if programme else ()


def _limits(data: Dataset, application: Application) -> list[tuple[Limit, tuple[Role, ...]]]:
    """Each limit of the programme, with its roles."""
    programme = data.programmes.get(application.programme)
    return [(limit, programme.roles_of(limit.roles)) for limit in programme.limits] if programme else []
