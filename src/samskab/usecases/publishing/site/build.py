"""`samskab site build`: a repository -> every file of its public site, and what was found while making them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from samskab.codes.declared import make_finding
from samskab.documents.static_page import TrailStep, static_page
from samskab.finding import Finding
from samskab.language import Language
from samskab.model.programme import Programme
from samskab.report.map.numbered import map_style
from samskab.usecases.forms.make_forms import make_form
from samskab.usecases.letters.calendars import Calendars
from samskab.usecases.load import Repo
from samskab.usecases.publishing.cohort_report import ReportRequest, record_file, report_files
from samskab.usecases.publishing.public_dates import PublicDate, coming_dates
from samskab.usecases.publishing.site.fixed_words import SiteLabels, how_parts
from samskab.usecases.publishing.site.news_feed import FEED, atom_feed, decision_page, news_items
from samskab.usecases.publishing.site.public_programme import PublicProgramme, PublicState, SiteView, public_programmes
from samskab.usecases.publishing.site.site_folder import LIST, inputs_digest, site_list

FRONT, HOW = "index.html", "saadan-vaelger-vi.html"
_DECISION_FORMATS = ("html", "csv", "geojson")
_FORM_FORMATS: tuple[Literal["html", "docx"], ...] = ("html", "docx")
_NEXT = 12
"""How many dates the front page has."""


class Site(NamedTuple):
    """The files of a site by their paths from its folder, and findings about what is not on it."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]


class NextDate(NamedTuple):
    """A date on the front page, with its programme."""

    programme: PublicProgramme
    date: PublicDate


class _Extras(NamedTuple):
    """Files beside a programme's page, by name, and findings."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def build_site(repo: Repo, language: Language, today: date, *, preview: bool = False) -> Site:
    """Every page, calendar, form and the feed; same data, day and language, same bytes.

    `preview` shows decisions that are not announced yet too, and marks every page.
    """
    site = SiteView(repo.data, language, today, preview)
    programmes = public_programmes(site)
    settings = repo.data.repository
    title = language.choose_line(settings.title) if settings else ""
    items = news_items(site, programmes)
    pages = _SitePages(repo, site, title, has_feed=bool(items))
    files = {FRONT: pages.front(programmes), HOW: pages.how(programmes)}
    if items and settings:
        files[FEED] = atom_feed(items, title, settings.calendar_host, language)
    findings: list[Finding] = []
    for each in programmes:
        extras = _beside(repo, site, each)
        findings += extras.findings
        own = {f"{each.id}/{name}": content for name, content in extras.files.items()}
        files |= {f"{each.id}/{FRONT}": pages.programme(each, extras.files), **own, **pages.decision(each)}
    files[LIST] = site_list(files, repo.data, today, language.code, preview=preview)
    return Site(files, tuple(findings))


class _SitePages:
    """The pages of a site, which share labels, title and foot."""

    def __init__(self, repo: Repo, site: SiteView, title: str, *, has_feed: bool) -> None:
        self.repo, self.site, self.title = repo, site, title
        self.labels = SiteLabels(site.language)
        self.feed = FEED if has_feed else ""
        self.foot = site.language.say("site.made", day=site.today, digest=inputs_digest(repo.data)[:12])

    def front(self, programmes: tuple[PublicProgramme, ...]) -> bytes:
        """The programmes by state, and the next dates."""
        coming = [
            NextDate(each, one)
            for each in programmes
            if each.state not in ("cancelled", "over")
            for one in coming_dates(each.dates, self.site.today)
        ]
        coming.sort(key=lambda one: (one.date.day, one.programme.id))
        values = {
            "now": _grouped(programmes, ("open", "upcoming", "running")),
            "past": _grouped(programmes, ("postponed", "over", "cancelled")),
            "coming": coming[:_NEXT],
        }
        return self._page("site_front", values, trail=(), up="")

    def how(self, programmes: tuple[PublicProgramme, ...]) -> bytes:
        """How municipalities are chosen, whatever the programme."""
        choosing = [each for each in programmes if each.view.rules]
        values = {"parts_of": how_parts(self.site.language), "programmes": choosing}
        return self._page("site_how", values, trail=(TrailStep(FRONT, self.title),), up="")

    def programme(self, shown: PublicProgramme, beside: Mapping[str, bytes]) -> bytes:
        """The page of one programme; `beside` are the names of the files in its folder."""
        calendars = [(name, self._calendar_title(shown, name)) for name in beside if name.endswith(".ics")]
        decision = shown.decision and decision_page(shown.decision.record.id)
        values = {"shown": shown, "calendars": calendars, "beside": beside, "decision_page": decision, "how": HOW}
        trail = (TrailStep(f"../{FRONT}", self.title),)
        return self._page("site_programme", values, trail=trail, up="../")

    def decision(self, shown: PublicProgramme) -> dict[str, bytes]:
        """The public report of a decision, and its record where anyone may have it; none where nothing is announced."""
        if shown.decision is None:
            return {}
        record = shown.decision.record
        stem = decision_page(record.id).removesuffix(".html")
        file = record_file(self.repo, record, f"{stem}.yaml", self.site.language)
        trail = (TrailStep(f"../{FRONT}", self.title), TrailStep(FRONT, shown.title))
        feed = f"../{self.feed}" if self.feed else ""
        request = ReportRequest(_DECISION_FORMATS, "public", None, self.site.language, trail, feed, file)
        made = report_files(self.repo, record, request)
        files = {f"{stem}.{name.rpartition('.')[2]}": content for name, content in made.items()}
        files |= {file.name: file.content} if file else {}
        return {f"{shown.id}/{name}": content for name, content in files.items()}

    def _page(self, template: str, values: Mapping[str, object], trail: tuple[TrailStep, ...], up: str) -> bytes:
        shared = {"label": self.labels, "title": self.title, "foot": self.foot, "is_preview": self.site.is_preview}
        feed = f"{up}{self.feed}" if self.feed else ""
        return static_page(template, map_style(), {**shared, **values}, self.site.language, trail=trail, feed=feed)

    def _calendar_title(self, shown: PublicProgramme, name: str) -> str:
        """Of the whole programme, or of the track that the file is named after."""
        tracks = self.repo.data.programmes[shown.id].tracks
        titles = {f"calendar-{track.id}.ics": self.site.language.choose_line(track.title) for track in tracks}
        return titles.get(name, self.labels["calendar"])


def _grouped(
    programmes: tuple[PublicProgramme, ...], states: tuple[PublicState, ...]
) -> list[tuple[str, list[PublicProgramme]]]:
    """The programmes in each of these states, under its words."""
    groups = ([each for each in programmes if each.state == state] for state in states)
    return [(found[0].state_words, found) for found in groups if found]


def _beside(repo: Repo, site: SiteView, shown: PublicProgramme) -> _Extras:
    """The calendars of a programme as announced, and its form while it can be answered."""
    programme, files = repo.data.programmes[shown.id], {}
    findings: list[Finding] = []
    if repo.data.releases(shown.id):
        calendars, found = Calendars(repo.data, programme, site.language).files()
        files = {each.file: each.content for each in calendars}
        findings += (
            make_finding("SK830", each.span, {"programme": shown.id}) for each in found if each.code == "SK440"
        )
    if shown.state == "open" and programme.questions:
        files |= dict(_form(repo, site, programme, findings))
    return _Extras(files, tuple(findings))


def _form(repo: Repo, site: SiteView, programme: Programme, findings: list[Finding]) -> Iterator[tuple[str, bytes]]:
    for form in _FORM_FORMATS:
        made = make_form(repo, programme, form, site.language, site.today)
        findings += made.findings
        yield from ((f"ansoegning.{form}", content) for content in made.files.values())
