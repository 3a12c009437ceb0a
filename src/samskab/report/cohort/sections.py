"""The parts of a decision for people: cohort, rules, aims with their bounds, certainty, waiting list, as values.

Texts are as the record has them: who draws or writes them escapes them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from samskab.fairness.objectives import DeviationGoal, DispersionGoal, Goal, NearestGoal
from samskab.fairness.outcome import WhatIf
from samskab.fairness.row import Row
from samskab.fairness.tables import tables_of
from samskab.fairness.wording import Wording
from samskab.language import Language, phrase_key
from samskab.model.decision import Decision, LeftOut, Override
from samskab.model.pool import Candidate
from samskab.model.selection import CohortRule
from samskab.report.cohort.columns import COLUMNS
from samskab.report.cohort.what_if import difference
from samskab.report.screen import TextTable
from samskab.spelling import upper_first

_MOST_ROWS = 40
_MOST_ALIKE = 25
_ALL = 1000
PART_OF_KIND = {str(kind.__struct_config__.tag): kind.__name__ for kind in get_args(CohortRule)}
"""Kind of a row -> the name of its rule's part, whose sentence in the catalogue says what the kind asks for."""
_RANGE = re.compile(r"\d [^\W\d]+$")
SIGNS = {"kept": "✓", "tight": "▲", "forced": "■", "missed": "✗"}
"""The sign of each state of a rule: inside its bounds, at one of them, with no room at all, not kept at a price."""
_LEAST_ROOM = ("missed", "tight", "forced", "kept")
"""The states of the rows of one rule: the first that any of them has is that of the rule."""


class ReportSection(NamedTuple):
    """A title with a table, or with lines (in order when `numbered`), and sentences below."""

    title: str
    table: TextTable | None = None
    lines: tuple[str, ...] = ()
    numbered: bool = False
    notes: tuple[str, ...] = ()


def first_sections(decision: Decision, language: Language, what_if: WhatIf | None) -> Iterator[ReportSection]:
    """The difference of a supposed case, the cohort, rules and aims: what is known before the reasons."""
    tables = tables_of(decision)
    wording = Wording(tables, language)
    seats = tables.rows.seats(decision.cohort)
    applied = len(decision.field.candidates)
    counts = {"count": len(decision.cohort), "seats": seats, "applicants": applied, "noun": wording.noun(applied)}
    if what_if is not None:
        lines = difference(what_if, decision.cohort, tables, language)
        yield ReportSection(language.say("choice.what_if.difference"), lines=lines)
    title = language.say("choice.what_if.cohort" if what_if else "choice.cohort", **counts)
    yield ReportSection(title, _cohort(decision, wording))
    yield ReportSection(language.say("choice.rules"), _rules(decision, wording, tables.rows.all(), seats))
    yield ReportSection(language.say("choice.aims"), _aims(decision, wording, tables.goals))
    if shares := _shares(decision, wording, tables.goals):
        yield ReportSection(language.say("choice.shares"), shares)


def further_sections(decision: Decision, language: Language) -> Iterator[ReportSection]:
    """What rests on the reasons, the waiting list and the alternatives."""
    tables = tables_of(decision)
    wording = Wording(tables, language)
    yield ReportSection(language.say("choice.sure"), notes=(sure_sentence(decision, language),))
    if decision.selection.waiting_list and decision.selection.waiting_list.size:
        yield _waiting(decision, wording)
        yield ReportSection(language.say("choice.steps_in"), lines=tuple(_steps_in(decision, wording)))
    if decision.alternatives:
        lines = tuple(_alternatives(decision, wording, tables.goals))
        yield ReportSection(language.say("choice.alternatives"), lines=lines)
    if decision.left_out:
        yield left_out_section(decision.left_out, language, decision.overrides)
    yield ReportSection(language.say("choice.lot"), notes=tuple(_lot(decision, language)))


def _cohort(decision: Decision, wording: Wording) -> TextTable:
    """The chosen with the attributes and numbers that the rules and aims read, and the columns on screen."""
    known = {name for candidate in decision.field.candidates for name in candidate.attributes}
    attributes = [name for name in decision.selection.attributes() if name in known]
    numbers = decision.selection.numbers()
    columns = [column for column in COLUMNS if column.on_screen]
    titles = (upper_first(wording.attribute(name)) for name in (*attributes, *numbers))
    more = (wording.language.say(phrase_key("choice.column", column.name)) for column in columns)
    by_key = decision.field.by_key()
    chosen = sorted((by_key[key] for key in decision.cohort), key=lambda c: (c.municipalities, c.key))
    lines = tuple(
        (
            candidate.name,
            *(", ".join(wording.value(name, v) for v in candidate.attributes.get(name, ())) for name in attributes),
            *(_amount(candidate, name, decision, wording.language) for name in numbers),
            *(str(column.value(candidate)) for column in columns),
        )
        for candidate in chosen
    )
    first = 1 + len(attributes)
    after = first + len(numbers)
    whole = (n for n, column in enumerate(columns, after) if any(isinstance(column.value(c), int) for c in chosen))
    name = wording.language.say("choice.name") if decision.field.noun is None else upper_first(wording.noun(1))
    head = (name, *titles, *more)
    return units_in_titles(TextTable(head, lines, frozenset((*range(first, after), *whole))))


def units_in_titles(table: TextTable) -> TextTable:
    """The same with the last word of a column's cells in its title, where all are ranges of one unit: `45-80 km`."""
    columns = []
    for title, *cells in zip(table.head, *table.lines, strict=True):
        units = {cell.rpartition(" ")[2] for cell in cells}
        if len(units) == 1 and len(cells) > 1 and all(_RANGE.search(cell) for cell in cells):
            columns.append((f"{title} ({units.pop()})", *(cell.rpartition(" ")[0] for cell in cells)))
        else:
            columns.append((title, *cells))
    head, *lines = zip(*columns, strict=True)
    return table._replace(head=head, lines=tuple(lines))


def _amount(candidate: Candidate, name: str, decision: Decision, language: Language) -> str:
    if name not in candidate.numbers:
        return language.say("choice.unknown_number")
    return language.amount(candidate.numbers[name], decision.field.units.get(name, 1))


def states_of_rules(decision: Decision) -> Counter[str]:
    """How many rules, the size among them, are in each state of `SIGNS`: that of the row with the least room."""
    rows = tables_of(decision).rows
    seats = rows.seats(decision.cohort)
    states: dict[str, set[str]] = {}
    for row in effective_rows(rows.all(), decision.cohort):
        states.setdefault(row.rule, set()).add(rule_state(row, decision.cohort, seats))
    return Counter(next(state for state in _LEAST_ROOM if state in found) for found in states.values())


def _rules(decision: Decision, wording: Wording, every: Sequence[Row], seats: int) -> TextTable:
    """A line for each row; of very many rows, those of one kind that are kept share a line."""
    language, cohort = wording.language, decision.cohort
    checked = [(row, rule_state(row, cohort, seats)) for row in effective_rows(every, cohort)]
    kept = Counter(row.kind for row, state in checked if state != "missed")
    many = sorted(kind for kind, count in kept.items() if count > _MOST_ALIKE) if len(checked) > _MOST_ROWS else []
    shown = [(row, state) for row, state in checked if state == "missed" or row.kind not in many]
    lines = [_rule(row, state, cohort, wording, seats) for row, state in shown]
    for kind in many:
        together = language.say(
            "select.many", asked=language.find(phrase_key("part", PART_OF_KIND[kind])), count=kept[kind]
        )
        lines.append((together, "", f"{SIGNS['kept']} {language.say('choice.row.kept')}"))
    head = (language.say("choice.rule"), language.say("choice.total"), "")
    tones = (*(state for _, state in shown), *("kept" for _ in many))
    return TextTable(head, tuple(lines), frozenset({1}), frozenset({2}), tones)


def _rule(row: Row, state: str, cohort: Sequence[str], wording: Wording, seats: int) -> tuple[str, ...]:
    language = wording.language
    cost = language.amount(row.missed(row.total(cohort), seats) * (row.price or 0), row.unit)
    total = language.amount(row.counted(cohort, seats)[0], row.unit)
    return wording.row(row, seats), total, f"{SIGNS[state]} {language.say(phrase_key('choice.row', state), cost=cost)}"


def rule_state(row: Row, cohort: Sequence[str], seats: int) -> str:
    """How a row stands; a member of `SIGNS`."""
    total, low, high = row.total(cohort), row.low_at(seats), row.high_at(seats)
    if row.missed(total, seats):
        return "missed"
    if low == high:
        return "forced"
    return "tight" if total in {low, high} else "kept"


def effective_rows(rows: Iterable[Row], cohort: Sequence[str]) -> list[Row]:
    """The rows that apply to this cohort: a row of a `common` rule applies to a chosen applicant only."""
    return [row for row in rows if row.kind != "common" or _is_about(row, cohort)]


def _is_about(row: Row, cohort: Sequence[str]) -> bool:
    applicants = row.about.get("applicants", ())
    return isinstance(applicants, tuple) and any(key in cohort for key in applicants)


def _aims(decision: Decision, wording: Wording, goals: Sequence[Goal]) -> TextTable:
    language = wording.language
    lines, tones = [], []
    for number, (goal, aim) in enumerate(zip(goals, decision.aims, strict=True), 1):
        if not is_measured(goal, len(decision.cohort)):
            continue
        proven = aim.value == aim.bound
        key = "choice.proven" if proven else "choice.unproven"
        gap = language.amount(abs(aim.value - aim.bound), aim.unit)
        bound = language.say(key, bound=language.amount(aim.bound, aim.unit), gap=gap)
        tones.append("kept" if proven else "warning")
        lines.append((f"{number}.", wording.measure(goal, aim.value), f"{SIGNS['kept'] if proven else '?'} {bound}"))
    head = ("", language.say("choice.value"), language.say("choice.bound"))
    return TextTable(head, tuple(lines), tones=tuple(tones))


def is_measured(goal: Goal, chosen: int) -> bool:
    """Whether a cohort of so many has what the goal measures: a distance needs two."""
    return chosen > 1 or not isinstance(goal, NearestGoal | DispersionGoal)


def _shares(decision: Decision, wording: Wording, goals: Sequence[Goal]) -> TextTable | None:
    """Of each class whose deviation is an aim: the country, the applicants, the cohort, and the seats of its share."""
    language, pool = wording.language, decision.field
    everyone = [candidate.key for candidate in pool.candidates]
    lines: dict[tuple[str, str], tuple[str, ...]] = {}
    for goal in goals if decision.cohort else ():
        if isinstance(goal, DeviationGoal):
            for part, off in zip(goal.parts, goal.deviations(decision.cohort), strict=True):
                country = pool.country.get(part.attribute, {}).get(part.value, 0)
                applied, chosen = (
                    sum(part.weights.get(key, 0) for key in keys) for keys in (everyone, decision.cohort)
                )
                numbers = (
                    str(country),
                    str(applied),
                    str(chosen),
                    language.amount(chosen * goal.unit - off, goal.unit),
                )
                title = upper_first(wording.attribute(part.attribute))
                value = wording.value(part.attribute, part.value).removeprefix(f"{title} ")
                lines.setdefault((part.attribute, part.value), (title, value, *numbers))
    head = ("attribute", "value", "country", "applicants", "cohort", "wanted")
    titles = tuple(language.say(phrase_key("choice.share", name), noun=upper_first(wording.noun(2))) for name in head)
    return TextTable(titles, tuple(lines.values()), frozenset({2, 3, 4, 5})) if lines else None


def sure_sentence(decision: Decision, language: Language) -> str:
    counted = Counter(reason.seat for reason in decision.reasons)
    key = "choice.seats" if counted["depends"] else "choice.seats_settled"
    return language.say(key, always=counted["always"], never=counted["never"], depends=counted["depends"])


def _waiting(decision: Decision, wording: Wording) -> ReportSection:
    language = wording.language
    title = language.say("choice.waiting")
    names = tuple(wording.name(waiting.applicant) for waiting in decision.waiting_list)
    if not names:
        return ReportSection(title, notes=(language.say("report.label.nobody_on_list"),))
    notes = language.say("choice.order", by=wording.ranked_by()), " ".join(coverage_sentences(decision, wording))
    return ReportSection(title, lines=names, numbered=True, notes=notes)


def coverage_sentences(decision: Decision, wording: Wording) -> Iterator[str]:
    """What the waiting list is worth."""
    language, waiting_list, coverage = wording.language, decision.selection.waiting_list, decision.coverage
    values = {
        "coverage": percent(coverage.permille if coverage else 0, language),
        "by_score": percent(coverage.next_by_score_permille if coverage else 0, language),
        "chance": waiting_list.drop_out_percent if waiting_list else 0,
        "count": len(decision.waiting_list),
        "by": wording.ranked_by(),
    }
    yield language.say("choice.coverage", **values)
    if coverage and coverage.if_any_leaves_permille is not None:
        yield language.say("choice.coverage_given", given=percent(coverage.if_any_leaves_permille, language))
    if coverage:
        how = "at_least" if coverage.at_least else "exact" if coverage.exact else "sampled"
        yield language.say(phrase_key("choice.counted", how))


def _steps_in(decision: Decision, wording: Wording) -> Iterator[str]:
    """Who steps in, with all for whom it does so; and for whom nobody can."""
    first: Mapping[str, str] = {
        leaves: waiting.applicant for waiting in reversed(decision.waiting_list) for leaves in waiting.steps_in_for
    }
    groups: dict[tuple[str, str], list[str]] = {}
    for key in decision.cohort:
        kind = "steps_in" if key in first else "irreplaceable" if key in decision.irreplaceable else "nobody_waits"
        groups.setdefault((kind, first.get(key, "")), []).append(wording.name(key))
    order = [waiting.applicant for waiting in decision.waiting_list]
    for kind, key in sorted(groups, key=lambda group: order.index(group[1]) if group[1] else len(order)):
        values = {"leaves": tuple(groups[kind, key]), **({"steps_in": wording.name(key)} if key else {})}
        yield wording.language.say(phrase_key("choice.leaves", kind), **values)


def _alternatives(decision: Decision, wording: Wording, goals: Sequence[Goal]) -> Iterator[str]:
    for other in decision.alternatives:
        chosen = len(decision.cohort) - len(other.out) + len(other.into)
        pairs = zip(goals, other.values, strict=True)
        values = "; ".join(wording.measure(goal, value) for goal, value in pairs if is_measured(goal, chosen))
        out, into = wording.names(other.out), wording.names(other.into)
        key = "choice.alternative" if out and into else "choice.alternative.out" if out else "choice.alternative.into"
        names = {"out": out} if not into else {"into": into} if not out else {"out": out, "into": into}
        yield wording.language.say(key, **names, values=values)


def left_out_section(
    left_out: Iterable[LeftOut], language: Language, overrides: Sequence[Override] = ()
) -> ReportSection:
    """A line for each that could not be chosen: the name, the state, the facts, and who decided to go on without it."""
    lines = tuple(f"{one.name}: {_standing(one, language, overrides)}" for one in left_out)
    return ReportSection(language.say("choice.left_out"), lines=lines)


def _standing(one: LeftOut, language: Language, overrides: Sequence[Override]) -> str:
    state, facts = language.say(phrase_key("choice.standing", one.state)), language.choose_line(one.facts)
    more = " ".join(part for part in (facts, _gone_on(one, language, overrides)) if part)
    return f"{state}. {more}" if more else state


def why_left_out(one: LeftOut, language: Language, overrides: Sequence[Override] = ()) -> str:
    """Why one could not be chosen, as a sentence, the facts, and who decided to go on without it."""
    sentence = language.say(phrase_key("choice.why_left_out", one.state), name=one.name)
    parts = (sentence, language.choose_line(one.facts), _gone_on(one, language, overrides))
    return " ".join(part for part in parts if part)


def _gone_on(one: LeftOut, language: Language, overrides: Sequence[Override]) -> str:
    found = next((each for each in overrides if each.action == "leave-out" and each.applicant == one.applicant), None)
    return language.say("choice.gone_on_without", by=found.by, why=found.why) if found else ""


def _lot(decision: Decision, language: Language) -> Iterator[str]:
    values = {
        "seed": decision.run.seed,
        "source": language.choose_line(decision.run.seed_source),
        "freeze": decision.run.freeze,
    }
    yield language.say("choice.seed", **values).rstrip()
    yield language.say("choice.freeze", **values)
    for one in decision.overrides:
        if one.action == "seed":
            yield language.say("choice.seed_overridden", by=one.by, why=one.why)


def percent(permille: int, language: Language) -> str:
    """Thousandths as percent; 100 stands for all cases only; sampled or rounded values are marked."""
    if permille == _ALL - 1:
        return language.say("choice.nearly_all")
    if permille == _ALL:
        return "100"
    whole, tenth = divmod(permille, 10)
    return f"{whole}{language.decimal_point}{tenth}"
