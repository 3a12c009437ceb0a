"""A letter or page before it has a format: `Document`, and the tree of blocks that every writer reads.

A block is a plain dict that survives JSON. `content` is a list of inlines, `blocks` a list of blocks:

    {"type": "heading", "level": 1, "content": [...]}
    {"type": "paragraph", "content": [...]}
    {"type": "list", "ordered": false, "start": 1, "tight": true, "items": [[block, ...], ...]}
    {"type": "table", "align": ["left", ...], "header": [[inline, ...], ...], "rows": [[[inline, ...], ...], ...]}
    {"type": "section", "name": "signature", "blocks": [...]}      # a name of SECTIONS
    {"type": "page-break"}  {"type": "rule"}
    {"type": "figure", "svg": "<svg ...", "alt": "..."}            # drawn in PDF alone

An inline is one of

    {"type": "text", "text": "..."}  {"type": "break"}
    {"type": "strong", "content": [...]}  {"type": "em", "content": [...]}
    {"type": "link", "href": "https://...", "content": [...]}

Text is never markup: each writer must escape it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from samskab.language import LanguageCode

Inline = dict[str, Any]
Block = dict[str, Any]
SECTIONS = ("signature", "contact", "box", "quote", "lead", "small")


@dataclass(frozen=True)
class SenderBlock:
    """The sender in the letterhead: name, address, contact lines."""

    name: str
    address: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()  # mail and web addresses become links; anything else stays text


@dataclass(frozen=True)
class Document:
    """One letter or page with all its words, ready for every writer.

    title       the first heading of the template: the subject line, and the title in the file's metadata
    day         the letter's date, and the only date in the file
    day_words   that date as it is written, and the case number where there is one: `12. december 2013 · Sagsnr. 13-44`
    recipient   the lines of the address window; empty for a page without one
    marks       such as EKSEMPEL or UDKAST: printed as words at the top, and across the page in PDF
    """

    title: str
    language: LanguageCode
    day: date
    blocks: tuple[Block, ...]
    day_words: str = ""
    sender: SenderBlock | None = None
    recipient: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    landscape: bool = False


def change_text(blocks: tuple[Block, ...] | list[Block], change: Callable[[str], str]) -> list[Block]:
    """The same tree with every text changed; addresses of links stay."""
    return [_changed(block, change) for block in blocks]


def _changed(node: Any, change: Callable[[str], str]) -> Any:
    if isinstance(node, list):
        return [_changed(each, change) for each in node]
    if isinstance(node, dict):
        return {
            key: change(value) if key == "text" else value if isinstance(value, str) else _changed(value, change)
            for key, value in node.items()
        }
    return node


def inline_text(content: list[Inline]) -> str:
    """The text of inlines without emphasis and links; a break is a line feed."""
    return "".join(
        "\n" if each["type"] == "break" else each["text"] if each["type"] == "text" else inline_text(each["content"])
        for each in content
    )


def texts(blocks: tuple[Block, ...] | list[Block]) -> Iterator[str]:
    """Every text of a tree in reading order."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    change_text(blocks, note)
    yield from found
