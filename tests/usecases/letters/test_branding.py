"""The office's own letterhead and layout carry the letters; one that does not end is stopped and named."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from samskab.documents.writers import pdf_custom
from samskab.usecases.letters.job import Request
from samskab.usecases.letters.render import Rendering, render
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.sampling import sampled

OWN = """#let letter = json(bytes(sys.inputs.document))
#set document(title: letter.title, date: datetime(year: 2026, month: 5, day: 1))
#set text(font: "Source Sans 3", lang: letter.language)
Kontorets eget brev
= #letter.title
#for block in letter.blocks {
  if block.type == "paragraph" { par(for each in block.content { if each.type == "text" { text(each.text) } }) }
}
"""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """The invented repository of the golden tests, with a folder for layouts."""
    place = tmp_path / "repo"
    copied(GOLDEN, place)
    (place / "layouts").mkdir()
    return place


def made(repo: Path, form: str) -> Rendering:
    request = Request("naboskab-2026", "acceptance", "Lolland", (form,), load_language("da"), date(2026, 5, 1))
    return render(load(repo, programme="naboskab-2026"), request)


def refused(repo: Path, layout: str) -> tuple[str, str, int]:
    (repo / "layouts" / "letter.typ").write_text(layout, encoding="utf-8")
    done = made(repo, "pdf")
    assert done.files == {}
    (finding,) = [each for each in done.findings if each.severity.name == "ERROR"]
    assert finding.span
    return finding.code, finding.span.path, finding.span.line


@pytest.mark.slow
def test_a_letter_goes_into_the_letterhead_of_the_office(repo: Path) -> None:
    head = docx.Document()
    head.sections[0].header.paragraphs[0].text = "Kontorets brevhoved"
    for line in ("Over brevet", "[brev]", "Under brevet"):
        head.add_paragraph(line)
    head.save(str(repo / "layouts" / "letterhead.docx"))
    (content,) = made(repo, "docx").files.values()
    word = docx.Document(io.BytesIO(content))
    lines = [each.text for each in word.paragraphs]
    assert word.sections[0].header.paragraphs[0].text == "Kontorets brevhoved"
    assert lines[0] == "Over brevet"
    assert lines[-1] == "Under brevet"
    assert "[brev]" not in lines
    assert any("Lolland Kommune" in line for line in lines[1:-1])


def test_a_letter_is_set_by_the_layout_of_the_office(repo: Path) -> None:
    (repo / "layouts" / "letter.typ").write_text(OWN, encoding="utf-8")
    (content,) = made(repo, "pdf").files.values()
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "Kontorets eget brev" in words
    assert "Lolland" in words


def test_a_file_that_is_no_letterhead_is_named(repo: Path) -> None:
    (repo / "layouts" / "letterhead.docx").write_bytes(b"not a Word file")
    done = made(repo, "docx")
    assert done.files == {}
    assert [(each.code, each.span and each.span.path) for each in done.findings] == [
        ("SK637", "layouts/letterhead.docx")
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    sampled(
        [
            ('#import "@preview/cetz:0.3.4": canvas', "SK660"),
            ('#import "@local/house:1.0.0"', "SK660"),
            ("#let x = 1 +", "SK636"),
            ("#no-such-thing()", "SK636"),
            ('#read("/etc/hostname")', "SK636"),
            ('#read("../samskab.yaml")', "SK636"),
            ("#while true { }", "SK636"),
            ("#let f(n) = f(n + 1)\n#f(0)", "SK636"),
        ],
        8,
    ),
)
def test_a_wrong_layout_is_one_finding_at_its_line(repo: Path, line: str, code: str) -> None:
    where = refused(repo, "// vores layout\n// anden linje\n" + line + "\n")
    assert where[:2] == (code, "layouts/letter.typ")
    assert where[2] in {3, 4}


def test_a_layout_that_never_ends_is_ended(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_custom, "SECONDS", 1.0)
    endless = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { calc.sin(c) } } }\n"
    code, path, line = refused(repo, endless)
    assert (code, path, line) == ("SK636", "layouts/letter.typ", 1)


@pytest.mark.slow
def test_a_layout_that_eats_memory_is_ended(repo: Path) -> None:
    code, path, _ = refused(repo, "#let a = range(100000000)\n")
    assert (code, path) == ("SK636", "layouts/letter.typ")
