"""A report as PDF/UA-1 and PDF/A-2a: the Markdown report as blocks, with the map, set like the letters."""

from __future__ import annotations

from datetime import date

from samskab.documents.document import Block, Document, SenderBlock
from samskab.documents.templating.markdown_blocks import first_heading, read_blocks
from samskab.documents.templating.placeholders import Placeholders
from samskab.documents.writers.pdf import to_pdf
from samskab.language import Language
from samskab.report.map.numbered import CohortMap
from samskab.report.map.svg import svg_map
from samskab.report.page.content import ReportContent
from samskab.report.page.participants import Participants

_WIDE = 8
"""Columns: a table with so many has no room on an upright page."""


def report_pdf(
    page: ReportContent | Participants, markdown: bytes, day: date, language: Language, shown: CohortMap | None = None
) -> bytes:
    """The PDF with a date. The map, where there is one, is a part of its own before the others."""
    blocks, _ = read_blocks(markdown.decode(), Placeholders(), language.code)
    landscape = any(len(block.get("header", ())) >= _WIDE for block in blocks)
    if shown:
        place = next((n for n, block in enumerate(blocks) if block.get("level") == 2), len(blocks))
        blocks[place:place] = _map(shown, language, with_heading=not landscape)
    document = Document(
        title=first_heading(blocks),
        language=language.code,
        day=day,
        blocks=tuple(blocks),
        day_words=language.day(day),
        sender=SenderBlock(page.organisation),
        landscape=landscape,
        marks=(language.say("report.label.demonstration"),) if page.is_demonstration else (),
    )
    made = to_pdf(document)
    if not isinstance(made, bytes):
        raise TypeError(made.code)  # only an office's own layout gives a finding
    return made


def _map(shown: CohortMap, language: Language, *, with_heading: bool) -> list[Block]:
    """The figure with a heading; on a landscape page, where it may float below other text, its own title is enough."""
    title = language.say("report.label.map")
    heading: Block = {"type": "heading", "level": 2, "content": [{"type": "text", "text": title}]}
    figure: Block = {"type": "figure", "svg": svg_map(shown, language), "alt": f"{shown.title}. {shown.description}"}
    return [heading, figure] if with_heading else [figure]
