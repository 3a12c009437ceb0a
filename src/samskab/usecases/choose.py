"""`select`: a programme's applications and its rules -> a proven cohort, or why no cohort keeps the rules.

    found = select(repo, "faellesskabsagenter-2014", today=date(2014, 2, 14), seed="lottotal 2014-02-08")
    match found:
        case Draw(): found.decision.cohort      # the record, ready to be written
        case NoCohort(): found.why.singles      # what would help
        case NobodyStands(): found.left_out     # who applied, and why none of them can be chosen
        case Stopped(): found.findings          # mistakes in the data that it would rest on

Reasons, waiting list and alternatives are computed at first use. Only `write_decision` writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial, reduce
from typing import TYPE_CHECKING, Literal, NamedTuple

from samskab.check.applicant_states import applicant_states, left_out, standing
from samskab.fairness.effective_selection import effective_selection
from samskab.fairness.fingerprint import frozen_fingerprint_of
from samskab.fairness.left_out_texts import left_out_record
from samskab.fairness.outcome import WhatIf
from samskab.fairness.pool import pool_for
from samskab.fairness.record_from_files import files_behind
from samskab.fairness.seal import sealed_text
from samskab.finding import Finding
from samskab.language import phrase_key
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Freeze, Grounds, LeftOut, Override, Reason, Seat
from samskab.model.eligibility import WAITING, ApplicantState, is_before_its_day
from samskab.model.field_types import Words
from samskab.model.pool import Pool
from samskab.model.selection import Lot, Selection
from samskab.progress import Progress, unobserved
from samskab.refusal import Refusal
from samskab.storage.atomic_write import write_all
from samskab.usecases.applicant_lookup import application_named
from samskab.usecases.choice_mistakes import mistakes_behind, nobody_is_chosen
from samskab.usecases.decide import refuse_others
from samskab.usecases.git import commit_of, uncommitted
from samskab.usecases.leave_out import leave_out_overrides
from samskab.usecases.load import Repo
from samskab.usecases.what_if import with_value
from samskab.version import VERSION
from samskab.yaml.catalogue import load_languages

if TYPE_CHECKING:
    from samskab.fairness.outcome import BoundChange, Infeasible
    from samskab.solve.decision_record import ChosenCohort, Circumstances
    from samskab.solve.task import Task

_DIRTY_NAMED = 5
MOST_COMBINATIONS = 3


class Draw:
    """A proven cohort.

    `outline` is the record without reasons, waiting list and alternatives; `decision` computes them when it is first
    asked for, `reason` the reason of one applicant. A draw with a `what_if` is a supposed case and is never written.
    """

    def __init__(
        self,
        programme: str,
        chosen: ChosenCohort,
        left_out: tuple[LeftOut, ...],
        demonstration: bool,
        is_early: bool,
        circumstances: Callable[[], Circumstances],
        what_if: WhatIf | None,
    ) -> None:
        self.programme, self.left_out, self.demonstration, self.what_if = programme, left_out, demonstration, what_if
        self.is_early, self._chosen, self._circumstances = is_early, chosen, circumstances

    @property
    def pool(self) -> Pool:
        """Those who could be chosen."""
        return self._chosen.task.pool

    @property
    def cohort(self) -> tuple[str, ...]:
        """The chosen, by application id."""
        return self._chosen.best.cohort

    @property
    def grounds(self) -> Grounds:
        """What is the same in every reason."""
        return self._chosen.grounds

    @cached_property
    def outline(self) -> Decision:
        """The decision record without its reasons, waiting list, alternatives and seals."""
        return self._chosen.outline(self._circumstances())

    @cached_property
    def decision(self) -> Decision:
        """The decision record, proposed and sealed."""
        return self._chosen.record(self.outline)

    def reason(self, applicant: str) -> Reason:
        """The reason of one applicant of the pool."""
        return self._chosen.reason(applicant)

    def own_facts(self, applicant: str) -> Words:
        """The facts about one applicant of the pool, in words."""
        return self._chosen.own_facts(applicant)


class Outlook(NamedTuple):
    """What changes of the rules would make of one applicant: `always`, `never` or `depends`."""

    changes: tuple[BoundChange, ...]
    seat: Seat


class NoCohort(NamedTuple):
    """No cohort keeps the rules: which of them conflict and what would help."""

    programme: str
    task: Task
    why: Infeasible
    left_out: tuple[LeftOut, ...]
    demonstration: bool
    what_if: WhatIf | None

    @property
    def pool(self) -> Pool:
        """Those who could be chosen if the rules allowed it."""
        return self.task.pool

    def outlooks(self, applicants: Sequence[str]) -> dict[str, tuple[Outlook, ...]]:
        """For each of these applicants of the pool, what each of the changes that would help makes of it."""
        from samskab.solve.relaxations import RelaxedRows

        relaxed = RelaxedRows(self.task)
        changes = (*((one,) for one in self.why.singles), *self.why.combinations[:MOST_COMBINATIONS])
        seats: Mapping[frozenset[int], Seat] = {frozenset({0}): "never", frozenset({1}): "always"}
        return {
            key: tuple(Outlook(c, seats.get(frozenset(relaxed.seats_with(c, key)), "depends")) for c in changes)
            for key in applicants
        }


class NobodyStands(NamedTuple):
    """No application can be chosen: the state of each."""

    programme: str
    left_out: tuple[LeftOut, ...]
    demonstration: bool


class Stopped(NamedTuple):
    """Mistakes that a choice must not rest on; `waiting` are the applications that can be left out instead."""

    programme: str
    findings: tuple[Finding, ...]
    waiting: tuple[LeftOut, ...] = ()


def select(
    repo: Repo,
    programme: str,
    *,
    today: date,
    seed: str | None = None,
    size: int | None = None,
    pins: Sequence[str] = (),
    excludes: Sequence[str] = (),
    leave_out: Sequence[str] = (),
    early: bool = False,
    what_if: Sequence[tuple[str, str]] = (),
    alternatives: int = 3,
    by: str | None = None,
    because: str | None = None,
    record_id: str | None = None,
    progress: Progress = unobserved,
) -> Draw | NoCohort | NobodyStands | Stopped:
    """Chooses a cohort. `seed` is the text of the lot; without it the programme's own, published one.

    `pins` and `excludes` are names or codes of municipalities, or ids of applications. `leave_out` are those of
    incomplete or unassessed applications to go on without, or `incomplete` or `unassessed` for all of them. Each of
    these has its own reason after `=` where it has one. `early` chooses before the deadline or the day of the lot. `by`
    and `because` record who decided these, and why for those without. `what_if` are changes of the selection
    (`with_value`), and so is `size`.
    Raises `Refusal` for a programme without a selection, one that is cancelled or closed, one without a seed, for
    unknown names, paths and values, and when some of the pool have left by the decision that holds.
    """
    data = repo.data
    known = data.programmes.get(programme)
    if known is not None and known.status in {"cancelled", "closed"}:
        raise Refusal(phrase_key("choice.programme", known.status), exit_code=1, programme=programme)
    states = applicant_states(data, known) if known else ()
    gone_on = leave_out_overrides(data, programme, states, leave_out, by, because)
    waiting = [each for each in states if each.state in WAITING and each.application.id not in gone_on]
    if found := mistakes_behind(repo, programme, states, waiting, today):
        named = {(each.code, each.span) for each in found}
        own = [one for one in waiting if any((each.code, each.span) in named for each in one.findings)]
        return Stopped(programme, found, _records(data, own))
    if known is None or known.capacity.everyone or known.selection is None:
        raise nobody_is_chosen(programme, known)
    if by is not None:
        refuse_others(known, [by])
    out = _records(data, left_out(states))
    pinned, excluded = (_decided(data, programme, words, out, because) for words in (pins, excludes))
    selection = effective_selection(known, pins=pinned, excludes=excluded) or known.selection
    what_if = [*([("size", str(size))] if size is not None else []), *what_if]
    supposed = reduce(lambda rules, change: with_value(rules, *change), what_if, selection)
    seed = _seed(data, known.id, selection.lot, seed, today)
    stand, demonstration = standing(states), any(each.application.demonstration for each in states)
    if not stand:
        return NobodyStands(known.id, out, demonstration)
    _refuse_those_who_left(data, programme, stand)
    from samskab.solve.decision_record import ChosenCohort, Circumstances
    from samskab.solve.relaxations import find_relaxations
    from samskab.solve.task import Task

    def task_of(rules: Selection) -> Task:
        return Task(pool_for(data, known, rules, stand), rules, seed, known.id, known.intake.lot_round, progress)

    task = task_of(supposed)
    thought = _what_if(what_if, task_of(selection)) if what_if else None
    if task.best is None:
        progress("conflict", 0, 0)
        return NoCohort(programme, task, find_relaxations(task, MOST_COMBINATIONS), out, demonstration, thought)
    is_early = is_before_its_day(known, today)
    overrides = (
        *_overrides(pinned, excluded, by),
        *gone_on.values(),
        *_unlike_announced(selection.lot, seed, by, because, early=early and is_early),
    )
    around = Circumstances(
        record_id or today.isoformat(),
        known.id,
        f"samskab {VERSION}",
        overrides=overrides,
        left_out=out,
        demonstration=demonstration,
        alternatives=alternatives,
        on=today,
    )
    chosen, circumstances = ChosenCohort(task, load_languages()), partial(_with_files, repo, around)
    return Draw(programme, chosen, out, demonstration, is_early and not early, circumstances, thought)


def path_of_record(decision: Decision) -> str:
    """The path of a decision's file in its repository."""
    return f"data/programmes/{decision.programme}/decisions/{decision.id}.yaml"


def write_decision(repo: Repo, draw: Draw, *, allow_dirty: bool = False) -> str:
    """Writes the decision record and gives its path.

    Raises `Refusal` for a supposed case, before the deadline or the day of the lot, when the inputs are not committed
    and that is not allowed, when there is such a record already, and when it is not made of what was last frozen
    for the lot.
    """
    if draw.what_if is not None:
        raise Refusal("choice.what_if_written")
    if draw.is_early:
        raise Refusal("choice.too_early", exit_code=1)
    decision = draw.decision
    frozen = repo.data.lot(decision.programme)
    if frozen and frozen.last and not _is_as_frozen(frozen.last, decision):
        raise Refusal("choice.not_as_frozen", exit_code=1, on=frozen.last.on, programme=decision.programme)
    changes = uncommitted(repo.root, list(decision.inputs))
    if changes and not allow_dirty and commit_of(repo.root) is None:
        raise Refusal("choice.no_commit", exit_code=1)
    if changes and not allow_dirty:
        raise Refusal("choice.dirty", exit_code=1, count=len(changes), paths=changes[:_DIRTY_NAMED])
    path = path_of_record(decision)
    try:
        write_all(repo.root, {path: sealed_text(decision).encode()})
    except FileExistsError:
        there = next((each for each in repo.data.decisions(decision.programme) if each.path == path), None)
        is_proposal = there is not None and there.status == "proposed"
        raise Refusal("choice.proposal_exists" if is_proposal else "choice.exists", exit_code=1, path=path) from None
    return path


def _refuse_those_who_left(data: Dataset, programme: str, stand: Iterable[Application]) -> None:
    current = data.settled_decision(programme)
    left = current.state().withdrawn if current else ()
    if current and (gone := [each for each in stand if each.id in left]):
        first = next(event for event in current.events if event.applicant == gone[0].id and event.kind == "withdrawn")
        names, path = tuple(map(data.applicant_name, gone)), gone[0].path
        raise Refusal("choice.has_left", exit_code=1, names=names, id=current.id, path=path, on=first.on.isoformat())


def _is_as_frozen(last: Freeze, decision: Decision) -> bool:
    is_of_same_lot = last.is_lot_of(decision.run.round or "", decision.selection.lot)
    return is_of_same_lot and last.fingerprint == frozen_fingerprint_of(decision)


def _with_files(repo: Repo, around: Circumstances) -> Circumstances:
    """The circumstances with the files that the choice rests on and their commit."""
    paths = [record.path for record in files_behind(repo.data, around.programme)]
    inputs = {path: repo.data.digests[path] for path in sorted(paths) if path in repo.data.digests}
    return around._replace(commit=commit_of(repo.root), dirty=bool(uncommitted(repo.root, list(inputs))), inputs=inputs)


def _seed(data: Dataset, programme: str, lot: Lot | None, given: str | None, today: date) -> str:
    """The seed that was given, else the programme's published one; refused when both are blank."""
    seed = given if given is not None else (lot.seed or "") if lot else ""
    if seed.strip():
        return seed
    if given is None and lot and lot.on and today < lot.on:
        key = "choice.seed_not_drawn" if data.lot(programme) else "choice.seed_not_frozen"
        raise Refusal(key, exit_code=1, on=lot.on, programme=programme)
    raise Refusal("choice.no_seed")


def _records(data: Dataset, states: Iterable[ApplicantState]) -> tuple[LeftOut, ...]:
    languages = load_languages()
    return tuple(left_out_record(data, each, languages) for each in states)


def _what_if(changes: Sequence[tuple[str, str]], real: Task) -> WhatIf:
    """A supposed case beside the task of the rules as they are."""
    best = real.best
    return WhatIf(tuple(map("=".join, changes)), best and best.cohort, best.values if best else ())


def _decided(
    data: Dataset, programme: str, words: Sequence[str], out: Sequence[LeftOut], because: str | None
) -> dict[str, str]:
    """The ids of applications that can be chosen, given as `NAME` or `NAME=REASON`, each with its reason.

    Refused when one cannot be chosen.
    """
    states = {one.applicant: one for one in out}
    found = {}
    for name, _, reason in (word.partition("=") for word in words):
        key = application_named(data, data.applications(programme), name.strip()).id
        if key in states:
            raise Refusal(phrase_key("choice.why_left_out", states[key].state), name=states[key].name)
        found[key] = reason.strip() or because or ""
    return found


def _overrides(pins: Mapping[str, str], excludes: Mapping[str, str], by: str | None) -> tuple[Override, ...]:
    """What people decided beside the rules, in the order of the ids, where it is known who and why."""
    actions: tuple[tuple[Literal["pin", "exclude"], Mapping[str, str]], ...] = (("pin", pins), ("exclude", excludes))
    return tuple(
        Override(applicant=key, action=action, why=why, by=by)
        for action, reasons in actions
        for key, why in sorted(reasons.items())
        if why and by is not None
    )


def _unlike_announced(
    lot: Lot | None, seed: str, by: str | None, because: str | None, *, early: bool
) -> tuple[Override, ...]:
    """Another seed than the published one, and a choice before the announced day; refused without who and why."""
    other_seed = lot is not None and lot.seed is not None and seed != lot.seed
    if by is None or because is None:
        if other_seed:
            raise Refusal("choice.seed_differs", published=lot.seed if lot else "")
        if early:
            raise Refusal("choice.override_unexplained")
        return ()
    seeds = (Override(action="seed", why=because, by=by),) if other_seed else ()
    return (*seeds, *((Override(action="early", why=because, by=by),) if early else ()))
