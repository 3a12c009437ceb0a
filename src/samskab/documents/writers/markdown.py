"""A document as Markdown (CommonMark with tables): every character of a value that could act is escaped."""

from __future__ import annotations

import re
import textwrap

from samskab.documents.document import Block, Document, Inline
from samskab.documents.typography import cleaned, unset_text

_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>&$^=:@/])")


def to_markdown(document: Document) -> bytes:
    """UTF-8; the letterhead as lines in front."""
    letter = cleaned(document)
    top = [f"**{_escaped(mark)}**" for mark in letter.marks]
    if letter.sender:
        top.append(_stack([letter.sender.name, *letter.sender.address]))
    if letter.recipient:
        top.append(_stack(letter.recipient))
    if letter.day_words:
        top.append(_escaped(letter.day_words))
    body = [piece for block in letter.blocks for piece in _block(block)]
    end = [_escaped(" · ".join(letter.sender.contact))] if letter.sender and letter.sender.contact else []
    return (unset_text("\n\n".join([*top, *body, *end])) + "\n").encode()


def _stack(lines: list[str] | tuple[str, ...]) -> str:
    return "\\\n".join(_escaped(line) for line in lines)


def _escaped(text: str) -> str:
    """ASCII punctuation that Markdown may interpret is escaped, also the dots of an address, so that it stays text."""
    return _ACTIVE.sub(r"\\\1", text.strip("\n")).replace("\u00a0", " ")


def _block(block: Block) -> list[str]:
    kind = block["type"]
    if kind == "heading":
        return ["#" * block["level"] + " " + _line(block["content"]).replace("\\\n", " ").strip()]
    if kind == "paragraph":
        return [_line(block["content"]).strip()]
    if kind == "list":
        return [_list(block)]
    if kind == "table":
        marks = {"right": "---:", "center": ":---:"}
        rows = [block["header"], *block["rows"]]
        lines = ["| " + " | ".join(_line(cell).replace("\\\n", " / ").strip() for cell in row) + " |" for row in rows]
        lines.insert(1, "| " + " | ".join(marks.get(each, "---") for each in block["align"]) + " |")
        return ["\n".join(lines)]
    if kind == "section":
        inner = [piece for each in block["blocks"] for piece in _block(each)]
        return [textwrap.indent("\n\n".join(inner), "> ", lambda _: True)] if block["name"] == "quote" else inner
    return ["***"] if kind == "rule" else []


def _list(block: Block) -> str:
    gap = "\n" if block["tight"] else "\n\n"
    items = []
    for number, item in enumerate(block["items"], block["start"]):
        mark = f"{number}. " if block["ordered"] else "- "
        text = gap.join(piece for each in item for piece in _block(each))
        items.append(mark + textwrap.indent(text, " " * len(mark))[len(mark) :])
    return gap.join(items)


def _line(content: list[Inline]) -> str:
    words = []
    for each in content:
        kind = each["type"]
        if kind == "text":
            words.append(_escaped(each["text"]))
        elif kind == "break":
            words.append("\\\n")
        elif kind == "link":
            words.append(f"[{_line(each['content'])}](<{each['href']}>)")
        else:
            mark = {"strong": "**", "em": "*"}[kind]
            inner = _line(each["content"])
            kernel = inner.strip(" ")
            lead, tail = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
            words.append(f"{lead}{mark}{kernel}{mark}{tail}" if kernel else inner)
    return "".join(words)
