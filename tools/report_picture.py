"""Write `docs/images/rapport.png`, the first page of a report as PDF: `python tools/report_picture.py`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parent.parent
_PICTURE = ROOT / "docs" / "images" / "rapport.png"
_REPORT = "report faellesskabsagenter-2014 --to pdf --today 2014-02-21"
_PAGE = b'#set page(width: 297mm, height: 210mm, margin: 0pt)\n#image("report.pdf", page: 1, width: 100%)'


def main() -> None:
    """The picture, where it has changed; its path is printed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = [sys.executable, "-m", "samskab", "-C", str(ROOT), *_REPORT.split(), "--out", name]
        subprocess.run(words, check=True, capture_output=True)
        next(folder.glob("*.pdf")).rename(folder / "report.pdf")
        (folder / "page.typ").write_bytes(_PAGE)
        made = typst.compile(folder / "page.typ", root=name, format="png", ppi=108)
    if isinstance(made, bytes) and (not _PICTURE.exists() or _PICTURE.read_bytes() != made):
        _PICTURE.write_bytes(made)
        sys.stdout.write(f"{_PICTURE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
