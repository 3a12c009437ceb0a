"""`select`: a programme's applications and its wish -> a proven cohort with its reasons, or the way out of no cohort.

    found = select(repo, "faellesskabsagenter-2014", seed="lottotal 2014-02-08")
    match found:
        case Draw(): found.decision.cohort      # the record, ready to be written
        case NoCohort(): found.why.singles      # what would help
        case Stopped(): found.findings          # mistakes in the data that it would rest on

Nothing is written here; `write` does that, and refuses to hide that the work tree was not clean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from samskab.check.gate import scope_of, stops
from samskab.fairness.effective_selection import wished
from samskab.fairness.pool import pool
from samskab.fairness.seal import written
from samskab.finding import Finding
from samskab.model.application import Application
from samskab.model.assessment import Assessment
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Override
from samskab.model.eligibility import Standing, standing
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme
from samskab.model.record import Record
from samskab.model.selection import Lot, Selection
from samskab.storage.atomic_write import write_all
from samskab.usecases.applicant_lookup import application_named, name_of
from samskab.usecases.git import commit_of, digests, uncommitted
from samskab.usecases.load import Repo
from samskab.usecases.what_if import with_value
from samskab.version import VERSION
from samskab.yaml.catalogue import load_languages

if TYPE_CHECKING:
    from samskab.solve.relaxations import Infeasible
    from samskab.solve.task import Task


class LeftOut(NamedTuple):
    """An application that nobody can choose: its id, what people call it, and the first reason why."""

    key: str
    name: str
    why: Standing


class Draw(NamedTuple):
    """A proven cohort: the decision record, the task it came from, and who did not stand."""

    decision: Decision
    task: Task
    left_out: tuple[LeftOut, ...]


class NoCohort(NamedTuple):
    """No cohort keeps the rules: which of them conflict and what would help."""

    task: Task
    why: Infeasible
    left_out: tuple[LeftOut, ...]


class Stopped(NamedTuple):
    """Mistakes that a choice must not rest on."""

    findings: tuple[Finding, ...]


class NotChosenError(ValueError):
    """A programme in which nobody is chosen: it takes everyone, or has no rules."""


class NotStandingError(ValueError):
    """Somebody is to be in or out who does not stand to be chosen at all; `left_out` says why."""

    def __init__(self, left_out: LeftOut) -> None:
        super().__init__(left_out.name)
        self.left_out = left_out


class DirtyError(ValueError):
    """The work tree holds changes that are not committed, or is no git work tree; `paths` are those that matter."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


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
    overrides: Sequence[Override] = (),
    record_id: str | None = None,
) -> Draw | NoCohort | Stopped:
    """Chooses. `pins`, `excludes` and `what_if` take names or codes of municipalities, or ids of applications.

    `seed` is the lot's text; without it the programme's own, published one. Raises `NotChosenError`,
    `UnknownApplicantError`, `NotStandingError`, `NoSuchWishError`, `NoSuchValueError`, and ValueError without a seed.
    """
    data = repo.data
    known = data.programmes.get(programme)
    if found := stops(data, repo.findings, "selection", scope_of("selection", programme), today=today):
        return Stopped(found)
    if known is None:
        raise NotChosenError(programme)
    wish = wished(known, size=size)
    if wish is None or known.capacity.everyone:
        raise NotChosenError(programme)
    applications = data.applications(programme)
    left_out = tuple(
        LeftOut(a.id, name_of(data, a), why) for a in applications if (why := standing(known, a)) != "stands"
    )
    outside = {one.key: one for one in left_out}
    wish = wished(
        known,
        size=size,
        pins=_ids(data, applications, pins, outside),
        excludes=_ids(data, applications, excludes, outside),
    )
    if wish is None:
        raise NotChosenError(programme)
    wish = changed(wish, what_if)
    from samskab.solve.decision_record import Circumstances, record
    from samskab.solve.relaxations import infeasible
    from samskab.solve.task import Task

    task = Task(pool(data, known, wish), wish, _seed(wish.lot, seed))
    if task.best is None:
        return NoCohort(task, infeasible(task, 8), left_out)
    inputs = [record.path for record in _resting_on(repo, known)]
    around = Circumstances(
        record_id or today.isoformat(),
        programme,
        f"samskab {VERSION}",
        commit=commit_of(repo.root),
        dirty=bool(uncommitted(repo.root, inputs)),
        inputs=digests(repo.root, inputs),
        overrides=overrides,
        demonstration=any(a.demonstration for a in applications),
        alternatives=alternatives,
    )
    return Draw(record(task, around, load_languages()), task, left_out)


def write(repo: Repo, draw: Draw, *, allow_dirty: bool = False, replaces: bool = False) -> str:
    """Writes the decision record and gives its path. `DirtyError` unless the inputs are committed or it is allowed."""
    decision = draw.decision
    changes = uncommitted(repo.root, [file.path for file in decision.inputs])
    if changes and not allow_dirty:
        raise DirtyError(changes)
    path = f"data/programmes/{decision.programme}/decisions/{decision.id}.yaml"
    write_all(repo.root, {path: written(decision).encode()}, replace=replaces)
    return path


def changed(wish: Selection, what_if: Sequence[tuple[str, str]]) -> Selection:
    """The wish with other values, as `--what-if size=18` or `--what-if regioner.each.min=1` says."""
    for key, value in what_if:
        wish = with_value(wish, key, value)
    return wish


def _resting_on(repo: Repo, programme: Programme) -> list[Record]:
    """Every record that the facts of a choice come from."""
    data = repo.data
    own: list[Record] = [programme]
    own += [a for a in data.all(Application) if a.programme == programme.id]
    own += [a for a in data.all(Assessment) if a.programme == programme.id]
    shared: list[Record] = [*data.all(Municipality)]
    return [record for record in (*own, *shared, data.register) if record is not None and record.path]


def _seed(lot: Lot | None, given: str | None) -> str:
    return given if given is not None else (lot.seed or "") if lot else ""


def _ids(
    data: Dataset, applications: Sequence[Application], names: Sequence[str], outside: Mapping[str, LeftOut]
) -> list[str]:
    keys = [application_named(data, applications, name).id for name in names]
    for key in keys:
        if key in outside:
            raise NotStandingError(outside[key])
    return keys


def overridden(pins: Sequence[str], excludes: Sequence[str], by: str, because: str) -> tuple[Override, ...]:
    """What people decided beside the rules, for the record."""
    pinned = tuple(Override(applicant=key, action="pin", why=because, by=by) for key in pins)
    return (*pinned, *(Override(applicant=key, action="exclude", why=because, by=by) for key in excludes))


def as_document(draw: Draw) -> dict[str, Any]:
    """The choice for programs: `status: chosen`, the record, and who did not stand."""
    document: dict[str, Any] = {"schema": "samskab/selection@1", "status": "chosen"}
    record = msgspec.to_builtins(draw.decision, enc_hook=str, str_keys=True)
    return document | {"decision": record, "left_out": [one._asdict() for one in draw.left_out]}
