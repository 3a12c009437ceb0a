"""The answer of a report: the headline, its proof, four figures, and what status the decision has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from samskab.language import phrase_key
from samskab.model.selection import Sum
from samskab.report.cohort.sections import percent
from samskab.report.page.cohort_seats import RegionCount
from samskab.report.page.edition import ReportBasis
from samskab.report.page.verification import CheckedAim, CheckedRule, kept_rules

_KEPT = {
    (True, False): "report.all_kept",
    (True, True): "report.all_kept_then",
    (False, False): "report.some_missed",
    (False, True): "report.some_missed_then",
}
"""Whether every rule is kept, and whether something has happened since -> how it is put."""


class KeyFigure(NamedTuple):
    """A figure and what it counts."""

    figure: str
    words: str


def answer_line(basis: ReportBasis, aims: Sequence[CheckedAim]) -> str:
    """How many are chosen, and that no allowed cohort is better, where that is proven."""
    count = len(basis.decision.cohort)
    key = "plain" if not aims else "proven" if all(aim.is_proven for aim in aims) else "best_found"
    return basis.language.say(phrase_key("report.headline", key), count=count, noun=noun(basis, count))


def proof_lines(basis: ReportBasis, rules: Sequence[CheckedRule], aims: Sequence[CheckedAim]) -> tuple[str, ...]:
    """The rules are kept; among the cohorts that keep them this one is best, and anyone can check it."""
    language, (kept, count) = basis.language, kept_rules(tuple(rules))
    lines = [language.say(_KEPT[kept == count, bool(basis.decision.events)], count=count, missed=count - kept)]
    wanted = [basis.wording.aim(aim) for aim in basis.decision.selection.aims]
    if wanted and all(aim.is_proven for aim in aims):
        lines.append(language.say("report.best_of_all", first=wanted[0]))
    elif wanted:
        lines.append(language.say("report.best_found", first=wanted[0]))
    return tuple(lines)


def key_figures(
    basis: ReportBasis, regions: Sequence[RegionCount], rules: Sequence[CheckedRule]
) -> tuple[KeyFigure, ...]:
    """The chosen, the regions, a sum with its bound (or the rules that are kept), and the waiting list's worth."""
    decision, language = basis.decision, basis.language
    applied = len(decision.field.candidates)
    part, whole = sum(bool(one.chosen and one.region.key) for one in regions), len({*basis.regions.values()})
    chosen = language.say("report.figure.chosen", applied=applied, noun=noun(basis, len(decision.cohort)))
    found = [
        KeyFigure(str(len(decision.cohort)), chosen),
        KeyFigure(language.say("report.of", part=part, whole=whole), language.say("report.figure.regions")),
        *_sums(basis),
    ][:3]
    if len(found) == 2:  # no sum: the third says that the rules are kept
        kept, count = kept_rules(tuple(rules))
        figure = language.say("report.of", part=kept, whole=count)
        found.append(KeyFigure(figure, language.say("report.figure.rules")))
    worth = decision.coverage.if_any_leaves_permille if decision.coverage else None
    if worth is not None and decision.waiting_list:
        found.append(KeyFigure(f"{percent(worth, language)} %", language.say("report.figure.coverage")))
    elif decision.waiting_list:
        found.append(KeyFigure(str(len(decision.waiting_list)), language.say("report.figure.waiting")))
    return tuple(found)


def status_line(basis: ReportBasis) -> str:
    """Proposed on a day, decided by whom, or announced; how many have left since."""
    decision, decided = basis.decision, basis.decision.decided
    values: dict[str, object] = {"on": decision.run.on or decision.id}
    if decided is not None:
        values = {"on": decided.on, "by": tuple(_bodies(basis, decided.by))}
    return basis.language.say(phrase_key("report.status", decision.status), **values)


def noun(basis: ReportBasis, count: int) -> str:
    """What so many of the cohort are called: municipalities, where each is one and has no other word."""
    chosen = (one for one in basis.decision.field.candidates if one.key in basis.decision.cohort)
    if basis.decision.field.noun is None and all(len(one.municipalities) == 1 for one in chosen):
        return basis.wording.counted("municipalities", count)
    return basis.wording.noun(count)


def _bodies(basis: ReportBasis, bodies: Iterable[str]) -> Iterable[str]:
    """The names of bodies: that of a sender where one is meant."""
    senders = basis.data.senders
    return (basis.language.choose_line(senders[body].organisation) if body in senders else body for body in bodies)


def _sums(basis: ReportBasis) -> Iterable[KeyFigure]:
    """A sum over the chosen that a rule bounds, with the bound."""
    rows = {row.rule: row for row in basis.tables.rows.rules}
    for rule in basis.decision.selection.rules:
        if isinstance(rule, Sum) and rule.of in basis.numbers() and rule.id in rows:
            row = rows[rule.id]
            total = basis.language.amount(row.total(basis.decision.cohort), row.unit)
            low, high = row.low_at(basis.seats), row.high_at(basis.seats)
            bounds = basis.wording.bounds(low, high, row.unit)
            title = basis.wording.titled(rule.of)
            yield KeyFigure(total, basis.language.say("report.figure.sum", title=title, bounds=bounds))
