"""A decision record as text, Markdown and CSV: cohort, rules, aims with their bounds, certainty, waiting list."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from samskab.fairness.objectives import DeviationGoal, Goal
from samskab.fairness.outcome import WhatIf
from samskab.fairness.row import Row
from samskab.fairness.tables import tables_of
from samskab.fairness.wording import Wording
from samskab.language import Language, phrase_key
from samskab.model.decision import Decision, Grounds, LeftOut, Reason
from samskab.model.field_types import Words
from samskab.model.pool import Candidate
from samskab.report.cohort.columns import COLUMNS
from samskab.report.cohort.table import TextTable, aligned
from samskab.report.cohort.what_if import difference, mark
from samskab.report.escape import show
from samskab.report.findings.markdown import plain

_MOST_ROWS = 40
_MOST_ALIKE = 25
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

ReportSection = tuple[str, TextTable | list[str]]


def outline_as_text(outline: Decision, language: Language, what_if: WhatIf | None = None) -> str:
    """The cohort, the rules and the proof for a terminal. Tables may be wider than the terminal."""
    return _as_text(_first_sections(outline, language, what_if))


def rest_as_text(decision: Decision, language: Language) -> str:
    """What follows the outline: certainty, waiting list, alternatives, those who could not be chosen, the lot."""
    return _as_text(_further_sections(decision, language))


def _as_text(sections: Iterable[ReportSection]) -> str:
    parts: list[str] = []
    for title, part in sections:
        body = aligned(part) if isinstance(part, TextTable) else part
        parts += [title, *body, ""]
    return "\n".join(parts)


def decision_as_markdown(decision: Decision, language: Language, what_if: WhatIf | None = None) -> str:
    """The same for a report or a pull request. Titles hold no data; everything else is escaped."""
    parts: list[str] = []
    for title, part in chain(_first_sections(decision, language, what_if), _further_sections(decision, language)):
        parts += [f"## {title.rstrip(':')}" if part else f"**{title}**", ""]
        if not part:
            continue
        if isinstance(part, TextTable):
            rule = ("---:" if n in part.numbers else "---" for n in range(len(part.head)))
            cells = (part.head, tuple(rule), *part.lines)
            parts += ["| " + " | ".join(c if c.startswith("---") else plain(c) for c in line) + " |" for line in cells]
        else:
            parts += [f"- {plain(line.strip())}" for line in part]
        parts.append("")
    return "\n".join(parts)


def decision_as_csv(decision: Decision, language: Language, what_if: WhatIf | None = None) -> str:
    """Every applicant with the outcome and the reason, for a Danish Excel: `;`, CRLF, no cell that is a formula."""
    candidates = decision.field.by_key()
    places = {waiting.applicant: n for n, waiting in enumerate(decision.waiting_list, 1)}
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    notes = [mark(what_if, language)] if what_if else []
    notes += [language.say("choice.demonstration")] if decision.demonstration else []
    note = [" ".join(notes)] if notes else []
    titles = [language.say(phrase_key("choice.column", column.name)) for column in COLUMNS]
    head = ("outcome", "waiting", "reason", *("note" for _ in note))
    table.writerow([*titles, *(language.say(phrase_key("choice.csv", name)) for name in head)])
    for reason in decision.reasons:
        candidate = candidates[reason.applicant]
        outcome, waits = language.say(phrase_key("choice.outcome", reason.outcome)), places.get(reason.applicant, "")
        cells = (str(column.value(candidate)) for column in COLUMNS)
        _put(table, (*cells, outcome, str(waits), language.choose(reason.facts), *note))
    for one in decision.left_out:
        known = {"id": one.applicant, "name": one.name, "codes": " ".join(one.municipalities)}
        cells = (known.get(column.name, "") for column in COLUMNS)
        _put(table, (*cells, language.say("choice.outcome.left_out"), "", why_left_out(one, language), *note))
    return out.getvalue()


def _put(table: Any, cells: Iterable[str]) -> None:
    shown = (show(cell, longest=4000) for cell in cells)
    table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown])


def reason_as_text(name: str, grounds: Grounds, own: Words, reason: Reason, language: Language) -> str:
    """One applicant's whole reason under its name: its own facts first, then the outcome, the grounds, and the lot."""
    parts = {"own": own, "facts": reason.facts, "lot": reason.lot}
    parts |= {"rule": grounds.rule, "considerations": grounds.considerations}
    lines = [show(name)]
    for part, text in parts.items():
        if text is not None and text.da:
            title, body = language.say(phrase_key("choice.part", part)), show(language.choose(text), longest=4000)
            lines += [f"  {title}", f"    {body}"]
    return "\n".join([*lines, ""])


def _first_sections(decision: Decision, language: Language, what_if: WhatIf | None) -> Iterable[ReportSection]:
    """The cohort, the rules and the aims: what is known before any reason has been searched for."""
    tables = tables_of(decision)
    wording = Wording(tables, language)
    seats = tables.rows.seats(decision.cohort)
    applied = len(decision.field.candidates)
    counts = {"count": len(decision.cohort), "seats": seats, "applicants": applied, "noun": wording.noun(applied)}
    if what_if is not None:
        yield mark(what_if, language), []
    if decision.demonstration:
        yield language.say("choice.demonstration"), []
    if what_if is not None:
        yield language.say("choice.what_if.difference"), difference(what_if, decision.cohort, tables, language)
    yield language.say("choice.what_if.cohort" if what_if else "choice.cohort", **counts), _cohort(decision, wording)
    yield language.say("choice.rules"), _rules(decision, wording, tables.rows.all(), seats)
    yield language.say("choice.aims"), _aims(decision, wording, tables.goals)
    if shares := _shares(decision, wording, tables.goals):
        yield language.say("choice.shares"), shares


def _further_sections(decision: Decision, language: Language) -> Iterable[ReportSection]:
    """What rests on the reasons, the waiting list and the alternatives."""
    tables = tables_of(decision)
    wording = Wording(tables, language)
    yield language.say("choice.sure"), [_sure(decision, language)]
    if decision.selection.waiting_list and decision.selection.waiting_list.size:
        yield language.say("choice.waiting"), _waiting(decision, wording)
        yield language.say("choice.steps_in"), _steps_in(decision, wording)
    if decision.alternatives:
        yield language.say("choice.alternatives"), _alternatives(decision, wording, tables.goals)
    if decision.left_out:
        yield language.say("choice.left_out"), left_out_lines(decision.left_out, language)
    yield language.say("choice.lot"), _lot(decision, language)


def _cohort(decision: Decision, wording: Wording) -> TextTable:
    """The chosen with the attributes and numbers that the rules and aims read, and the columns on screen."""
    known = {name for candidate in decision.field.candidates for name in candidate.attributes}
    attributes = [name for name in decision.selection.attributes() if name in known]
    numbers = decision.selection.numbers()
    columns = [column for column in COLUMNS if column.on_screen]
    titles = (_capital(wording.attribute(name)) for name in (*attributes, *numbers))
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
    name = wording.language.say("choice.name") if decision.field.noun is None else _capital(wording.noun(1))
    head = (name, *titles, *more)
    return TextTable(head, lines, frozenset((*range(first, after), *whole)))


def _amount(candidate: Candidate, name: str, decision: Decision, language: Language) -> str:
    if name not in candidate.numbers:
        return language.say("choice.unknown_number")
    return language.amount(candidate.numbers[name], decision.field.units.get(name, 1))


def _rules(decision: Decision, wording: Wording, every: Sequence[Row], seats: int) -> TextTable:
    """A line for each row; of very many rows, those of one kind that are kept share a line."""
    language, cohort = wording.language, decision.cohort
    # a row of a `common` rule has an effect for a chosen applicant only
    rows = [row for row in every if row.kind != "common" or _is_about(row, cohort)]
    checked = [(row, row.missed(row.total(cohort), seats)) for row in rows]
    kept = Counter(row.kind for row, missed in checked if not missed)
    many = sorted(kind for kind, count in kept.items() if count > _MOST_ALIKE) if len(rows) > _MOST_ROWS else []
    lines = [_rule(row, missed, cohort, wording, seats) for row, missed in checked if missed or row.kind not in many]
    lines += [
        (
            language.say(phrase_key("choice.many", kind), count=kept[kind], noun=wording.noun(kept[kind])),
            "",
            language.say("choice.kept"),
        )
        for kind in many
    ]
    return TextTable((language.say("choice.rule"), language.say("choice.total"), ""), tuple(lines), frozenset({1}))


def _rule(row: Row, missed: int, cohort: Sequence[str], wording: Wording, seats: int) -> tuple[str, ...]:
    language = wording.language
    cost = language.amount(missed * (row.price or 0), row.unit)
    total = language.amount(row.counted(cohort, seats)[0], row.unit)
    kept = language.say("choice.missed", cost=cost) if missed else language.say("choice.kept")
    return wording.row(row, seats), total, kept


def _is_about(row: Row, cohort: Sequence[str]) -> bool:
    applicants = row.about.get("applicants", ())
    return isinstance(applicants, tuple) and any(key in cohort for key in applicants)


def _aims(decision: Decision, wording: Wording, goals: Sequence[Goal]) -> TextTable:
    language = wording.language
    lines = []
    for number, (goal, aim) in enumerate(zip(goals, decision.aims, strict=True), 1):
        proven = aim.value == aim.bound
        bound = language.say(
            "choice.proven" if proven else "choice.unproven",
            bound=language.amount(aim.bound, aim.unit),
            gap=language.amount(abs(aim.value - aim.bound), aim.unit),
        )
        lines.append((f"{number}.", wording.measure(goal, aim.value), bound))
    return TextTable(("", language.say("choice.value"), language.say("choice.bound")), tuple(lines))


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
                names = _capital(wording.attribute(part.attribute)), wording.value(part.attribute, part.value)
                lines.setdefault((part.attribute, part.value), (*names, *numbers))
    head = ("attribute", "value", "country", "applicants", "cohort", "wanted")
    titles = tuple(language.say(phrase_key("choice.share", name), noun=_capital(wording.noun(2))) for name in head)
    return TextTable(titles, tuple(lines.values()), frozenset({2, 3, 4, 5})) if lines else None


def _sure(decision: Decision, language: Language) -> str:
    counted = Counter(reason.seat for reason in decision.reasons)
    return language.say("choice.seats", always=counted["always"], never=counted["never"], depends=counted["depends"])


def _waiting(decision: Decision, wording: Wording) -> list[str]:
    language = wording.language
    lines = [f"  {n}. {_name(wording, waiting.applicant)}" for n, waiting in enumerate(decision.waiting_list, 1)]
    if not lines:
        return ["  " + language.say("choice.nobody_on_list")]
    waiting_list, coverage = decision.selection.waiting_list, decision.coverage
    values = {
        "coverage": _percent(coverage.permille if coverage else 0, language),
        "by_score": _percent(coverage.next_by_score_permille if coverage else 0, language),
        "chance": waiting_list.drop_out_percent if waiting_list else 0,
        "count": len(lines),
        "by": wording.ranked_by(),
    }
    told = [language.say("choice.coverage", **values)]
    if coverage and coverage.if_any_leaves_permille is not None:
        told.append(language.say("choice.coverage_given", given=_percent(coverage.if_any_leaves_permille, language)))
    if coverage:
        how = "at_least" if coverage.at_least else "exact" if coverage.exact else "sampled"
        told.append(language.say(phrase_key("choice.counted", how)))
    return [*lines, "  " + " ".join(told)]


def _steps_in(decision: Decision, wording: Wording) -> list[str]:
    able: Mapping[str, list[str]] = {key: [] for key in decision.cohort}
    for waiting in decision.waiting_list:
        for key in waiting.steps_in_for:
            able[key].append(waiting.applicant)
    lines = []
    for key in decision.cohort:
        name = _name(wording, key)
        if able[key]:
            values = {"leaves": name, "steps_in": _name(wording, able[key][0])}
            lines.append("  " + wording.language.say("choice.if_leaves", **values))
        elif key in decision.irreplaceable:
            lines.append("  " + wording.language.say("choice.irreplaceable", leaves=name))
        else:
            lines.append("  " + wording.language.say("choice.nobody_waits", leaves=name))
    return lines


def _alternatives(decision: Decision, wording: Wording, goals: Sequence[Goal]) -> list[str]:
    lines = []
    for other in decision.alternatives:
        pairs = zip(goals, other.values, strict=True)
        values = "; ".join(wording.measure(goal, value) for goal, value in pairs)
        out, into = wording.names(other.out), wording.names(other.into)
        key = "choice.alternative" if out and into else "choice.alternative.out" if out else "choice.alternative.into"
        names = {"out": out} if not into else {"into": into} if not out else {"out": out, "into": into}
        lines.append("  " + show(wording.language.say(key, **names, values=values), longest=2000))
    return lines


def left_out_lines(left_out: Iterable[LeftOut], language: Language) -> list[str]:
    """A line for each that could not be chosen: the name, the state, and the facts."""
    return [f"  {show(one.name)}: {show(_standing(one, language), longest=2000)}" for one in left_out]


def _standing(one: LeftOut, language: Language) -> str:
    state, facts = language.say(phrase_key("choice.standing", one.state)), language.choose_line(one.facts)
    return f"{state}. {facts}" if facts else state


def why_left_out(one: LeftOut, language: Language) -> str:
    """Why one could not be chosen, as a sentence, and the facts."""
    sentence = language.say(phrase_key("choice.why_left_out", one.state), name=one.name)
    return " ".join(part for part in (sentence, language.choose_line(one.facts)) if part)


def _lot(decision: Decision, language: Language) -> list[str]:
    source = show(language.choose(decision.run.seed_source))
    values = {"seed": show(decision.run.seed), "source": source, "freeze": decision.run.freeze}
    lines = [language.say("choice.seed", **values), language.say("choice.freeze", **values)]
    lines += [
        language.say("choice.seed_overridden", by=show(one.by), why=show(one.why))
        for one in decision.overrides
        if one.action == "seed"
    ]
    return [f"  {line.rstrip()}" for line in lines]


def _name(wording: Wording, key: str) -> str:
    return show(wording.name(key))


def _percent(permille: int, language: Language) -> str:
    whole, tenth = divmod(permille, 10)
    return f"{whole}{language.decimal_point}{tenth}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
