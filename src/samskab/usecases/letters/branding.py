"""An office's branding in its data repository: PDF layout and Word letterhead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from samskab.documents.letterhead.client import read_letterhead, too_large
from samskab.documents.letterhead.package import MAX_PACKAGE_BYTES
from samskab.documents.sample import sample_letter
from samskab.documents.writers.formats import Branding, write_document
from samskab.documents.writers.pdf_custom import OwnLayout
from samskab.finding import Finding
from samskab.storage.files import list_files, read_bytes
from samskab.usecases.unread_files import unread_files

LETTERHEAD = "layouts/letterhead.docx"
OWN_LAYOUT = "layouts/letter.typ"
_LAYOUT_FILES = (".svg", ".png", ".jpg", ".jpeg", ".typ")


def branding_of(root: Path, formats: Sequence[str]) -> tuple[Branding, list[Finding]]:
    """The office's branding for documents in these formats, and what is wrong with it. Every part is optional."""
    if not (root / "layouts").is_dir():
        return Branding(), []
    listing = list_files(root, ("layouts",), "")
    findings = list(listing.findings)
    letterhead = layout = None
    if LETTERHEAD in listing.paths and "docx" in formats:
        letterhead = _letterhead(root, findings)
    if OWN_LAYOUT in listing.paths and "pdf" in formats:
        layout = _layout(root, listing.paths, findings)
    return Branding(layout, letterhead), findings


def check_branding(root: Path) -> list[Finding]:
    """What is wrong with the office's branding, tried on one letter."""
    branding, findings = branding_of(root, ("docx", "pdf"))
    findings += unread_files((), list_files(root, ("layouts",), "").paths).findings
    with branding:
        if branding.layout and not branding.layout.finding:
            made = write_document(sample_letter(), "pdf", branding)
            findings += [made] if isinstance(made, Finding) else []
    return findings


def _letterhead(root: Path, findings: list[Finding]) -> bytes | None:
    content = _content(root, LETTERHEAD, findings)
    if content is None:
        return None
    letterhead = read_letterhead(content, LETTERHEAD)
    if isinstance(letterhead, Finding):
        findings.append(letterhead)
        return None
    findings += letterhead.findings
    return letterhead.content


def _layout(root: Path, paths: Sequence[str], findings: list[Finding]) -> OwnLayout | None:
    text = _content(root, OWN_LAYOUT, findings)
    if text is None:
        return None
    names = [path for path in paths if path.endswith(_LAYOUT_FILES) and path != OWN_LAYOUT]
    files = {path.rpartition("/")[2]: _content(root, path, findings) or b"" for path in names}
    layout = OwnLayout(OWN_LAYOUT, text.decode("utf-8", errors="replace"), files)
    findings += [layout.finding] if layout.finding else []
    return layout


def _content(root: Path, path: str, findings: list[Finding]) -> bytes | None:
    content = read_bytes(root, path, MAX_PACKAGE_BYTES)
    if isinstance(content, bytes) and len(content) > MAX_PACKAGE_BYTES:
        content = too_large(path)
    if isinstance(content, Finding):
        findings.append(content)
        return None
    return content
