"""Excel workbooks for tests: the least that is a workbook, with whatever a test adds to it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
    '<cellXfs count="3"><xf/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
NO_PARTS: Mapping[str, str | bytes] = MappingProxyType({})


def text_cell(value: object) -> str:
    """A cell as XML: text, or XML as it is when it begins with `<c`."""
    text = str(value)
    return text if text.startswith("<c") else f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(lines: Iterable[Iterable[object]], *, hidden: Iterable[int] = ()) -> str:
    """A sheet as XML; the rows numbered `hidden` are hidden."""
    rows = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n in set(hidden) else ""}>'
        f"{''.join(map(text_cell, line))}</row>"
        for n, line in enumerate(lines, 1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def workbook(
    *sheets: str,
    names: tuple[str, ...] = ("Ark1", "Ark2"),
    states: tuple[str, ...] = (),
    more: Mapping[str, str | bytes] = NO_PARTS,
) -> bytes:
    """A workbook of these sheets, with `more` parts (path -> content), which may replace its own."""
    listed = "".join(
        f'<sheet name="{escape(names[n])}" sheetId="{n + 1}" r:id="rId{n + 1}"'
        f"{f' state={chr(34)}{states[n]}{chr(34)}' if n < len(states) else ''}/>"
        for n in range(len(sheets))
    )
    links = "".join(
        f'<Relationship Id="rId{n + 1}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n + 1}.xml"/>'
        for n in range(len(sheets))
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": text for n, text in enumerate(sheets, 1)},
        **more,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def edited_cells(content: bytes, values: Mapping[str, str]) -> bytes:
    """A workbook with other texts in cells of its first sheet, by column and row (`D2`), as a person types them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            made.writestr(name, _edited(data, values) if name == "xl/worksheets/sheet1.xml" else data)
    return target.getvalue()


def _edited(data: bytes, values: Mapping[str, str]) -> bytes:
    from lxml import etree

    root = etree.fromstring(data)
    for place, text in values.items():
        row = root.findall(f".//{{{MAIN}}}row")[int(place[1:]) - 1]
        old = row[ord(place[0]) - ord("A")]
        row.replace(old, etree.fromstring(f'<c xmlns="{MAIN}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'))
    return bytes(etree.tostring(root))
