"""An office's own letterhead, read in a separate process with limited time and memory."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.documents.child_process import Child
from samskab.documents.letterhead.package import MAX_PACKAGE_BYTES
from samskab.finding import Finding, Span

LETTERHEAD_SECONDS = 10.0
_REASONS = {"field": "SK662", "outside": "SK663", "part": "SK664"}


class Letterhead(NamedTuple):
    """A Word file that holds nothing active, and what was taken out of the office's (SK662, SK663, SK664)."""

    content: bytes
    findings: tuple[Finding, ...]


def read_letterhead(content: bytes, path: str) -> Letterhead | Finding:
    """The letterhead of a file's bytes. SK637: the file is no Word document; SK659: it is too large."""
    span = Span(path)
    if len(content) > MAX_PACKAGE_BYTES:
        return too_large(path)
    child = Child("samskab.documents.letterhead.worker")
    try:
        child.send({"content": b64encode(content).decode()})
        answer = child.receive(LETTERHEAD_SECONDS) or {"fault": "too large"}
    finally:
        child.end()
    if "fault" in answer:
        return too_large(path) if answer["fault"] == "too large" else make_finding("SK637", span)
    findings = tuple(make_finding(_REASONS[reason], span, {"what": what[:200]}) for reason, what in answer["removed"])
    return Letterhead(b64decode(answer["content"]), findings)


def too_large(path: str) -> Finding:
    """SK659: a file of `layouts/` is larger than it may be."""
    return make_finding("SK659", Span(path), {"limit": MAX_PACKAGE_BYTES // 1_000_000})
