"""`samskab report`: one record and its programme -> the report in every requested format; nothing is computed twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from samskab.documents.static_page import TrailStep, static_page
from samskab.documents.writers.pdf import picture_of
from samskab.language import Language
from samskab.model.decision import Decision
from samskab.model.programme import Programme
from samskab.refusal import Refusal
from samskab.report.map.numbered import map_style
from samskab.report.map.svg import svg_map
from samskab.report.page.answers import own_answer
from samskab.report.page.applicant_table import report_csv, report_xlsx
from samskab.report.page.content import ReportContent, cohort_map, report_content
from samskab.report.page.edition import Edition, PageBasis, ReportBasis
from samskab.report.page.geojson import report_geojson
from samskab.report.page.labels import report_labels
from samskab.report.page.markdown_page import own_markdown, report_markdown
from samskab.report.page.participants import participants, participants_map
from samskab.report.page.places import map_places
from samskab.usecases.applicant_lookup import application_named
from samskab.usecases.load import Repo
from samskab.usecases.publishing.public_dates import public_dates
from samskab.usecases.publishing.report_pdf import report_pdf

_Writers = Mapping[str, Callable[[], bytes]]
"""Format -> what makes the file."""


class ReportRequest(NamedTuple):
    """What is asked for; `applicant` is the name of the one whose page it is, in the edition `applicant`.

    A page of a site has a `trail` to the pages above it and the address of the `feed`.
    """

    formats: tuple[str, ...]
    edition: Edition
    applicant: str | None
    language: Language
    trail: tuple[TrailStep, ...] = ()
    feed: str = ""


def report_files(repo: Repo, decision: Decision, request: ReportRequest) -> dict[str, bytes]:
    """The files of a report by name. `Refusal` when the edition may not be made of the record as it is now."""
    data = repo.data
    programme = data.programmes[decision.programme]
    basis = ReportBasis(data, programme, decision, request.language, request.edition)
    _refuse_untimely(basis)
    page = report_content(basis)
    name = request.applicant
    stem, writers = (
        _own_writers(repo, basis, page, name) if name else (str(request.edition), _writers(basis, page, request))
    )
    return {f"{programme.id}-{decision.id}-{stem}.{form}": writers[form]() for form in request.formats}


def participants_files(repo: Repo, programme: Programme, request: ReportRequest, today: date) -> dict[str, bytes]:
    """The report of a programme that chooses nobody: who takes part, and the meetings as they were announced."""
    basis = PageBasis(repo.data, programme, request.language)
    page = participants(basis)
    dates = public_dates(repo.data, programme, request.language, today)
    for_all = programme.intake.kind != "none"
    values = {"page": page, "dates": dates, "for_all": for_all, "label": report_labels(request.language)}
    writers: _Writers = {
        "html": lambda: static_page("report_participants", map_style(), values, request.language),
        "svg": lambda: svg_map(participants_map(basis, page.places), request.language).encode(),
    }
    return {f"{programme.id}-participants.{form}": writers[form]() for form in request.formats}


def map_file(repo: Repo, decision: Decision, form: str, language: Language) -> bytes:
    """The map of a record as `svg`, as a picture (`png`), or as a page with the names (`html`), for the public."""
    basis = ReportBasis(repo.data, repo.data.programmes[decision.programme], decision, language, "public")
    if form == "html":
        values = {"page": report_content(basis), "label": report_labels(language)}
        return static_page("map_page", map_style(), values, language)
    drawing = svg_map(cohort_map(basis, map_places(basis)), language).encode()
    return drawing if form == "svg" else picture_of(drawing)


def _writers(basis: ReportBasis, page: ReportContent, request: ReportRequest) -> _Writers:
    places, labels = {place.key: place for place in page.places}, report_labels(basis.language)
    values = {"page": page, "label": labels}
    return {
        "html": lambda: static_page(
            "report", map_style(), values, basis.language, trail=request.trail, feed=request.feed
        ),
        "md": lambda: report_markdown(page, labels),
        "pdf": lambda: report_pdf(basis, page, report_markdown(_unmarked(page), labels), labels["map"]),
        "csv": lambda: report_csv(basis, page),
        "xlsx": lambda: report_xlsx(basis, page),
        "geojson": lambda: report_geojson(basis, page.places),
        "svg": lambda: svg_map(cohort_map(basis, places), basis.language).encode(),
    }


def _own_writers(repo: Repo, basis: ReportBasis, page: ReportContent, name: str) -> tuple[str, _Writers]:
    """The page of one applicant, with its own points and nobody else's."""
    key = application_named(repo.data, repo.data.applications(basis.programme.id), name).id
    place = next((place for place in page.places if place.key == key), None)
    if place is None:
        raise Refusal("usage.report.not_in_field", exit_code=1, name=basis.name(key))
    labels, answer = report_labels(basis.language), own_answer(basis, place)
    values = {"page": page, "answer": answer, "label": labels}
    return key, {
        "html": lambda: static_page("report_one", map_style(), values, basis.language),
        "md": lambda: own_markdown(page, answer, labels),
        "pdf": lambda: report_pdf(basis, page, own_markdown(_unmarked(page), answer, labels)),
    }


def _unmarked(page: ReportContent) -> ReportContent:
    """Without the mark of a demonstration, which a PDF has at its top and across each page."""
    return page._replace(is_demonstration=False)


def _refuse_untimely(basis: ReportBasis) -> None:
    """Before a decision is announced, nobody outside learns who has withdrawn since."""
    decision = basis.decision
    gone = basis.data.state_of(decision).withdrawn
    if basis.edition != "internal" and decision.status != "released" and gone:
        raise Refusal("usage.report.withdrawn", exit_code=1, count=len(gone))
