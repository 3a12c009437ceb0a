"""Which words of a document have changed: its text in reading order, and the changes between two such texts.

word_changes("Mødet er 14. april 2026.", "Mødet er 21. april 2026.")  # (("14. april 2026.", "21. april 2026."),)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from samskab.documents.document import Block, Document, inline_text
from samskab.documents.typography import cleaned

_TOKEN = re.compile(r"\d[\d.,:]*\s+[^\W\d]+(?:\s+\d{4}\b[.,]?)?[^\w\s]*|\S+")
"""A word, or a number with the word after it (`14. april 2026`, `20 kommuner`)."""
_NEAR = 1  # unchanged words between two changes that are shown as one


class WordChange(NamedTuple):
    """Words that were replaced. Words that were only added or left out have the word before and after them in both."""

    before: str
    after: str


def reading_text(document: Document) -> str:
    """Every word of a document, one line for each paragraph, cell or line of the letterhead; spaces are plain."""
    letter = cleaned(document)
    sender = [letter.sender.name, *letter.sender.address, *letter.sender.contact] if letter.sender else []
    lines = [*letter.marks, *sender, *letter.recipient, letter.day_words, *_lines(letter.blocks)]
    return "\n".join(plain for line in lines if (plain := " ".join(line.split())))


def word_changes(before: str, after: str) -> tuple[WordChange, ...]:
    """The changes from one text to another, in reading order."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(
        WordChange(" ".join(" ".join(old[a:b]).split()), " ".join(" ".join(new[c:d]).split()))
        for a, b, c, d in _spans(old, new)
    )


def _spans(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where the texts differ: first and last token of the old and the new one."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    spans = [(a, b, c, d) for tag, a, b, c, d in steps if tag != "equal"]
    held: tuple[int, int, int, int] | None = None
    for span in spans:
        if held and span[0] - held[1] <= _NEAR:
            held = (held[0], span[1], held[2], span[3])
            continue
        if held:
            yield _with_context(held, len(old), len(new))
        held = span
    if held:
        yield _with_context(held, len(old), len(new))


def _with_context(span: tuple[int, int, int, int], old: int, new: int) -> tuple[int, int, int, int]:
    a, b, c, d = span
    if a < b and c < d:
        return span
    first, last = min(1, a, c), min(1, old - b, new - d)
    return a - first, b + last, c - first, d + last


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if "content" in block:
            yield inline_text(block["content"])
        for row in [block["header"], *block["rows"]] if block["type"] == "table" else ():
            yield from map(inline_text, row)
        for inner in (block.get("blocks", ()), *block.get("items", ())):
            yield from _lines(inner)
