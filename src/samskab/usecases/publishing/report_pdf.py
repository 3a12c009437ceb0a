"""A report as PDF/UA-1 and PDF/A-2a: the Markdown report as blocks, with the map, set like the letters."""

from __future__ import annotations

from datetime import date

from samskab.documents.document import Block, Document, SenderBlock
from samskab.documents.templating.markdown_blocks import first_heading, read_blocks
from samskab.documents.templating.placeholders import Placeholders
from samskab.documents.writers.pdf import to_pdf
from samskab.report.map.svg import svg_map
from samskab.report.page.content import ReportContent, cohort_map
from samskab.report.page.edition import ReportBasis

_WIDE = 8
"""Columns: a table with so many has no room on an upright page."""


def report_pdf(basis: ReportBasis, page: ReportContent, markdown: bytes, map_title: str = "") -> bytes:
    """The PDF, dated by the record. With `map_title`, the map is a part under that heading, before the others."""
    blocks, _ = read_blocks(markdown.decode(), Placeholders(), basis.language.code)
    if map_title:
        place = next((n for n, block in enumerate(blocks) if block.get("level") == 2), len(blocks))
        blocks[place:place] = _map(basis, page, map_title)
    day = basis.decision.days[-1] if basis.decision.days else date.fromisoformat(basis.decision.id[:10])
    document = Document(
        title=first_heading(blocks),
        language=basis.language.code,
        day=day,
        blocks=tuple(blocks),
        day_words=basis.language.day(day),
        sender=SenderBlock(page.organisation),
        landscape=any(len(block.get("header", ())) >= _WIDE for block in blocks),
        marks=(basis.language.say("report.label.demonstration"),) if page.is_demonstration else (),
    )
    made = to_pdf(document)
    if not isinstance(made, bytes):
        raise TypeError(made.code)  # only an office's own layout gives a finding
    return made


def _map(basis: ReportBasis, page: ReportContent, title: str) -> list[Block]:
    shown = cohort_map(basis, {place.key: place for place in page.places})
    heading: Block = {"type": "heading", "level": 2, "content": [{"type": "text", "text": title}]}
    figure: Block = {
        "type": "figure",
        "svg": svg_map(shown, basis.language),
        "alt": f"{shown.title}. {shown.description}",
    }
    return [heading, figure]
