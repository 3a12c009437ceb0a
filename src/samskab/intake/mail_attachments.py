"""A mail as a file (`.eml`) -> the forms that are attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

MOST = 50


def attachments(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each attachment; nothing for what is no mail."""
    mail = message_from_bytes(content, policy=default)
    for number, part in enumerate(mail.walk()):
        if number > MOST:
            return
        try:
            name, data = part.get_filename(), part.get_payload(decode=True)
        except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # a header that cannot be read
            continue
        if name and isinstance(data, bytes):
            yield " ".join(name.replace("/", "_").replace("\\", "_").split()), data
