"""The page of a batch: whole in one file, in both languages, and nothing from data is code in it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import lxml.html
import pytest

from samskab.documents.writers.pdf import first_page
from samskab.documents.writers.preview import PreviewLetter, PreviewPage, preview_page
from samskab.finding import Finding
from samskab.yaml.catalogue import load_language

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x8d\0\0\x02\x31"
HOSTILE = "\"><script>alert(1)</script>'\u202e"


def letter(name: str, state: str = "new", **given: object) -> PreviewLetter:
    base = PreviewLetter(name, "Invitation", ("UDKAST",), PNG, 2, state, (), (f"{name}.pdf", f"{name}.docx"))
    return base._replace(**given)  # type: ignore[arg-type]  # the tests give fields by name


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_page_says_what_each_letter_is(code: str) -> None:
    letters = (letter("Ærø Kommune"), letter("Faxe", "words", changes=(("14. april", "21. april"), ("", "nyt"))))
    tree = lxml.html.document_fromstring(
        preview_page(PreviewPage("Naboskab", letters, ("alle breve.pdf",)), load_language(code))
    )
    assert tree.get("lang") == code
    assert [each.text_content() for each in tree.iter("h1", "h2")][1:] == ["Ærø Kommune", "Faxe"]
    assert all(each.get("alt") and each.get("width") == "397" for each in tree.iter("img"))
    assert [each.text_content() for each in tree.iter("del", "ins")] == ["14.\u00a0april", "21.\u00a0april", "nyt"]
    assert [each.get("href") for each in tree.iter("a")][:2] == ["alle%20breve.pdf", "%C3%86r%C3%B8%20Kommune.pdf"]
    assert tree.xpath("//a[2]/@aria-label") or tree.xpath("//a/@aria-label")[0].endswith("Ærø Kommune")


def test_nothing_from_data_is_code() -> None:
    bad = letter(HOSTILE, changes=((HOSTILE, HOSTILE),), subject=HOSTILE, marks=(HOSTILE,))
    text = preview_page(PreviewPage(HOSTILE, (bad,), (HOSTILE,)), load_language("da")).decode()
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 1
    assert f"script-src 'sha256-{b64encode(sha256(scripts[0].encode()).digest()).decode()}'" in text
    assert "default-src 'none'" in text
    assert "\u202e" not in text
    assert "http://" not in text
    assert "https://" not in text


def test_the_picture_is_the_first_page_and_the_pages_are_counted(letter) -> None:
    seen = first_page(letter)
    assert not isinstance(seen, Finding)
    assert seen.png.startswith(b"\x89PNG")
    assert int.from_bytes(seen.png[16:20], "big") == 397
    assert seen.pages == 1
    assert seen == first_page(letter)
