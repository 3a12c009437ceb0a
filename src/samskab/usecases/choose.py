"""`select`: a programme's applications and its rules -> a proven cohort, or why no cohort keeps the rules.

    found = select(repo, "faellesskabsagenter-2014", today=date(2014, 2, 14), seed="lottotal 2014-02-08")
    match found:
        case Draw(): found.decision.cohort      # the record, ready to be written
        case NoCohort(): found.why.singles      # what would help
        case Stopped(): found.findings          # mistakes in the data that it would rest on

Reasons, waiting list and alternatives are computed at first use. Only `write_decision` writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from samskab.check.gate import scope_of, stops
from samskab.fairness.effective_selection import effective_selection
from samskab.fairness.outcome import WhatIf
from samskab.fairness.pool import pool_for
from samskab.fairness.seal import sealed_text
from samskab.finding import Finding
from samskab.language import phrase_key
from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Grounds, Override, Reason, Seat
from samskab.model.eligibility import ApplicationState, application_state
from samskab.model.municipality import Municipality
from samskab.model.pool import Pool
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.model.selection import Lot, Selection
from samskab.refusal import Refusal
from samskab.storage.atomic_write import write_all
from samskab.usecases.applicant_lookup import application_named
from samskab.usecases.git import commit_of, digests, uncommitted
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


class LeftOut(NamedTuple):
    """An application that cannot be chosen: its id, the applicant's name, and the first reason why."""

    key: str
    name: str
    why: ApplicationState


class Draw:
    """A proven cohort, and the applications that could not be chosen.

    `outline` is the record without reasons, waiting list and alternatives; `decision` computes them when it is first
    asked for, `reason` the reason of one applicant. A draw with a `what_if` is a supposed case and is never written.
    """

    def __init__(
        self,
        programme: str,
        chosen: ChosenCohort,
        left_out: tuple[LeftOut, ...],
        demonstration: bool,
        circumstances: Callable[[], Circumstances],
        alternatives: int,
        what_if: WhatIf | None,
    ) -> None:
        self.programme, self.left_out, self.demonstration, self.what_if = programme, left_out, demonstration, what_if
        self._chosen, self._circumstances, self._alternatives = chosen, circumstances, alternatives

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
        return self._chosen.record(self.outline, self._alternatives)

    def reason(self, applicant: str) -> Reason:
        """The reason of one applicant of the pool."""
        return self._chosen.reason(applicant)


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


class Stopped(NamedTuple):
    """Mistakes that a choice must not rest on."""

    findings: tuple[Finding, ...]


def select(
    repo: Repo,
    programme: str,
    *,
    today: date,
    seed: str | None = None,
    size: int | None = None,
    pins: Sequence[str] = (),
    excludes: Sequence[str] = (),
    what_if: Sequence[tuple[str, str]] = (),
    alternatives: int = 3,
    by: str | None = None,
    because: str | None = None,
    record_id: str | None = None,
) -> Draw | NoCohort | Stopped:
    """Chooses a cohort. `seed` is the text of the lot; without it the programme's own, published one.

    `pins` and `excludes` are names or codes of municipalities, or ids of applications, each with its own reason after
    `=` where it has one; `by` and `because` record who decided them, and why for those without. `what_if` are changes
    of the selection (`with_value`).
    Raises `Refusal` for a programme without a selection, without a seed, and for unknown names, paths and values.
    """
    data = repo.data
    known = data.programmes.get(programme)
    if found := stops(data, repo.findings, "selection", scope_of("selection", programme), today=today):
        return Stopped(found)
    if known is None or known.capacity.everyone or known.selection is None:
        raise Refusal("choice.nobody_is_chosen", programme=programme)
    applications = data.applications(programme)
    left_out = tuple(
        LeftOut(application.id, data.applicant_name(application), state)
        for application in applications
        if (state := application_state(known, application)) != "stands"
    )
    outside = {one.key: one for one in left_out}
    pinned = _decided(data, applications, pins, outside, because)
    excluded = _decided(data, applications, excludes, outside, because)
    selection = effective_selection(known, pins=pinned, excludes=excluded) or known.selection
    what_if = [*([("size", str(size))] if size is not None else []), *what_if]
    supposed = changed(selection, what_if)
    from samskab.solve.decision_record import ChosenCohort
    from samskab.solve.relaxations import find_relaxations
    from samskab.solve.task import Task

    lot = _seed(selection.lot, seed)
    task = Task(pool_for(data, known, supposed), supposed, lot)
    thought = _what_if(what_if, Task(pool_for(data, known, selection), selection, lot)) if what_if else None
    demonstration = any(application.demonstration for application in applications)
    if task.best is None:
        return NoCohort(programme, task, find_relaxations(task, MOST_COMBINATIONS), left_out, demonstration, thought)
    overrides = _overrides(pinned, excluded, by)
    around = partial(_circumstances, repo, known, record_id or today.isoformat(), overrides, demonstration)
    chosen = ChosenCohort(task, load_languages())
    return Draw(programme, chosen, left_out, demonstration, around, alternatives, thought)


def path_of_record(decision: Decision) -> str:
    """The path of a decision's file in its repository."""
    return f"data/programmes/{decision.programme}/decisions/{decision.id}.yaml"


def write_decision(repo: Repo, draw: Draw, *, allow_dirty: bool = False, replaces: bool = False) -> str:
    """Writes the decision record and gives its path.

    Raises `Refusal` for a supposed case, when the inputs are not committed and that is not allowed, and when there is
    such a record already.
    """
    if draw.what_if is not None:
        raise Refusal("choice.what_if_written")
    decision = draw.decision
    changes = uncommitted(repo.root, list(decision.inputs))
    if changes and not allow_dirty:
        raise Refusal("choice.dirty", exit_code=1, count=len(changes), paths=changes[:_DIRTY_NAMED])
    path = path_of_record(decision)
    try:
        write_all(repo.root, {path: sealed_text(decision).encode()}, replace=replaces)
    except FileExistsError:
        raise Refusal("choice.exists", exit_code=1, path=path) from None
    return path


def changed(selection: Selection, what_if: Sequence[tuple[str, str]]) -> Selection:
    """The selection with other values, as `--what-if size=18` or `--what-if regioner.each.min=1` gives them."""
    for key, value in what_if:
        selection = with_value(selection, key, value)
    return selection


def _circumstances(
    repo: Repo,
    programme: Programme,
    record_id: str,
    overrides: Sequence[Override],
    demonstration: bool,
) -> Circumstances:
    from samskab.solve.decision_record import Circumstances

    inputs = [record.path for record in _resting_on(repo, programme)]
    return Circumstances(
        record_id,
        programme.id,
        f"samskab {VERSION}",
        commit=commit_of(repo.root),
        dirty=bool(uncommitted(repo.root, inputs)),
        inputs=digests(repo.root, inputs),
        overrides=overrides,
        demonstration=demonstration,
    )


def _resting_on(repo: Repo, programme: Programme) -> list[Record]:
    """Every record that the facts of a choice come from."""
    data = repo.data
    own: list[Record] = [programme]
    own += [a for a in data.all(Application) if a.programme == programme.id]
    own += [a for a in data.all(Assessment) if a.programme == programme.id]
    shared: list[Record] = [*data.all(Municipality)]
    return [record for record in (*own, *shared, data.register) if record is not None and record.path]


def _seed(lot: Lot | None, given: str | None) -> str:
    """The seed that was given, else the programme's published one; refused when both are blank."""
    seed = given if given is not None else (lot.seed or "") if lot else ""
    if not seed.strip():
        raise Refusal("choice.no_seed")
    return seed


def _what_if(changes: Sequence[tuple[str, str]], real: Task) -> WhatIf:
    """A supposed case beside the task of the rules as they are."""
    best = real.best
    return WhatIf(tuple(map("=".join, changes)), best and best.cohort, best.values if best else ())


def _decided(
    data: Dataset,
    applications: Sequence[Application],
    words: Sequence[str],
    outside: Mapping[str, LeftOut],
    because: str | None,
) -> dict[str, str]:
    """The ids of applications that can be chosen, given as `NAME` or `NAME=REASON`, each with its reason.

    Refused when one cannot be chosen.
    """
    found = {}
    for name, _, reason in (word.partition("=") for word in words):
        key = application_named(data, applications, name.strip()).id
        if key in outside:
            raise Refusal(phrase_key("choice.why_left_out", outside[key].why), name=outside[key].name)
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
