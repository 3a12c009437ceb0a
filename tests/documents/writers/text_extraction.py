"""The words of a written letter, read back by an independent library."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

from samskab.documents.typography import unset_text


def words(text):
    """Words in order, without what only one format has."""
    return unset_text(text).split()


def pdf_text(data):
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return re.sub(r"Side \d+ af \d+\s*$", "", "\n".join(pages), flags=re.MULTILINE)


def docx_text(data):
    """Paragraphs and cells in order."""
    import docx
    from docx.oxml.ns import qn

    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join(
        "".join({qn("w:t"): n.text or "", qn("w:br"): "\n", qn("w:tab"): "\t"}.get(n.tag, "") for n in p.iter())
        for p in body.iter(qn("w:p"))
    )


class Page(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self, data):
        super().__init__()
        self.text, self.tags, self.links, self._skip = "", [], [], 0
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]
        self._skip += tag in ("style", "title")
        self.text += "\n" if tag in ("p", "br", "li", "td", "th", "h1", "h2", "h3", "div") else ""

    def handle_endtag(self, tag):
        self._skip -= tag in ("style", "title")

    def handle_data(self, data):
        self.text += "" if self._skip else data


def plain_text(data):
    """Without the marks of lists, tables and headings, and the addresses after links."""
    text = re.sub(r" ?<\S+>", "", data.decode())
    text = re.sub(r"^(?:> |- |\d\. (?=først|sidst))", "", text, flags=re.MULTILINE)
    return re.sub(r"^[-= ]+$", "", text, flags=re.MULTILINE)
