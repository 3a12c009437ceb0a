"""Forms that are damaged, malicious or strange: each is read without harm, or is one clear finding."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from email.message import EmailMessage

import pytest

from samskab.intake.form_files import read_forms
from samskab.usecases.forms.read_forms import IntakeChoice, plan_intake
from samskab.yaml.catalogue import load_language
from tests.form_programme import KEY, document, filled_form, form_repo, made_form, with_document
from tests.workbooks import sheet, workbook

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = ("Kommune", "maal")
FILLED = filled_form(made_form("docx"), {"applicant": "Odense", "answers.maal": "Flere går."}, {})
CPR = "25" + "1248-9996"
PAGE = f"""\
schema: samskab/application@1
id: 0461-odense
programme: {KEY}
applicant: {{municipalities: ["0461"]}}
status: draft
answers: {{maal: "%s"}}
"""


def told(content: bytes, name: str) -> list[str]:
    """The codes of what is found, each of which can be said in both languages."""
    repo = form_repo()
    forms = list(read_forms(content, name))
    plan = plan_intake(
        repo,
        repo.data.programmes[KEY],
        forms,
        IntakeChoice("draft", update=False),
        load_language("da"),
        date(2026, 2, 1),
    )
    for code in ("da", "en"):
        language = load_language("da" if code == "da" else "en")
        assert all(language.say(found.code, **found.values) for found in plan.findings)
    return [found.code for found in plan.findings]


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, data)
    return target.getvalue()


def locked(content: bytes) -> bytes:
    """The same with every entry marked as encrypted."""
    made = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.find(mark)
        while start >= 0:
            struct.pack_into("<H", made, start + place, 1)
            start = made.find(mark, start + 4)
    return bytes(made)


def word(*blocks: str, before: str = "") -> bytes:
    text = f'{before}<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}</w:body></w:document>'
    return with_document(FILLED, text.encode())


def answered(text: str) -> bytes:
    """The form in Word with this answer."""
    return filled_form(made_form("docx"), {"applicant": "Odense", "answers.maal": text}, {})


def linked() -> bytes:
    """The form with a picture and a template elsewhere, and a field that asks a server."""
    from lxml import etree

    root = document(FILLED)
    field = f'<w:p xmlns:w="{W}"><w:r><w:instrText>INCLUDETEXT "http://example.invalid/x"</w:instrText></w:r></w:p>'
    next(root.iter(f"{{{W}}}body")).insert(0, etree.fromstring(field))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{office}/attachedTemplate" Target="http://example.invalid/t.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    return with_part(with_document(FILLED, etree.tostring(root)), "word/_rels/settings.xml.rels", links.encode())


def excel(*lines: tuple[object, ...], hidden: tuple[int, ...] = (), **more: object) -> bytes:
    return workbook(sheet([HEAD, *lines], hidden=hidden), **more)  # type: ignore[arg-type]


def mail(name: str, content: bytes) -> bytes:
    message = EmailMessage()
    message.set_content("Se vedhæftet.")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


ROW = ("Odense", "Flere går.")
FORMULA = '<c><f>HYPERLINK("http://example.invalid")</f></c>'
CACHED = '<c t="str"><f>1+1</f><v>Flere går.</v></c>'
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
DEEP = "<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        pytest.param(FILLED, "a.docx", [], id="word: filled in"),
        pytest.param(made_form("docx"), "a.docx", ["SK790"], id="word: not filled in"),
        pytest.param(with_part(FILLED, "word/vbaProject.bin", b"x"), "a.docx", ["SK781"], id="word: macros"),
        pytest.param(with_part(FILLED, "word/vbaProject.bin", b"x"), "a.docm", ["SK781"], id="word: macros by name"),
        pytest.param(with_part(FILLED, "a.bin", bytes(90_000_000)), "a.docx", ["SK085"], id="word: zip bomb"),
        pytest.param(FILLED + bytes(11_000_000), "a.docx", ["SK085"], id="word: eleven megabytes"),
        pytest.param(locked(FILLED), "a.docx", ["SK780"], id="word: password"),
        pytest.param(word(before=ENTITY), "a.docx", ["SK780"], id="word: entities"),
        pytest.param(FILLED[:5000], "a.docx", ["SK780"], id="word: cut off"),
        pytest.param(b"", "a.docx", ["SK780"], id="word: empty file"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.doc", ["SK780"], id="word: of 1997"),
        pytest.param(b"%PDF-1.7", "a.docx", ["SK780"], id="word: a PDF"),
        pytest.param(word("<w:p><"), "a.docx", ["SK780"], id="word: damaged markup"),
        pytest.param(word(DEEP), "a.docx", ["SK780"], id="word: nested 600 deep"),
        pytest.param(linked(), "a.docx", [], id="word: links and fields are not followed"),
        pytest.param(answered("x" * 1_000_000), "a.docx", ["SK784"], id="word: a megabyte in a field"),
        pytest.param(answered("Vi \u202eer her."), "a.docx", ["SK003"], id="word: turned direction"),
        pytest.param(answered("Maria, " + CPR), "a.docx", ["SK701"], id="word: CPR number"),
        pytest.param(answered('=cmd|" /C calc"!A0'), "a.docx", [], id="word: formula as text"),
        pytest.param(answered("</w:t><script>alert(1)</script>{{ 7*7 }}"), "a.docx", [], id="word: markup as text"),
        pytest.param(excel(ROW), "a.xlsx", [], id="excel: plain"),
        pytest.param(with_part(excel(ROW), "xl/vbaProject.bin", b"x"), "a.xlsx", ["SK781"], id="excel: macros"),
        pytest.param(with_part(excel(ROW), "a.bin", bytes(90_000_000)), "a.xlsx", ["SK085"], id="excel: zip bomb"),
        pytest.param(locked(excel(ROW)), "a.xlsx", ["SK780"], id="excel: password"),
        pytest.param(excel(("Odense", FORMULA)), "a.xlsx", ["SK784"], id="excel: formula without value"),
        pytest.param(excel(("Odense", CACHED)), "a.xlsx", [], id="excel: formula with value"),
        pytest.param(excel(("Odense", '<c t="e"><v>#REF!</v></c>')), "a.xlsx", ["SK784"], id="excel: error"),
        pytest.param(excel(ROW, hidden=(2,)), "a.xlsx", ["SK782"], id="excel: hidden row"),
        pytest.param(excel(("Odense", "x" * 1_000_000)), "a.xlsx", ["SK784"], id="excel: a megabyte in a cell"),
        pytest.param(excel(("Ærø".encode().decode(), "Flere")), "a.xlsx", [], id="excel: letters of one character"),
        pytest.param(excel(("A\u030arhus", "Flere")), "a.xlsx", [], id="excel: NFD letters"),
        pytest.param(excel(("\u202eesnedO", "Flere")), "a.xlsx", ["SK003", "SK083"], id="excel: name from the right"),
        pytest.param(excel(("Odense", CPR)), "a.xlsx", ["SK701"], id="excel: CPR number"),
        pytest.param(excel(ROW, ROW), "a.xlsx", ["SK086"], id="excel: the same twice"),
        pytest.param(PAGE.encode() % b"Flere", "a.yaml", [], id="page: plain"),
        pytest.param(PAGE.replace(KEY, "andet-2020").encode() % b"x", "a.yaml", ["SK792"], id="page: other programme"),
        pytest.param(PAGE.encode() % CPR.encode(), "a.yaml", ["SK701"], id="page: CPR number"),
        pytest.param(b"a: &a [*a, *a]\n", "a.yaml", ["SK796"], id="page: alias bomb"),
        pytest.param(b"schema: samskab/programme@1\nid: x\n", "a.yaml", ["SK796"], id="page: another kind of file"),
        pytest.param(b"schema: !!python/object:os.system x\n", "a.yaml", ["SK796"], id="page: tag"),
        pytest.param(PAGE.encode()[:60], "a.yaml", ["SK029", "SK064"], id="page: cut off"),
        pytest.param(b'Kommune;maal\nOdense;"Flere\n', "a.csv", ["SK087"], id="csv: open quotation"),
        pytest.param(b"\x00\x01\x02\x03", "a.csv", ["SK002", "SK088"], id="csv: bytes"),
        pytest.param(mail("a.docx", FILLED), "a.eml", [], id="mail: with the form"),
        pytest.param(mail("../../a.exe", b"MZ"), "a.eml", ["SK787"], id="mail: a program"),
        pytest.param(mail("a.docx", locked(FILLED)), "a.eml", ["SK780"], id="mail: form with a password"),
    ],
)
def test_a_hostile_form_does_no_harm(content: bytes, name: str, wanted: list[str]) -> None:
    assert told(content, name) == wanted
