"""SK5: the reasons of a decision: every applicant has one, and the other cohort of each adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from samskab.check.rule import Mistake, rule
from samskab.codes.declared import make_finding
from samskab.fairness.lottery import lot_order_of
from samskab.fairness.reason_texts import ReasonTexts
from samskab.fairness.replacements import replacements
from samskab.fairness.row import holds
from samskab.fairness.tables import Tables, tables_of
from samskab.finding import Finding, Severity
from samskab.language import Language, LanguageCode
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Reason


@rule("SK509", Severity.ERROR)
def applicant_without_reason(data: Dataset) -> Iterator[Mistake]:
    """Everyone in the pool has one reason with its facts, which agrees with the cohort (forvaltningsloven s. 22, 24).

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
        missing = tuple(key for key in tables_of(decision).keys if times[key] != 1)
        if missing:
            yield Mistake.at(decision, "reasons", applications=missing)
        for number, reason in enumerate(decision.reasons):
            is_chosen = reason.outcome in {"chosen", "required"}
            if is_chosen != (reason.applicant in decision.cohort) or not reason.facts:
                yield Mistake.at(decision, f"reasons[{number}]", applications=(reason.applicant,))


@rule("SK510", Severity.ERROR)
def reason_does_not_add_up(data: Dataset) -> Iterator[Mistake]:
    """The other cohort of a reason keeps the rules, has (or lacks) the applicant, and has the costs of the reason.

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
        tables, lot = tables_of(decision), lot_order_of(decision)
        for number, reason in enumerate(decision.reasons):
            if not _adds_up(decision, tables, reason, lot):
                yield Mistake.at(decision, f"reasons[{number}]", application=reason.applicant)


@rule("SK511", Severity.ERROR)
def stand_in_breaks_rule(data: Dataset) -> Iterator[Mistake]:
    """Who waits can step in for those of `steps_in_for`, with every rule kept and the rest of the cohort unchanged.

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
        tables = tables_of(decision)
        able = replacements(tables.rows, decision.cohort, tables.keys)
        for number, waiting in enumerate(decision.waiting_list):
            wrong = tuple(key for key in waiting.steps_in_for if waiting.applicant not in able.get(key, ()))
            if wrong:
                field = f"waiting_list[{number}]"
                yield Mistake.at(decision, field, application=waiting.applicant, applications=wrong)


@rule("SK512", Severity.ERROR)
def alternative_does_not_add_up(data: Dataset) -> Iterator[Mistake]:
    """The other cohorts of the record keep the rules and have the recorded values.

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
        tables = tables_of(decision)
        for number, other in enumerate(decision.alternatives):
            cohort = (frozenset(decision.cohort) - frozenset(other.out)) | frozenset(other.into)
            known = cohort <= frozenset(tables.keys)
            if not known or not holds(tables.rows, cohort) or tables.values(cohort) != other.values:
                yield Mistake.at(decision, f"alternatives[{number}]", number=number + 1)


def reworded(decision: Decision, languages: Mapping[LanguageCode, Language]) -> Iterator[Finding]:
    """Grounds and reasons whose sentences differ from those that this version writes for the same facts."""
    texts = ReasonTexts(tables_of(decision), decision.cohort, lot_order_of(decision), languages)
    if texts.grounds() != decision.grounds:
        yield make_finding("SK518", decision.at("grounds"), {}, "grounds")
    for number, reason in enumerate(decision.reasons):
        if texts.with_texts(reason) != reason:
            field = f"reasons[{number}]"
            yield make_finding("SK515", decision.at(field), {"application": reason.applicant}, field)


def _adds_up(decision: Decision, tables: Tables, reason: Reason, lot: tuple[str, ...]) -> bool:
    if not reason.costs and tables.goals:
        return reason.outcome in {"required", "impossible", "excluded"}
    if reason.outcome in {"required", "impossible"}:
        return True
    chosen = frozenset(decision.cohort)
    other = (chosen - frozenset(reason.displaces)) | frozenset(reason.instead)
    if not other <= frozenset(tables.keys):
        return False
    if (reason.applicant in other) == (reason.applicant in chosen):
        return False
    waived = reason.rows if reason.outcome == "excluded" else ()
    if not holds(tables.rows.without(set(waived)), other):
        return False
    if tables.costs(tables.values(other), tables.values(chosen)) != reason.costs:
        return False
    equal = not any(reason.costs)
    if equal and reason.outcome in {"chosen", "lot"}:  # then the first in the published order that differs is chosen
        return next((key in chosen for key in lot if (key in chosen) != (key in other)), True)
    return reason.outcome in {"excluded", "chosen"} or next((cost > 0 for cost in reason.costs if cost), False)
