"""The XML of one part of a Word file: without references to what was left behind, and without active elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from samskab.documents.letterhead.fields import clean_fields, unwrap

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REFERENCE = (f"{{{OFFICE}}}", "{urn:schemas-microsoft-com:office:office}relid")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|drawingml|wordprocessingml|presentationml)/")
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ACTIVE = frozenset({
    "OLEObject", "altChunk", "attachedSchema", "attachedTemplate", "binData", "control", "dataBinding", "ffData",
    "mailMerge", "movie", "saveThroughXslt", "scriptAnchor", "subDoc", "webVideoPr",
    "commentRangeEnd", "commentRangeStart", "commentReference", "annotationRef",
})  # fmt: skip
"""Elements that load, run or point to something that is not in the letterhead."""
_ADDRESS = frozenset({"href", "src", "althref", "gfxdata"})
"""Attributes of old drawings (VML) that hold an address."""
_WHOLE = frozenset({"ext", "drawing", "pict", "object"})
"""What goes with a reference in it: an extension first, else the whole picture."""
_ALONE = frozenset({"hlinkClick", "hlinkHover", "hlinkMouseOver"})
_SETTINGS = frozenset({
    "autoHyphenation", "bordersDoNotSurroundFooter", "bordersDoNotSurroundHeader", "characterSpacingControl",
    "clrSchemeMapping", "compat", "consecutiveHyphenLimit", "decimalSymbol", "defaultTabStop",
    "displayBackgroundShape", "evenAndOddHeaders", "gutterAtTop", "hyphenationZone", "listSeparator",
    "mirrorMargins", "themeFontLang",
})  # fmt: skip
_TWIPS = {"mm": 56.693, "cm": 566.93, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "": 1.0}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi|)")
_PAGE = {
    "pgSz": {"w": 11906, "h": 16838},
    "pgMar": {"top": 1134, "right": 1247, "bottom": 1247, "left": 1417, "header": 708, "footer": 708, "gutter": 0},
}
"""A4 and the margins of the packaged letterhead, in twentieths of a point, for what a section does not say."""
_BEFORE_PAGE = frozenset({"headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz"})
_WIDEST = 31_680
"""The widest page that Word knows, 22 inches."""


def parsed(content: bytes) -> Any:
    """The root of an XML part. ValueError or lxml's XMLSyntaxError for one that no office program writes."""
    from lxml import etree

    if _DOCTYPE.search(content.replace(b"\x00", b"")):
        raise ValueError("a document type")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(content, parser)


def transitional(content: bytes) -> bytes:
    """The part in the form that Word writes by default, when it is in Word's strict form (ISO/IEC 29500-1)."""
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)


def clean_markup(root: Any, numbers: Mapping[str, str]) -> tuple[str, ...]:
    """Clean a part in place; the fields that were taken out. `numbers`: relationships that stay, old key -> new."""
    root.attrib.pop(f"{{{WORD}}}conformance", None)
    fields = clean_fields(root)
    for element in list(root.iter("*")):
        if local_name(element) in _ACTIVE:
            _remove(element)
        else:
            _clean_references(element, numbers)
            _clean_addresses(element)
    return fields


def clean_settings(root: Any) -> None:
    """Keep the settings that shape the page; the rest protects, merges, tracks or points elsewhere."""
    for element in list(root):
        if local_name(element) not in _SETTINGS:
            root.remove(element)


def complete_styles(root: Any) -> None:
    """Give every style a kind that Word knows, and leave out those without a key, which nothing can use."""
    for style in root.findall(_word("style")):
        if not style.get(_word("styleId")):
            root.remove(style)
        elif style.get(_word("type")) not in {"paragraph", "character", "table", "numbering"}:
            style.set(_word("type"), "paragraph")


def complete_document(root: Any) -> None:
    """Give a document a body that ends with a section, and every section a page. ValueError: it is no document."""
    if root.tag != _word("document"):
        raise ValueError(str(root.tag))
    body = root.find(_word("body"))
    body = body if body is not None else _add(root, "body")
    if body.find(_word("sectPr")) is None:
        _add(body, "sectPr")
    body.append(body.findall(_word("sectPr"))[-1])
    for section in root.iter(_word("sectPr")):
        for name, measures in _PAGE.items():
            _complete_measures(section, name, measures)


def _complete_measures(section: Any, name: str, usual: Mapping[str, int]) -> None:
    found = section.find(_word(name))
    if found is None:
        found = _add(section, name)
        section.insert(sum(local_name(each) in _BEFORE_PAGE for each in section[:-1]), found)
    for side, value in usual.items():
        found.set(_word(side), str(_twips(found.get(_word(side), ""), value)))


def local_name(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _clean_references(element: Any, numbers: Mapping[str, str]) -> None:
    references = [name for name in element.attrib if name.startswith(_REFERENCE)]
    for name in references:
        if element.get(name) in numbers:
            element.set(name, numbers[element.get(name)])
        else:
            del element.attrib[name]
    if references and not any(name in element.attrib for name in references):
        _remove_pointer(element)


def _remove_pointer(element: Any) -> None:
    """Take out an element whose references all pointed to what was left behind; a link leaves its text."""
    name = local_name(element)
    if name == "hyperlink":
        unwrap(element)
        return
    around = None
    if name not in _ALONE:
        ancestors = [element, *element.iterancestors()]
        around = next((each for each in ancestors if local_name(each) in _WHOLE), None)
    _remove(element if around is None else around)


def _clean_addresses(element: Any) -> None:
    for name in list(element.attrib):
        if name.rpartition("}")[2].casefold() in _ADDRESS and not name.startswith(f"{{{OFFICE}}}"):
            del element.attrib[name]


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _twips(written: str, usual: int) -> int:
    found = _MEASURE.fullmatch(written.strip())
    value = round(float(found[1]) * _TWIPS[found[2]]) if found else usual
    return value if abs(value) <= _WIDEST else usual


def _add(parent: Any, name: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, _word(name))


def _word(name: str) -> str:
    return f"{{{WORD}}}{name}"
