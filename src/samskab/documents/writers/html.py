"""A document as one HTML page without scripts or requests, for light and dark screens and for print."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from samskab.documents.document import Block, Document, Inline, inline_text
from samskab.documents.typography import cleaned, set_text
from samskab.documents.writers.content_policy import content_policy
from samskab.documents.writers.links import contact_line

_CSS = Path(__file__).parents[1] / "layout" / "page.css"
WIDE = 5  # columns: from here on the page is wide


def to_html(document: Document) -> bytes:
    """A whole page, UTF-8. Its content policy allows its own style sheet and nothing else."""
    letter = cleaned(document)
    style, policy = _style()
    head = [
        f'<!doctype html>\n<html lang="{letter.language}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="date" content="{letter.day.isoformat()}">',
        f"<title>{_text(letter.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{_main(letter)}",
    ]
    return "\n".join([*head, *_letterhead(letter), *map(_block, letter.blocks), "</main>\n</body>\n</html>\n"]).encode()


def _main(letter: Document) -> str:
    """A document with wide tables gets a wide page, printed in landscape."""
    many = any(len(block["header"]) >= WIDE for block in letter.blocks if block["type"] == "table")
    return '<main class="wide">' if many or letter.landscape else "<main>"


@cache
def _style() -> tuple[str, str]:
    style = _CSS.read_text(encoding="utf-8")
    return style, content_policy(style)


def _letterhead(letter: Document) -> list[str]:
    parts = []
    if letter.recipient:
        parts.append(f"<p>{_stack(letter.recipient)}</p>")
    right = []
    if sender := letter.sender:
        lines = [f"<strong>{_text(sender.name)}</strong>", *map(_text, sender.address)]
        lines += [_line([contact_line(line)]) for line in sender.contact]
        right.append(f"<p>{'<br>'.join(lines)}</p>")
    if letter.day_words:
        right.append(f"<p>{_text(letter.day_words)}</p>")
    if right:
        parts.append(f'<div class="sender">{"".join(right)}</div>')
    top = [f'<div class="letterhead">{"".join(parts)}</div>'] if parts else []
    return top + [f'<p class="mark">{_text(mark)}</p>' for mark in letter.marks]


def _stack(lines: tuple[str, ...]) -> str:
    return "<br>".join(map(_text, lines))


def _text(text: str) -> str:
    return escape(set_text(text))


def _block(block: Block) -> str:
    kind = block["type"]
    if kind == "heading":
        return f"<h{block['level']}>{_line(block['content'])}</h{block['level']}>"
    if kind == "paragraph":
        return f"<p>{_line(block['content'])}</p>"
    if kind == "list":
        tag = "ol" if block["ordered"] else "ul"
        start = f' start="{block["start"]}"' if block["ordered"] and block["start"] != 1 else ""
        return f"<{tag}{start}>\n{''.join(_item(item, block['tight']) for item in block['items'])}</{tag}>"
    if kind == "table":
        return _table(block)
    if kind == "section":
        inner = "\n".join(map(_block, block["blocks"]))
        if block["name"] == "quote":
            return f"<blockquote>{inner}</blockquote>"
        return f'<div class="{block["name"]}">{inner}</div>'
    return "<hr>" if kind == "rule" else '<div class="page-break"></div>'


def _item(item: list[Block], tight: bool) -> str:
    if tight and item and item[0]["type"] == "paragraph":
        return f"<li>{_line(item[0]['content'])}{''.join(map(_block, item[1:]))}</li>\n"
    return f"<li>{''.join(map(_block, item))}</li>\n"


def _table(block: Block) -> str:
    """Rows that a narrow page shows as cards, each cell under the title of its column.

    In two columns the first cell names the second, and no title comes between.
    """
    classes = [f' class="{each}"' if each in ("right", "center") else "" for each in block["align"]]
    wide = len(block["header"]) > 2
    titles = [f' data-title="{_text(inline_text(cell))}"' if wide else "" for cell in block["header"]]
    head = "".join(f'<th scope="col"{c}>{_line(cell)}</th>' for c, cell in zip(classes, block["header"], strict=True))
    rows = "\n".join(
        "<tr>"
        + "".join(f"<td{c}{title}>{_line(cell)}</td>" for c, title, cell in zip(classes, titles, row, strict=False))
        + "</tr>"
        for row in block["rows"]
    )
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    return f'<div class="table" tabindex="0" role="group">\n{table}\n</div>'


def _line(content: list[Inline]) -> str:
    words = []
    for each in content:
        kind = each["type"]
        if kind == "text":
            words.append(_text(each["text"]))
        elif kind == "break":
            words.append("<br>")
        elif kind == "link":
            words.append(f'<a href="{escape(each["href"])}">{_line(each["content"])}</a>')
        else:
            words.append(f"<{kind}>{_line(each['content'])}</{kind}>")
    return "".join(words)
