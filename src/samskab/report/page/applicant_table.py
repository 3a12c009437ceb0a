"""Everyone in a report in a line for a spreadsheet; codes stay texts, and no cell is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from samskab.language import Language, phrase_key
from samskab.report.page.content import ReportContent
from samskab.report.page.edition import PageBasis, ReportBasis
from samskab.report.page.participants import Participants
from samskab.report.page.places import MapPlace
from samskab.report.spreadsheet import Cell, as_csv
from samskab.spelling import upper_first

_PLACE = ("number", "name", "codes", "region")
_HEAD = (*_PLACE, "standing", "steps_in_for")


def table_csv(lines: Iterable[Iterable[Cell]], language: Language) -> bytes:
    """The table as CSV, UTF-8 with its mark, as a Danish Excel opens it."""
    return ("\ufeff" + as_csv((_text(cell, language) for cell in line) for line in lines)).encode()


def _text(cell: Cell, language: Language) -> str:
    return language.amount(cell.numerator, cell.denominator) if isinstance(cell, Fraction) else str(cell)


def participant_lines(basis: PageBasis, page: Participants) -> list[Sequence[Cell]]:
    """The titles, and a line for each who takes part; each marked where it is a demonstration."""
    note = _note(basis, page)
    titles = _titles(basis, *_PLACE, *("note" for _ in note))
    return [titles, *((*_place_cells(place), *note) for place in page.places)]


def applicant_lines(basis: ReportBasis, page: ReportContent) -> list[Sequence[Cell]]:
    """The titles, and a line for each applicant in the order of the map; each marked where it is a demonstration."""
    attributes = [name for name in basis.attributes() if name != "region"]
    reasons = {each.place.key: " ".join(each.paragraphs) for each in page.answers}
    note = _note(basis, page)
    names = [upper_first(basis.wording.attribute(name)) for name in (*attributes, *basis.numbers())]
    titles = [*_titles(basis, *_HEAD), *names, *_titles(basis, "reason", *("note" for _ in note))]
    return [titles, *([*_cells(basis, place, attributes), reasons[place.key], *note] for place in page.places)]


def _cells(basis: ReportBasis, place: MapPlace, attributes: Sequence[str]) -> list[Cell]:
    candidate = basis.decision.field.by_key()[place.key]
    mends = next((one.steps_in_for for one in basis.decision.waiting_list if one.applicant == place.key), ())
    standing = basis.language.say(phrase_key("map", place.standing))
    units = basis.decision.field.units
    return [
        *_place_cells(place),
        standing,
        basis.wording.names(mends),
        *(", ".join(basis.wording.value(name, v) for v in candidate.attributes.get(name, ())) for name in attributes),
        *(
            Fraction(candidate.numbers[name], units.get(name, 1)) if name in candidate.numbers else ""
            for name in basis.numbers()
        ),
    ]


def _place_cells(place: MapPlace) -> tuple[Cell, ...]:
    return place.label, place.name, " ".join(place.codes), place.region.name


def _titles(basis: PageBasis, *names: str) -> list[str]:
    return [basis.language.say(phrase_key("report.column", name)) for name in names]


def _note(basis: PageBasis, page: ReportContent | Participants) -> list[str]:
    return [basis.language.say("choice.demonstration")] if page.is_demonstration else []
