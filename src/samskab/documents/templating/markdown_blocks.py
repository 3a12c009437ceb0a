"""Markdown with placeholders -> the tree of blocks; values are put in as text after the parsing, in one pass.

The Markdown is what the template's author wrote: headings, lists, tables, links, emphasis, and sections between
`::: underskrift` and `:::` (`::: sideskift` stands alone). No HTML, no images, no code. Runs in the child process.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from samskab.documents.document import Block, Inline, inline_text
from samskab.documents.templating.placeholders import Placeholder, Placeholders
from samskab.documents.templating.template_error import Fault
from samskab.documents.typography import curled

SECTION_NAMES = {
    "underskrift": "signature",
    "signature": "signature",
    "kontakt": "contact",
    "contact": "contact",
    "boks": "box",
    "box": "box",
    "citat": "quote",
    "quote": "quote",
    "manchet": "lead",
    "lead": "lead",
    "småt": "small",
    "small": "small",
    "sideskift": "page-break",
    "page-break": "page-break",
}
_FENCE = re.compile(r"^:::[ \t]*([\w-]*)[ \t]*$", re.MULTILINE)
_WEB = re.compile(r"https?://[^\s<>\"\\^`{}|\x00-\x20]{1,2000}", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n|(?<=[^\n]{120})\n")  # an empty line, or the end of a line as long as a paragraph
_BREAK = re.compile(r" *<br ?/?> *")  # the one tag that table cells need; it is read in the text of the template only
_OFF = ("code", "fence", "html_block", "lheading", "reference")


def read_blocks(markdown: str, placeholders: Placeholders, language: str) -> tuple[list[Block], list[Fault]]:
    """The tree of a rendered template, and the mistakes in its links, sections and headings."""
    reader = _Reader(placeholders, language)
    return reader.document(markdown), reader.faults


class _Reader:
    def __init__(self, placeholders: Placeholders, language: str) -> None:
        self.placeholders, self.language = placeholders, language
        self.faults: list[Fault] = []
        self.parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
        self.parser.disable([*_OFF, "backticks", "html_inline", "image"])
        self.parser.normalizeLink = self.parser.normalizeLinkText = _as_it_is  # type: ignore[method-assign,assignment]
        self.parser.validateLink = _allowed  # type: ignore[method-assign,assignment]
        self.level = 0

    def document(self, markdown: str) -> list[Block]:
        blocks: list[Block] = []
        inside: list[Block] = blocks
        parts = _FENCE.split(markdown)
        for index, part in enumerate(parts):
            if index % 2 == 0:
                inside.extend(self.blocks(SyntaxTreeNode(self.parser.parse(part)).children))
                continue
            name = SECTION_NAMES.get(part.lower(), "")
            if name == "page-break":
                blocks.append({"type": "page-break"})
                inside = blocks
            elif name:
                inside = []
                blocks.append({"type": "section", "name": name, "blocks": inside})
            else:
                inside = blocks
                if part:
                    self.faults.append(Fault("SK638", name=part[:80]))
        return blocks

    def blocks(self, nodes: list[SyntaxTreeNode]) -> list[Block]:
        return [block for node in nodes for block in self.block(node)]

    def block(self, node: SyntaxTreeNode) -> list[Block]:
        if node.type == "heading":
            self.level = min(int(node.tag[1]), self.level + 1, 4)
            return [{"type": "heading", "level": self.level, "content": self.line(node)}]
        if node.type == "paragraph":
            return self.paragraphs(node)
        if node.type in ("bullet_list", "ordered_list"):
            return [self.items(node)]
        if node.type == "table":
            return [self.table(node)]
        if node.type == "blockquote":
            return [{"type": "section", "name": "quote", "blocks": self.blocks(node.children)}]
        if node.type == "hr":
            return [{"type": "rule"}]
        return [{"type": "paragraph", "content": [{"type": "text", "text": self.placeholders.fill(node.content)}]}]

    def paragraphs(self, node: SyntaxTreeNode) -> list[Block]:
        """One paragraph, or as many as a lone value printed with `|afsnit` has."""
        alone = self.placeholders.split(node.children[0].content.strip()) if node.children else []
        if len(alone) == 1 and isinstance(alone[0], Placeholder) and alone[0].kind == "paragraphs":
            pieces = [p.strip() for p in _PARAGRAPHS.split(_newlines(alone[0].text)) if p.strip()]
            return [{"type": "paragraph", "content": _lines(piece)} for piece in pieces]
        content = self.line(node)
        return [{"type": "paragraph", "content": content}] if content else []

    def items(self, node: SyntaxTreeNode) -> Block:
        tight = all(p.hidden for item in node.children for p in item.children if p.type == "paragraph")
        return {
            "type": "list",
            "ordered": node.type == "ordered_list",
            "start": int(node.attrs.get("start", 1)),
            "tight": tight,
            "items": [self.blocks(item.children) for item in node.children],
        }

    def table(self, node: SyntaxTreeNode) -> Block:
        rows = [row.children for part in node.children for row in part.children]
        header = [self.line(cell) for cell in rows[0]]
        if not any(inline_text(cell).strip() for cell in header):
            self.faults.append(Fault("SK631"))
        align = [str(cell.attrs.get("style", "text-align:left")).partition(":")[2] for cell in rows[0]]
        body = [[self.line(cell) for cell in row] for row in rows[1:]]
        return {"type": "table", "align": align, "header": header, "rows": body}

    def line(self, node: SyntaxTreeNode) -> list[Inline]:
        return _merged([each for child in node.children for each in self.inlines(child.children)])

    def inlines(self, nodes: list[SyntaxTreeNode]) -> list[Inline]:
        return [inline for node in nodes for inline in self.inline(node)]

    def inline(self, node: SyntaxTreeNode) -> list[Inline]:
        if node.type == "softbreak":
            return [{"type": "text", "text": " "}]
        if node.type == "hardbreak":
            return [{"type": "break"}]
        if node.type in ("strong", "em"):
            return [{"type": node.type, "content": _merged(self.inlines(node.children))}]
        if node.type == "link":
            content = _merged(self.inlines(node.children))
            href = self.address(str(node.attrs.get("href", "")))
            return [{"type": "link", "href": href, "content": content}] if href and content else content
        return self.text(node.content)

    def text(self, content: str) -> list[Inline]:
        """The text of the template with typographic quotes; a value as it is."""
        found: list[Inline] = []
        before = ""
        for part in self.placeholders.split(content):
            if isinstance(part, str):
                for index, piece in enumerate(_BREAK.split(part)):
                    found += [{"type": "break"}] * (index > 0)
                    found.append({"type": "text", "text": curled(piece, self.language, before if index == 0 else "")})
            elif part.kind == "link" and (href := self.address(part.text, quiet=True)):
                found.append({"type": "link", "href": href, "content": [{"type": "text", "text": part.text.strip()}]})
            elif part.kind == "paragraphs":
                found.extend(_lines(_newlines(part.text).strip()))
            else:
                found.append({"type": "text", "text": part.text})
            before = part[-1:] if isinstance(part, str) else "x"
        return found

    def address(self, written: str, *, quiet: bool = False) -> str:
        """A web or mail address, with values put in so that they can only be a part of it; empty if it is neither."""
        parts = self.placeholders.split(written)
        if len(parts) == 1 and isinstance(parts[0], Placeholder):
            parts = [parts[0].text.strip()]
        mail = isinstance(parts[0], str) and parts[0].lower().startswith("mailto:") if parts else False
        address = "".join(
            p if isinstance(p, str) else p.text if mail else quote(p.text.encode("utf-8", "replace"), safe="")
            for p in parts
        )
        target = address[7:] if mail else address
        if _MAIL.fullmatch(target):
            return f"mailto:{target}"
        if not mail and _WEB.fullmatch(address):
            return address
        if not quiet:
            self.faults.append(Fault("SK633", address=address[:200]))
        return ""


def _as_it_is(url: str) -> str:
    """An address with its placeholders; `address` checks it when they are filled."""
    return url


def _allowed(_: str) -> bool:
    return True


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[Inline]:
    """A value that keeps its line breaks; several empty lines are one."""
    content: list[Inline] = []
    for line in re.split(r"\n+", text):
        content += [{"type": "break"}, {"type": "text", "text": line.strip()}]
    return content[1:]


def _merged(content: list[Inline]) -> list[Inline]:
    """Neighbouring texts as one."""
    merged: list[Inline] = []
    for each in content:
        if each["type"] == "text" and merged and merged[-1]["type"] == "text":
            merged[-1] = {"type": "text", "text": merged[-1]["text"] + each["text"]}
        elif each.get("text") != "":
            merged.append(each)
    return merged


def first_heading(blocks: list[Block]) -> str:
    """The title of a document: its first heading of the first level."""
    for block in blocks:
        if block["type"] == "heading" and block["level"] == 1:
            return " ".join(inline_text(block["content"]).split())
    return ""
