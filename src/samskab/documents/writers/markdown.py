"""A document as Markdown (CommonMark with tables): what would act in a value is escaped, and nothing else."""

from __future__ import annotations

import re
import textwrap
from itertools import groupby

from samskab.documents.document import Block, Document, Inline
from samskab.documents.typography import cleaned, unset_text

# Anywhere: code, emphasis, links, tags, tables, attributes, mathematics, strikethrough and superscript; entities; an
# address that forges make a link of; an exclamation mark before a link.
_ACTIVE = re.compile(r"([\\`*_{}\[\]|~<>$^])|(&)(?=\w|#|$)|(:)(?=//)|(@)|((?<=www)\.)|(!)(?=$)")
# At the beginning of a line: headings, lists, quotations, rules, underlines of headings, fences of sections.
_OPENING = re.compile(r"^(\s*)(?:([#+\-=:])|(\d+)([.)]))", re.MULTILINE)


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


def _escaped(text: str, *, opens: bool = True) -> str:
    """A value as text: what Markdown would interpret is escaped, also where the value begins a line (`opens`)."""
    active = _ACTIVE.sub(lambda found: "\\" + found[0], text.strip("\n").replace("\u00a0", " "))
    if not opens:
        return active
    return _OPENING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", active)


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
        lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
        lines.insert(1, "| " + " | ".join(marks.get(each, "---") for each in block["align"]) + " |")
        return ["\n".join(lines)]
    if kind == "section":
        inner = [piece for each in block["blocks"] for piece in _block(each)]
        return [textwrap.indent("\n\n".join(inner), "> ", lambda _: True)] if block["name"] == "quote" else inner
    return ["***"] if kind == "rule" else []


def _cell(content: list[Inline]) -> str:
    """A cell begins no line, so that nothing in it opens a list or a heading."""
    return _line(content, opens=False).replace("\\\n", " / ").strip()


def _list(block: Block) -> str:
    gap = "\n" if block["tight"] else "\n\n"
    items = []
    for number, item in enumerate(block["items"], block["start"]):
        mark = f"{number}. " if block["ordered"] else "- "
        text = gap.join(piece for each in item for piece in _block(each))
        items.append(mark + textwrap.indent(text, " " * len(mark))[len(mark) :])
    return gap.join(items)


def _line(content: list[Inline], *, opens: bool = True) -> str:
    """Texts that follow each other are one text, so that no two of them act together."""
    words: list[str] = []
    for texts, group in groupby(content, key=lambda each: each["type"] == "text"):
        if texts:
            words.append(_escaped("".join(each["text"] for each in group), opens=opens))
        else:
            words += map(_inline, group)
    return "".join(words)


def _inline(each: Inline) -> str:
    if each["type"] == "break":
        return "\\\n"
    if each["type"] == "link":
        return f"[{_line(each['content'])}](<{each['href']}>)"
    mark, inner = {"strong": "**", "em": "*"}[each["type"]], _line(each["content"])
    kernel = inner.strip(" ")
    lead, tail = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
    return f"{lead}{mark}{kernel}{mark}{tail}" if kernel else inner
