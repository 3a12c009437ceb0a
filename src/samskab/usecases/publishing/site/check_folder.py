"""`samskab site check`: every page of a folder, what else lies there, and whether it is up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span, in_order
from samskab.language import LANGUAGES
from samskab.model.dataset import Dataset
from samskab.storage.files import digest_of
from samskab.usecases.publishing.site.page_outline import PageOutline
from samskab.usecases.publishing.site.site_folder import LIST, SiteList, content_of, foreign_entries, inputs_digest


class CheckedSite(NamedTuple):
    """What was found, and how many pages were read."""

    findings: tuple[Finding, ...]
    pages: int


def check_site(folder: Path, known: SiteList, data: Dataset, today: date) -> CheckedSite:
    """Every finding about the pages that the list of the folder names, and about the list beside data and day."""
    contents = {name: content for name in known.files if (content := content_of(folder, name)) is not None}
    pages = {
        name: PageOutline(content.decode(errors="replace"))
        for name, content in contents.items()
        if name.endswith(".html")
    }
    found = [*_about_list(known, data, today), *_about_files(known, contents), *_about_foreign(folder, known)]
    for name, page in pages.items():
        found += [*_about_head(name, page), *_about_headings(name, page), *_about_links(name, page, contents, pages)]
    return CheckedSite(in_order(found), len(pages))


def _about_list(known: SiteList, data: Dataset, today: date) -> Iterator[Finding]:
    """SK835: other data than the repository has now. SK836: made on an earlier day. SK838: made with --preview."""
    if known.inputs != inputs_digest(data):
        yield make_finding("SK835", Span(LIST), {"day": known.day})
    elif known.day < today:
        yield make_finding("SK836", Span(LIST), {"day": known.day, "today": today})
    if known.preview:
        yield make_finding("SK838", Span(LIST))


def _about_files(known: SiteList, contents: Mapping[str, bytes]) -> Iterator[Finding]:
    """SK837: a file is missing or was changed by hand."""
    for name, digest in known.files.items():
        if name not in contents or digest_of(contents[name]) != digest:
            yield make_finding("SK837", Span(name))


def _about_foreign(folder: Path, known: SiteList) -> Iterator[Finding]:
    """SK840: a file or folder that is not of the site. SK841: a link, which may show what lies elsewhere."""
    for each in foreign_entries(folder, {LIST, *known.files}):
        yield make_finding("SK841" if each.is_link else "SK840", Span(each.name))


def _about_head(name: str, page: PageOutline) -> Iterator[Finding]:
    """SK834: no language that a screen reader could read it in, or no title."""
    if page.language not in LANGUAGES or not page.title:
        yield make_finding("SK834", Span(name, 1))


def _about_headings(name: str, page: PageOutline) -> Iterator[Finding]:
    """SK833: not exactly one main heading. SK839: a level is jumped over."""
    mains = [each for each in page.headings if each.level == 1]
    if len(mains) != 1:
        line = mains[1].line if mains else 1
        yield make_finding("SK833", Span(name, line), {"count": len(mains)})
    for before, heading in zip(page.headings, page.headings[1:], strict=False):
        if heading.level > before.level + 1:
            yield make_finding("SK839", Span(name, heading.line), {"level": heading.level, "before": before.level})


def _about_links(
    name: str, page: PageOutline, files: Mapping[str, bytes], pages: Mapping[str, PageOutline]
) -> Iterator[Finding]:
    """SK831: a link to a file that the site does not have. SK832: to an anchor that its page does not have."""
    for link in page.links:
        parts = _parts(link.href)
        if parts is None:
            continue
        path, anchor = parts
        target = normpath(join(dirname(name), path)) if path else name
        if target not in files:
            yield make_finding("SK831", Span(name, link.line), {"href": link.href})
        elif anchor and target in pages and anchor not in pages[target].anchors:
            yield make_finding("SK832", Span(name, link.line), {"href": link.href})


@cache
def _parts(href: str) -> tuple[str, str] | None:
    """Path and anchor of an address within the site; None for one that leads out of it. `http://[` is no address."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href, ""
    return None if parts.scheme or parts.netloc else (unquote(parts.path), unquote(parts.fragment))
