"""Every applicant of a report in a line for a spreadsheet; codes stay texts, and no cell is a formula."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from samskab.language import phrase_key
from samskab.report.page.content import ReportContent
from samskab.report.page.edition import ReportBasis
from samskab.report.page.places import MapPlace
from samskab.report.spreadsheet import Cell, as_csv, as_xlsx
from samskab.spelling import upper_first

_HEAD = ("number", "name", "codes", "region", "standing", "steps_in_for")


def report_csv(basis: ReportBasis, page: ReportContent) -> bytes:
    """The table as CSV, UTF-8 with its mark, as a Danish Excel opens it."""
    lines = ((_text(basis, cell) for cell in line) for line in _lines(basis, page))
    return ("\ufeff" + as_csv(lines)).encode()


def report_xlsx(basis: ReportBasis, page: ReportContent) -> bytes:
    """The table as a workbook, with numbers as numbers."""
    return as_xlsx(basis.language.choose_line(basis.programme.title), _lines(basis, page))


def _text(basis: ReportBasis, cell: Cell) -> str:
    return basis.language.amount(cell.numerator, cell.denominator) if isinstance(cell, Fraction) else str(cell)


def _lines(basis: ReportBasis, page: ReportContent) -> list[Sequence[Cell]]:
    """The titles, and a line for each applicant in the order of the map; each marked where it is a demonstration."""
    language = basis.language
    attributes = [name for name in basis.attributes() if name != "region"]
    reasons = {each.place.key: " ".join(each.paragraphs) for each in page.answers}
    note = [language.say("choice.demonstration")] if basis.decision.demonstration else []
    names = [upper_first(basis.wording.attribute(name)) for name in (*attributes, *basis.numbers())]
    head = [language.say(phrase_key("report.column", name)) for name in (*_HEAD, "reason", *("note" for _ in note))]
    titles = [*head[: len(_HEAD)], *names, *head[len(_HEAD) :]]
    return [titles, *([*_cells(basis, place, attributes), reasons[place.key], *note] for place in page.places)]


def _cells(basis: ReportBasis, place: MapPlace, attributes: Sequence[str]) -> list[Cell]:
    candidate = basis.decision.field.by_key()[place.key]
    mends = next((one.steps_in_for for one in basis.decision.waiting_list if one.applicant == place.key), ())
    standing = basis.language.say(phrase_key("map", place.standing))
    units = basis.decision.field.units
    return [
        place.label,
        place.name,
        " ".join(place.codes),
        place.region.name,
        standing,
        ", ".join(map(basis.name, mends)),
        *(", ".join(basis.wording.value(name, v) for v in candidate.attributes.get(name, ())) for name in attributes),
        *(
            Fraction(candidate.numbers[name], units.get(name, 1)) if name in candidate.numbers else ""
            for name in basis.numbers()
        ),
    ]
