"""A letter with a block of every kind, to try an office's letterhead or layout before there is a letter."""

from __future__ import annotations

from datetime import date

from samskab.documents.document import SECTIONS, Block, Document, SenderBlock


def sample_letter() -> Document:
    """The letter. It reaches nobody."""
    words: Block = {"type": "paragraph", "content": [{"type": "text", "text": "Samskab"}]}
    cell = words["content"]
    link = {"type": "link", "href": "https://www.kommune.example", "content": cell}
    blocks: list[Block] = [{"type": "heading", "level": level, "content": cell} for level in (1, 2, 3)]
    blocks += [words, {"type": "paragraph", "content": [link, {"type": "break"}, {"type": "strong", "content": cell}]}]
    for ordered in (False, True):
        blocks.append({"type": "list", "ordered": ordered, "start": 1, "tight": True, "items": [[words]]})
    blocks.append({"type": "table", "align": ["left"], "header": [cell], "rows": [[cell]]})
    blocks += [{"type": "section", "name": name, "blocks": [words]} for name in SECTIONS]
    sender = SenderBlock("Samskab", ("Samskab",), ("samskab@kommune.example",))
    words_of_day = "1. januar 2026"
    return Document("Samskab", "da", date(2026, 1, 1), tuple(blocks), words_of_day, sender, ("Samskab",), ("Samskab",))
