"""An answer that came from a place that others can write to: taken only if it is what `samskab review` could write."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path

from samskab.finding import Finding
from samskab.refusal import Refusal
from samskab.report.review.safe_markdown import harm_in
from samskab.storage.files import read_file

ANSWER_FILE = "review.md"
"""The only file of an archive."""
_MOST = 1_000_000
_MOST_TEXT = 262_144
"""So many bytes; 60,000 characters are fewer."""


def accepted(path: Path) -> str:
    """The answer in a file, or in a zip archive that holds it alone; refused when anything else is in it."""
    content = read_file(path, path.name, _MOST)
    if isinstance(content, Finding):
        raise Refusal("review.refused.unreadable", exit_code=1, path=path.name)
    if len(content) > _MOST:
        raise Refusal("review.refused.size", exit_code=1, size=_MOST)
    return _checked(_unpacked(content) if content.startswith(b"PK") else content)


def _unpacked(content: bytes) -> bytes:
    """The bytes of the only file of an archive. Nothing is written to the disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) != 1 or not _is_the_file(entries[0]):
                raise Refusal("review.refused.archive", exit_code=1)
            with archive.open(entries[0]) as file:
                return file.read(_MOST_TEXT + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        raise Refusal("review.refused.archive", exit_code=1) from None


def _is_the_file(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is the answer: a regular file of that name, not encrypted."""
    mode = entry.external_attr >> 16
    return entry.filename == ANSWER_FILE and not entry.flag_bits & 1 and stat.S_IFMT(mode) in {0, stat.S_IFREG}


def _checked(content: bytes) -> str:
    if len(content) > _MOST_TEXT:
        raise Refusal("review.refused.size", exit_code=1, size=_MOST_TEXT)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("review.refused.encoding", exit_code=1) from None
    for line, kind in harm_in(text):
        raise Refusal("review.refused.content", exit_code=1, line=line, kind=kind)
    return text
