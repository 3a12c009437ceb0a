"""What an office has of its own in its data repository: Word letterhead, PDF layout, words with their breaks."""

from __future__ import annotations

from pathlib import Path

from samskab.documents.writers.formats import House
from samskab.documents.writers.pdf_custom import LayoutError, OwnLayout
from samskab.finding import Finding, Severity, Span
from samskab.storage.files import list_files, read_bytes

LETTERHEAD = "layouts/letterhead.docx"
LAYOUT = "layouts/letter.typ"
HYPHENS = "layouts/hyphens.txt"
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".typ")


def house_of(root: Path) -> tuple[House, list[Finding]]:
    """The office's own, and what is wrong with it. Everything is optional."""
    if not (root / "layouts").is_dir():
        return House(), []
    findings: list[Finding] = []
    letterhead = _content(root, LETTERHEAD, findings)
    text = _content(root, LAYOUT, findings)
    words = _content(root, HYPHENS, findings)
    layout = None
    if text is not None:
        names = [path for path in list_files(root, ("layouts",), _PICTURES).paths if path != LAYOUT]
        files = {path.rpartition("/")[2]: _content(root, path, findings) or b"" for path in names}
        try:
            layout = OwnLayout(LAYOUT, text.decode("utf-8", errors="replace"), files)
        except LayoutError as fault:
            span = Span(fault.path, fault.line or 1)
            findings.append(Finding(fault.code, Severity.ERROR, span, {"detail": fault.detail}))
    return House(layout, letterhead, _hyphens(words)), findings


def _content(root: Path, path: str, findings: list[Finding]) -> bytes | None:
    place = root / path
    if not place.is_file() and not place.is_symlink():
        return None
    content = read_bytes(root, path)
    if isinstance(content, Finding):
        findings.append(content)
        return None
    return content


def _hyphens(content: bytes | None) -> dict[str, str]:
    lines = (content or b"").decode("utf-8", errors="replace").splitlines()
    words = (line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return {word.replace("|", ""): word for word in words}
