"""Values of the data stay text: intact in every format, and the structure of the letter does not change."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace
from datetime import date

import docx
import page
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from samskab.documents.document import Document, SenderBlock
from samskab.documents.templating.client import Engine
from samskab.documents.typography import clean, unset_text
from samskab.documents.writers import fonts
from samskab.documents.writers.docx import to_docx
from samskab.documents.writers.html import to_html
from samskab.documents.writers.markdown import to_markdown
from samskab.documents.writers.pdf import as_inputs, to_pdf
from samskab.documents.writers.text import to_text
from tests.documents import injections
from tests.documents.writers.text_extraction import Page, docx_text, pdf_text

TEMPLATE = """# T {{ a }} T

Før {{ a }} efter **{{ a }}** [her](https://example.dk/{{ a }}).

- {{ a }}

| A | B |
|---|---|
| {{ a }} | b |

{{ a }}

::: boks
{{ a|afsnit }}
:::
"""
PLACES = 6  # where the value stands as words in the body; with `afsnit` its line breaks stay


def same(text):
    """The visible text with its spaces as one: fonts, wrapping and cells may put others between words."""
    return re.sub(r"\s+", "", unset_text(clean(text.replace("\u00ad", ""))))


@pytest.fixture(scope="module", params=[4, pytest.param(1, marks=pytest.mark.slow)])
def letters(request):
    """Each string in a letter: in heading, text, emphasis, address, list, table, address window and sender."""
    made = []
    with Engine({}, {"t": ("t.md.j2", TEMPLATE)}, "da") as engine:
        for text in injections.ALL[:: request.param]:
            rendered = engine.render("t", {"a": text})
            assert not rendered.findings, (text, rendered.findings)
            made.append((text, letter(rendered.blocks, text, rendered.title)))
        plain = engine.render("t", {"a": "x"})
    return letter(plain.blocks, "x", plain.title), made


def letter(blocks, text, title):
    return Document(
        title,
        "da",
        date(2018, 2, 27),
        blocks,
        "27. februar 2018",
        SenderBlock(text, (text,), (text,)),
        (text, "Rådhusvej 1"),
        (text,),
    )


def shape(node):
    """A tree without its words and addresses."""
    if isinstance(node, dict):
        return {k: shape(v) for k, v in node.items() if k not in ("text", "href", "widths")}
    if isinstance(node, (list, tuple)):
        return [shape(each) for each in node]
    return node


def test_there_are_enough():
    assert len(set(injections.ALL)) >= 150


def test_the_tree_has_the_same_shape_and_the_words_are_whole(letters):
    plain, made = letters
    for text, each in made:
        blocks = [b for b in each.blocks if b["type"] != "section"]
        wanted = [b for b in plain.blocks if b["type"] != "section"]
        if clean(text).strip():
            assert shape(blocks) == shape(wanted), text
        assert json.dumps(blocks).count(json.dumps(text)[1:-1]) >= PLACES - 1, text


def test_html_has_the_same_elements(letters):
    plain, made = letters
    whole = to_html(plain)
    wanted, breaks = Page(whole), whole.count(b"<br>")
    for text, each in made:
        html = to_html(each)
        read = Page(html)
        extra = html.count(b"<br>") - breaks
        tags = [tag for tag in read.tags if tag not in ("br", "p", "a")]
        assert tags == [tag for tag in wanted.tags if tag not in ("br", "p", "a")], text
        assert same(read.text).count(same(text)) >= PLACES + 4, (text, extra)
        assert all(link.startswith(("https://example.dk/", "mailto:", "https://", "http://")) for link in read.links), (
            text
        )


@pytest.mark.parametrize("every", [20, pytest.param(1, marks=pytest.mark.slow)])
def test_word_has_the_same_paragraphs(letters, every):
    plain, made = letters
    wanted = [(p.style.name) for p in docx.Document(io.BytesIO(to_docx(plain))).paragraphs]
    for text, each in made[::every]:
        made_bytes = to_docx(each)
        styles = [p.style.name for p in docx.Document(io.BytesIO(made_bytes)).paragraphs]
        assert [s for s in styles if s != "Samskab Box"] == [s for s in wanted if s != "Samskab Box"] or not clean(
            text
        ).strip(" \n\u00ad"), text
        assert same(docx_text(made_bytes)).count(same(text)) >= PLACES + 4, text


def test_markdown_reads_back_as_the_same_words_and_elements(letters):
    plain, made = letters
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    wanted = Page(reader.render(to_markdown(plain).decode()).encode())
    for text, each in made:
        if not same(text):
            continue
        read = Page(reader.render(to_markdown(each).decode()).encode())
        assert [t for t in read.tags if t not in ("br", "p")] == [t for t in wanted.tags if t not in ("br", "p")], text
        assert same(read.text).count(same(text)) >= PLACES + 3, text


def test_plain_text_has_the_words_and_no_control_characters(letters):
    _, made = letters
    for text, each in made:
        read = to_text(each).decode()
        assert same(read).count(same(text)) >= PLACES + 2, text
        assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in read), text


def test_pdf_is_made_valid_and_has_the_words(letters):
    _, made = letters
    for text, each in made[::16]:
        pdf = to_pdf(each)
        assert page.is_pdf_compliant_bytes(pdf, profile="ua1"), text
        assert page.is_pdf_compliant_bytes(pdf, profile="2a"), text
        shown = fonts.printable(clean(text))
        if shown.isascii():
            assert same(pdf_text(pdf)).count(same(shown)) >= PLACES, text


def test_typst_never_sees_data_as_code(letters):
    """What goes to Typst is JSON text in an input; its source is one packaged file."""
    _, made = letters
    for text, each in made:
        read = json.loads(json.dumps(as_inputs(each)))
        assert same(read["recipient"][0] if same(text) else "") == same(fonts.printable(clean(text))), text


@pytest.mark.slow
def test_every_string_through_typst(letters):
    _, made = letters
    for text, each in made:
        pdf = to_pdf(each)
        assert page.is_pdf_compliant_bytes(pdf, profile="ua1"), text
        assert page.is_pdf_compliant_bytes(pdf, profile="2a"), text


@given(st.text(max_size=60))
def test_any_text_keeps_its_words_in_html_and_markdown(text):
    blocks = (
        {"type": "heading", "level": 1, "content": [{"type": "text", "text": "T"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "x" + text + "x"}]},
    )
    made = replace(letter(blocks, "x", "T"), marks=())
    assert same("x" + text + "x") in same(Page(to_html(made)).text)
    read = Page(MarkdownIt("commonmark").render(to_markdown(made).decode()).encode())
    assert same("x" + text + "x") in same(read.text)
    assert [tag for tag in read.tags if tag not in ("br", "strong")] == ["p", "p", "p", "h1", "p", "p"]
