"""The text that a person or a search finds in a file, whatever its format."""

from __future__ import annotations

import io
import zipfile

from pypdf import PdfReader


def readable(content: bytes) -> str:
    """Of a PDF its pages' text, of an Office package that of all its parts, of others the file itself."""
    if content.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "".join(package.read(name).decode(errors="replace") for name in package.namelist())
    return content.decode()
