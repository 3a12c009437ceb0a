"""A document as plain text for the body of an e-mail: wrapped at 72, tables in columns, links with their address."""

from __future__ import annotations

import re
import textwrap
from itertools import zip_longest

from samskab.documents.document import Block, Document, Inline
from samskab.documents.typography import JOINER, cleaned, set_text, unset_text

WIDTH = 72
_SPACES = re.compile("[ \n]+")  # where a line may break, which is not at a space that holds words together


def to_text(document: Document) -> bytes:
    """UTF-8, line feeds, no control characters; letterhead, address and date in front."""
    letter = cleaned(document)
    top: list[str] = [f"*** {mark} ***" for mark in letter.marks]
    if letter.sender:
        top += ["\n".join([letter.sender.name, *letter.sender.address])]
    if letter.recipient:
        top.append("\n".join(letter.recipient))
    if letter.day_words:
        top.append(letter.day_words)
    body = [piece for block in letter.blocks for piece in _block(block, WIDTH)]
    end = [" · ".join(letter.sender.contact)] if letter.sender and letter.sender.contact else []
    lines = "\n\n".join([*top, *body, *end]).split("\n")
    return ("\n".join(unset_text(line).rstrip() for line in lines) + "\n").encode()


def _block(block: Block, width: int) -> list[str]:
    if block["type"] == "heading":
        text = _line(block["content"])
        under = {1: "=", 2: "-"}.get(block["level"])
        wrapped = _wrapped(text, width)
        return [wrapped + ("\n" + under * min(max(map(len, wrapped.split("\n"))), width) if under else "")]
    if block["type"] == "paragraph":
        return [_wrapped(_line(block["content"]), width)]
    if block["type"] == "list":
        return [_list(block, width)]
    if block["type"] == "table":
        return [_table(block, width)]
    if block["type"] == "section":
        inner = [piece for each in block["blocks"] for piece in _block(each, width - 2)]
        return [textwrap.indent(piece, "> ") for piece in inner] if block["name"] == "quote" else inner
    return []


def _list(block: Block, width: int) -> str:
    items = []
    for number, item in enumerate(block["items"], block["start"]):
        mark = f"{number}. " if block["ordered"] else "- "
        text = ("\n" if block["tight"] else "\n\n").join(p for each in item for p in _block(each, width - len(mark)))
        items.append(mark + textwrap.indent(text, " " * len(mark))[len(mark) :])
    return ("\n" if block["tight"] else "\n\n").join(items)


def _table(block: Block, width: int) -> str:
    """Columns, their cells wrapped where they must; where even that cannot fit, one `header: cell` line each."""
    rows = [[_line(cell) for cell in row] for row in [block["header"], *block["rows"]]]
    widths = _widths(rows, width)
    if widths is None:
        header, *body = rows
        records = (
            "\n".join(_hanging(f"{h}: {c}" if h else c, width) for h, c in zip(header, row, strict=False) if c)
            for row in body
        )
        return "\n\n".join(records) if body else "  ".join(header)
    right = [each == "right" for each in block["align"]]
    lines = [_row(row, widths, right) for row in rows]
    lines.insert(1, "  ".join("-" * each for each in widths))
    wrapped = any("\n" in line for line in lines)
    return "\n".join(lines[:2]) + "\n" + ("\n\n" if wrapped else "\n").join(lines[2:])


def _widths(rows: list[list[str]], width: int) -> list[int] | None:
    """The width of each column: as its words need, the widest is narrowed first; None when words would be split."""
    columns = list(zip_longest(*rows, fillvalue=""))
    widths = [max([len(line) for cell in column for line in cell.split("\n")] or [1]) for column in columns]
    least = [max([len(word) for cell in column for word in _SPACES.split(cell)] or [1]) for column in columns]
    room = width - 2 * (len(widths) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max((w, n) for n, w in enumerate(widths) if w > least[n])[1]
        widths[widest] -= 1
    return [max(each, 1) for each in widths]


def _row(row: list[str], widths: list[int], right: list[bool]) -> str:
    cells = [_wrapped(cell, wide).split("\n") for cell, wide in zip(row, widths, strict=False)]
    return "\n".join(
        "  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=False)).rstrip()
        for line in zip_longest(*cells, fillvalue="")
    )


def _hanging(text: str, width: int) -> str:
    return textwrap.indent("\n".join(_wrapped(line, width - 2) for line in text.split("\n")), "  ")[2:]


def _wrapped(text: str, width: int) -> str:
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )


def _line(content: list[Inline]) -> str:
    words = []
    for each in content:
        if each["type"] == "text":
            # joiners have no width but would be counted; spaces that do not break become plain at the end
            words.append(set_text(each["text"]).replace(JOINER, ""))
        elif each["type"] == "break":
            words.append("\n")
        elif each["type"] == "link":
            shown, href = _line(each["content"]), each["href"]
            plain = shown if shown.startswith("http") else f"mailto:{shown}"
            words.append(shown if href in (shown, plain) else f"{shown} <{href.removeprefix('mailto:')}>")
        else:
            words.append(_line(each["content"]))
    return "".join(words)
