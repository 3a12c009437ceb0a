"""SK55: the lot is fixed before it is drawn, and a decision keeps to what was fixed and published."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.fairness.admission import recorded_standing
from samskab.fairness.effective_selection import effective_selection
from samskab.fairness.fingerprint import fingerprint, frozen_fingerprint_of
from samskab.fairness.pool import pool_for
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, LotFreezes


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
    for decision in data.all(Decision):
        programme = data.programmes.get(decision.programme)
        lot = programme.selection.lot if programme and programme.selection else None
        overridden = any(override.action == "seed" for override in decision.overrides)
        if lot and lot.seed and lot.seed != decision.run.seed and not overridden:
            yield Mistake.at(decision, "run.seed", seed=decision.run.seed, published=lot.seed)


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


@rule("SK552", Severity.WARNING, waivable=False)
def changed_since_freeze(data: Dataset) -> Iterator[Mistake]:
    """Until there is a decision, rules, applicants and facts are those of the last freeze.

    Fails:

        # data/programmes/naboskab-2026/decisions/2026-04-27.yaml
        programme: naboskab-2025
        # data/programmes/naboskab-2026/lot.yaml
        freezes:
          - on: 2026-04-20
            fingerprint: "0000"   # SK552
            round: foraar
            draws_on: 2026-04-25
            seed_source: {da: En opdigtet lodtrækning}

    Passes:

        # data/programmes/naboskab-2026/lot.yaml
        programme: naboskab-2026
    """
    for frozen in data.all(LotFreezes):
        programme = data.programmes.get(frozen.programme)
        selection = effective_selection(programme) if programme else None
        if programme is None or selection is None or frozen.last is None or data.decisions(programme.id):
            continue
        if (
            fingerprint(pool_for(data, programme, selection, recorded_standing(data, programme)), selection)
            != frozen.last.fingerprint
        ):
            field = f"freezes[{len(frozen.freezes) - 1}].fingerprint"
            yield Mistake.at(frozen, field, on=frozen.last.on, programme=programme.id)


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
