"""The report and the map of a programme that chooses nobody: who takes part, and the meetings as announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from samskab.documents.static_page import static_page
from samskab.documents.writers.pdf import picture_of
from samskab.language import Language
from samskab.model.programme import Programme
from samskab.report.map.numbered import map_style
from samskab.report.map.svg import svg_map
from samskab.report.page.applicant_table import participant_lines, table_csv
from samskab.report.page.edition import PageBasis
from samskab.report.page.geojson import report_geojson
from samskab.report.page.labels import ReportLabels
from samskab.report.page.markdown_page import participants_markdown
from samskab.report.page.participants import participants, participants_map
from samskab.report.spreadsheet import as_xlsx
from samskab.usecases.load import Repo
from samskab.usecases.publishing.public_dates import PublicDate, public_dates
from samskab.usecases.publishing.report_pdf import report_pdf


def participants_files(
    repo: Repo, programme: Programme, formats: tuple[str, ...], language: Language, today: date
) -> dict[str, bytes]:
    """The files by name; the dates are those that are known on `today`."""
    basis = PageBasis(repo.data, programme, language)
    page, labels = participants(basis), ReportLabels(language)
    dates = public_dates(repo.data, programme, language, today)
    about = labels["all_may"] if programme.intake.kind != "none" else ""
    values = {"page": page, "dates": dates, "about": about, "label": labels}
    markdown = partial(participants_markdown, about=about, dates=[*_lines(dates)], label=labels)
    shown = participants_map(basis, page)
    lines = participant_lines(basis, page)
    writers = {
        "html": lambda: static_page("report_participants", map_style(), values, language),
        "md": lambda: markdown(page),
        "pdf": lambda: report_pdf(
            page, markdown(page._replace(is_demonstration=False)), today, language, shown if page.places else None
        ),
        "csv": lambda: table_csv(lines, language),
        "xlsx": lambda: as_xlsx(page.programme, lines),
        "geojson": lambda: report_geojson(basis, page),
        "svg": lambda: svg_map(shown, language).encode(),
        "png": lambda: picture_of(svg_map(shown, language).encode()),
    }
    return {f"{programme.id}-participants.{form}": writers[form]() for form in formats}


def _lines(dates: tuple[PublicDate, ...]) -> Iterator[str]:
    """A date in a line."""
    for one in dates:
        yield f"{one.when}: {one.title}" + (f", {one.place}" if one.place else "")
