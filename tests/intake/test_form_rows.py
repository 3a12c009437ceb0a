"""The exports of the form services become applications; what does not fit is found at its cell.

The files are invented; the headings of their own are those of the services: Microsoft Forms ID, Start time, Completion
time, Email, Name, Last modified time; Google Forms Timestamp and Email Address; OS2forms those of Drupal's Webform
(Serial number, Submission ID, Created, Completed, Changed, Is draft, ...); SurveyXact its counting variables.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from samskab.intake.form_files import read_forms
from samskab.intake.form_rows import FormRows, form_rows
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme
from samskab.yaml.records import read_record
from tests.paths import ROOT
from tests.workbooks import sheet, workbook

PROGRAMME = """\
schema: samskab/programme@1
id: naboskab-2026
title: {da: Naboskab 2026}
status: published
period: {start: 2026-05}
senders: [sekretariatet]
intake: {kind: application}
capacity: {municipalities: {min: 1, max: 5}}
roles:
  - {id: leder, title: {da: Leder}, plural: {da: Ledere}, min: 1, max: 2}
questions:
  - {id: kommune, title: {da: Kommune}, type: field, field: applicant}
  - {id: kontakt, title: {da: Kontaktperson}, type: field, field: contact, personal: true}
  - {id: maal, title: {da: "Hvad vil I opnå?", en: "What is your aim?"}}
  - id: gruppe
    title: {da: "Hvem er målgruppen?"}
    type: choices
    options: [{id: familier, title: {da: "Børn, unge og familier"}}, {id: aeldre, title: {da: Ældre}}]
  - {id: borgere, title: {da: "Hvor mange borgere regner I med?"}, type: number}
  - {id: vaert, title: {da: "Vil I være vært?"}, type: field, field: hosting}
commitments:
  - {id: timer, text: {da: Vi afsætter de nødvendige timer.}}
  - {id: maal, text: {da: Vi deler vores mål.}}
"""
OWN = (
    "Kommune", "Hvad vil I opnå?", "Hvem er målgruppen?", "Hvor mange borgere regner I med?",
    "Vi afsætter de nødvendige timer.",
)  # fmt: skip
LOLLAND = ("Lolland", "Flere naboer", "Ældre;Børn, unge og familier;", "1.200", "Ja")


def programme(more: str = "") -> Programme:
    text = PROGRAMME.replace("intake: {kind: application}", f"intake: {{kind: application{more}}}")
    record = read_record(text.encode(), "data/programmes/naboskab-2026/programme.yaml").record
    assert isinstance(record, Programme)
    return record


@cache
def municipalities() -> tuple[Municipality, ...]:
    files = [next((ROOT / "data" / "municipalities").glob(f"{code}*")) for code in ("0360", "0461", "0773", "0787")]
    records = [read_record(file.read_bytes(), f"data/municipalities/{file.name}").record for file in files]
    return tuple(record for record in records if isinstance(record, Municipality))


def rows_of(content: bytes, name: str = "svar.csv", more: str = "") -> FormRows:
    (form,) = read_forms(content, name)
    return form_rows(form, programme(more), municipalities(), with_people=True)


def csv(*lines: list[str], sign: str = ";") -> bytes:
    return "".join(sign.join(f'"{cell}"' for cell in line) + "\r\n" for line in lines).encode()


DAY = '<c s="1"><v>46073.586805555555</v></c>'
ONE = "<c><v>1</v></c>"
MAIL = "per@lolland.example"
DRUPAL = {
    "Serial number": "1", "Submission ID": "77", "Submission URI": "/form/x", "Created": "2026-02-20 14:01:00",
    "Completed": "2026-02-20 14:05:00", "Changed": "2026-02-21 09:00:00", "Is draft": "No", "Current page": "",
    "Remote IP address": "10.0.0.1", "Submitted by: ID": "0", "Language": "da", "Notes": "", "E-mail": MAIL,
}  # fmt: skip
MICROSOFT_DA = {
    "Id": ONE, "Starttidspunkt": '<c s="1"><v>46073.58</v></c>', "Fuldførelsestidspunkt": DAY, "Mail": MAIL,
    "Navn": "anonymous", "Tidspunkt for seneste ændring": "",
}  # fmt: skip
MICROSOFT_EN = {
    "ID": ONE, "Start time": DAY, "Completion time": DAY, "Email": MAIL, "Name": "anonymous", "Last modified time": "",
}  # fmt: skip
SURVEYXACT = {
    "respondent": "77", "statoverall_1": "0", "statcollect_2": "1", "closetime": "20-02-2026 14:05", "E-mail": MAIL,
}  # fmt: skip
NEMTILMELD = {"Ordrenr.": "12", "Billettype": "Standard", "Tilmeldingsdato": "20-02-2026 14:05", "E-mail": MAIL}
GOOGLE_DA = {"Tidsstempel": "20/02/2026 14.05", "Mailadresse": MAIL}
GOOGLE_EN = {"Timestamp": "2026/02/20 2:05:00 PM GMT+1", "Email Address": MAIL}


def lines(own: dict[str, str]) -> tuple[list[str], list[str]]:
    """The two lines of an export: the service's own columns before the form's."""
    return [*own, *OWN], [*own.values(), *LOLLAND]


SERVICES = {
    "google-da": ("svar.csv", csv(*lines(GOOGLE_DA), sign=",")),
    "google-en": ("svar.csv", csv(*lines(GOOGLE_EN), sign=",")),
    "google-sheets": ("svar.xlsx", workbook(sheet(lines({"Tidsstempel": DAY, "Mailadresse": MAIL})))),
    "microsoft-da": ("svar.xlsx", workbook(sheet(lines(MICROSOFT_DA)))),
    "microsoft-en": ("svar.xlsx", workbook(sheet(lines(MICROSOFT_EN)))),
    "surveyxact": ("dataset.csv", csv(*lines(SURVEYXACT)).decode().encode("cp1252")),
    "os2forms": ("svar.csv", csv(*lines(DRUPAL), sign=",")),
    "nemtilmeld": ("svar.csv", csv(*lines(NEMTILMELD))),
}


@pytest.mark.parametrize("service", SERVICES)
def test_the_export_of_a_service_comes_in_as_it_is(service: str) -> None:
    name, content = SERVICES[service]
    read = rows_of(content, name)
    assert read.findings == ()
    (row,) = read.rows
    assert row.municipalities[0].code == "0360"
    assert str(row.received) == "2026-02-20T14:05+01:00"
    assert row.answers == {"maal": "Flere naboer", "gruppe": ["aeldre", "familier"], "borgere": 1200}
    assert row.commitments == {"timer": True}
    assert [(one.role, one.name, one.mail) for one in row.people] == [
        ("", "per@lolland.example", "per@lolland.example")
    ]


@pytest.mark.parametrize(
    ("heading", "field", "certainty"),
    [
        ("Hvad vil I opnå?", "maal", "exact"), ("What is your aim?", "maal", "exact"), ("maal", "maal", "exact"),
        ("1. HVAD VIL I OPNÅ? *", "maal", "exact"), ("Spørgsmål 3: Hvad vil I opnå", "maal", "exact"),
        ("Hvad vil I opna?", "maal", "near"), ("Vi deler vores mål", "commitments.maal", "exact"),
        ("Leder: navn", "leder.name", "service"), ("Leder 2 e-mail", "leder-2.mail", "service"),
        ("Kontaktperson - telefon", "phone", "service"), ("Deltager 1 navn", "leder.name", "service"),
        ("Bemærkninger", "", "unknown"), ("Hvem siger ja?", "name", "decided"), ("Budget", "ignore", "decided"),
    ],
)  # fmt: skip
def test_a_column_is_recognised(heading: str, field: str, certainty: str) -> None:
    more = ", columns: [{heading: Hvem siger ja?, field: name}, {heading: budget, field: ignore}]"
    read = rows_of(csv(["Kommune", heading], ["Lolland", ""]), more=more)
    assert read.columns[1].meaning[:2] == (field, certainty)


def test_every_mistake_is_found_at_its_cell() -> None:
    content = csv(
        [
            "Kommune",
            "Modtaget",
            "Hvem er målgruppen?",
            "Hvor mange borgere regner I med?",
            "Vi deler vores mål.",
            "Bemærkning",
        ],
        ["Loland", "i går", "Ældre, Hunde", "1.234,5", "måske", "x"],
        ["Thisted og Morsø", "03/04/2026", "", "", "", ""],
        ["", "04/03/2026", "", "", "", ""],
    )
    read = rows_of(content)
    assert read.rows == ()
    assert [(found.code, found.span.line, found.span.column) for found in read.findings] == [
        ("SK081", 1, 101),
        ("SK083", 2, 1),
        ("SK084", 2, 10),
        ("SK084", 2, 18),
        ("SK084", 2, 33),
        ("SK084", 2, 43),
        ("SK783", 3, 20),
        ("SK083", 4, 1),
    ]
    assert read.findings[3].values["value"] == "Hunde"


def test_the_order_of_a_day_is_decided_once() -> None:
    content = csv(["Kommune", "Modtaget"], ["Lolland", "03/04/2026 10:15"])
    assert [str(row.received)[:10] for row in rows_of(content, more=", dates: dmy").rows] == ["2026-04-03"]
    assert [str(row.received)[:10] for row in rows_of(content, more=", dates: mdy").rows] == ["2026-03-04"]


def test_people_are_found_by_role_and_contact() -> None:
    content = csv(
        ["Kommune", "Fornavn", "Efternavn", "E-mail", "Telefon", "Leder: navn", "Leder: titel", "Leder 2: navn"],
        ["Lolland", "Den", "Ene", "ene@example.org", "12345678", "Den Anden", "Kulturchef", "Den Tredje"],
    )
    assert [tuple(one) for one in rows_of(content).rows[0].people] == [
        ("", "Den Ene", "ene@example.org", "12345678", "", ""),
        ("leder", "Den Anden", "", "", "Kulturchef", ""),
        ("leder", "Den Tredje", "", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ida Holm (barsel)", "Ida Holm (barsel)"),
        ("Ida Holm (Kultur), Bo", "Ida Holm (Kultur), Bo"),
        ("(Ida Holm)", "Ida Holm"),
        ("Ida Holm (", "Ida Holm"),
        ("Ida Holm (),", "Ida Holm"),
    ],
)
def test_the_brackets_of_a_name_stay_and_those_of_an_address_go(written: str, name: str) -> None:
    (person,) = rows_of(csv(["Kommune", "Navn"], ["Lolland", written])).rows[0].people
    assert person.name == name


def test_the_tags_of_our_own_form_are_shown_in_the_words_of_the_form() -> None:
    content = csv(["applicant", "answers.borgere", "contact.mail"], ["Lolland", "ca. 300", ""])
    read = rows_of(content)
    assert [each.heading.text for each in read.columns] == ["Kommune", "Hvor mange borgere regner I med?", "Mail"]
    assert [found.values["column"] for found in read.findings] == ["Hvor mange borgere regner I med?"]


def test_without_a_private_store_people_are_named_once_and_left_out() -> None:
    (form,) = read_forms(csv(["Kommune", "Navn", "E-mail"], ["Lolland", "x", "x@example.org"]), "svar.csv")
    read = form_rows(form, programme(), municipalities())
    assert [(found.code, found.values["columns"]) for found in read.findings] == [("SK059", ("Navn", "E-mail"))]
    assert [row.people for row in read.rows] == [()]


def test_a_file_without_the_municipality_is_refused() -> None:
    assert [found.code for found in rows_of(csv(["Hvad vil I opnå?"], ["x"])).findings] == ["SK082"]


@pytest.mark.parametrize(
    "days", ["2027-09-14; 2027-09-15", "14-09-2027, 15-09-2027", "14. september 2027 og 15. september 2027"]
)
def test_an_offer_to_host_has_its_seats_and_the_days_that_do_not_suit(days: str) -> None:
    head = ["Kommune", "Vil I være vært?", "hosting.seats", "hosting.not_on"]
    read = rows_of(csv(head, ["Lolland", "Ja", "24", days]))
    assert read.findings == ()
    wanted = {"willing": True, "seats": 24, "not_on": [date(2027, 9, 14), date(2027, 9, 15)]}
    assert [row.fields["hosting"] for row in read.rows] == [wanted]


def test_a_day_that_cannot_be_read_is_reported_at_its_cell() -> None:
    read = rows_of(csv(["Kommune", "Vil I være vært?", "hosting.not_on"], ["Lolland", "Ja", "hver tirsdag"]))
    assert [(each.code, each.values["value"]) for each in read.findings] == [("SK084", "hver tirsdag")]


@pytest.mark.parametrize(
    ("headings", "cells", "code"),
    [
        (("Vil I være vært?", "Antal pladser"), ("", "40"), ["SK799"]),
        (("Vil I være vært?", "Antal pladser"), ("nej", "40"), []),
        (("Vil I være vært?", "Antal pladser"), ("", ""), []),
        (("Dage, hvor I ikke kan",), ("3.5.2026; onsdag den 6. maj 2026",), ["SK799"]),
        (("hosting.note",), ("Salen",), ["SK799"]),
    ],
)
def test_what_is_written_below_an_unanswered_question_is_named(
    headings: tuple[str, ...], cells: tuple[str, ...], code: list[str]
) -> None:
    read = rows_of(csv([*OWN, *headings], [*LOLLAND, *cells]))
    assert [found.code for found in read.findings] == code
    assert len(read.rows) == 1
    assert ("hosting" in read.rows[0].fields) == (cells[0] == "nej")


@pytest.mark.parametrize(
    ("heading", "text", "mail", "code"),
    [
        ("Leder: mail", "Per Prøve <per@lolland.example>", MAIL, []),
        ("Leder: mail", "mailto:per@lolland.example;", MAIL, []),
        ("Leder: mail", "per@lolland", "", ["SK084"]),
        ("Leder: mail", "per@lolland.example og bo@lolland.example", "", ["SK084"]),
        ("contact.mail", "per hos lolland", "", ["SK084"]),
        ("Brugernavn", "anonymous", "", []),
        ("Brugernavn", "LOLLAND\\per", "", []),
    ],
)
def test_an_address_that_is_none_is_named(heading: str, text: str, mail: str, code: list[str]) -> None:
    name = "Leder: navn" if heading.startswith("Leder") else "Navn"
    read = rows_of(csv([*OWN, name, heading], [*LOLLAND, "Per Prøve", text]))
    assert [(found.code, found.severity.value) for found in read.findings] == [(each, "warning") for each in code]
    assert [(each.name, each.mail) for each in read.rows[0].people] == [("Per Prøve", mail)]


def test_only_the_first_mistakes_of_many_have_a_suggestion() -> None:
    """Each takes as long as a row that is read."""
    found = rows_of(b"Kommune\n" + b"Loland\n" * 60).findings
    named = [each for each in found if each.code == "SK083" and "Lolland" in str(each.values["meant"])]
    assert (len(found), 0 < len(named) <= 50) == (60, True)
