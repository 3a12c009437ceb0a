"""A letter as a draft in the mail program (`.eml`): text, HTML and attachments. Nothing here can send.

    to_eml(subject, text, html, {"Invitation – Ærø.pdf": ("application/pdf", pdf)}, to=("x@example.dk",), language="da")

`X-Unsent` makes Outlook and Thunderbird open it for sending. A draft has no date and no Message-ID: it gets both when
a person sends it. The same draft is the same bytes: its boundaries are made from the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from samskab.codes.declared import make_finding
from samskab.documents.typography import clean, unset_text
from samskab.finding import Finding, Span
from samskab.language import LanguageCode


def to_eml(
    subject: str,
    text: str,
    html: str | bytes,
    attachments: Mapping[str, tuple[str, bytes]],
    *,
    to: tuple[str, ...] = (),
    sender: str | None = None,
    sender_name: str = "",
    language: LanguageCode = "da",
    path: str = "",
) -> bytes | Finding:
    """The draft: ASCII only, lines of at most 78 bytes, CRLF. SK443 at `path` for a value that would be misread.

    `attachments` maps a file name (any letters) to its MIME type and content, as
    `{"plan.ics": ("text/calendar; method=REQUEST", ics)}`. `to` and `sender` are plain addresses; those not known are
    left out. `sender_name` stands before the sender's address.
    """
    values = [("subject", subject), *(("filename", name) for name in attachments), *(("to", each) for each in to)]
    for field, value in [*values, *([("from", sender), ("from_name", sender_name)] if sender else [])]:
        if _is_misread(field, value):
            wrong = {"name": "=?", "field": field, "value": _line(value)}
            return make_finding("SK443", Span(path), wrong)
    page = html.decode() if isinstance(html, bytes) else html
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _line(subject)
    if sender:
        mail["From"] = _address(sender, sender_name)
    if to:
        mail["To"] = tuple(_address(each) for each in to)
    mail["X-Unsent"] = "1"
    mail.set_content(unset_text(text), charset="utf-8", cte="quoted-printable")
    mail.add_alternative(page, subtype="html", charset="utf-8", cte="quoted-printable")
    for name, (mime, content) in attachments.items():
        kind, *parameters = (part.strip() for part in mime.split(";"))
        main, sub = kind.split("/")
        given = dict(parameter.split("=", 1) for parameter in parameters)
        mail.add_attachment(content, maintype=main, subtype=sub, filename=_line(name), params=given or None)
    mail["Content-Language"] = language  # last: setting content removes it
    _set_boundaries(mail, repr((subject, text, page, to, sender, sorted(attachments.items()))))
    return mail.as_bytes()


def _line(value: str) -> str:
    return unset_text(clean(value)).strip()


def _is_misread(field: str, value: str) -> bool:
    """Whether a mail program would read a value as something else: `=?...` as code, or an address as none."""
    if field in {"to", "from"}:
        try:
            _address(value)
        except ValueError:
            return True
    return "=?" in _line(value)


def _address(value: str, name: str = "") -> Address:
    """An address as mail programs have it: letters beyond ASCII in the domain as IDNA. ValueError for none."""
    user, _, domain = _line(value).rpartition("@")
    return Address(_line(name), username=user, domain=domain.encode("idna").decode())


def _set_boundaries(mail: EmailMessage, content: str) -> None:
    """`=_` cannot occur in quoted-printable or base64, so no boundary is found inside a part."""
    digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    for number, part in enumerate(each for each in mail.walk() if each.is_multipart()):
        part.set_boundary(f"=_samskab_{number}_{digest}")
