"""A file is read by what it is; a mail by what is attached to it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from samskab.intake.form_files import read_forms
from samskab.intake.form_rows import form_rows
from tests.form_programme import KEY, filled_form, form_repo, made_form
from tests.workbooks import sheet, workbook

CSV = "Kommune;Mål\nÆrø;Stier\n".encode()
XLSX = workbook(sheet([["Kommune"], ["Ærø"]]))


def mail(**attached: bytes) -> bytes:
    made = EmailMessage()
    made["Subject"] = "Svar"
    made.set_content("Her er svarene.")
    for name, data in attached.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return made.as_bytes()


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("svar.csv", CSV, [("svar.csv", "csv", [])]),
        ("svar.txt", CSV, [("svar.txt", "csv", [])]),
        ("svar.xlsx", XLSX, [("svar.xlsx", "xlsx", [])]),
        ("svar.csv", XLSX, [("svar.csv", "xlsx", [])]),
        ("svar.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [("svar.xls", "csv", ["SK780"])]),
        ("svar.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [("svar.xlsx", "xlsx", ["SK780"])]),
        ("svar.pdf", b"%PDF-1.7", [("svar.pdf", "csv", ["SK780"])]),
        ("svar.eml", mail(a_csv=CSV, b_xlsx=XLSX, logo_png=b"x"),
         [("svar.eml/a.csv", "mail", []), ("svar.eml/b.xlsx", "mail", [])]),
        ("svar.eml", mail(), [("svar.eml", "csv", ["SK787"])]),
        ("svar.eml", b"", [("svar.eml", "csv", ["SK787"])]),
        ("svar.eml", b"\xff\x00" * 50, [("svar.eml", "csv", ["SK787"])]),
    ],
)  # fmt: skip
def test_a_file_is_read_by_what_it_is(name: str, content: bytes, found: list[tuple[str, str, list[str]]]) -> None:
    forms = list(read_forms(content, name))
    assert [(form.path, form.via, [each.code for each in form.findings]) for form in forms] == found


def test_a_form_that_came_by_mail_was_received_when_the_server_got_it() -> None:
    message = EmailMessage()
    message["Received"] = "from a by b; Wed, 11 Feb 2026 10:16:00 +0100"
    message["Date"] = "Mon, 02 Feb 2026 08:00:00 +0100"
    content = filled_form(made_form("docx"), {"applicant": "Odense", "answers.maal": "Flere."}, {})
    (alone,) = read_forms(content, "skema.docx")
    without = alone.tables[0].lines[0][-1].text
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename="skema.docx")
    (form,) = read_forms(bytes(message), "svar.eml")
    data = form_repo().data
    (row,) = form_rows(form, data.programmes[KEY], data.municipalities.values()).rows
    assert (str(row.received), row.via) == ("2026-02-11T10:16+01:00", "mail")
    del message["Received"]
    (form,) = read_forms(bytes(message), "svar.eml")
    assert form.tables[0].lines[1][-1].text == "2026-02-02T08:00+01:00"
    forwarded = EmailMessage()
    forwarded["Date"] = "Mon, 20 Apr 2026 09:00:00 +0200"
    forwarded.add_attachment(message)
    (form,) = read_forms(bytes(forwarded), "svar.eml")
    assert (form.via, form.tables[0].lines[0][-1].text) == ("mail", without)
    message.replace_header("Date", "sidste torsdag")
    (form,) = read_forms(bytes(message), "svar.eml")
    assert form.tables[0].lines[0][-1].text == without
