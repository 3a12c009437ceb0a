"""The parts of an Office file (.xlsx, .docx), read within limits: nothing in it is run or followed.

The limits hold before anything is unpacked: the size of what is packed, the number of parts, no document type.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.intake.csv_table import oversized
from samskab.intake.form_table import LARGEST

_UNPACKED = 8 * LARGEST
_MOST_PARTS = 500
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, LookupError, EOFError, OSError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip
"""What reading raises for archives that are damaged, have a password or are packed in another way."""


class UnfitPackageError(Exception):
    """The file cannot be read; `finding` is why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class OfficePackage:
    """The parts of one file by their names."""

    def __init__(self, content: bytes, path: str) -> None:
        """Open the file; UnfitPackageError with SK085 too large, SK781 macros; UNREADABLE for what is no archive."""
        self.path = path
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        entries = self._archive.infolist()
        self.names = frozenset(entry.filename for entry in entries)
        if any(name.lower().endswith("vbaproject.bin") for name in self.names):
            raise UnfitPackageError(make_finding("SK781", Span(path)))
        size = sum(entry.file_size for entry in entries)
        if size > _UNPACKED or len(entries) > _MOST_PARTS:
            raise UnfitPackageError(oversized(path, size))
        self._left = _UNPACKED

    def xml(self, name: str) -> Any:
        """A part as an element. The size is counted while it is unpacked, whatever the archive claims."""
        from lxml import etree

        with self._archive.open(name) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise UnfitPackageError(oversized(self.path, _UNPACKED))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as fault:
            raise ValueError(name) from fault
        if root.getroottree().docinfo.doctype:
            raise ValueError(name)
        return root
