"""The best cohort of a task with what is computed of it on demand: single reasons, or the whole decision record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from samskab.fairness.reasons.reason_texts import ReasonTexts
from samskab.fairness.row import NOTHING
from samskab.fairness.seal import sealed
from samskab.language import Language, LanguageCode
from samskab.model.decision import Considered, DecidedAim, Decision, Grounds, LeftOut, Override, Reason, Run
from samskab.model.field_types import Words
from samskab.refusal import Refusal
from samskab.solve.alternatives import next_best
from samskab.solve.explain import Explainer
from samskab.solve.search import Best
from samskab.solve.task import Task, recorded_task
from samskab.solve.waiting_list import find_waiting_list


class Circumstances(NamedTuple):
    """What is recorded beside the task: ids, program, day, files with SHA-256, commit, overrides, those left out."""

    id: str
    programme: str
    tool: str
    commit: str | None = None
    dirty: bool = False
    inputs: Mapping[str, str] = NOTHING
    overrides: Sequence[Override] = ()
    left_out: Sequence[LeftOut] = ()
    demonstration: bool = False
    alternatives: int = 3
    on: date | None = None


class ChosenCohort:
    """The best cohort of a task. ValueError for a task without a cohort.

    One that is not proven has an outline only: its reasons and its record are refused.
    """

    def __init__(self, task: Task, languages: Mapping[LanguageCode, Language]) -> None:
        if task.best is None:
            raise ValueError("there is no cohort")
        self.task, self.best = task, task.best
        self._texts = ReasonTexts(task, task.best.cohort, task.order, languages)

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.task)

    @cached_property
    def grounds(self) -> Grounds:
        """What is the same in every reason."""
        return self._texts.grounds()

    def reason(self, applicant: str) -> Reason:
        """The reason of one applicant of the pool; no other is searched for."""
        self._refuse_unproven()
        return self._texts.with_texts(self._explainer.reason(applicant))

    def own_facts(self, applicant: str) -> Words:
        """The facts about one applicant of the pool, in words."""
        return self._texts.own_facts(applicant)

    def outline(self, around: Circumstances) -> Decision:
        """The decision record without what takes long: no reasons, waiting list, alternatives or seals."""
        task, best, selection = self.task, self.best, self.task.selection
        return Decision(
            schema="samskab/decision@2",
            id=around.id,
            programme=around.programme,
            status="proposed",
            statement=selection.statement,
            demonstration=around.demonstration,
            cohort=best.cohort,
            grounds=self.grounds,
            reasons=(),
            rows=task.decided_rows(best.cohort),
            aims=tuple(
                DecidedAim(kind=goal.kind, value=value, bound=bound, unit=goal.unit)
                for goal, value, bound in zip(task.goals, best.values, best.bounds, strict=True)
            ),
            left_out=tuple(around.left_out),
            overrides=tuple(around.overrides),
            selection=selection,
            field=task.pool,
            run=self._run(around),
            inputs=dict(around.inputs),
            seals={},
            seal="-",
        )

    def record(self, outline: Decision) -> Decision:
        """The decision record, proposed and sealed, with all reasons, the waiting list and the alternatives."""
        self._refuse_unproven()
        reasons = tuple(map(self._texts.with_texts, self._explainer.every()))
        asked = outline.selection.waiting_list
        task = self.task
        task.progress("waiting_list", 0, 0)
        waits = find_waiting_list(task, outline.cohort, task.order, task.freeze, asked) if asked else None
        task.progress("alternatives", 0, 0)
        others, ended = next_best(task, outline.run.alternatives)
        return sealed(
            replace(
                outline,
                run=replace(outline.run, alternatives=len(others)) if ended else outline.run,
                reasons=reasons,
                waiting_list=waits.waiting if waits else (),
                coverage=waits.coverage if waits else None,
                irreplaceable=waits.irreplaceable if waits else (),
                alternatives=tuple(_considered(self.best, other) for other in others),
            )
        )

    def _refuse_unproven(self) -> None:
        if not self.best.proven:
            raise Refusal("choice.unfinished", exit_code=1)

    def _run(self, around: Circumstances) -> Run:
        lot = self.task.selection.lot
        return Run(
            tool=around.tool,
            solver=self.task.search.version,
            freeze=self.task.freeze,
            seed=self.task.lottery.seed,
            round=self.task.lottery.round,
            seed_source=lot.source_of(self.task.lottery.seed) if lot else None,
            commit=around.commit,
            dirty=around.dirty,
            alternatives=around.alternatives,
            on=around.on,
        )


def record_again(decision: Decision, languages: Mapping[LanguageCode, Language]) -> Decision | None:
    """The record that the same pool, selection and seed give now, with what people and time added to the old one.

    None when no cohort keeps the rules.
    """
    run = decision.run
    task = recorded_task(decision)
    if task.best is None:
        return None
    around = Circumstances(
        decision.id,
        decision.programme,
        run.tool,
        run.commit,
        run.dirty,
        decision.inputs,
        decision.overrides,
        decision.left_out,
        decision.demonstration,
        run.alternatives,
        run.on,
    )
    chosen = ChosenCohort(task, languages)
    new = chosen.record(chosen.outline(around))
    return sealed(
        replace(
            new,
            status=decision.status,
            decided=decision.decided,
            events=decision.events,
            run=replace(new.run, solver=run.solver, round=run.round),
        )
    )


def _considered(best: Best, other: Best) -> Considered:
    return Considered(
        out=tuple(key for key in best.cohort if key not in other.cohort),
        into=tuple(key for key in other.cohort if key not in best.cohort),
        values=other.values,
    )
