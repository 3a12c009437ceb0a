"""SK5: the reasons of a decision: every applicant has one, and the other cohort of each adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from samskab.check.rule import Mistake, rule
from samskab.fairness.known_cohorts import swap_of
from samskab.fairness.lottery import lot_order_of
from samskab.fairness.reasons.precedence import chosen_over
from samskab.fairness.reasons.reason_texts import ReasonTexts
from samskab.fairness.reasons.seat import seat_of
from samskab.fairness.replacements import replacements
from samskab.fairness.row import Row, holds
from samskab.fairness.tables import Tables, tables_of
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Reason
from samskab.version import VERSION


@rule("SK509", Severity.ERROR, waivable=False)
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
            yield Mistake.at(decision, "reasons", applications=tuple(map(decision.name_of, missing)))
        for number, reason in enumerate(decision.reasons):
            is_chosen = reason.outcome in {"chosen", "required"}
            if is_chosen != (reason.applicant in decision.cohort) or not reason.facts:
                yield Mistake.at(decision, f"reasons[{number}]", applications=(decision.name_of(reason.applicant),))


@rule("SK510", Severity.ERROR, waivable=False)
def reason_does_not_add_up(data: Dataset) -> Iterator[Mistake]:
    """The other cohort of a reason keeps the rules, has (or lacks) the applicant, and has the costs of the reason; who
    is chosen over it follows from the cohort.

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
        rows, kept_out = {row.id: row for row in tables.rows.all()}, tables.rows.kept_out()
        for number, reason in enumerate(decision.reasons):
            names_rows = _names_rows(rows, kept_out.get(reason.applicant, ()), reason)
            adds_up = _adds_up(decision, tables, reason, lot) and names_rows
            if not (adds_up and _names_chosen(decision, tables, reason)):
                yield Mistake.at(decision, f"reasons[{number}]", application=decision.name_of(reason.applicant))


@rule("SK512", Severity.ERROR, waivable=False)
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
            cohort = swap_of(other).cohort(decision.cohort)
            known = cohort <= frozenset(tables.keys)
            if not known or not holds(tables.rows, cohort) or tables.values(cohort) != other.values:
                yield Mistake.at(decision, f"alternatives[{number}]", number=number + 1)


@rule("SK515", Severity.ERROR, waivable=False)
def reason_reworded(data: Dataset) -> Iterator[Mistake]:
    """The sentences of a reason are those that its fields give. Those of another version are not verified: a warning.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        reasons:
          - applicant: aalborg   # SK515
            outcome: chosen
            seat: always
            costs: [0, 13]
            displaces: [aalborg]
            instead: [thisted]
            facts: {da: Ansøgningen var stærk.}

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        for number in reworded(decision):
            field, severity = f"reasons[{number}]", severity_of_words(decision)
            application = decision.name_of(decision.reasons[number].applicant)
            yield Mistake.at(decision, field, severity=severity, application=application, tool=decision.run.tool)


@rule("SK518", Severity.ERROR, waivable=False)
def grounds_reworded(data: Dataset) -> Iterator[Mistake]:
    """The common grounds are those that the selection gives. Those of another version are not verified: a warning.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        grounds: {rule: {da: Reglerne er fulgt.}, considerations: {da: De bedste er valgt.}}   # SK518

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        if _texts_of(decision).grounds() != decision.grounds:
            severity = severity_of_words(decision)
            yield Mistake.at(decision, "grounds", severity=severity, tool=decision.run.tool)


@rule("SK522", Severity.INFO, waivable=False)
def written_by_another_version(data: Dataset) -> Iterator[Mistake]:
    """The record was written by this version of the program; the sentences of another may differ.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        run:
          tool: samskab 0.0.9   # SK522
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: lottotal

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        if not _is_of_this_version(decision):
            yield Mistake.at(decision, "run.tool", tool=decision.run.tool, version=VERSION)


@rule("SK524", Severity.ERROR, waivable=False)
def seat_differs(data: Dataset) -> Iterator[Mistake]:
    """Whether an applicant is in all, none or some of the nearly equal cohorts follows from what its reason costs.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        reasons:
          - applicant: aalborg
            outcome: chosen
            seat: depends   # SK524
            costs: [13]
            displaces: [aalborg]
            instead: [thisted]

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        values = tables_of(decision).values(decision.cohort)
        for number, reason in enumerate(decision.reasons):
            if reason.seat != seat_of(reason, values):
                yield Mistake.at(decision, f"reasons[{number}].seat", application=decision.name_of(reason.applicant))


@rule("SK560", Severity.WARNING, waivable=False)
def reason_not_proven(data: Dataset) -> Iterator[Mistake]:
    """What the other cohort of a reason costs is the least there is only when the search for it was finished.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        reasons:
          - applicant: aalborg
            outcome: chosen
            proven: false   # SK560
            costs: [13]
            displaces: [aalborg]
            instead: [thisted]

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        for number, reason in enumerate(decision.reasons):
            if not reason.proven:
                yield Mistake.at(decision, f"reasons[{number}].proven", application=decision.name_of(reason.applicant))


@rule("SK525", Severity.ERROR, waivable=False)
def stand_ins_incomplete(data: Dataset) -> Iterator[Mistake]:
    """`steps_in_for` and `irreplaceable` name everyone whom a swap gives: none too many, none too few.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        waiting_list:
          - {applicant: thisted, steps_in_for: [aalborg]}   # SK525

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        tables = tables_of(decision)
        able = replacements(tables.rows, decision.cohort, tables.keys)
        for number, waiting in enumerate(decision.waiting_list):
            if waiting.steps_in_for != tuple(key for key, coming in able.items() if waiting.applicant in coming):
                yield Mistake.at(
                    decision, f"waiting_list[{number}].steps_in_for", application=decision.name_of(waiting.applicant)
                )
        alone = tuple(key for key, coming in able.items() if not coming)
        if decision.irreplaceable != (alone if decision.selection.waiting_list is not None else ()):
            yield Mistake.at(decision, "irreplaceable", application="")


def reworded(decision: Decision) -> tuple[int, ...]:
    """The places of the reasons whose sentences differ from those that this version writes for the same fields; kept
    with the record, since letters need them twice."""
    known: tuple[int, ...] | None = decision.__dict__.get("reworded")
    if known is None:
        texts = _texts_of(decision)
        known = tuple(n for n, reason in enumerate(decision.reasons) if texts.with_texts(reason) != reason)
        decision.__dict__["reworded"] = known
    return known


def _texts_of(decision: Decision) -> ReasonTexts:
    """What writes the sentences of a record in this version."""
    from samskab.yaml.catalogue import load_languages

    return ReasonTexts(tables_of(decision), decision.cohort, lot_order_of(decision), load_languages())


def _is_of_this_version(decision: Decision) -> bool:
    return decision.run.tool == f"samskab {VERSION}"


def severity_of_words(decision: Decision) -> Severity:
    """Sentences of another version cannot be verified: a warning."""
    return Severity.ERROR if _is_of_this_version(decision) else Severity.WARNING


def _adds_up(decision: Decision, tables: Tables, reason: Reason, lot: tuple[str, ...]) -> bool:
    if not reason.costs and tables.goals:
        return reason.outcome in {"required", "impossible", "excluded"} and not (reason.displaces or reason.instead)
    if reason.outcome in {"required", "impossible"}:
        return False
    chosen = frozenset(decision.cohort)
    other = swap_of(reason).cohort(chosen)
    if not other <= frozenset(tables.keys) or not _is_swap(reason, chosen):
        return False
    if (reason.applicant in other) == (reason.applicant in chosen):
        return False
    waived = reason.rows if reason.outcome == "excluded" else ()
    if not holds(tables.rows.without(set(waived)), other):
        return False
    if tables.costs(tables.values(other), tables.values(chosen)) != reason.costs:
        return False
    equal = not any(reason.costs)
    if reason.outcome in {"lot", "costs"} and (reason.outcome == "lot") != equal:
        return False
    if equal and reason.outcome in {"chosen", "lot"}:  # then the first in the published order that differs is chosen
        return next((key in chosen for key in lot if (key in chosen) != (key in other)), True)
    return reason.outcome == "excluded" or next((cost > 0 for cost in reason.costs if cost), False)


def _names_chosen(decision: Decision, tables: Tables, reason: Reason) -> bool:
    """Whether those named as chosen over an applicant are; a record of another version may name none."""
    if not reason.over and not _is_of_this_version(decision):
        return True
    return reason.over == chosen_over(tables, decision.cohort, tables.values(decision.cohort), reason)


def _is_swap(reason: Reason, chosen: frozenset[str]) -> bool:
    """Whether only chosen are displaced, only others come instead, each once and in order."""
    lists = (reason.displaces, reason.instead)
    ordered = all(keys == tuple(sorted(set(keys))) for keys in lists)
    return ordered and chosen.issuperset(reason.displaces) and chosen.isdisjoint(reason.instead)


def _names_rows(rows: Mapping[str, Row], kept_out: Collection[str], reason: Reason) -> bool:
    """Whether a reason names rows of the selection where its outcome rests on them, and one who is kept out by a rule
    of its own names that rule. One who would be chosen without them may name rows that put others in or out."""
    if bool(kept_out) != (reason.outcome == "excluded") or not set(kept_out).issubset(reason.rows):
        return False
    named = [rows[row] for row in reason.rows if row in rows]
    if len(named) < len(reason.rows):
        return False
    if len(named) > 1 and any(row.kind == "must" and reason.applicant in row.weights for row in named):
        return False  # that one alone puts the applicant in
    if reason.outcome in {"costs", "lot"}:
        return all(row.kind in {"must", "must_not"} and reason.applicant not in row.weights for row in named)
    return bool(named) == (reason.outcome in {"required", "impossible", "excluded"})
