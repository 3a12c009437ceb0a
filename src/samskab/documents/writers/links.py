"""Addresses in a sender's contact lines: mail and web become links, a telephone number stays text."""

from __future__ import annotations

import re

from samskab.documents.document import Inline

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"\\^`{}|]{1,2000}")


def contact_line(text: str) -> Inline:
    """A mail or web address as a link, anything else as text."""
    shown: Inline = {"type": "text", "text": text}
    if _MAIL.fullmatch(text):
        return {"type": "link", "href": f"mailto:{text}", "content": [shown]}
    if _WEB.fullmatch(text):
        return {"type": "link", "href": text if "://" in text else f"https://{text}", "content": [shown]}
    return shown
