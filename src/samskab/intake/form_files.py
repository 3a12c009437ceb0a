"""The bytes of a file -> the forms in it, by its content and its name: CSV, Excel, or a mail with such attachments."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.codes.declared import make_finding
from samskab.finding import Span
from samskab.intake.csv_table import read_csv
from samskab.intake.form_table import FormFile
from samskab.intake.mail_attachments import attachments
from samskab.intake.xlsx_table import read_xlsx

READ = (".csv", ".txt", ".tsv", ".xlsx", ".eml")
"""Endings of files that are read from a folder."""
_EXCEL = (".xlsx", ".xlsm", ".xltx", ".xltm")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = ("%PDF", "{\\rtf", "<!DOC", "<html")


def read_forms(content: bytes, path: str) -> Iterator[FormFile]:
    """The forms of a file; SK780 for another kind of file, SK787 for a mail without a form."""
    name = path.lower()
    if name.endswith(".eml"):
        yield from _of_mail(content, path)
    elif content.startswith(b"PK\x03\x04") or name.endswith(_EXCEL):
        yield read_xlsx(content, path)
    elif content.startswith((_OLE, *(each.encode() for each in _OTHERS))) or name.endswith((".xls", ".docx", ".pdf")):
        yield FormFile(path, findings=(make_finding("SK780", Span(path)),))
    else:
        yield read_csv(content, path)


def _of_mail(content: bytes, path: str) -> Iterator[FormFile]:
    forms = [
        form._replace(via="mail")
        for name, data in attachments(content)
        if name.lower().endswith((*READ[:-1], *_EXCEL))
        for form in read_forms(data, f"{path}/{name}")
    ]
    yield from forms or [FormFile(path, findings=(make_finding("SK787", Span(path)),))]
