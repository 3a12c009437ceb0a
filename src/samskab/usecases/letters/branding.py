"""An office's branding in its data repository: PDF layout, Word letterhead, words with their breaks."""

from __future__ import annotations

from pathlib import Path

from samskab.documents.typography import breaks_of
from samskab.documents.writers.docx import LETTERHEAD
from samskab.documents.writers.formats import Branding
from samskab.documents.writers.pdf_custom import OwnLayout
from samskab.finding import Finding
from samskab.storage.files import list_files, read_bytes

OWN_LAYOUT = "layouts/letter.typ"
HYPHENS = "layouts/hyphens.txt"
_LAYOUT_FILES = (".svg", ".png", ".jpg", ".jpeg", ".typ")


def branding_of(root: Path) -> tuple[Branding, list[Finding]]:
    """The office's branding and what is wrong with it. Every part is optional."""
    if not (root / "layouts").is_dir():
        return Branding(), []
    findings: list[Finding] = []
    letterhead = _content(root, LETTERHEAD, findings)
    text = _content(root, OWN_LAYOUT, findings)
    words = _content(root, HYPHENS, findings)
    layout = None if text is None else _layout(root, text, findings)
    return Branding(layout, letterhead, breaks_of((words or b"").decode("utf-8", errors="replace"))), findings


def _layout(root: Path, text: bytes, findings: list[Finding]) -> OwnLayout:
    names = [path for path in list_files(root, ("layouts",), _LAYOUT_FILES).paths if path != OWN_LAYOUT]
    files = {path.rpartition("/")[2]: _content(root, path, findings) or b"" for path in names}
    layout = OwnLayout(OWN_LAYOUT, text.decode("utf-8", errors="replace"), files)
    findings += [layout.finding] if layout.finding else []
    return layout


def _content(root: Path, path: str, findings: list[Finding]) -> bytes | None:
    place = root / path
    if not place.is_file() and not place.is_symlink():
        return None
    content = read_bytes(root, path)
    if isinstance(content, Finding):
        findings.append(content)
        return None
    return content
