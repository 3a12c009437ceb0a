"""The sheet that an assessor fills in: a line for each application, a column for each criterion, and how to judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samskab.language import Language
from samskab.model.pool import Criterion
from samskab.report.spreadsheet import Cell, as_xlsx


def assessor_sheet(
    assessor: str,
    applicants: Sequence[tuple[str, str]],
    criteria: Sequence[Criterion],
    headings: dict[str, str],
    language: Language,
) -> bytes:
    """The workbook. `applicants` are id and name; `headings` those of `intake.assessment_sheet`, by field."""
    titles = [f"{language.choose_line(each.title)} ({language.span(each.min, each.max)})" for each in criteria]
    head = [headings["by"], headings["application"], headings["name"], *titles, headings["conflict"], headings["note"]]
    lines: list[list[Cell]] = [list(head)]
    lines += [[assessor, key, name, *("" for _ in criteria), "", ""] for key, name in applicants]
    return as_xlsx(language.say("form.sheet"), lines, (language.say("form.guide"), list(_guidance(criteria, language))))


def _guidance(criteria: Sequence[Criterion], language: Language) -> Iterator[list[Cell]]:
    yield [language.say("form.guide"), ""]
    for criterion in criteria:
        points = language.span(criterion.min, criterion.max)
        weight = language.say("form.guide_weight", weight=criterion.weight) if criterion.weight != 1 else ""
        yield [
            language.choose_line(criterion.title),
            f"{language.say('form.guide_points', points=points)} {weight}".strip(),
        ]
    for key in ("form.guide_whole", "form.guide_conflict", "form.guide_keys"):
        yield [language.say(key), ""]
