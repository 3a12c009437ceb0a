"""`samskab report`: one record and its programme -> the report in every requested format; nothing is computed twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from samskab.documents.static_page import TrailStep, static_page
from samskab.documents.writers.pdf import picture_of
from samskab.language import Language
from samskab.model.decision import Decision
from samskab.refusal import Refusal
from samskab.report.map.numbered import map_style
from samskab.report.map.svg import svg_map
from samskab.report.page.answers import own_answer
from samskab.report.page.applicant_table import applicant_lines, table_csv
from samskab.report.page.content import ReportContent, cohort_map, report_content
from samskab.report.page.edition import Edition, ReportBasis
from samskab.report.page.geojson import report_geojson
from samskab.report.page.labels import ReportLabels
from samskab.report.page.markdown_page import own_markdown, report_markdown
from samskab.report.page.places import map_places
from samskab.report.spreadsheet import as_xlsx
from samskab.storage.files import digest_of
from samskab.usecases.applicant_lookup import application_named
from samskab.usecases.load import Repo
from samskab.usecases.publishing.report_pdf import report_pdf

_Writers = Mapping[str, Callable[[], bytes]]
"""Format -> what makes the file."""


class RecordFile(NamedTuple):
    """The record as anyone may have it, as a file beside its page. `is_whole`: with the seal of the record itself."""

    name: str
    content: bytes
    digest: str
    is_whole: bool


class ReportRequest(NamedTuple):
    """What is asked for; `applicant` is the name of the one whose page it is, in the edition `applicant`.

    A page of a site has a `trail` to the pages above it, the address of the `feed` and perhaps the `record` beside it.
    """

    formats: tuple[str, ...]
    edition: Edition
    applicant: str | None
    language: Language
    trail: tuple[TrailStep, ...] = ()
    feed: str = ""
    record: RecordFile | None = None


def record_file(repo: Repo, decision: Decision, name: str, language: Language) -> RecordFile | None:
    """The public file of an announced record; None where its record holds points."""
    if decision.status != "released":
        return None
    basis = ReportBasis(repo.data, repo.data.programmes[decision.programme], decision, language, "public")
    text = basis.public_record()
    if text is None:
        return None
    content = text.encode()
    return RecordFile(name, content, digest_of(content), is_whole=decision.seal in text)


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


def map_file(repo: Repo, decision: Decision, form: str, language: Language) -> bytes:
    """The map of a record as `svg`, as a picture (`png`), or as a page with the names (`html`), for the public."""
    basis = ReportBasis(repo.data, repo.data.programmes[decision.programme], decision, language, "public")
    if form == "html":
        values = {"page": report_content(basis), "label": ReportLabels(language)}
        return static_page("map_page", map_style(), values, language)
    drawing = svg_map(cohort_map(basis, map_places(basis)), language).encode()
    return drawing if form == "svg" else picture_of(drawing)


def _writers(basis: ReportBasis, page: ReportContent, request: ReportRequest) -> _Writers:
    language, labels = basis.language, ReportLabels(basis.language)
    values, day = {"page": page, "label": labels, "record": request.record}, _day_of(basis.decision)
    shown = cohort_map(basis, {place.key: place for place in page.places})
    return {
        "html": lambda: static_page("report", map_style(), values, language, trail=request.trail, feed=request.feed),
        "md": lambda: report_markdown(page, labels),
        "pdf": lambda: report_pdf(page, report_markdown(_unmarked(page), labels), day, language, shown),
        "csv": lambda: table_csv(applicant_lines(basis, page), language),
        "xlsx": lambda: as_xlsx(page.programme, applicant_lines(basis, page)),
        "geojson": lambda: report_geojson(basis, page),
        "svg": lambda: svg_map(shown, language).encode(),
    }


def _own_writers(repo: Repo, basis: ReportBasis, page: ReportContent, name: str) -> tuple[str, _Writers]:
    """The page of one applicant, with its own points and nobody else's."""
    key = application_named(repo.data, repo.data.applications(basis.programme.id), name).id
    place = next((place for place in page.places if place.key == key), None)
    if place is None:
        raise Refusal(
            "usage.report.not_in_field", exit_code=1, name=basis.name(key), id=key, programme=basis.programme.id
        )
    labels, answer = ReportLabels(basis.language), own_answer(basis, place)
    values = {"page": page, "answer": answer, "label": labels}
    return key, {
        "html": lambda: static_page("report_one", map_style(), values, basis.language),
        "md": lambda: own_markdown(page, answer, labels),
        "pdf": lambda: report_pdf(
            page, own_markdown(_unmarked(page), answer, labels), _day_of(basis.decision), basis.language
        ),
    }


def _unmarked(page: ReportContent) -> ReportContent:
    """Without the mark of a demonstration, which a PDF has at its top and across each page."""
    return page._replace(is_demonstration=False)


def _day_of(decision: Decision) -> date:
    """The last day of the record, which dates its report."""
    return decision.days[-1] if decision.days else date.fromisoformat(decision.id[:10])


def _refuse_untimely(basis: ReportBasis) -> None:
    """Before a decision is announced, nobody outside learns who has withdrawn since."""
    decision = basis.decision
    gone = basis.data.state_of(decision).withdrawn
    if basis.edition != "internal" and decision.status != "released" and gone:
        raise Refusal("usage.report.withdrawn", exit_code=1, path=decision.path)
