"""The font inside every page: small, with the letters that Danish needs, under a name that its licence allows."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

from fontTools.ttLib import TTFont

from samskab.documents.static_page import static_page
from samskab.documents.writers.fonts import FOLDER
from samskab.language import LANGUAGES
from samskab.packaged import packaged_path
from samskab.report.page.labels import ReportLabels
from samskab.yaml.catalogue import Catalogue, load_language


def test_the_font_stands_in_the_page() -> None:
    danish = load_language("da")
    values = {"label": ReportLabels(danish)}
    text = static_page("page_frame", "", values, danish).decode()
    found = re.search(r"src: url\(data:font/woff;base64,([^)]*)\)", text)
    assert found is not None
    assert b64decode(found[1]) == (FOLDER / "page.woff").read_bytes()


def test_the_font_is_small_has_danish_letters_and_keeps_its_licence() -> None:
    content = (FOLDER / "page.woff").read_bytes()
    assert len(content) < 30_000
    font = TTFont(BytesIO(content))
    catalogues = (Catalogue(packaged_path(f"phrases/{code}")) for code in LANGUAGES)
    words = "".join(each[key] for each in catalogues for key in each if key.startswith("report.label."))
    assert {*map(ord, words + "æøåÆØÅéüö–▲▼✓✗ ")} <= {*font.getBestCmap()}
    names = {each.nameID: str(each) for each in font["name"].names}
    assert (names[1], names[6]) == ("Samskab Sans", "SamskabSans")
    assert "Adobe" in names[0]
    assert "SIL Open Font License" in names[13]
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]
