"""A choice on a screen, in a report and in a spreadsheet: who, by which rules, how good, how sure, who waits."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from samskab.fairness.candidate import Candidate, Pool
from samskab.fairness.objectives import Goal
from samskab.fairness.row import Row, Rows
from samskab.fairness.wording import Say
from samskab.language import Phrasebook
from samskab.model.decision import Decision, Reason
from samskab.model.field_types import Words
from samskab.report.cohort.table import Table, aligned
from samskab.report.escape import show
from samskab.report.findings.markdown import plain

_MOST_ROWS = 40
_MOST_ALIKE = 25
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Choice(NamedTuple):
    """A decision with what puts it into words; `left_out` are the id, name and reason of those who do not stand."""

    decision: Decision
    pool: Pool
    rows: Rows
    goals: Sequence[Goal]
    left_out: Sequence[tuple[str, str, str]]


def as_text(choice: Choice, words: Phrasebook) -> str:
    """The whole choice, for a terminal of any width above 60."""
    parts: list[str] = []
    for title, part in _sections(choice, words):
        body = aligned(part) if isinstance(part, Table) else part
        parts += [title, *body, ""]
    return "\n".join(parts)


def as_markdown(choice: Choice, words: Phrasebook) -> str:
    """The same for a report or a pull request; nothing in the data can be markup."""
    parts: list[str] = []
    for title, part in _sections(choice, words):
        parts += [f"## {plain(title.rstrip(':'))}" if part else f"**{plain(title)}**", ""]
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


def as_csv(choice: Choice, words: Phrasebook) -> str:
    """Every applicant with the outcome and the reason, for a Danish Excel: `;`, CRLF, no cell that is a formula."""
    names = {candidate.key: candidate for candidate in choice.pool.candidates}
    places = {waiting.applicant: n for n, waiting in enumerate(choice.decision.waiting_list, 1)}
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    note = [words.say("choice.demonstration")] if choice.decision.demonstration else []
    head = ("id", "codes", "name", "outcome", "waiting", "reason", *("note" for _ in note))
    table.writerow([words.say(f"choice.csv.{name}") for name in head])
    for reason in choice.decision.reasons:
        candidate = names[reason.applicant]
        outcome, waits = words.say(f"choice.outcome.{reason.outcome}"), places.get(reason.applicant, "")
        text = _said(reason.fakta, words)
        _put(
            table, (candidate.key, " ".join(candidate.municipalities), candidate.name, outcome, str(waits), text, *note)
        )
    for key, name, why in choice.left_out:
        told = words.say(f"choice.why_left_out.{why}", name=name)
        _put(table, (key, "", name, words.say("choice.outcome.left_out"), "", told, *note))
    return out.getvalue()


def _put(table: Any, cells: Iterable[str]) -> None:
    shown = (show(cell, longest=4000) for cell in cells)
    table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown])


def reason_text(choice: Choice, reason: Reason, words: Phrasebook) -> str:
    """One applicant's whole reason: rule, main considerations, facts, lot."""
    parts = ("regel", reason.regel), ("hovedhensyn", reason.hovedhensyn), ("fakta", reason.fakta)
    lines = [_name(choice, reason.applicant)]
    for name, text in (*parts, ("lodtraekning", reason.lodtraekning)):
        if text is not None:
            lines += [f"  {words.say(f'choice.part.{name}')}", f"    {show(_said(text, words), longest=4000)}"]
    return "\n".join([*lines, ""])


def _sections(choice: Choice, words: Phrasebook) -> Iterable[tuple[str, Table | list[str]]]:
    decision = choice.decision
    say = Say(choice.pool, decision.selection, words)
    seats = choice.rows.seats(decision.cohort)
    counts = {"count": len(decision.cohort), "seats": seats, "applicants": len(choice.pool.candidates)}
    if decision.demonstration:
        yield words.say("choice.demonstration"), []
    yield words.say("choice.cohort", **counts), _cohort(choice, say)
    yield words.say("choice.rules"), _rules(choice, say, seats)
    yield words.say("choice.aims"), _aims(choice, say)
    yield words.say("choice.sure"), [_sure(decision, words)]
    if decision.selection.waiting_list and decision.selection.waiting_list.size:
        yield words.say("choice.waiting"), _waiting(choice, words)
        yield words.say("choice.steps_in"), _steps_in(choice, words)
    if decision.alternatives:
        yield words.say("choice.alternatives"), _alternatives(choice, say)
    if choice.left_out:
        yield words.say("choice.left_out"), _left_out(choice, words)
    yield words.say("choice.lot"), _lot(decision, words)


def _cohort(choice: Choice, say: Say) -> Table:
    attributes, numbers = _columns(choice)
    head = (say.book.say("choice.name"), *(_capital(say.attribute(name)) for name in (*attributes, *numbers)))
    by_key = {candidate.key: candidate for candidate in choice.pool.candidates}
    chosen = sorted((by_key[key] for key in choice.decision.cohort), key=lambda c: (c.municipalities, c.key))
    lines = tuple(
        (
            candidate.name,
            *(", ".join(say.value(name, v) for v in candidate.attributes.get(name, ())) for name in attributes),
            *(_amount(candidate, name, choice, say) for name in numbers),
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


def _amount(candidate: Candidate, name: str, choice: Choice, say: Say) -> str:
    return say.amount(candidate.numbers.get(name, 0), choice.pool.units.get(name, 1))


def _rules(choice: Choice, say: Say, seats: int) -> Table:
    book = say.book
    lines: list[tuple[str, ...]] = []
    kinds: list[str] = []
    for row in choice.rows.all():
        if row.kind == "common" and not _is_about(row, choice.decision.cohort):
            continue  # company is asked for those who are chosen; for the others the row says nothing
        total = row.total(choice.decision.cohort)
        missed = row.missed(total, seats)
        unit = row.about.get("unit", 1)
        told = book.say("choice.kept") if not missed else book.say("choice.missed", cost=missed * (row.price or 0))
        lines.append((say.row(row, seats), say.amount(total, unit if isinstance(unit, int) else 1), told))
        kinds.append(row.kind)
    if len(lines) > _MOST_ROWS:  # distance makes a row for each cluster of neighbours: they are told together
        counted = Counter(kinds)
        many = {kind for kind, n in counted.items() if n > _MOST_ALIKE}
        kept = [line for kind, line in zip(kinds, lines, strict=True) if kind not in many]
        lines = kept + [
            (book.say(f"choice.many.{k}", count=counted[k]), "", book.say("choice.kept")) for k in sorted(many)
        ]
    return Table((book.say("choice.rule"), book.say("choice.total"), ""), tuple(lines), frozenset({1}))


def _is_about(row: Row, cohort: Sequence[str]) -> bool:
    applicants = row.about.get("applicants", ())
    return isinstance(applicants, tuple) and any(key in cohort for key in applicants)


def _aims(choice: Choice, say: Say) -> Table:
    book = say.book
    lines = []
    for number, (goal, aim) in enumerate(zip(choice.goals, choice.decision.aims, strict=True), 1):
        proven = aim.value == aim.bound
        bound = book.say("choice.proven" if proven else "choice.unproven", bound=say.amount(aim.bound, aim.unit))
        lines.append((f"{number}.", say.measure(goal, aim.value), bound))
    return Table(("", book.say("choice.value"), book.say("choice.bound")), tuple(lines))


def _sure(decision: Decision, words: Phrasebook) -> str:
    counted = Counter(reason.seat for reason in decision.reasons)
    return words.say("choice.seats", always=counted["always"], never=counted["never"], depends=counted["depends"])


def _waiting(choice: Choice, words: Phrasebook) -> list[str]:
    decision = choice.decision
    lines = [f"  {n}. {_name(choice, waiting.applicant)}" for n, waiting in enumerate(decision.waiting_list, 1)]
    if not lines:
        return ["  " + words.say("choice.nobody_on_list")]
    waiting_list = decision.selection.waiting_list
    values = {
        "coverage": _percent(decision.waiting_coverage_permille, words),
        "by_score": _percent(decision.next_by_score_permille, words),
        "chance": waiting_list.drop_out_percent if waiting_list else 0,
        "count": len(lines),
    }
    return [*lines, words.say("choice.coverage", **values)]


def _steps_in(choice: Choice, words: Phrasebook) -> list[str]:
    able: Mapping[str, list[str]] = {key: [] for key in choice.decision.cohort}
    for waiting in choice.decision.waiting_list:
        for key in waiting.steps_in_for:
            able[key].append(waiting.applicant)
    lines = []
    for key in choice.decision.cohort:
        if able[key]:
            values = {"leaves": _name(choice, key), "steps_in": _name(choice, able[key][0])}
            lines.append("  " + words.say("choice.if_leaves", **values))
        elif key in choice.decision.irreplaceable:
            lines.append("  " + words.say("choice.irreplaceable", leaves=_name(choice, key)))
        else:
            lines.append("  " + words.say("choice.nobody_waits", leaves=_name(choice, key)))
    return lines


def _alternatives(choice: Choice, say: Say) -> list[str]:
    lines = []
    for other in choice.decision.alternatives:
        pairs = zip(choice.goals, other.values, strict=True)
        values = "; ".join(say.measure(goal, value) for goal, value in pairs)
        out, into = say.names(other.out), say.names(other.into)
        key = "choice.alternative" if out and into else "choice.alternative.out" if out else "choice.alternative.into"
        told = {"out": out} if not into else {"into": into} if not out else {"out": out, "into": into}
        lines.append("  " + show(say.book.say(key, **told, values=values), longest=2000))
    return lines


def _left_out(choice: Choice, words: Phrasebook) -> list[str]:
    return [f"  {show(name)}: {words.say(f'choice.standing.{why}')}" for _, name, why in choice.left_out]


def _lot(decision: Decision, words: Phrasebook) -> list[str]:
    source = _said(decision.run.seed_source, words) if decision.run.seed_source else ""
    values = {"seed": show(decision.run.seed), "source": show(source), "freeze": decision.run.freeze}
    return ["  " + words.say("choice.seed", **values), "  " + words.say("choice.freeze", **values)]


def _name(choice: Choice, key: str) -> str:
    return next((show(c.name or c.key) for c in choice.pool.candidates if c.key == key), show(key))


def _said(text: Words | None, words: Phrasebook) -> str:
    return "" if text is None else (text.en if words.language == "en" and text.en else text.da)


def _percent(permille: int | None, words: Phrasebook) -> str:
    whole, tenth = divmod(permille or 0, 10)
    return f"{whole}{',' if words.language == 'da' else '.'}{tenth}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
