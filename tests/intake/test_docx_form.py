"""A Word form is read by its tags, its headings or its table, and a hostile file is one clear finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.intake import office_package
from samskab.intake.docx_form import form_hints, read_docx
from samskab.intake.form_files import read_forms
from samskab.intake.form_rows import form_rows
from samskab.model.programme import IntakeColumn, Programme
from tests.form_programme import KEY, filled_form, form_repo, made_form, with_document
from tests.sampling import few

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXTS = {"applicant": "Odense", "answers.maal": "Første linje.\nAnden linje; med & og <tegn>.", "counts.agent": "5"}
BOXES = {"commitments.timer": ["Ja"], "answers.grupper": ["Børn", "Unge, 13-17"]}
PEOPLE = [
    {"role": "Leder", "name": "Prøve Person", "title": "Chef", "mail": "p@odense.example"},
    {"role": "Medarbejder", "name": "Anden Person", "unit": "Sundhed"},
    {"role": "Leder", "name": "Tredje Person"},
]


def answers(content: bytes) -> dict[str, str]:
    form = read_docx(content, "skema.docx")
    assert form.findings == ()
    headings, texts = form.tables[0].lines
    return {heading.text: text.text for heading, text in zip(headings, texts, strict=True)}


def body(*blocks: str) -> bytes:
    text = f'<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}</w:body></w:document>'
    return with_document(made_form("docx"), text.encode())


def paragraph(text: str, style: str = "", run: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def codes(content: bytes, name: str = "skema.docx") -> list[str]:
    return [found.code for form in read_forms(content, name) for found in form.findings]


def test_controls_are_read_by_their_tags() -> None:
    assert answers(filled_form(made_form("docx"), TEXTS, BOXES, PEOPLE)) == {
        "applicant": "Odense",
        "answers.maal": "Første linje.\nAnden linje; med & og <tegn>.",
        "answers.grupper": "Børn;Unge, 13-17",
        "counts.agent": "5",
        "commitments.timer": "Ja",
        "programme": KEY,
        "Leder 1: name": "Prøve Person",
        "Leder 1: title": "Chef",
        "Leder 1: mail": "p@odense.example",
        "Medarbejder 1: name": "Anden Person",
        "Medarbejder 1: unit": "Sundhed",
        "Leder 2: name": "Tredje Person",
    }


@few()
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1), min_size=1))
def test_any_answer_comes_back_as_it_was_written(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = answers(filled_form(made_form("docx"), {"answers.maal": text, "applicant": "Odense"}, {})).get(
        "answers.maal", ""
    )
    wanted = text.translate({0xA0: " ", 0x202F: " "}).strip()
    assert found == wanted or wanted.casefold().rstrip(".") in form_hints()


def test_without_tags_the_headings_say_the_same() -> None:
    content = filled_form(
        made_form("docx"),
        TEXTS | {"contact.name": "Prøve Person", "commitments.mandat.text": "Udvalget har sagt ja."},
        BOXES | {"commitments.mandat": ["Ja"]},
        PEOPLE,
        keep_controls=False,
    )
    repo = form_repo()
    form = read_docx(content, "skema.docx")
    read = form_rows(form, repo.data.programmes[KEY], repo.data.municipalities.values(), with_people=True)
    assert read.findings == ()
    (row,) = read.rows
    assert row.municipalities[0].name == "Odense"
    assert row.answers == {"maal": TEXTS["answers.maal"], "grupper": ["boern", "unge"]}
    assert row.commitments == {"timer": True, "mandat": {"accepted": True, "text": "Udvalget har sagt ja."}}
    assert [(each.role, each.name) for each in row.people] == [
        ("", "Prøve Person"),
        ("leader", "Prøve Person"),
        ("staff", "Anden Person"),
        ("leader", "Tredje Person"),
    ]


def test_what_stands_below_a_heading_of_their_own_is_named_as_not_read() -> None:
    programme, municipalities = form_repo().data.programmes[KEY], form_repo().data.municipalities.values()
    below = {"Om os": "Vi er mange.", "Kommune": "Odense", "Det siger I ja til": "Alt.", "Vores mandat": "nej"}
    parts = [each for title, text in below.items() for each in (paragraph(title, "Overskrift2"), paragraph(text))]
    read = form_rows(read_docx(body(*parts), "skema.docx"), programme, municipalities)
    assert [(found.code, found.span.path) for found in read.findings] == [("SK099", "skema.docx:Vores mandat")]


def test_a_place_in_a_word_file_is_named_by_the_question() -> None:
    content = filled_form(made_form("docx"), TEXTS | {"answers.borgere": "mange"}, BOXES, PEOPLE)
    repo = form_repo()
    read = form_rows(
        read_docx(content, "skema.docx"), repo.data.programmes[KEY], repo.data.municipalities.values(), with_people=True
    )
    assert [(found.code, found.span.path) for found in read.findings] == [
        ("SK084", "skema.docx:Hvor mange borgere?"),
    ]


def test_the_form_of_2014_as_a_table() -> None:
    """Document 000: the invitation, and a table with the questions of its day in the first column."""
    asked = (
        ("Kommune", "Odense"),
        ("Kontaktperson &amp; titel", "Prøve Person, chef, p@odense.example"),
        ("Medarbejderressourcer (op til fire deltagere pr. kommune) - Chef/ledelsesniveau (navn + titel)", "To ledere"),
        ("Hvad er målet med jeres indsats?", "Flere mødes."),
        ("Beskriv lokalområdet, hvor I tænker indsatsen skal foregå. Hvilke styrker er der (ca. ½ side)", "Vollsmose."),
    )
    invitation = (
        paragraph("Hvorfor skal vi deltage?", "Overskrift2"),
        paragraph("I Sund By Netværket taler vi meget om medborgerskab."),
        table(("1. KURSUSDAG", "2.+3. KURSUSDAG", "4. KURSUSDAG"), ("Hvordan?", "Indføring", "Fremdrift")),
        paragraph("Projektbeskrivelseskabelon", "Overskrift2"),
    )
    programme, municipalities = form_repo().data.programmes[KEY], form_repo().data.municipalities.values()
    form = read_docx(body(*invitation, table(*asked)), "skema.docx")
    unknown = form_rows(form, programme, municipalities, with_people=True)
    assert [found.code for found in unknown.findings] == ["SK081", "SK081"]  # the two whose words have changed
    decided = (
        IntakeColumn(heading=asked[2][0], field="deltagere"),
        IntakeColumn(heading=asked[4][0], field="lokalomraade"),
    )
    values = {name: getattr(programme, name) for name in Programme.__struct_fields__}
    intake = {name: getattr(programme.intake, name) for name in type(programme.intake).__struct_fields__}
    known = Programme(**values | {"intake": type(programme.intake)(**intake | {"columns": decided})})
    read = form_rows(form, known, municipalities, with_people=True)
    assert [found.code for found in read.findings] == ["SK788"]  # several people in one cell
    (row,) = read.rows
    assert (row.municipalities[0].code, dict(row.answers)) == (
        "0461",
        {"maal": "Flere mødes.", "lokalomraade": "Vollsmose."},
    )
    assert row.people[0].mail == "p@odense.example"


def test_deleted_and_hidden_text_is_no_answer() -> None:
    deleted = "<w:p><w:del><w:r><w:delText>nej</w:delText></w:r></w:del><w:ins><w:r><w:t>ja</w:t></w:r></w:ins></w:p>"
    content = body(paragraph("Kommune", "Heading2"), deleted, paragraph("skjult", run="<w:vanish/>"))
    form = read_docx(content, "skema.docx")
    assert [found.code for found in form.findings] == ["SK791"]
    assert form.tables[0].lines[1][0].text.strip() == "ja"


def test_the_limit_counts_what_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_package, "_UNPACKED", 100_000)
    assert codes(body(paragraph("x" * 200_000))) == ["SK085"]
