"""The bytes of a file -> the forms in it: CSV, Excel, Word, what our page saved, or a mail with such files."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.codes.declared import make_finding
from samskab.finding import Span
from samskab.intake.csv_table import read_csv
from samskab.intake.docx_form import read_docx
from samskab.intake.form_table import FormCell, FormFile
from samskab.intake.mail_attachments import arrived, attachments
from samskab.intake.page_form import read_page
from samskab.intake.xlsx_table import read_xlsx
from samskab.model.field_types import Instant

READ = (".csv", ".txt", ".tsv", ".xlsx", ".docx", ".yaml", ".eml")
"""Endings of files that are read from a folder."""
_EXCEL = (".xlsx", ".xlsm", ".xltx", ".xltm")
_WORD = (".docx", ".docm", ".dotx", ".dotm")
_PACKED = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = ("%PDF", "{\\rtf", "<!DOC", "<html")


def read_forms(content: bytes, path: str) -> Iterator[FormFile]:
    """The forms of a file; SK780 for another kind of file, SK787 for a mail without a form."""
    name = path.lower()
    if name.endswith(".eml"):
        yield from _of_mail(content, path)
    elif name.endswith((".yaml", ".yml")):
        yield read_page(content, path)
    elif name.endswith(_WORD) or (content.startswith(_PACKED) and b"word/document" in content):
        yield read_docx(content, path)
    elif content.startswith(_PACKED) or name.endswith(_EXCEL):
        yield read_xlsx(content, path)
    elif content.startswith((_OLE, *(each.encode() for each in _OTHERS))) or name.endswith((".xls", ".doc", ".pdf")):
        yield FormFile(path, findings=(make_finding("SK780", Span(path)),))
    else:
        yield read_csv(content, path)


def _of_mail(content: bytes, path: str) -> Iterator[FormFile]:
    """The forms that are attached. When one in a forwarded mail arrived is not known: its date may be the sender's."""
    when = arrived(content)
    forms = [
        _by_mail(form, None if is_forwarded else when)
        for name, data, is_forwarded in attachments(content)
        if name.lower().endswith((*READ[:-1], *_EXCEL, *_WORD))
        for form in read_forms(data, f"{path}/{name}")
    ]
    yield from forms or [FormFile(path, findings=(make_finding("SK787", Span(path)),))]


def _by_mail(form: FormFile, when: Instant | None) -> FormFile:
    """The form as one that came by mail; a single applicant's form was received when the mail was."""
    if when is None or form.via not in {"docx", "web"} or not form.tables:
        return form._replace(via="mail")
    span = Span(form.path)
    columns = (FormCell("received", span), FormCell(str(when), span))
    lines = tuple((*line, cell) for line, cell in zip(form.tables[0].lines, columns, strict=True))
    return form._replace(via="mail", tables=(form.tables[0]._replace(lines=lines),))
