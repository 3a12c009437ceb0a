"""A decision and its reasons in a terminal: the answer first, then the details, and a summary at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from samskab.fairness.outcome import WhatIf
from samskab.fairness.tables import tables_of
from samskab.fairness.wording import Wording
from samskab.language import Language, phrase_key
from samskab.model.decision import Decision, Grounds, LeftOut, Override, Reason
from samskab.model.field_types import Words
from samskab.report.cohort.sections import (
    ReportSection,
    first_sections,
    further_sections,
    states_of_rules,
    why_left_out,
)
from samskab.report.cohort.what_if import difference, mark
from samskab.report.screen import FoldingTable, beside, bullets, escaped_text, indented, picture, under_title

if TYPE_CHECKING:
    from rich.console import RenderableType

BESIDE_FROM = 120
"""Columns from which the map stands beside the cohort."""

_CHOSEN = {"chosen", "required"}


def map_columns(width: int) -> int:
    """The columns of a map beside the cohort in a terminal of this width; 0 where it has no room there."""
    return min(72, width // 3) if width >= BESIDE_FROM else 0


def notices(demonstration: bool, language: Language, what_if: WhatIf | None = None) -> Iterator[RenderableType]:
    """That a case is only supposed, and that the applications are invented."""
    lines = [mark(what_if, language)] if what_if else []
    lines += [language.say("choice.demonstration")] if demonstration else []
    yield from (escaped_text(line, "warning") for line in lines)
    if lines:
        yield ""


def outline_parts(
    outline: Decision, language: Language, what_if: WhatIf | None = None, drawn_map: str = "", columns: int = 0
) -> Iterator[RenderableType]:
    """The difference of a supposed case, the cohort with a map of so many columns beside it, the rules and the aims."""
    yield from notices(outline.demonstration, language, what_if)
    is_cohort = True
    for each in first_sections(outline, language, what_if):
        if each.table is not None and drawn_map and is_cohort:
            yield escaped_text(each.title, "title")
            yield beside(indented(FoldingTable(each.table)), picture(drawn_map), columns)
            yield ""
        else:
            yield from section_parts(each)
        is_cohort = is_cohort and each.table is None


def further_parts(decision: Decision, language: Language) -> Iterator[RenderableType]:
    """Certainty, waiting list, alternatives, those who could not be chosen, the lot."""
    for each in further_sections(decision, language):
        yield from section_parts(each)


def closing_parts(
    decision: Decision, language: Language, what_if: WhatIf | None = None, *, written: bool = False
) -> Iterator[RenderableType]:
    """How many are chosen, how the rules stand, the difference of a supposed case again, and what to do next.

    `written`: the record is being written, so that the next step refers to it.
    """
    states = states_of_rules(decision)
    count, applicants = len(decision.cohort), len(decision.field.candidates)
    noun = Wording(tables_of(decision), language).noun(applicants)
    parts = [language.say("choice.closing", count=count, applicants=applicants, noun=noun)]
    parts += [
        language.say(phrase_key("choice.closing", state), count=states[state])
        for state in ("kept", "tight", "forced", "missed")
        if states[state]
    ]
    yield escaped_text(" ".join(parts), "missed" if states["missed"] else "title")
    if what_if:
        yield escaped_text(language.say("choice.what_if.difference"))
        lines = difference(what_if, decision.cohort, tables_of(decision), language)
        yield from map(indented, bullets(lines))
    key = "choice.next.real" if what_if else "choice.next.write"
    if not written:
        yield escaped_text(language.say(key, programme=decision.programme), "command")


def section_parts(each: ReportSection) -> Iterator[RenderableType]:
    """A section as it is drawn."""
    parts: list[RenderableType] = [FoldingTable(each.table)] if each.table is not None else []
    parts += bullets(each.lines, "" if each.numbered else "-") if each.lines else ()
    parts += (escaped_text(note) for note in each.notes)
    yield from under_title(each.title, *parts)


def reason_parts(name: str, own: Words, reason: Reason, language: Language) -> Iterator[RenderableType]:
    """One applicant's reason: the outcome and what decided it, then what is known of the applicant."""
    chosen = reason.outcome in _CHOSEN
    outcome = language.say(phrase_key("choice.outcome", reason.outcome))
    yield escaped_text(f"{'✓' if chosen else '✗'} {name}: {outcome}", "kept" if chosen else "missed")
    if reason.facts is not None:
        yield indented(escaped_text(language.choose_line(reason.facts)))
    for part, text in (("lot", reason.lot), ("own", own)):
        yield from titled_part(part, text, language)
    yield ""


def grounds_parts(grounds: Grounds, language: Language) -> Iterator[RenderableType]:
    """What is the same in every reason."""
    yield escaped_text(language.say("choice.part.grounds"), "title")
    for text in (grounds.rule, grounds.considerations):
        yield indented(escaped_text(language.choose_line(text)))
    yield ""


def absent_parts(
    out: Iterable[LeftOut], language: Language, overrides: Sequence[Override] = ()
) -> Iterator[RenderableType]:
    """Why each of these could not be chosen."""
    for one in out:
        yield escaped_text(why_left_out(one, language, overrides))
        yield ""


def titled_part(part: str, text: Words | None, language: Language) -> Iterator[RenderableType]:
    """A part of a reason beneath its title; nothing where it is empty."""
    if text is not None and text.da:
        yield indented(escaped_text(language.say(phrase_key("choice.part", part)), "title"))
        yield indented(escaped_text(language.choose_line(text)), 4)
