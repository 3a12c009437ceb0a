"""The markup of a Word letter, as XML that Word's schema knows."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from samskab.documents.writers import docx_markup as markup


def tags(text: str) -> list[str]:
    """The tags of a piece of markup in their order, without the namespace."""
    root = parse_xml(f"<w:body {nsdecls('w', 'r')}>{text}</w:body>")
    return [etree.QName(each).localname for each in root.iter()][1:]


def test_a_text_keeps_its_spaces_and_signs() -> None:
    made = markup.text_run(" a < b & c\t]]>\n")
    root = parse_xml(f"<w:body {nsdecls('w')}>{made}</w:body>")
    texts = [each.text for each in root.iter("{*}t")]
    assert texts == [" a < b & c", "]]>"]
    assert tags(made) == ["r", "t", "tab", "t", "br"]
    assert 'xml:space="preserve"> a' in made


def test_the_properties_of_a_paragraph_stand_in_the_order_of_the_schema() -> None:
    made = markup.paragraph("x", markup.text_run("a", bold=True, italic=True, style="y"), markup.frame(25, 45, 80))
    assert tags(made) == ["p", "pPr", "pStyle", "framePr", "r", "rPr", "rStyle", "b", "i", "t"]
    assert tags(markup.paragraph("", "", markup.item(3, 1))) == ["p", "pPr", "numPr", "ilvl", "numId"]
    assert tags(markup.paragraph("", "")) == ["p"]


def test_a_table_has_a_header_row_and_a_cell_for_every_column() -> None:
    block = {"header": ["a", "b"], "rows": [["c", "d"], ["e"]], "align": ["", "right"]}
    made = markup.table(block, ("t", "c"), [30, 40], lambda content, _: markup.text_run("".join(content)))
    found = tags(made)
    assert (found.count("tr"), found.count("tc"), found.count("tblHeader"), found.count("jc")) == (3, 6, 1, 3)
    assert found.count("cantSplit") == 3
