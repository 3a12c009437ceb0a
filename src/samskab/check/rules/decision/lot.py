"""SK55: the lot is fixed before it is drawn, and a decision keeps to what was fixed and published."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.fairness.fingerprint import frozen_fingerprint_of
from samskab.finding import Severity
from samskab.language import Fact, phrase_key
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, LotFreezes
from samskab.model.eligibility import is_before_its_day
from samskab.model.programme import Deadline, Programme


@rule("SK550", Severity.ERROR, waivable=False)
def seed_is_not_the_published(data: Dataset) -> Iterator[Mistake]:
    """A decision has the seed that its programme has published, or an override that says who chose another and why.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          aims: [{kind: score}]
          lot: {basis: {da: Står lige.}, seed_source: {da: Lotto}, seed: 1-2-3}
        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        run:
          tool: samskab 0.1.0
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: 4-5-6   # SK550

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          aims: [{kind: score}]
          lot: {basis: {da: Står lige.}, seed_source: {da: Lotto}, seed: 1-2-3}
        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        run:
          tool: samskab 0.1.0
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: 1-2-3
    """
    for decision in data.standing_decisions():
        programme = data.programmes.get(decision.programme)
        lot = programme.selection.lot if programme and programme.selection else None
        overridden = any(override.action == "seed" for override in decision.overrides)
        if lot and lot.seed and lot.seed != decision.run.seed and not overridden:
            yield Mistake.at(decision, "run.seed", seed=decision.run.seed, published=lot.seed)


@rule("SK571", Severity.ERROR, waivable=False)
def lot_drawn_before_the_deadline(data: Dataset) -> Iterator[Mistake]:
    """The lot is drawn after the last deadline, when it is known who it is drawn between.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          aims: [{kind: score}]
          lot:
            basis: {da: Står lige.}
            seed_source: {da: Lotto}
            on: 2026-04-14   # SK571

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        selection:
          aims: [{kind: score}]
          lot: {basis: {da: Står lige.}, seed_source: {da: Lotto}, on: 2026-04-25}
    """
    for programme in data.all(Programme):
        lot = programme.selection.lot if programme.selection else None
        closes = [entry.closes.date for entry in programme.intake.rounds if isinstance(entry.closes, Deadline)]
        if lot and lot.on and closes and lot.on < max(closes):
            yield Mistake.at(programme, "selection.lot.on", day=lot.on, closes=max(closes))


@rule("SK551", Severity.ERROR, waivable=False)
def decision_is_not_of_the_freeze(data: Dataset) -> Iterator[Mistake]:
    """Where the lot was frozen, a decision is made of the rules and applicants of a freeze.

    Fails:

        # data/programmes/naboskab-2026/lot.yaml
        freezes:
          - on: 2026-04-20
            fingerprint: "0000"
            round: foraar
            draws_on: 2026-04-25
            seed_source: {da: En opdigtet lodtrækning}
        # data/programmes/naboskab-2026/decisions/svar.yaml   # SK551
        id: svar

    Passes:

        # data/programmes/naboskab-2026/lot.yaml
        programme: naboskab-2026
        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        frozen = data.lot(decision.programme)
        if frozen and frozen_fingerprint_of(decision) not in {freeze.fingerprint for freeze in frozen.freezes}:
            yield Mistake.at(decision, related=(frozen.at("freezes"),), file=frozen.path)


@rule("SK542", Severity.ERROR, waivable=False)
def lot_is_not_the_frozen(data: Dataset) -> Iterator[Mistake]:
    """The lot of a decision has the round, the day and the source of the seed that were frozen with its fingerprint.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        selection:
          size: {min: 4, max: 6, counts: municipalities}
          rules: [{id: geografi, kind: breadth, by: region, min: 3}]
          aims: [{kind: seats}, {kind: score}]
          waiting_list: {size: 2}
          lot:
            basis: {da: "Kun mellem ansøgninger, der er vurderet og står lige."}   # SK542
            seed_source: {da: En anden lodtrækning}
            on: 2026-04-25

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        frozen, own = data.lot(decision.programme), frozen_fingerprint_of(decision)
        same = [freeze for freeze in frozen.freezes if freeze.fingerprint == own] if frozen else []
        lot, round_id = decision.selection.lot, decision.run.round
        if same and round_id is not None and not any(freeze.is_lot_of(round_id, lot) for freeze in same):
            last = same[-1]
            day, source = last.draws_on, last.seed_source
            yield Mistake.at(decision, "selection.lot", on=last.on, day=day, source=source, round=last.round)


@rule("SK543", Severity.ERROR, waivable=False)
def chosen_early_unexplained(data: Dataset) -> Iterator[Mistake]:
    """A choice before the deadline or the day of the lot has an override that says who wanted it and why.

    It is asked only while the programme is as it was, since a deadline may be moved later.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        run:
          tool: samskab 0.1.0   # SK543
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: 4-5-6
          on: 2026-04-24

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        run:
          tool: samskab 0.1.0
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: 4-5-6
          on: 2026-04-25
    """
    for decision, programme in _of_unchanged_programmes(data):
        days = (decision.run.on, decision.decided.on if decision.decided else None)
        early = [day for day in days if day is not None and is_before_its_day(programme, day)]
        if early and not _overrides(decision, "early"):
            yield Mistake.at(decision, "run", day=min(early))


@rule("SK541", Severity.ERROR, waivable=False)
def override_without_need(data: Dataset) -> Iterator[Mistake]:
    """An override stands only where the seed is another, the choice was early, or one applicant is named; and once.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        overrides:
          - {action: seed, why: Lodtallet blev trukket om, by: styregruppen}   # SK541

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        overrides: []
    """
    for decision, programme in _of_unchanged_programmes(data):
        published = programme.selection.lot.seed if programme.selection and programme.selection.lot else None
        day = decision.run.on
        needed = {
            "seed": published is not None and published != decision.run.seed,
            "early": day is None or is_before_its_day(programme, day),
        }
        for action, is_needed in needed.items():
            for place in _overrides(decision, action)[int(is_needed) :]:
                yield _needless(decision, place)
    for decision in data.all(Decision):
        yield from (_needless(decision, place) for place in _of_nobody_or_twice(decision))


@rule("SK553", Severity.ERROR, waivable=False)
def freeze_without_reason(data: Dataset) -> Iterator[Mistake]:
    """A freeze that is not the first, or that comes on or after the day of the lot, says why.

    Fails:

        # data/programmes/naboskab-2026/lot.yaml
        freezes:
          - on: 2026-04-25   # SK553
            fingerprint: "0000"
            round: foraar
            draws_on: 2026-04-25
            seed_source: {da: En opdigtet lodtrækning}

    Passes:

        # data/programmes/naboskab-2026/lot.yaml
        freezes:
          - on: 2026-04-25
            fingerprint: "0000"
            round: foraar
            draws_on: 2026-04-25
            seed_source: {da: En opdigtet lodtrækning}
            why: Ansøgningerne blev først vurderet den dag.
    """
    for frozen in data.all(LotFreezes):
        for place, freeze in enumerate(frozen.freezes):
            if freeze.why is None and (place or freeze.on >= freeze.draws_on):
                yield Mistake.at(frozen, f"freezes[{place}].on", on=freeze.on)


def _of_unchanged_programmes(data: Dataset) -> Iterator[tuple[Decision, Programme]]:
    """The decisions whose programme has not changed since, with it."""
    for decision in data.all(Decision):
        programme = data.programmes.get(decision.programme)
        if programme is not None:
            digest = data.digests.get(programme.path)
            if digest in {None, decision.inputs.get(programme.path)}:
                yield decision, programme


def _needless(decision: Decision, place: int) -> Mistake:
    action = decision.overrides[place].action
    return Mistake.at(decision, f"overrides[{place}]", what=Fact(phrase_key("override", action), {}))


def _of_nobody_or_twice(decision: Decision) -> Iterator[int]:
    """The places of the overrides that should name an applicant and name none, or one named before."""
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(decision.overrides):
        if one.action in {"seed", "early"}:
            continue
        if one.applicant is None or one.action == "move" or (one.action, one.applicant) in seen:
            yield place
        else:
            seen.add((one.action, one.applicant))


def _overrides(decision: Decision, action: str) -> tuple[int, ...]:
    """The places of the overrides of one action."""
    return tuple(place for place, one in enumerate(decision.overrides) if one.action == action)
