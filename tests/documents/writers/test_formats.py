"""One letter in every format: the same words, valid, the same bytes on every machine."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import replace

import docx
import page
import pypdf
import pytest
from docx.oxml.ns import qn

from samskab.documents.templating.markdown_blocks import read_blocks
from samskab.documents.templating.placeholders import Placeholders
from samskab.documents.writers import fonts, pdf_custom
from samskab.documents.writers.docx import packaged_letterhead, to_docx
from samskab.documents.writers.formats import DOCUMENT_FORMATS, character_findings, write_document
from samskab.documents.writers.html import to_html
from samskab.documents.writers.markdown import to_markdown
from samskab.documents.writers.pdf import LAYOUT, to_pdf
from samskab.documents.writers.pdf_custom import OwnLayout
from samskab.documents.writers.text import to_text
from samskab.finding import Finding, Span
from tests.documents.writers.sample_letter import written
from tests.documents.writers.text_extraction import Page, docx_text, pdf_text, plain_text, words
from tests.paths import ROOT
from tests.sampling import sampled


def valid(pdf):
    return [
        (profile, [f.message for f in report.failures])
        for profile in ("ua1", "2a")
        for report in [page.validate_pdf_bytes(pdf, profile=profile)]
        if not report.is_compliant
    ]


def test_the_words_are_the_same_in_every_format(letter):
    wanted = sorted(words(Page(to_html(letter)).text))
    assert "netværk" in wanted
    assert len(wanted) > 80
    assert sorted(words(pdf_text(to_pdf(letter)).replace("•", ""))) == sorted([*wanted, "1.", "2."])
    assert sorted(words(docx_text(to_docx(letter)))) == wanted
    assert sorted(words(plain_text(to_text(letter)).replace("·", ""))) == wanted


def test_pdf_is_ua_1_and_a_2a_with_and_without_an_address_window(letter):
    assert not valid(to_pdf(letter))
    assert not valid(
        to_pdf(replace(letter, recipient=(), sender=None, marks=("EKSEMPEL – opdigtet", "UDKAST"), landscape=True))
    )
    assert not valid(to_pdf(replace(letter, language="en", blocks=letter.blocks * 6)))


@pytest.mark.slow
def test_a_stream_that_ends_in_a_carriage_return_keeps_its_length(letter):
    """Some letters in a hundred have one; the validator reads `\\r\\n` before `endstream` as a single line end."""
    made = (to_pdf(replace(letter, day_words=f"Ref. {n}")) for n in range(2000))
    found = next(pdf for pdf in made if b"\r\rendstream" in pdf)
    assert not valid(found)


@pytest.mark.parametrize("before", [20, 22, 25])
def test_a_map_does_not_divide_a_short_table(letter, before):
    """The map goes to the top of the next page; rows before and after it would not be read together."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"/>'
    rows = "\n".join(f"| række {n} | {n} |" for n in range(4))
    text, _ = read_blocks("linje\n\n" * before + f"| navn | tal |\n|---|---|\n{rows}\n", Placeholders(), "da")
    figure = {"type": "figure", "svg": svg, "alt": "kort"}
    pdf = to_pdf(replace(letter, recipient=(), blocks=(figure, *text), landscape=True))
    pages = [each.extract_text() for each in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert [sum("række" in line for line in each.splitlines()) for each in pages if "række" in each] == [4]


def test_the_body_comes_in_the_same_order(letter):
    start = "Invitation"
    orders = [
        words(text)[words(text).index(start) :] for text in (Page(to_html(letter)).text, docx_text(to_docx(letter)))
    ]
    assert orders[0] == orders[1]


def test_html_stands_alone(letter):
    html = to_html(letter)
    read = Page(html)
    assert not {"script", "img", "link", "iframe"} & set(read.tags)
    assert read.tags.count("h1") == 1
    assert b'<html lang="da">' in html
    assert b"default-src 'none'" in html
    assert set(read.links) == {"https://example.dk/mere", "mailto:post@example.dk"}
    assert html.count(b'<th scope="col"') == 3


def test_docx_has_real_structure(letter):
    word = docx.Document(io.BytesIO(to_docx(letter)))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Quote"} <= set(styles)
    table = word.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(word.part.element.body.findall(".//" + qn("w:hyperlink"))) == 3
    languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}
    numbered = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"]
    assert len(set(numbered)) == 1
    assert word.core_properties.created.year == 2017


def test_every_numbered_list_starts_afresh(letter):
    word = docx.Document(io.BytesIO(to_docx(replace(letter, blocks=letter.blocks * 2))))
    numbered = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"]
    assert len(numbered) == 4
    assert len(set(numbered)) == 2


def office_letterhead():
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Kontorets brevhoved"
    word.add_paragraph("Før")
    word.add_paragraph("[brev]")
    word.add_paragraph("Efter")
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def test_the_office_s_letterhead_is_kept(letter):
    made = docx.Document(io.BytesIO(to_docx(letter, letterhead=office_letterhead())))
    assert made.sections[0].header.paragraphs[0].text == "Kontorets brevhoved"
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[0] == "Før"
    assert texts[-1] == "Efter"
    assert "[brev]" not in texts
    assert "Sund By Netværket" not in texts  # the letterhead names the sender
    assert sorted(words(docx_text(to_docx(letter, letterhead=packaged_letterhead()))))


def test_the_place_of_the_letter_may_be_in_a_table(letter):
    word = docx.Document()
    cell = word.add_table(1, 2).cell(0, 1)
    cell.text = "[brev]"
    saved = io.BytesIO()
    word.save(saved)
    made = docx.Document(io.BytesIO(to_docx(letter, letterhead=saved.getvalue())))
    inside = made.tables[0].cell(0, 1)
    assert not [paragraph for paragraph in made.paragraphs if paragraph.text]
    assert letter.title in [paragraph.text for paragraph in inside.paragraphs]
    assert "[brev]" not in inside.text
    assert inside._tc[-1].tag == qn("w:p")


def test_text_is_wrapped_and_plain(letter):
    text = to_text(letter).decode()
    assert max(map(len, text.split("\n"))) <= 72
    assert not set(text) & set("\u00a0\u2060\u00ad\r")
    assert "Læs mere her <https://example.dk/mere>" in text.replace("\n", " ")


def test_markdown_reads_back_with_the_same_words(letter):
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(to_markdown(letter).decode())
    read = Page(html.encode())
    assert sorted(words(read.text.replace("·", ""))) == sorted(words(Page(to_html(letter)).text))


@pytest.mark.slow
def test_own_layout_is_kept_apart(letter, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with OwnLayout("layouts/brev.typ", LAYOUT.read_text(encoding="utf-8")) as layout:
        assert to_pdf(letter, layout=layout) == to_pdf(letter)
    assert list(tmp_path.iterdir()) == []
    start = "#let doc = json(bytes(sys.inputs.document))\n#set document(title: doc.title, date: none)\n"
    for text, code, line in (
        ('#import "@preview/x:0.1.0": y', "SK660", 1),
        (start + '#read("/etc/hostname")', "SK636", 3),
        (start + '#read("../../../../etc/hostname")', "SK636", 3),
        (start + "#nix", "SK636", 3),
        (start + "#let f(x) = f(x)\n#f(1)", "SK636", 3),
    ):
        with OwnLayout("layouts/brev.typ", text) as layout:
            refused = to_pdf(letter, layout=layout)
        assert isinstance(refused, Finding)
        assert (refused.code, refused.span.path, refused.span.line) == (code, "layouts/brev.typ", line)
        assert "/tmp" not in str(refused.values["detail"])


@pytest.mark.slow
def test_an_endless_layout_is_ended(letter, monkeypatch):
    monkeypatch.setattr(pdf_custom, "SECONDS", 1.0)
    with OwnLayout("l.typ", "#for i in range(100000000) {}") as layout:
        ended = to_pdf(letter, layout=layout)
    assert isinstance(ended, Finding)
    assert ended.values["detail"] == "timeout"


def test_a_character_the_font_lacks_is_named_and_reported():
    odd = written(navn="Bo 😀 \ufeff中 Kommune")
    found = {f.code: f.values for f in character_findings(odd, lambda _: Span("brev"))}
    assert found["SK634"]["names"] == ("grinning face", "cjk unified ideograph-4e2d")
    assert found["SK635"]["characters"] == ("U+FEFF",)
    pdf = to_pdf(odd)
    assert not valid(pdf)
    assert "[grinning face]" in " ".join(words(pdf_text(pdf)))
    assert "😀" in Page(to_html(odd)).text
    assert not character_findings(written(), lambda _: Span("brev"))


MAKE = """
import hashlib, sys
from tests.documents.writers.sample_letter import written
from samskab.documents.writers.formats import DOCUMENT_FORMATS, write_document
letter = written()
print(*[hashlib.sha256(write_document(letter, form)).hexdigest() for form in DOCUMENT_FORMATS])
"""


@pytest.mark.parametrize(
    ("zone", "locale", "seed"),
    sampled([("Pacific/Kiritimati", "C", "1"), ("America/Nuuk", "da_DK.UTF-8", "77")], every=2),
)
@pytest.mark.slow
def test_the_same_bytes_in_another_time_zone_locale_and_hash_order(letter, zone, locale, seed):
    wanted = [hashlib.sha256(write_document(letter, form)).hexdigest() for form in DOCUMENT_FORMATS]
    surroundings = os.environ | {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
    made = subprocess.run(
        [sys.executable, "-c", MAKE], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    )
    assert made.stdout.split() == wanted


def test_no_date_but_the_letter_s_own_is_in_the_pdf(letter):
    dates = re.findall(rb"D:(\d{8})", to_pdf(letter))
    assert set(dates) == {b"20171201"}


def test_a_letter_with_a_page_break_of_its_own_has_two_pages(letter):
    from pypdf import PdfReader

    broken = replace(
        letter, recipient=("Lolland Kommune",), blocks=(*letter.blocks, {"type": "page-break"}, *letter.blocks)
    )
    assert len(PdfReader(io.BytesIO(to_pdf(broken))).pages) >= 2


def test_both_fonts_have_the_everyday_characters():
    everyday = {code for code in range(0x7F, 0x3000) if fonts.EVERYDAY.fullmatch(chr(code))}
    assert len(everyday) > 200
    assert everyday - {ord("\u2060")} <= fonts.font_characters()
