"""SK5: the reasons of a decision: every applicant has one, and the other cohort that each compares with adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from samskab.check.rule import Mistake, rule
from samskab.check.rules.decision.decision import Law, law_of
from samskab.codes.declared import make_finding
from samskab.fairness.reasons import Reasons
from samskab.fairness.replacements import replacements
from samskab.fairness.row import holds
from samskab.finding import Finding, Severity
from samskab.language import Language, LanguageCode
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Reason
from samskab.model.lottery import order


@rule("SK509", Severity.ERROR)
def applicant_without_reason(data: Dataset) -> Iterator[Mistake]:
    """Everyone who stood gets one reason, whole, and it says the same as the cohort (forvaltningsloven s. 22, 24).

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        reasons: []   # SK509

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        times = Counter(reason.applicant for reason in decision.reasons)
        missing = tuple(stood.key for stood in decision.field.candidates if times[stood.key] != 1)
        if missing:
            yield Mistake.at(decision, "reasons", applications=missing)
        for number, reason in enumerate(decision.reasons):
            is_chosen = reason.outcome in {"chosen", "required"}
            whole = reason.regel and reason.hovedhensyn and reason.fakta
            if is_chosen != (reason.applicant in decision.cohort) or not whole:
                yield Mistake.at(decision, f"reasons[{number}]", applications=(reason.applicant,))


@rule("SK510", Severity.ERROR)
def reason_does_not_add_up(data: Dataset) -> Iterator[Mistake]:
    """The other cohort of a reason keeps the rules, has (or lacks) the applicant, and costs what is said.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        reasons:
          - {applicant: aalborg, outcome: costs, costs: [7], displaces: [odense], instead: [aalborg]}   # SK510

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        law = law_of(decision)
        keys = [stood.key for stood in decision.field.candidates]
        lot = order(decision.run.freeze, decision.run.seed, keys)
        for number, reason in enumerate(decision.reasons):
            if not _adds_up(decision, law, reason, lot):
                yield Mistake.at(decision, f"reasons[{number}]", application=reason.applicant)


@rule("SK511", Severity.ERROR)
def stand_in_breaks_rule(data: Dataset) -> Iterator[Mistake]:
    """Who waits can step in for those they are said to, with every rule kept and nobody else moved.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        waiting_list:
          - {applicant: varde, steps_in_for: [lolland]}   # SK511

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        waiting_list: []
    """
    for decision in data.all(Decision):
        able = replacements(law_of(decision).rows, decision.cohort, [stood.key for stood in decision.field.candidates])
        for number, waiting in enumerate(decision.waiting_list):
            wrong = tuple(key for key in waiting.steps_in_for if waiting.applicant not in able.get(key, ()))
            if wrong:
                field = f"waiting_list[{number}]"
                yield Mistake.at(decision, field, application=waiting.applicant, applications=wrong)


@rule("SK512", Severity.ERROR)
def alternative_does_not_add_up(data: Dataset) -> Iterator[Mistake]:
    """Other cohorts that were considered keep the rules and have the values that stand beside them.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        alternatives:
          - {out: [], into: [], values: [1]}   # SK512

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        alternatives: []
    """
    for decision in data.all(Decision):
        law = law_of(decision)
        for number, other in enumerate(decision.alternatives):
            cohort = (frozenset(decision.cohort) - frozenset(other.out)) | frozenset(other.into)
            known = cohort <= {stood.key for stood in decision.field.candidates}
            if not known or not holds(law.rows, cohort) or _values(law, cohort) != other.values:
                yield Mistake.at(decision, f"alternatives[{number}]", number=number + 1)


def reworded(decision: Decision, languages: Mapping[LanguageCode, Language]) -> Iterator[Finding]:
    """Reasons whose sentences differ from those that this version of the program writes for the same facts."""
    law = law_of(decision)
    keys = [stood.key for stood in decision.field.candidates]
    places = {key: n for n, key in enumerate(order(decision.run.freeze, decision.run.seed, keys), 1)}
    written = Reasons(law.pool, decision.selection, law.rows, law.goals, decision.cohort, places, languages)
    for number, reason in enumerate(decision.reasons):
        if written.worded(reason) != reason:
            field = f"reasons[{number}]"
            yield make_finding("SK515", decision.at(field), {"application": reason.applicant}, field)


def _adds_up(decision: Decision, law: Law, reason: Reason, lot: tuple[str, ...]) -> bool:
    if not reason.costs and law.goals:
        return reason.outcome in {"required", "impossible", "excluded"}
    if reason.outcome in {"required", "impossible"}:
        return True
    chosen = frozenset(decision.cohort)
    other = (chosen - frozenset(reason.displaces)) | frozenset(reason.instead)
    if not other <= {stood.key for stood in decision.field.candidates}:
        return False
    if (reason.applicant in other) == (reason.applicant in chosen):
        return False
    waived = reason.rows if reason.outcome == "excluded" else ()
    if not holds(law.rows.without(set(waived)), other):
        return False
    pairs = zip(law.goals, _values(law, chosen), _values(law, other), strict=True)
    if tuple(mine - its if goal.greatest else its - mine for goal, mine, its in pairs) != reason.costs:
        return False
    equal = not any(reason.costs)
    if equal and reason.outcome in {"chosen", "lot"}:  # then the first in the published order that differs is chosen
        return next((key in chosen for key in lot if (key in chosen) != (key in other)), True)
    return reason.outcome in {"excluded", "chosen"} or next((cost > 0 for cost in reason.costs if cost), False)


def _values(law: Law, cohort: frozenset[str]) -> tuple[int, ...]:
    return tuple(goal.value(cohort) for goal in law.goals)
