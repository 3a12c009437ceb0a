"""The decision record of a task: everything an auditor needs to add it up again, and the reason of every applicant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samskab.fairness.candidate import NOTHING
from samskab.fairness.fingerprint import field_of
from samskab.fairness.reasons import Reasons
from samskab.fairness.seal import sealed
from samskab.language import Language, LanguageCode
from samskab.model.decision import (
    Considered,
    DecidedAim,
    DecidedRow,
    Decision,
    InputFile,
    Override,
    Reason,
    Run,
    Waiting,
)
from samskab.solve.alternatives import alternatives
from samskab.solve.explain import Why, reasons
from samskab.solve.task import Task
from samskab.solve.waiting_list import WaitingList, waiting_list


class Circumstances(NamedTuple):
    """What is recorded beside the task: names, input files, commit, and overrides."""

    id: str
    programme: str
    tool: str
    commit: str | None = None
    dirty: bool = False
    inputs: Mapping[str, str] = NOTHING
    overrides: Sequence[Override] = ()
    demonstration: bool = False
    alternatives: int = 3


def record(task: Task, around: Circumstances, languages: Mapping[LanguageCode, Language]) -> Decision:
    """The record of a task whose best cohort is known, proposed and sealed."""
    best = task.best
    if best is None:
        raise ValueError("without a cohort there is nothing to record")
    wish = task.wish
    size = task.rows.seats(best.cohort)
    written = Reasons(
        task.pool, wish, task.rows, task.goals, best.cohort, {key: n for n, key in enumerate(task.order, 1)}, languages
    )
    whys = reasons(task)
    waits = (
        waiting_list(task, wish.waiting_list.size, wish.waiting_list.drop_out_percent) if wish.waiting_list else None
    )
    lot = wish.lot
    return sealed(
        Decision(
            schema="samskab/decision@1",
            id=around.id,
            programme=around.programme,
            status="proposed",
            demonstration=around.demonstration,
            statement=wish.statement,
            run=Run(
                tool=around.tool,
                solver=task.search.version,
                freeze=task.freeze,
                seed=task.seed,
                seed_source=lot.seed_source if lot else None,
                commit=around.commit,
                dirty=around.dirty,
            ),
            inputs=tuple(InputFile(path=path, sha256=digest) for path, digest in sorted(around.inputs.items())),
            selection=wish,
            field=field_of(task.pool),
            cohort=best.cohort,
            rows=tuple(
                DecidedRow(
                    id=row.id,
                    kind=row.kind,
                    total=row.total(best.cohort),
                    low=row.low_at(size),
                    high=row.high_at(size),
                    price=row.price,
                )
                for row in task.rows.all()
            ),
            aims=tuple(
                DecidedAim(kind=goal.kind, value=value, bound=bound, unit=goal.unit)
                for goal, value, bound in zip(task.goals, best.values, best.bounds, strict=True)
            ),
            waiting_list=_waiting(waits) if waits else (),
            waiting_coverage_permille=waits.coverage if waits else None,
            next_by_score_permille=waits.by_score if waits else None,
            irreplaceable=waits.irreplaceable if waits else (),
            alternatives=tuple(
                Considered(
                    out=tuple(key for key in best.cohort if key not in other.cohort),
                    into=tuple(key for key in other.cohort if key not in best.cohort),
                    values=other.values,
                )
                for other in alternatives(task, around.alternatives)
            ),
            overrides=tuple(around.overrides),
            reasons=tuple(written.worded(_reason(why)) for why in whys),
            seals={},
            seal="-",
        )
    )


def _reason(why: Why) -> Reason:
    return Reason(
        applicant=why.key,
        outcome=why.outcome,
        seat=why.seat,
        costs=why.costs,
        rows=tuple(row.id for row in why.rows),
        displaces=why.out,
        instead=why.into,
    )


def _waiting(waits: WaitingList) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(applicant=name, steps_in_for=tuple(sorted(key for key, able in waits.alone.items() if name in able)))
        for name in waits.names
    )
