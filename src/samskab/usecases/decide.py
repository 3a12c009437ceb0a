"""What happens to a decision record after it is proposed: decided, released, and events appended, never rewritten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from samskab.check.rules.decision.decision import bodies_not_deciding
from samskab.check.support.part_names import row_named
from samskab.fairness.seal import sealed, sealed_text
from samskab.fairness.tables import tables_of
from samskab.fairness.vacancies import missed_rules, rows_without
from samskab.language import Fact
from samskab.model.dataset import Dataset
from samskab.model.decision import Decided, Decision, DecisionState, Event
from samskab.model.programme import Programme
from samskab.refusal import Refusal
from samskab.report.status import Missed
from samskab.storage.atomic_write import write_all
from samskab.usecases.load import Repo

if TYPE_CHECKING:
    from samskab.solve.promotions import Promotions


def decide(decision: Decision, on: date, by: Sequence[str]) -> Decision:
    """The record, decided on a day by bodies (never persons)."""
    if decision.status != "proposed":
        raise Refusal("choice.already_decided", exit_code=1, id=decision.id)
    return sealed(replace(decision, status="decided", decided=Decided(on=on, by=tuple(by))))


def refuse_others(programme: Programme, bodies: Sequence[str]) -> None:
    """Refuses bodies that the programme does not name as deciding."""
    for body in bodies_not_deciding(programme, bodies):
        raise Refusal("choice.not_deciding", exit_code=1, body=body, choices=programme.decides)


def release(decision: Decision) -> Decision:
    """The record, announced to everyone."""
    if decision.status != "decided":
        code = "choice.not_decided" if decision.status == "proposed" else "choice.already_released"
        raise Refusal(code, exit_code=1, id=decision.id, path=decision.path)
    return sealed(replace(decision, status="released"))


def withdraw(
    data: Dataset, decision: Decision, applicants: Sequence[str], on: date, why: str, instead: str | None = None
) -> Decision:
    """The record with the events that these have left, and who steps in for them: one joint answer, in any order.

    Those on the waiting list only leave the list. `instead` names who steps in for the one who is named, also when that
    one has left before. Nobody else moves. Raises `Refusal` when the record does not allow it.
    """
    if decision.status == "proposed":
        raise Refusal("choice.not_decided", exit_code=1, id=decision.id, path=decision.path)
    recorded, now = decision.state(), data.state_of(decision)
    leaving = [key for key in recorded.selected if key in applicants]
    unlisted = [key for key in recorded.waiting if key in applicants]
    allowed = {*leaving, *unlisted, *(recorded.vacated if instead else ())}
    if not allowed.issuperset(applicants):
        unknown = next(key for key in applicants if key not in allowed)
        raise Refusal("choice.not_chosen", exit_code=1, name=decision.name_of(unknown))
    left, waiting = (*recorded.vacated, *leaving), [key for key in now.waiting if key not in applicants]
    if instead is not None:
        left, waiting = _one_for_another(decision, now, applicants, instead)
    empty = [key for key in recorded.vacated if key not in left]
    present = [*(key for key in recorded.selected if key not in leaving), *empty]
    found = _promotions(decision, present, left, waiting, {*now.withdrawn, *leaving})
    if instead is not None and not found.coming:
        raise Refusal("choice.rules_break", exit_code=1, name=decision.name_of(instead))
    return _with_events(decision, [*leaving, *unlisted], found, on, why)


def joint_answer(data: Dataset, decision: Decision) -> frozenset[str]:
    """Who had stepped in if all who have left had done so in one call."""
    now = data.state_of(decision)
    left = [key for key in decision.cohort if key in now.withdrawn and key not in now.leaving]
    present = [key for key in decision.cohort if key not in left]
    waiting = [one.applicant for one in decision.waiting_list if one.applicant not in now.withdrawn]
    return frozenset(_promotions(decision, present, left, waiting, now.withdrawn).coming)


def missed_after_withdrawals(data: Dataset, decision: Decision, path: str, on: date | None = None) -> Missed:
    """The rules without a price, and the least size, that those who are left do not keep, and what would help.

    `path` is that of the record's file, for the command that helps. Meetings whose host has left are named too.
    """
    now, tables = data.state_of(decision, on), tables_of(decision)
    missed = missed_rules(decision, now.selected, now.withdrawn) if now.withdrawn else ()
    without_host = hosts_who_left(data, decision, on or decision.days[-1])
    if not missed:
        return Missed(sentences=without_host)
    size, able = tables.rows.seats(now.selected), () if now.leaving else _can_fill(decision, now)
    named = ((row_named(tables, one.row, size), Decimal(one.total) / one.row.unit) for one in missed)
    told = (Fact("choice.rule_missed", {"row": row, "total": total}) for row, total in named)
    return Missed(missed, able, (*told, _help(decision, path, now, able), *without_host))


def hosts_who_left(data: Dataset, decision: Decision, on: date) -> tuple[Fact, ...]:
    """That the hosts of meetings that are not over have left, where they have, and how others are found."""
    schedule, gone = data.schedule(decision.programme), data.state_of(decision, on).withdrawn
    coming = schedule.coming(on) if schedule else ()
    titles = tuple(each.title for each in coming if each.host_application() in gone)
    fact = Fact("choice.host_left", {"titles": titles, "programme": decision.programme})
    return (fact,) if titles else ()


def missed_now(data: Dataset, programme: str, on: date) -> Missed:
    """The same for the decision that holds in a programme on a day; nothing where none is decided."""
    decision = data.settled_decision(programme)
    return missed_after_withdrawals(data, decision, decision.path, on) if decision else Missed()


def _help(decision: Decision, path: str, now: DecisionState, able: Sequence[str]) -> Fact:
    """What would help: to record a withdrawal that the decision does not have yet, to let others step in, new rules."""
    key = "choice.record_leaving" if now.leaving else "choice.can_fill" if able else "choice.cannot_fill"
    leaver = next(iter((*now.leaving, *now.vacated)), "")
    concerned = tuple(now.leaving or able)
    names, first = tuple(map(decision.name_of, concerned)), next(iter(concerned), "")
    place = {"path": path, "programme": decision.programme}
    return Fact(key, {"names": names, "first": first, "leaver": leaver, **place})


def _can_fill(decision: Decision, now: DecisionState) -> tuple[str, ...]:
    """Applicants beside the waiting list who could take the empty seats so that every rule holds; empty if none can."""
    found = _promotions(decision, now.selected, now.vacated, _free(decision, now), now.withdrawn)
    filled = {*now.selected, *found.coming}
    return () if missed_rules(decision, filled, now.withdrawn) else found.coming


def _free(decision: Decision, now: DecisionState) -> list[str]:
    """Those of the pool who neither take part nor have left."""
    return [each.key for each in decision.field.candidates if each.key not in {*now.selected, *now.withdrawn}]


def _one_for_another(
    decision: Decision, now: DecisionState, applicants: Sequence[str], instead: str
) -> tuple[tuple[str, ...], list[str]]:
    """Who left and who steps in, where a person names both; refused for several, and for one who is not free."""
    if len(set(applicants)) != 1:
        raise Refusal("choice.one_instead")
    if not {*now.selected, *now.leaving, *now.vacated}.issuperset(applicants):
        raise Refusal("choice.no_seat", exit_code=1, name=decision.name_of(applicants[0]))
    if instead not in _free(decision, now):
        raise Refusal("choice.not_free", exit_code=1, name=decision.name_of(instead))
    return tuple(set(applicants)), [instead]


def _promotions(
    decision: Decision, present: Sequence[str], left: Sequence[str], waiting: Sequence[str], gone: Collection[str]
) -> Promotions:
    from samskab.solve.promotions import find_promotions

    return find_promotions(rows_without(decision, {*gone, *left}), tables_of(decision).keys, present, left, waiting)


def _with_events(decision: Decision, gone: Sequence[str], found: Promotions, on: date, why: str) -> Decision:
    events = [Event(on=on, kind="withdrawn", applicant=key, why=why, follows=decision.seal) for key in gone]
    for key, replaced in _pairs(decision, found):
        promoted = Event(on=on, kind="promoted", applicant=key, replaces=replaced, why=why, follows=decision.seal)
        events.append(promoted)
    return sealed(replace(decision, events=(*decision.events, *events)))


def _pairs(decision: Decision, found: Promotions) -> Iterator[tuple[str, str]]:
    """Who steps in for whom: for one whom it can replace alone, as long as there is one."""
    alone = {one.applicant: one.steps_in_for for one in decision.waiting_list}
    left = list(found.replaced)
    for key in found.coming:
        replaced = next((one for one in left if one in alone.get(key, ())), left[0])
        left.remove(replaced)
        yield key, replaced


def rewrite(repo: Repo, path: str, decision: Decision) -> None:
    """Writes the record over the one it follows. `ChangedError` when that is not the one that was read any more."""
    write_all(repo.root, {path: sealed_text(decision).encode()}, before=repo.before(path))
