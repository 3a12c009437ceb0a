"""SK5: no cohort that can be added up disproves the record: swaps of one, and the cohorts that the record holds.

`decision verify` does the same with swaps of two. Only the solver proves that no other cohort is better.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from samskab.check.rule import Mistake, rule
from samskab.fairness.known_cohorts import KnownCohorts, swap_of
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision


@rule("SK526", Severity.ERROR, waivable=False)
def better_cohort_known(data: Dataset) -> Iterator[Mistake]:
    """No cohort that is known is better than the chosen one, or as good and earlier in the lot.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        cohort: [aalborg, aarhus, bornholm, odense, thisted, varde]   # SK526

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for known in _known(data):
        yield from better_cohort(known)


@rule("SK527", Severity.ERROR, waivable=False)
def reason_disproved(data: Dataset) -> Iterator[Mistake]:
    """No cohort that is known disproves a reason: that one must be in or cannot be, or what the other cohort costs.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        reasons:
          - {applicant: thisted, outcome: impossible, rows: [size], seat: never}   # SK527

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for known in _known(data):
        yield from disproved_reasons(known)


@rule("SK528", Severity.ERROR, waivable=False)
def alternatives_differ(data: Dataset) -> Iterator[Mistake]:
    """The alternatives are the next best in order, as many as were asked for; no known cohort stands between them.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        alternatives: []   # SK528

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for known in _known(data):
        yield from wrong_alternatives(known)


def better_cohort(known: KnownCohorts) -> Iterator[Mistake]:
    """SK526, for one record."""
    if (swap := known.better()) is not None:
        yield Mistake.at(known.decision, "cohort", out=_names(known, swap.out), into=_names(known, swap.into))


def disproved_reasons(known: KnownCohorts) -> Iterator[Mistake]:
    """SK527, for one record."""
    for number, reason in enumerate(known.decision.reasons):
        if reason.applicant in known.tables.keys and (swap := known.against(reason)) is not None:
            field, out, into = f"reasons[{number}]", _names(known, swap.out), _names(known, swap.into)
            yield Mistake.at(
                known.decision, field, application=known.decision.name_of(reason.applicant), out=out, into=into
            )


def wrong_alternatives(known: KnownCohorts) -> Iterator[Mistake]:
    """SK528, for one record."""
    listed = [swap_of(other) for other in known.decision.alternatives]
    ranks = [known.own_rank, *(known.rank(swap) for swap in listed)]
    wrong = next((n for n, (one, two) in enumerate(pairwise(ranks)) if two <= one), None)
    if wrong is not None:
        yield Mistake.at(known.decision, f"alternatives[{wrong}]", number=wrong + 1)
    asked = known.decision.run.alternatives
    missing = next((swap for swap, rank in known.allowed() if swap not in listed and rank < ranks[-1]), None)
    few = len(listed) < asked and any(swap not in listed for swap, _ in known.allowed())
    if len(listed) > asked or few or (missing is not None and listed):
        yield Mistake.at(known.decision, "alternatives", number=len(listed))


@lru_cache(maxsize=1)
def _known(data: Dataset) -> tuple[KnownCohorts, ...]:
    """The swaps of one of every record whose cohort is of its pool (SK503)."""
    return tuple(
        KnownCohorts(decision)
        for decision in data.all(Decision)
        if decision.field.by_key().keys() >= {*decision.cohort, *(each.applicant for each in decision.reasons)}
    )


def _names(known: KnownCohorts, keys: frozenset[str]) -> tuple[str, ...]:
    return tuple(known.decision.name_of(key) for key in sorted(keys))
