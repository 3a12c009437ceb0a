"""A selection as text, Markdown and CSV: cohort, rules, aims with their bounds, certainty, waiting list."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from samskab.fairness.candidate import Candidate, Pool
from samskab.fairness.objectives import Goal
from samskab.fairness.row import Row, Rows
from samskab.fairness.wording import Wording
from samskab.language import Language, phrase_key
from samskab.model.decision import Decision, Reason
from samskab.report.cohort.table import Table, aligned
from samskab.report.escape import show
from samskab.report.findings.markdown import plain

_MOST_ROWS = 40
_MOST_ALIKE = 25
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Choice(NamedTuple):
    """A decision with what its report needs; `left_out` are the id, name and reason of those who do not stand."""

    decision: Decision
    pool: Pool
    rows: Rows
    goals: Sequence[Goal]
    left_out: Sequence[tuple[str, str, str]]


def as_text(choice: Choice, language: Language) -> str:
    """The whole choice, for a terminal of any width above 60."""
    parts: list[str] = []
    for title, part in _sections(choice, language):
        body = aligned(part) if isinstance(part, Table) else part
        parts += [title, *body, ""]
    return "\n".join(parts)


def as_markdown(choice: Choice, language: Language) -> str:
    """The same for a report or a pull request. Titles hold no data; everything else is escaped."""
    parts: list[str] = []
    for title, part in _sections(choice, language):
        parts += [f"## {title.rstrip(':')}" if part else f"**{title}**", ""]
        if not part:
            continue
        if isinstance(part, Table):
            rule = ("---:" if n in part.numbers else "---" for n in range(len(part.head)))
            cells = (part.head, tuple(rule), *part.lines)
            parts += ["| " + " | ".join(c if c.startswith("---") else plain(c) for c in line) + " |" for line in cells]
        else:
            parts += [f"- {plain(line.strip())}" for line in part]
        parts.append("")
    return "\n".join(parts)


def as_csv(choice: Choice, language: Language) -> str:
    """Every applicant with the outcome and the reason, for a Danish Excel: `;`, CRLF, no cell that is a formula."""
    names = {candidate.key: candidate for candidate in choice.pool.candidates}
    places = {waiting.applicant: n for n, waiting in enumerate(choice.decision.waiting_list, 1)}
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    note = [language.say("choice.demonstration")] if choice.decision.demonstration else []
    head = ("id", "codes", "name", "outcome", "waiting", "reason", *("note" for _ in note))
    table.writerow([language.say(phrase_key("choice.csv", name)) for name in head])
    for reason in choice.decision.reasons:
        candidate = names[reason.applicant]
        outcome, waits = language.say(phrase_key("choice.outcome", reason.outcome)), places.get(reason.applicant, "")
        text = language.choose(reason.fakta)
        _put(
            table, (candidate.key, " ".join(candidate.municipalities), candidate.name, outcome, str(waits), text, *note)
        )
    for key, name, why in choice.left_out:
        told = language.say(phrase_key("choice.why_left_out", why), name=name)
        _put(table, (key, "", name, language.say("choice.outcome.left_out"), "", told, *note))
    return out.getvalue()


def _put(table: Any, cells: Iterable[str]) -> None:
    shown = (show(cell, longest=4000) for cell in cells)
    table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown])


def reason_text(choice: Choice, reason: Reason, language: Language) -> str:
    """One applicant's whole reason: rule, main considerations, facts, lot."""
    parts = ("regel", reason.regel), ("hovedhensyn", reason.hovedhensyn), ("fakta", reason.fakta)
    lines = [_name(choice, reason.applicant)]
    for name, text in (*parts, ("lodtraekning", reason.lodtraekning)):
        if text is not None:
            title, body = language.say(phrase_key("choice.part", name)), show(language.choose(text), longest=4000)
            lines += [f"  {title}", f"    {body}"]
    return "\n".join([*lines, ""])


def _sections(choice: Choice, language: Language) -> Iterable[tuple[str, Table | list[str]]]:
    decision = choice.decision
    wording = Wording(choice.pool, decision.selection, language)
    seats = choice.rows.seats(decision.cohort)
    counts = {"count": len(decision.cohort), "seats": seats, "applicants": len(choice.pool.candidates)}
    if decision.demonstration:
        yield language.say("choice.demonstration"), []
    yield language.say("choice.cohort", **counts), _cohort(choice, wording)
    yield language.say("choice.rules"), _rules(choice, wording, seats)
    yield language.say("choice.aims"), _aims(choice, wording)
    yield language.say("choice.sure"), [_sure(decision, language)]
    if decision.selection.waiting_list and decision.selection.waiting_list.size:
        yield language.say("choice.waiting"), _waiting(choice, language)
        yield language.say("choice.steps_in"), _steps_in(choice, language)
    if decision.alternatives:
        yield language.say("choice.alternatives"), _alternatives(choice, wording)
    if choice.left_out:
        yield language.say("choice.left_out"), _left_out(choice, language)
    yield language.say("choice.lot"), _lot(decision, language)


def _cohort(choice: Choice, wording: Wording) -> Table:
    attributes, numbers = _columns(choice)
    head = (
        wording.language.say("choice.name"),
        *(_capital(wording.attribute(name)) for name in (*attributes, *numbers)),
    )
    by_key = {candidate.key: candidate for candidate in choice.pool.candidates}
    chosen = sorted((by_key[key] for key in choice.decision.cohort), key=lambda c: (c.municipalities, c.key))
    lines = tuple(
        (
            candidate.name,
            *(", ".join(wording.value(name, v) for v in candidate.attributes.get(name, ())) for name in attributes),
            *(_amount(candidate, name, choice, wording) for name in numbers),
        )
        for candidate in chosen
    )
    first = 1 + len(attributes)
    return Table(head, lines, frozenset(range(first, first + len(numbers))))


def _columns(choice: Choice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the rules and aims look at, in their order: attributes, then numbers."""
    used = [*choice.decision.selection.rules, *choice.decision.selection.aims]
    by = [name for entry in used for name in _as_tuple(getattr(entry, "by", ()))]
    of = [
        name for entry in used for name in _as_tuple(getattr(entry, "of", ())) if name not in {"country", "applicants"}
    ]
    known = {name for candidate in choice.pool.candidates for name in candidate.attributes}
    return tuple(dict.fromkeys(n for n in by if n in known)), tuple(dict.fromkeys(of))


def _as_tuple(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _amount(candidate: Candidate, name: str, choice: Choice, wording: Wording) -> str:
    return wording.language.amount(candidate.numbers.get(name, 0), choice.pool.units.get(name, 1))


def _rules(choice: Choice, wording: Wording, seats: int) -> Table:
    """A line for each row; of very many rows, those of one kind that are kept share a line."""
    language, cohort = wording.language, choice.decision.cohort
    # a row of company says something about an applicant who is chosen only
    rows = [row for row in choice.rows.all() if row.kind != "common" or _is_about(row, cohort)]
    checked = [(row, row.missed(row.total(cohort), seats)) for row in rows]
    kept = Counter(row.kind for row, missed in checked if not missed)
    many = sorted(kind for kind, count in kept.items() if count > _MOST_ALIKE) if len(rows) > _MOST_ROWS else []
    lines = [_rule(row, missed, choice, wording, seats) for row, missed in checked if missed or row.kind not in many]
    lines += [
        (language.say(phrase_key("choice.many", kind), count=kept[kind]), "", language.say("choice.kept"))
        for kind in many
    ]
    return Table((language.say("choice.rule"), language.say("choice.total"), ""), tuple(lines), frozenset({1}))


def _rule(row: Row, missed: int, choice: Choice, wording: Wording, seats: int) -> tuple[str, ...]:
    language, unit = wording.language, row.about.get("unit", 1)
    total = language.amount(row.total(choice.decision.cohort), unit if isinstance(unit, int) else 1)
    cost = missed * (row.price or 0)
    outcome = language.say("choice.missed", cost=cost) if missed else language.say("choice.kept")
    return wording.row(row, seats), total, outcome


def _is_about(row: Row, cohort: Sequence[str]) -> bool:
    applicants = row.about.get("applicants", ())
    return isinstance(applicants, tuple) and any(key in cohort for key in applicants)


def _aims(choice: Choice, wording: Wording) -> Table:
    language = wording.language
    lines = []
    for number, (goal, aim) in enumerate(zip(choice.goals, choice.decision.aims, strict=True), 1):
        proven = aim.value == aim.bound
        bound = language.say(
            "choice.proven" if proven else "choice.unproven", bound=language.amount(aim.bound, aim.unit)
        )
        lines.append((f"{number}.", wording.measure(goal, aim.value), bound))
    return Table(("", language.say("choice.value"), language.say("choice.bound")), tuple(lines))


def _sure(decision: Decision, language: Language) -> str:
    counted = Counter(reason.seat for reason in decision.reasons)
    return language.say("choice.seats", always=counted["always"], never=counted["never"], depends=counted["depends"])


def _waiting(choice: Choice, language: Language) -> list[str]:
    decision = choice.decision
    lines = [f"  {n}. {_name(choice, waiting.applicant)}" for n, waiting in enumerate(decision.waiting_list, 1)]
    if not lines:
        return ["  " + language.say("choice.nobody_on_list")]
    waiting_list = decision.selection.waiting_list
    values = {
        "coverage": _percent(decision.waiting_coverage_permille, language),
        "by_score": _percent(decision.next_by_score_permille, language),
        "chance": waiting_list.drop_out_percent if waiting_list else 0,
        "count": len(lines),
    }
    return [*lines, language.say("choice.coverage", **values)]


def _steps_in(choice: Choice, language: Language) -> list[str]:
    able: Mapping[str, list[str]] = {key: [] for key in choice.decision.cohort}
    for waiting in choice.decision.waiting_list:
        for key in waiting.steps_in_for:
            able[key].append(waiting.applicant)
    lines = []
    for key in choice.decision.cohort:
        if able[key]:
            values = {"leaves": _name(choice, key), "steps_in": _name(choice, able[key][0])}
            lines.append("  " + language.say("choice.if_leaves", **values))
        elif key in choice.decision.irreplaceable:
            lines.append("  " + language.say("choice.irreplaceable", leaves=_name(choice, key)))
        else:
            lines.append("  " + language.say("choice.nobody_waits", leaves=_name(choice, key)))
    return lines


def _alternatives(choice: Choice, wording: Wording) -> list[str]:
    lines = []
    for other in choice.decision.alternatives:
        pairs = zip(choice.goals, other.values, strict=True)
        values = "; ".join(wording.measure(goal, value) for goal, value in pairs)
        out, into = wording.names(other.out), wording.names(other.into)
        key = "choice.alternative" if out and into else "choice.alternative.out" if out else "choice.alternative.into"
        told = {"out": out} if not into else {"into": into} if not out else {"out": out, "into": into}
        lines.append("  " + show(wording.language.say(key, **told, values=values), longest=2000))
    return lines


def _left_out(choice: Choice, language: Language) -> list[str]:
    return [f"  {show(name)}: {language.say(phrase_key('choice.standing', why))}" for _, name, why in choice.left_out]


def _lot(decision: Decision, language: Language) -> list[str]:
    source = show(language.choose(decision.run.seed_source))
    values = {"seed": show(decision.run.seed), "source": source, "freeze": decision.run.freeze}
    return ["  " + language.say("choice.seed", **values), "  " + language.say("choice.freeze", **values)]


def _name(choice: Choice, key: str) -> str:
    return next((show(c.name or c.key) for c in choice.pool.candidates if c.key == key), show(key))


def _percent(permille: int | None, language: Language) -> str:
    whole, tenth = divmod(permille or 0, 10)
    return f"{whole}{language.decimal_point}{tenth}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
