"""A mail as a file (`.eml`) -> the forms that are attached to it, and when it arrived."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import compat32, default
from email.utils import parsedate_to_datetime

from samskab.model.field_types import Instant

MOST = 50


def arrived(content: bytes) -> Instant | None:
    """When the last server received the mail, which the sender cannot write; else when it was sent by its own word."""
    mail = message_from_bytes(content, policy=compat32)
    received = [str(line).rpartition(";")[2] for line in mail.get_all("Received", [])[:1]]
    for text in (*received, str(mail.get("Date", ""))):
        try:
            return Instant(parsedate_to_datetime(text.strip()))
        except (ValueError, TypeError, IndexError, OverflowError):  # no date, or one without a time zone
            continue
    return None


def attachments(content: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """The name and the bytes of each attachment, and whether it is in a mail that was forwarded; none for no mail."""
    mail = message_from_bytes(content, policy=default)
    inner = (part for outer in mail.walk() if outer.get_content_type() == "message/rfc822" for part in outer.walk())
    forwarded = set(map(id, inner))
    for number, part in enumerate(mail.walk()):
        if number > MOST:
            return
        try:
            name, data = part.get_filename(), part.get_payload(decode=True)
        except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # a header that cannot be read
            continue
        if name and isinstance(data, bytes):
            yield " ".join(name.replace("/", "_").replace("\\", "_").split()), data, id(part) in forwarded
