"""A draft is read back as it was meant by another parser, is the same bytes twice, and nothing in it can send."""

from __future__ import annotations

import email
from datetime import date
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest

from samskab.documents.document import Document, SenderBlock
from samskab.documents.mail.message import to_eml
from samskab.documents.typography import clean, unset_text
from samskab.documents.writers.html import to_html
from samskab.documents.writers.text import to_text
from samskab.finding import Finding, Severity
from samskab.model.dataset import Dataset
from samskab.model.people import People, Person
from samskab.schedules.icalendar import CalendarEntry, single
from samskab.usecases.letters.job import Job, LetterDate
from samskab.usecases.letters.mail_drafts import (
    PAGE,
    TABLE,
    DraftRow,
    covering_mail,
    draft,
    drafts_overview,
    unaddressed,
)
from samskab.usecases.letters.recipients import Recipient
from samskab.usecases.letters.templates import Template
from samskab.yaml.catalogue import load_language
from tests.documents import injections
from tests.example_files import golden_files, repository
from tests.sampling import sampled

PDF = b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 4
ICS = single(
    CalendarEntry("m1.x@samskab.example", 0, date(2017, 12, 1), "confirmed", date(2018, 2, 27), "Møde", "10:00"),
    language="da",
)
FILES = {"Invitation – Ærø.pdf": ("application/pdf", PDF), "møde.ics": ("text/calendar; method=REQUEST", ICS)}
DOCUMENT = Document(
    "Invitation til Ærø Kommune",
    "da",
    date(2018, 2, 27),
    (
        {"type": "heading", "level": 1, "content": [{"type": "text", "text": "Invitation til Ærø Kommune"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Kære alle – velkommen kl. 10.00."}]},
    ),
)


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not [defect for part in message.walk() for defect in part.defects]
    return message


def test_a_draft_is_read_back_with_its_attachments() -> None:
    content = to_eml(
        "Emne æøå", "Hej\nÆrø", "<p>Hej Ærø</p>", FILES, to=("en@example.dk", "to@æble.dk"), sender="os@example.dk"
    )
    message = read(content)
    assert message["Subject"] == "Emne æøå"
    assert message["To"] == "en@example.dk, to@xn--ble-xla.dk"
    assert message["From"] == "os@example.dk"
    assert message["X-Unsent"] == "1"
    assert message["Content-Language"] == "da"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == "Hej\nÆrø\n"
    assert html.get_content().strip() == "<p>Hej Ærø</p>"
    found = {
        part.get_filename(): (part.get_content_type(), part.get_payload(decode=True))
        for part in message.iter_attachments()
    }
    assert found == {"Invitation – Ærø.pdf": ("application/pdf", PDF), "møde.ics": ("text/calendar", ICS)}


def test_a_draft_has_no_day_and_no_number_of_its_own() -> None:
    message = read(to_eml("x", "x", "<p>x</p>", {}))
    assert "Date" not in message
    assert "Message-ID" not in message
    assert "To" not in message
    assert "From" not in message


def test_it_is_ascii_in_short_lines_with_crlf() -> None:
    content = to_eml("æ" * 300, "ø" * 3000, f"<p>{'å' * 3000}</p>", {"å" * 120 + ".pdf": ("application/pdf", PDF)})
    content.decode("ascii")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 78


def test_the_same_letter_is_the_same_draft_and_another_is_not() -> None:
    assert to_eml("x", "x", "<p>x</p>", FILES) == to_eml("x", "x", "<p>x</p>", FILES)
    assert to_eml("x", "x", "<p>x</p>", FILES) != to_eml("x", "y", "<p>x</p>", FILES)


def structure(message: EmailMessage) -> list[tuple[str, list[str]]]:
    return [(part.get_content_type(), sorted(part.keys())) for part in message.walk()]


@pytest.mark.parametrize("text", sampled(injections.ALL, 15))
def test_whatever_stands_in_the_data_is_words(text: str) -> None:
    plain = read(to_eml("x", "x", "<p>x</p>", {"x.pdf": ("application/pdf", PDF)}, to=("en@example.dk",)))
    document = Document(
        text, "da", date(2018, 2, 27), ({"type": "paragraph", "content": [{"type": "text", "text": text}]},)
    )
    body, page, shown = to_text(document).decode(), to_html(document).decode(), unset_text(clean(text)).strip()
    if "=?" in text:
        refused = to_eml(text, body, page, {})
        assert isinstance(refused, Finding)
        assert (refused.code, refused.values["field"]) == ("SK443", "subject")
        return
    name = f"{text}.pdf"
    message = read(to_eml(text, body, page, {name: ("application/pdf", PDF)}, to=("en@example.dk",)))
    assert structure(message) == structure(plain)
    assert message["Subject"] == shown
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == unset_text(clean(name)).strip()
    assert attachment.get_payload(decode=True) == PDF
    told, html = message.get_body(("plain",)), message.get_body(("html",))
    assert told is not None
    assert html is not None
    assert told.get_content().replace("\r\n", "\n").rstrip("\n") == unset_text(body).rstrip("\n")
    assert html.get_content().replace("\r\n", "\n").rstrip("\n") == page.rstrip("\n")


@pytest.mark.parametrize(
    "address", ["x", "x@", "en@example.dk\r\nBcc: to@example.dk", "=?utf-8?q?x?=@example.dk", "a@b@c"]
)
def test_what_is_no_address_adds_no_header(address: str) -> None:
    content = to_eml("x", "x", "<p>x</p>", {}, to=(address,))
    if isinstance(content, Finding):
        assert (content.code, content.values["field"]) == ("SK443", "to")
        return
    message = read(content)
    assert "Bcc" not in message
    assert sorted(message.keys()) == sorted(
        ["Subject", "To", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"]
    )


def test_the_recipient_is_taken_from_the_private_store_and_left_out_without_it() -> None:
    data, _, _ = repository({})
    application = next(a for a in data.applications("naboskab-2026") if a.contact)
    people = People(
        schema="samskab/people@1", people={application.contact: Person(name="En Person", mail="en@example.dk")}
    )
    who = Recipient(application.id, "Kommunen", None, application)
    private = Dataset([*data.all(type(application)), people])
    with_store = draft(DOCUMENT, "brev", who, FILES, private)
    without = draft(DOCUMENT, "brev", who, FILES, data.__class__(data.all(type(application))))
    assert with_store.row.to == ("en@example.dk",)
    assert without.row.to == ()
    assert with_store.content is not None
    assert without.content is not None
    assert read(with_store.content)["To"] == "en@example.dk"
    assert "To" not in read(without.content)
    (finding,) = unaddressed([with_store.row, without.row], "x")
    assert (finding.code, finding.values["names"], finding.severity) == ("SK445", ("Kommunen",), Severity.INFO)


def test_without_a_contact_the_draft_goes_to_the_mailboxes_of_the_municipalities() -> None:
    box = "mailbox: {address: post@lolland.example, source: 'https://lolland.example/kontakt'}\n"
    path = "data/municipalities/0360-lolland.yaml"
    data, _, unreadable = repository({path: golden_files()[path] + box})
    assert not unreadable
    lolland = data.municipalities["0360"]
    made = [
        draft(DOCUMENT, "brev", Recipient(each.code, each.official, each), {}, data).row.to
        for each in (lolland, data.municipalities["0461"])
    ]
    assert made == [("post@lolland.example",), ()]


def test_a_subject_that_would_be_read_as_code_is_a_finding() -> None:
    letter = Document("=?utf-8?q?x?=", "da", date(2018, 2, 27), DOCUMENT.blocks)
    made = draft(letter, "brev", None, {}, Dataset())
    assert isinstance(made.content, Finding)
    assert (made.content.code, made.content.span.path) == ("SK443", "brev")


@pytest.mark.parametrize(
    ("template", "title", "subject", "file"),
    [
        (Template("rejection", filename="Svar"), "Svar: Naboskab", "Svar: Naboskab", "Svar - Ærø-Als"),
        (Template("rejection", filename="a/b\\c:*?"), "Svar", "Svar (Naboskab)", "a-b-c--- - Ærø-Als"),
        (Template("rejection", filename="../../evil"), "Svar", "Svar (Naboskab)", "-..-evil - Ærø-Als"),
        (Template("rejection", filename="a" * 400), "Svar", "Svar (Naboskab)", "a" * 80 + " - Ærø-Als"),
        (Template("practical"), "Møde 2", "Møde 2 (Naboskab)", "practical-aeroe"),
        (Template("receipt", subject="Kvittering"), "Vi har modtaget", "Kvittering (Naboskab)", "receipt-aeroe"),
    ],
)
def test_a_mail_is_short_and_names_programme_and_letter(
    template: Template, title: str, subject: str, file: str
) -> None:
    letter = Document(title, "da", date(2018, 2, 27), DOCUMENT.blocks, sender=SenderBlock("Os", contact=("os@x.dk",)))
    job = Job(template, LetterDate(date(2018, 2, 27), "27. februar 2018"), Recipient("aeroe", "Ærø/Als", None, None))
    cover = covering_mail(letter, job, "Naboskab", load_language("da"))
    assert cover.title == subject
    assert to_text(cover).decode().splitlines() == [
        "Kære Ærø/Als",
        "",
        f"Vores brev ”{subject}” er vedhæftet.",
        "",
        "Med venlig hilsen",
        "Os",
        "os@x.dk",
    ]
    assert job.enclosure_name == file


class Links(HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_the_page_links_to_each_draft_and_sends_nothing() -> None:
    rows = [
        DraftRow("invitation-0492-ærø.eml", "Ærø Kommune", ("en@example.dk",), "Invitation", ("Invitation.pdf",)),
        DraftRow('"><script>.eml', "<b>", (), "javascript:alert(1)", ()),
    ]
    made = drafts_overview(rows, load_language("da"), date(2018, 2, 27))
    assert sorted(made) == [TABLE, PAGE]
    page = made[PAGE]
    assert Links(page).found == ["invitation-0492-%C3%A6r%C3%B8.eml", "%22%3E%3Cscript%3E.eml"]
    assert b"mailto:" not in page
    assert b"<script" not in page
    assert "Åbn en kladde, læs den igennem, og send den selv." in page.decode()
    assert drafts_overview(rows, load_language("da"), date(2018, 2, 27)) == made
