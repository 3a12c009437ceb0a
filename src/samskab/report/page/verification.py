"""How to check the choice: rules with totals, aims with bounds, seal, fingerprint, lot, overrides, events, command."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from shlex import quote
from typing import NamedTuple

from samskab.fairness.lottery import lot_order_of
from samskab.fairness.row import Broken, Row
from samskab.fairness.vacancies import missed_rules
from samskab.language import phrase_key
from samskab.model.applicant_numbers import SCORE
from samskab.model.decision import Event
from samskab.model.selection import OnePer, Proportional, Quota
from samskab.report.cohort.sections import effective_rows, is_measured, rule_state
from samskab.report.page.edition import ReportBasis
from samskab.spelling import upper_first


class CheckedRow(NamedTuple):
    """A sum of a rule: its sentence, the total (empty where it is not for the reader), and its state."""

    sentence: str
    total: str
    state: str
    is_kept: bool


class CheckedRule(NamedTuple):
    """A rule of the programme in its own words, with its sums."""

    text: str
    rows: tuple[CheckedRow, ...]
    is_kept: bool


class CheckedAim(NamedTuple):
    """An aim, its value, and whether any allowed cohort is better."""

    aim: str
    value: str
    bound: str
    is_proven: bool


class Fingerprints(NamedTuple):
    """What the record is recognised by, who has it, and how it is computed again.

    ticket  the line that computes one number of the lot; empty where the record has the formula of an older edition
    order   the applicants in the order of the lot, by name and key
    """

    how: str
    id: str
    seal: str
    freeze: str
    seed: str
    seed_source: str
    commit: str
    tool: str
    solver: str
    command: str
    ticket: str
    order: tuple[tuple[str, str], ...]


def checked_rules(basis: ReportBasis) -> tuple[CheckedRule, ...]:
    """The size and every rule, in the programme's order."""
    rules = basis.decision.selection.rules
    texts = {rule.id: basis.language.choose_line(rule.text) for rule in rules}
    titles = {
        rule.id: basis.wording.attribute(rule.by) for rule in rules if isinstance(rule, Quota | Proportional | OnePer)
    }
    found: dict[str, list[CheckedRow]] = {}
    for row in effective_rows(basis.tables.rows.all(), basis.decision.cohort):
        found.setdefault(row.rule, []).append(_row(basis, row))
    return tuple(
        CheckedRule(
            texts.get(rule) or (rows[0].sentence if len(rows) == 1 else titles.get(rule, rule)),
            tuple(rows) if len(rows) <= _MOST else tuple(row for row in rows if not row.is_kept),
            all(row.is_kept for row in rows),
        )
        for rule, rows in found.items()
    )


_MOST = 30
"""Of more sums of one rule, such as the neighbours of a distance, only those that are not kept are listed."""


def checked_aims(basis: ReportBasis) -> tuple[CheckedAim, ...]:
    """The aims in their order, as far as this cohort has what they measure."""
    found, language = [], basis.language
    for goal, aim, ask in zip(basis.tables.goals, basis.decision.aims, basis.decision.selection.aims, strict=False):
        if is_measured(goal, len(basis.decision.cohort)):
            proven = aim.value == aim.bound
            shown = basis.with_scores or goal.kind != SCORE
            told = language.say("report.proven" if proven else "report.unproven")
            if shown and not proven:
                told = language.say("choice.unproven", gap=language.amount(abs(aim.value - aim.bound), aim.unit))
            value = basis.wording.measure(goal, aim.value) if shown else ""
            found.append(CheckedAim(upper_first(basis.wording.aim(ask)), value, told, proven))
    return tuple(found)


def fingerprints(basis: ReportBasis) -> Fingerprints:
    """The seal and all that is needed to make it again."""
    decision, run = basis.decision, basis.decision.run
    path = f"data/programmes/{decision.programme}/decisions/{decision.id}.yaml"
    source = basis.language.choose_line(run.seed_source)
    is_withheld = basis.edition == "public" and basis.rests_on_scores
    return Fingerprints(
        basis.language.say("report.how.scores" if is_withheld else "report.how.plain"),
        decision.id,
        decision.seal,
        run.freeze,
        run.seed,
        source,
        run.commit or "",
        run.tool,
        run.solver,
        f"samskab decision verify {path} --solve",
        _ticket(basis),
        tuple((basis.name(key), key) for key in lot_order_of(decision)),
    )


def _ticket(basis: ReportBasis) -> str:
    run = basis.decision.run
    if run.round is None:
        return ""
    known = " ".join(map(quote, (run.seed, basis.decision.programme, run.round)))
    return f"printf 'samskab-lot-v2\\n%s\\n%s\\n%s\\n%s' {known} {basis.language.say('report.lot_key')} | sha256sum"


def override_lines(basis: ReportBasis) -> tuple[str, ...]:
    """What people decided beside the rules, who did, and why."""
    shown = {one.applicant for one in basis.left_out()} | {one.key for one in basis.decision.field.candidates}
    return tuple(
        basis.language.say(
            phrase_key("report.override", each.action),
            name=basis.name(each.applicant) if each.applicant else "",
            by=each.by,
            why=each.why,
        )
        for each in basis.decision.overrides
        if each.applicant is None or each.applicant in shown
    )


def event_lines(basis: ReportBasis, until: date | None = None) -> tuple[str, ...]:
    """What has happened since the decision, until a day or in all, and the rules that those who are left do not keep.

    Why somebody left is for insiders.
    """
    events = [event for event in basis.decision.events if until is None or event.on <= until]
    now = basis.decision.state(until)
    missed = missed_rules(basis.decision, now.selected, now.withdrawn) if now.withdrawn else ()
    return (*(_event(basis, event) for event in events), *(_missed(basis, one, len(now.selected)) for one in missed))


def kept_rules(rules: tuple[CheckedRule, ...]) -> tuple[int, int]:
    """How many rules are kept, of how many."""
    states = Counter(rule.is_kept for rule in rules)
    return states[True], states.total()


def _row(basis: ReportBasis, row: Row) -> CheckedRow:
    state = rule_state(row, basis.decision.cohort, basis.seats)
    shown = basis.with_scores or row.about.get("number") != SCORE
    language = basis.language
    total = language.amount(row.counted(basis.decision.cohort, basis.seats)[0], row.unit) if shown else ""
    missed = row.missed(row.total(basis.decision.cohort), basis.seats)
    cost = language.amount(missed * (row.price or 0), row.unit) if shown else ""
    told = language.say(phrase_key("choice.row", state), cost=cost)
    return CheckedRow(upper_first(basis.wording.row(row, basis.seats)), total, told, state != "missed")


def _missed(basis: ReportBasis, missed: Broken, seats: int) -> str:
    row, total = basis.wording.row(missed.row, seats), Decimal(missed.total) / missed.row.unit
    is_shown = basis.with_scores or missed.row.about.get("number") != SCORE
    return basis.language.say("choice.rule_missed" if is_shown else "report.rule_missed", row=row, total=total)


def _event(basis: ReportBasis, event: Event) -> str:
    why = event.why if basis.edition == "internal" else ""
    values = {"on": event.on, "name": basis.name(event.applicant), "why": why}
    replaced = basis.name(event.replaces) if event.replaces else ""
    is_unlisted = event.kind == "withdrawn" and event.applicant not in basis.decision.ever_selected()
    key = "report.event_unlisted" if is_unlisted else phrase_key("report.event", event.kind)
    return basis.language.say(key, **values, replaces=replaced).strip()
