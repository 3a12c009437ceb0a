"""A Word file of unknown origin -> a new package with the parts of a letterhead alone, and what was taken out.

Parts are followed from the document by relationships of the types in `_PARTS`; everything else stays behind, whatever
its name. The package is written anew, so that no name, content type or relationship of the file is trusted.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from samskab.documents.letterhead.markup import (
    OFFICE,
    WORD,
    clean_markup,
    clean_settings,
    complete_document,
    complete_styles,
    parsed,
    transitional,
)

MAX_PACKAGE_BYTES = 10_000_000
"""Of the file, and of its parts together when they are unpacked."""
MAX_ENTRIES = 2_000
MAX_MARKUP = 150_000
"""Elements and attributes in all parts together: memory and time follow them, not the bytes."""

RemovalReason = Literal["field", "outside", "part"]
"""Why something was taken out: a field that does more than show, an address outside the file, an embedded part."""

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "document": f"{_WORDPROCESSING}.document.main+xml",
    "styles": f"{_WORDPROCESSING}.styles+xml",
    "numbering": f"{_WORDPROCESSING}.numbering+xml",
    "settings": f"{_WORDPROCESSING}.settings+xml",
    "fontTable": f"{_WORDPROCESSING}.fontTable+xml",
    "header": f"{_WORDPROCESSING}.header+xml",
    "footer": f"{_WORDPROCESSING}.footer+xml",
    "footnotes": f"{_WORDPROCESSING}.footnotes+xml",
    "endnotes": f"{_WORDPROCESSING}.endnotes+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_OWN_CARE = {"settings": clean_settings, "styles": complete_styles}
_LEFT_SILENTLY = frozenset({
    "classificationlabels", "comments", "commentsExtended", "commentsExtensible", "commentsIds", "core-properties",
    "custom-properties", "customXml", "customXmlProps", "extended-properties", "font", "glossaryDocument", "people",
    "printerSettings", "stylesWithEffects", "thumbnail", "webSettings",
})  # fmt: skip
"""Types of relationships that most Word files have and no letter needs."""
_PICTURES = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "bmp": re.compile(rb"BM"),
    "tiff": re.compile(rb"II\*\x00|MM\x00\*"),
    "x-emf": re.compile(rb"\x01\x00\x00\x00.{36} EMF", re.DOTALL),
    "x-wmf": re.compile(rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00"),
}
_LINK = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f\\]+", re.IGNORECASE)
_NO_DATE = (1980, 1, 1, 0, 0, 0)


class Removed(NamedTuple):
    """Something that was taken out of a letterhead, and why."""

    reason: RemovalReason
    what: str


class TooLargeError(Exception):
    """The file, unpacked, is larger than a letterhead may be."""


class _Part(NamedTuple):
    """A part of the new package: its name, content type, bytes, and its relationships as (type, target, external)."""

    name: str
    content_type: str
    content: bytes
    relationships: tuple[tuple[str, str, bool], ...] = ()


def cleaned_package(content: bytes) -> tuple[bytes, tuple[Removed, ...]]:
    """The new file and what was taken out. TooLargeError; any other exception: the file is no Word document."""
    if len(content) > MAX_PACKAGE_BYTES or content.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise TooLargeError
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cleaner = _Cleaner(archive)
        cleaner.take_document()
    return _written(cleaner.parts), tuple(dict.fromkeys(cleaner.removed))


class _Cleaner:
    """Follows the relationships of one file and collects the parts to keep."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.entries = {entry.filename.casefold(): entry for entry in archive.infolist()}
        self.parts: list[_Part] = []
        self.removed: list[Removed] = []
        self._targets: dict[tuple[str, str], str] = {}
        self._bytes_left, self._markup_left = MAX_PACKAGE_BYTES, MAX_MARKUP

    def take_document(self) -> None:
        """Keep the document and, through it, everything that it shows. ValueError where there is none."""
        for kind, target, external in self._relationships(""):
            if kind == "officeDocument" and not external and not self.parts:
                self._take("document", target)
            elif kind not in _LEFT_SILENTLY:
                self.removed.append(Removed("part", target))
        if not self.parts:
            raise ValueError("no document")

    def _take(self, kind: str, source: str) -> str | None:
        """The new name of a part, which is read when it is asked for the first time; None when it cannot be kept."""
        if (kind, source) not in self._targets:
            number = sum(known == kind for known, _ in self._targets) + 1
            if kind == "image":
                self._targets[kind, source] = self._take_picture(source, number)
            else:
                name = f"{kind}.xml" if number == 1 else f"{kind}{number}.xml"
                self._targets[kind, source] = f"word/{name}"
                self._take_markup(kind, source, f"word/{name}")
        return self._targets[kind, source] or None

    def _take_picture(self, source: str, number: int) -> str:
        content = self._read(source)
        form = next((form for form, start in _PICTURES.items() if start.match(content)), None)
        if form is None:
            if not source.casefold().endswith(".svg"):  # Word keeps a PNG beside it
                self.removed.append(Removed("part", source))
            return ""
        name = f"word/media/image{number}.{form.removeprefix('x-')}"
        self.parts.append(_Part(name, f"image/{form}", content))
        return name

    def _take_markup(self, kind: str, source: str, name: str) -> None:
        root = self._parsed(source)
        place = len(self.parts)
        kept = self._kept(source)
        numbers = {old: f"rId{number}" for number, old in enumerate(kept, 1)}
        if kind in _OWN_CARE:
            _OWN_CARE[kind](root)
        self.removed += [Removed("field", field) for field in clean_markup(root, numbers)]
        relationships = list(kept.values())
        if kind == "document":
            complete_document(root)
            if not any(each[0] == "numbering" for each in relationships):
                relationships.append(("numbering", "word/numbering.xml", False))
                empty = f'<w:numbering xmlns:w="{WORD}"/>'.encode()
                self.parts.append(_Part("word/numbering.xml", _PARTS["numbering"], empty))
        self.parts.insert(place, _Part(name, _PARTS[kind], _bytes(root), tuple(relationships)))

    def _kept(self, source: str) -> dict[str, tuple[str, str, bool]]:
        """Relationships that stay, by their identifier in the file; the others are noted as taken out."""
        kept: dict[str, tuple[str, str, bool]] = {}
        for key, (wanted, target, external) in self._relationships_by_key(source).items():
            if wanted == "hyperlink" and external and _LINK.fullmatch(target):
                kept[key] = (wanted, target, True)
            elif external or wanted == "hyperlink":
                self.removed.append(Removed("outside", target))
            elif wanted == "image" or (wanted in _PARTS and wanted != "document"):
                if target.casefold() in self.entries and (name := self._take(wanted, target)):
                    kept[key] = (wanted, name, False)
            elif wanted not in _LEFT_SILENTLY:
                self.removed.append(Removed("part", target))
        return kept

    def _relationships(self, source: str) -> Iterator[tuple[str, str, bool]]:
        yield from self._relationships_by_key(source).values()

    def _relationships_by_key(self, source: str) -> dict[str, tuple[str, str, bool]]:
        folder, _, name = source.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path.casefold() not in self.entries:
            return {}
        found: dict[str, tuple[str, str, bool]] = {}
        for each in self._parsed(path).iterfind(f"{{{_RELATIONSHIPS}}}Relationship"):
            external = each.get("TargetMode", "").casefold() == "external"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target, external)
        return found

    def _parsed(self, source: str) -> Any:
        content = transitional(self._read(source))
        self._markup_left -= content.count(b"<") + content.count(b"=")
        if self._markup_left < 0:
            raise TooLargeError
        return parsed(content)

    def _read(self, source: str) -> bytes:
        with self.archive.open(self.entries[source.casefold()]) as file:
            content = file.read(self._bytes_left + 1)
        self._bytes_left -= len(content)
        if self._bytes_left < 0:
            raise TooLargeError
        return content


def _bytes(root: Any) -> bytes:
    from lxml import etree

    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _written(parts: list[_Part]) -> bytes:
    target = io.BytesIO()
    document = next(part.name for part in parts if part.content_type == _PARTS["document"])
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "[Content_Types].xml", _content_types(parts))
        _add(archive, "_rels/.rels", _relations((("officeDocument", document, False),)))
        for part in parts:
            _add(archive, part.name, part.content)
            if part.relationships:
                folder, _, name = part.name.rpartition("/")
                _add(archive, f"{folder}/_rels/{name}.rels", _relations(part.relationships))
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _NO_DATE), content)


def _content_types(parts: list[_Part]) -> bytes:
    from lxml import etree

    root: Any = etree.Element(f"{{{_CONTENT_TYPES}}}Types", nsmap={None: _CONTENT_TYPES})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Default", Extension="rels", ContentType=relations)
    for part in parts:
        place = {"PartName": f"/{part.name}", "ContentType": part.content_type}
        etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override", place)
    return _bytes(root)


def _relations(relationships: tuple[tuple[str, str, bool], ...]) -> bytes:
    from lxml import etree

    root: Any = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
    for number, (kind, target, external) in enumerate(relationships, 1):
        values = {"Id": f"rId{number}", "Type": f"{OFFICE}/{kind}", "Target": target if external else f"/{target}"}
        mode = {"TargetMode": "External"} if external else {}
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", values | mode)
    return _bytes(root)
