"""`render_in_memory`: finished documents as values, for a program that calls samskab. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from samskab.finding import Finding
from samskab.language import LanguageCode
from samskab.refusal import Refusal
from samskab.usecases.letters.job import Request
from samskab.usecases.letters.options import RENDER_FORMATS
from samskab.usecases.letters.render import render
from samskab.usecases.load import Repo
from samskab.yaml.catalogue import load_language


class RenderedDocument(NamedTuple):
    """One finished document.

    name       as a file, with its ending
    recipient  the recipient's name in daily use; empty for a page without recipient
    template   the template that it was made from
    format     `pdf`, `docx`, `html`, `md`, `txt`, `ics`, `eml` or `csv`
    content    its bytes; text is UTF-8
    """

    name: str
    recipient: str
    template: str
    format: str
    content: bytes


class RenderResult(NamedTuple):
    """Finished documents and what was found on the way; with an error among the findings there are no documents."""

    documents: tuple[RenderedDocument, ...]
    findings: tuple[Finding, ...]


def render_in_memory(
    repo: Repo,
    programme: str,
    template: str | None,
    *,
    recipients: str | None = None,
    to: str | Sequence[str] = "pdf",
    language: LanguageCode = "da",
    today: date | None = None,
    meeting: str | None = None,
    track: str | None = None,
    allow_draft: bool = False,
) -> RenderResult:
    """Render a template for its whole audience, or for `recipients`: a group, or one municipality.

    Without a template: the letters that fit the recipients. `today` is the date of letters whose sending is not in
    the outbox. Raises `Refusal` for a programme that is not in `repo` and for an unknown format.
    """
    if programme not in repo.data.programmes:
        raise Refusal("usage.no_programme", programme=programme, choices=tuple(sorted(repo.data.programmes)))
    formats = (to,) if isinstance(to, str) else tuple(to)
    if unknown := [each for each in formats if each not in RENDER_FORMATS]:
        raise Refusal("usage.format", given=unknown[0], choices=RENDER_FORMATS)
    request = Request(
        programme, template, recipients, formats, load_language(language), today, meeting, track, allow_draft
    )
    made = render(repo, request)
    documents = (
        RenderedDocument(each.file, each.recipient, each.template, each.format, made.files[each.file])
        for each in made.entries
    )
    return RenderResult(tuple(documents), made.findings)
