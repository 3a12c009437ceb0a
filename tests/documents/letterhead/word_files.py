"""Word files for the tests of letterheads: a plain one, changed part by part as other programs and attackers would."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx

from samskab.documents.writers.docx import packaged_letterhead

Parts = dict[str, bytes]
Change = Callable[[Parts], None]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
_HEADER = "word/header1.xml"


def plain_parts() -> Parts:
    """A letterhead with a header, a picture in it, a page number in the footer and a place for the letter."""
    word = docx.Document(io.BytesIO(packaged_letterhead()))
    header = word.sections[0].header.paragraphs[0]
    header.text = "Kontorets brevhoved"
    header.add_run().add_picture(io.BytesIO(PNG))
    word.sections[0].footer.paragraphs[0].text = "Side"
    word.add_paragraph("[brev]")
    saved = io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a Word file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def unpacked(content: bytes) -> Parts:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without(*names: str) -> Change:
    """Leave parts out, and every relationship to them."""

    def change(parts: Parts) -> None:
        for name in names:
            parts.pop(name, None)
            last = name.rpartition("/")[2].encode()
            for path in [path for path in parts if path.endswith(".rels")]:
                pattern = rb'<Relationship [^>]*Target="[^"]*' + re.escape(last) + rb'"[^>]*/>'
                parts[path] = re.sub(pattern, b"", parts[path])

    return change


def replaced(part: str, old: str, new: str) -> Change:
    """Change the text of a part by a regular expression that must match."""

    def change(parts: Parts) -> None:
        parts[part], count = re.subn(old.encode(), lambda _: new.encode(), parts[part], flags=re.DOTALL)
        assert count, old

    return change


def in_body(xml: str) -> Change:
    """Put XML at the beginning of the document."""
    return replaced("word/document.xml", "<w:body>", f"<w:body>{xml}")


def in_header(xml: str) -> Change:
    """Put XML at the beginning of the first header."""
    return replaced(_HEADER, "<w:p>", f"{xml}<w:p>")


def related(source: str, kind: str, target: str, external: bool = False) -> Change:
    """Give a part a relationship."""

    def change(parts: Parts) -> None:
        folder, _, name = source.rpartition("/")
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        mode = ' TargetMode="External"' if external else ""
        full = kind if ":" in kind else f"{OFFICE}/{kind}"
        added = f'<Relationship Id="rIdX" Type="{full}" Target="{target}"{mode}/></Relationships>'
        parts[path] = parts.get(path, empty).replace(b"</Relationships>", added.encode())

    return change


def with_part(name: str, content: bytes) -> Change:
    """Add a part."""
    return lambda parts: parts.update({name: content})


def strict(parts: Parts) -> None:
    """Word's own "Strict Open XML Document"."""
    for name, content in parts.items():
        parts[name] = re.sub(
            rb"http://schemas.openxmlformats.org/(officeDocument|wordprocessingml|drawingml)/2006/",
            rb"http://purl.oclc.org/ooxml/\1/",
            content,
        )


def field(instruction: str, result: str = "resultat") -> str:
    """A paragraph with a field over several runs."""
    half = len(instruction) // 2
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction[:half]}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction[half:]}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def picture(how: str) -> str:
    """A paragraph with a picture, embedded (`embed`) or linked (`link`) by the relationship rIdX."""
    blip = f'<a:blip xmlns:a="a" xmlns:r="{OFFICE}" r:{how}="rIdX"/>'
    return f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>"
