"""Tree -> record: every mistake at its place, and no finding for what is right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.finding import Finding, Span
from samskab.model.application import Application
from samskab.model.field_types import (
    ClockTime,
    Day,
    Instant,
    Key,
    Line,
    MailAddress,
    MunicipalityCode,
    PersonKey,
    Tbd,
    Text,
    VagueDay,
    WebAddress,
    Words,
)
from samskab.model.record import Part, Record
from samskab.yaml import struct_reader
from samskab.yaml.decode import decode
from samskab.yaml.struct_reader import MOST_FINDINGS
from samskab.yaml.tree import read_tree


class Seat(Part):
    role: Key
    seats: int = 1


class Online(Part):
    online: Literal[True]
    url: WebAddress | None = None


class Quota(Part, tag_field="kind", tag="quota"):
    by: Key


class Floor(Part, tag_field="kind", tag="floor"):
    of: Key
    min: Decimal


class Sample(Record):
    schema: Literal["samskab/sample@1"] = "samskab/sample@1"
    id: Key = "ab"
    code: MunicipalityCode = "0101"
    title: Line | None = None
    text: Text = ""
    count: int = 0
    share: Decimal = Decimal(0)
    ready: bool = False
    status: Literal["draft", "submitted", "withdrawn"] = "draft"
    on: Day = date(2014, 1, 1)
    when: VagueDay | Tbd | None = None
    moment: Instant | None = None
    opens: Instant | Day | Tbd | None = None
    start: ClockTime = "09:00"
    person: PersonKey = "p-7f3a"
    url: WebAddress = "https://a.dk"
    mail: MailAddress = "a@b.dk"
    words: Words | None = None
    seats: tuple[Seat, ...] = ()
    names: list[Line] = []  # noqa: RUF012  # msgspec copies it
    counts: dict[Key, int] = {}  # noqa: RUF012
    venue: Key | Tbd | Online | None = None
    rules: tuple[Quota | Floor, ...] = ()
    answers: dict[Key, Text | int | bool | tuple[Key, ...]] = {}  # noqa: RUF012


class Strict(Record):
    id: Key
    seat: Seat


def mistakes(text: str) -> list[tuple[str, int, int, str, str]]:
    """Code, line, column, field and hint of every finding."""
    record, findings, *_ = decode(read_tree(text, "a.yaml"), Sample)
    assert (record is None) == bool(findings)
    return [(f.code, f.span.line, f.span.column, f.field, f.hint) for f in findings]


def made(text: str) -> Sample:
    """The record of a text without mistakes."""
    record, findings, *_ = decode(read_tree(text, "a.yaml"), Sample)
    assert findings == ()
    assert record is not None
    return record


def test_every_sort_of_field_is_read_as_its_type_says() -> None:
    record = made(
        "schema: samskab/sample@1\nid: aeroe\ncode: '0492'\ntitle: Ærø – 12 personer\ntext: |\n  a\n  b\ncount: -3\n"
        "share: 55.67\nready: true\nstatus: submitted\non: 2014-12-04\nwhen: 2014-12\nmoment: 2014-01-28T14:05+01:00\n"
        "opens: '2014-01-28'\nstart: '18:30'\nperson: p-7f3a\nurl: http://kl.dk/x?y=1\nmail: post@aeroekommune.dk\n"
        "words: {da: Ja, en: 'Yes'}\nseats:\n  - {role: agent, seats: 2}\n  - role: leder\nnames: [a, '0101']\n"
        "counts: {a-1: 0, b2: 7}\nvenue: {online: true}\n"
        "rules: [{kind: quota, by: region}, {kind: floor, of: x1, min: 0.5}]\n"
        "answers: {q1: fri tekst, q2: 12, q3: true, q4: [aa, bb], q5: '12'}\n"
    )
    assert (record.id, record.code, record.title, record.text) == ("aeroe", "0492", "Ærø – 12 personer", "a\nb\n")
    assert (record.count, record.share, record.ready, record.status) == (-3, Decimal("55.67"), True, "submitted")
    assert (record.on, record.when, record.opens) == (date(2014, 12, 4), VagueDay(2014, 12), date(2014, 1, 28))
    assert str(record.moment) == "2014-01-28T14:05+01:00"
    assert record.words == Words(da="Ja", en="Yes")
    assert record.seats == (Seat(role="agent", seats=2), Seat(role="leder"))
    assert (record.names, record.counts) == (["a", "0101"], {"a-1": 0, "b2": 7})
    assert record.venue == Online(online=True)
    assert record.rules == (Quota(by="region"), Floor(of="x1", min=Decimal("0.5")))
    assert record.answers == {"q1": "fri tekst", "q2": 12, "q3": True, "q4": ("aa", "bb"), "q5": "12"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: x", ("SK028", 1, 1, "titel", "title")),
        ("Title: x", ("SK028", 1, 1, "Title", "title")),
        ("frist: 2026-04-31", ("SK028", 1, 1, "frist", "")),
        ("2026: x", ("SK028", 1, 1, "2026", "")),
        ("\u00a0title: x", ("SK028", 1, 1, "\u00a0title", "title")),
        ("seats:\n  - rolle: a1", ("SK028", 2, 5, "seats[0].rolle", "role")),
        ("words: {da: Ja, og nej}", ("SK079", 1, 17, "words.og nej", "")),
        ("seats:\n  - seats: 2", ("SK029", 2, 5, "seats[0].role", "role: …")),
        ("words: {}", ("SK029", 1, 8, "words.da", "da: …")),
        ("rules: [{by: x1}]", ("SK064", 1, 10, "rules[0].kind", "")),
        ("seats: {role: a1}", ("SK030", 1, 8, "seats", "")),
        ("names: {a: b}", ("SK030", 1, 8, "names", "")),
        ("words: [a]", ("SK031", 1, 8, "words", "")),
        ("words: Ja", ("SK063", 1, 8, "words", "{da: 'Ja'}")),
        ("counts: 3", ("SK031", 1, 9, "counts", "")),
        ("- a", ("SK031", 1, 1, "", "")),
        ("fri tekst", ("SK031", 1, 1, "", "")),
        ("title: [a]", ("SK032", 1, 8, "title", "")),
        ("id:\n  a: b", ("SK032", 2, 3, "id", "")),
        ("id:", ("SK033", 1, 4, "id", "")),
        ("text: ~", ("SK033", 1, 7, "text", "")),
        ("text: null", ("SK033", 1, 7, "text", "")),
        ("title: '  '", ("SK033", 1, 8, "title", "")),
        ("names: [a, ]\nseats:", ("SK033", 2, 7, "seats", "")),
        ("status: Submited", ("SK034", 1, 9, "status", "submitted")),
        ("status: xyz", ("SK034", 1, 9, "status", "")),
        ("schema: samskab/sample@2", ("SK034", 1, 9, "schema", "samskab/sample@1")),
        ("rules: [{kind: kvota, by: x1}]", ("SK034", 1, 16, "rules[0].kind", "quota")),
        ("venue: {}", ("SK064", 1, 8, "venue.online", "online: true")),
        ("venue: {online: false}", ("SK034", 1, 17, "venue.online", "true")),
        ("code: 0101", ("SK035", 1, 7, "code", "'0101'")),
        ("title: no", ("SK035", 1, 8, "title", "'no'")),
        ("title: 1e5", ("SK035", 1, 8, "title", "'1e5'")),
        ("start: 18:30", ("SK035", 1, 8, "start", "'18:30'")),
        ("names: [on]", ("SK035", 1, 9, "names[0]", "'on'")),
        ("answers: {q1: no}", ("SK035", 1, 15, "answers.q1", "'no'")),
        ("answers: {q1: 1.200}", ("SK096", 1, 15, "answers.q1", "1200")),
        ("answers: {q1: 0101}", ("SK096", 1, 15, "answers.q1", "'0101'")),
        ("counts: {no: 1}", ("SK035", 1, 10, "counts.no", "'no'")),
        ("title: 12", ("SK036", 1, 8, "title", "'12'")),
        ("id: 2026", ("SK036", 1, 5, "id", "'2026'")),
        ("text: 2014-12-04", ("SK036", 1, 7, "text", "'2014-12-04'")),
        ("title: =", ("SK036", 1, 8, "title", "'='")),
        ("count: tolv", ("SK037", 1, 8, "count", "")),
        ("count: '12'", ("SK037", 1, 8, "count", "12")),
        ("count: 1.000", ("SK037", 1, 8, "count", "1000")),
        ("count: 660.842.000", ("SK037", 1, 8, "count", "660842000")),
        ("count: 12345678901234567890", ("SK039", 1, 8, "count", "")),
        ("share: 55,67", ("SK038", 1, 8, "share", "55.67")),
        ("share: .inf", ("SK039", 1, 8, "share", "")),
        ("share: '1.5'", ("SK038", 1, 8, "share", "1.5")),
        ("count: 0101", ("SK039", 1, 8, "count", "101")),
        ("count: 1_000", ("SK039", 1, 8, "count", "1000")),
        ("count: 12:30", ("SK039", 1, 8, "count", "")),
        ("count: 0x1F", ("SK039", 1, 8, "count", "")),
        ("count: +5", ("SK039", 1, 8, "count", "5")),
        ("ready: ja", ("SK042", 1, 8, "ready", "true")),
        ("ready: 'false'", ("SK042", 1, 8, "ready", "false")),
        ("ready: off", ("SK042", 1, 8, "ready", "false")),
        ("ready: måske", ("SK042", 1, 8, "ready", "")),
        ("on: 2026-04-31", ("SK043", 1, 5, "on", "")),
        ("when: 2026-13", ("SK043", 1, 7, "when", "")),
        ("moment: 2014-01-28T25:05+01:00", ("SK043", 1, 9, "moment", "")),
        ("opens: 2026-02-30", ("SK043", 1, 8, "opens", "")),
        ("on: 4/12 2014", ("SK044", 1, 5, "on", "2014-12-04")),
        ("on: 4. december 2014", ("SK044", 1, 5, "on", "2014-12-04")),
        ("on: 4 Dec 2014", ("SK044", 1, 5, "on", "2014-12-04")),
        ("on: 41. december 2014", ("SK044", 1, 5, "on", "")),
        ("on: december 2014", ("SK044", 1, 5, "on", "")),
        ("on: marketing 2014", ("SK044", 1, 5, "on", "")),
        ("on: 04.12.2014", ("SK044", 1, 5, "on", "2014-12-04")),
        ("on: 2014-12", ("SK044", 1, 5, "on", "")),
        ("on: i morgen", ("SK044", 1, 5, "on", "")),
        ("when: december 2014", ("SK045", 1, 7, "when", "2014-12")),
        ("moment: 2014-01-28T14:05", ("SK046", 1, 9, "moment", "2014-01-28T14:05+01:00")),
        ("moment: 2014-01-28", ("SK046", 1, 9, "moment", "2014-01-28T…+01:00")),
        ("moment: 28/7 2014 kl. 14.05", ("SK046", 1, 9, "moment", "2014-07-28T14:05+02:00")),
        ("moment: 2014-01-28 14:05+01:00", ("SK046", 1, 9, "moment", "2014-01-28T14:05+01:00")),
        ("id: Ærø Kommune", ("SK047", 1, 5, "id", "aeroe-kommune")),
        ("id: ../../eksempel", ("SK047", 1, 5, "id", "eksempel")),
        ("id: a", ("SK047", 1, 5, "id", "")),
        ('id: "ab\\n"', ("SK047", 1, 5, "id", "ab")),
        ("id: 'ab-'", ("SK047", 1, 5, "id", "ab")),
        ("code: 101", ("SK048", 1, 7, "code", "'0101'")),
        ("start: 8.30", ("SK049", 1, 8, "start", "'08:30'")),
        ("start: '24:00'", ("SK049", 1, 8, "start", "")),
        ("person: Jens", ("SK070", 1, 9, "person", "")),
        ("url: www.kl.dk", ("SK071", 1, 6, "url", "https://www.kl.dk")),
        ("url: 'javascript:alert(1)'", ("SK071", 1, 6, "url", "")),
        ("mail: a at b.dk", ("SK072", 1, 7, "mail", "")),
        ('mail: "a@b.dk\\nBcc: c@d.dk"', ("SK072", 1, 7, "mail", "")),
        ('title: "x\\n::warning::y"', ("SK073", 1, 8, "title", "")),
        ("id: con", ("SK075", 1, 5, "id", "")),
        ("words:\n  da: Hej\nVi mener: det", ("SK060", 3, 1, "", "    Vi mener: det")),
        ('answers:\nønsker: "Flere børn"', ("SK060", 2, 1, "", '  ønsker: "Flere børn"')),
        ("answers:\nønsker: |\n  Flere\n  børn", ("SK060", 2, 1, "ønsker", "")),
        ("id: lpt1", ("SK075", 1, 5, "id", "")),
    ],
)
def test_one_mistake_is_one_finding_at_its_place(text: str, expected: tuple[str, int, int, str, str]) -> None:
    assert mistakes(text + "\n") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "title:", "when: ~", "title: 'no'", 'title: "0101"', "title: 12 personer", "title: Nej tak", "text: ''",
        "title: 18.30-20 i salen","text: |\n  no", "answers: {q1: nej}", "when: 2014", "when: '2014'",
        "title: n", "venue: ab", "venue: {tbd: true, decide_by: 2014-01-01}", "title: '[udkast] se [bilag 1]'",
        "id: \"ab\"", "on: '2014-12-04'", "answers:\n  q1: >-\n    12",
        "counts: {'2026': 1}", "title: =1+2", "title: <b>x</b>",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(text: str) -> None:
    assert mistakes(text + "\n") == []


def test_the_readings_of_a_trap_are_told() -> None:
    _, findings, *_ = decode(read_tree("code: 0101\n", "a.yaml"), Sample)
    assert findings[0].values == {"value": "0101", "readings": ("65", "101")}


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        ("indsendt", "submitted"),
        ("Trukket tilbage", "withdrawn"),
        ("kladden", "draft"),
        ("submited", "submitted"),
        ("x", ""),
    ],
)
def test_a_choice_in_danish_words_is_suggested_by_the_help_of_its_field(status: str, hint: str) -> None:
    findings = decode(read_tree(f"status: {status}\n", "a.yaml"), Application).findings
    assert [f.hint for f in findings if f.code == "SK034"] == [hint]


def test_all_mistakes_come_at_once_in_order_and_none_twice() -> None:
    text = "id: Æ\nid: x\nseats:\n  - role: agent\n    seats: mange\n  - seats: 2\nukendt: &a 1\nready: nej\n"
    tree = read_tree(text, "a.yaml")
    record, findings, *_ = decode(tree, Sample)
    assert record is None
    assert [(f.code, f.span.line) for f in tree.findings] == [("SK014", 2), ("SK012", 7)]
    assert [(f.code, f.span.line) for f in findings] == [("SK047", 1), ("SK037", 5), ("SK029", 6), ("SK042", 8)]


def test_a_misspelt_key_is_not_a_missing_one_too() -> None:
    _, findings, *_ = decode(read_tree("idd: ab\nseat: {role: a1}\n", "a.yaml"), Strict)
    assert [(f.code, f.hint) for f in findings] == [("SK028", "id")]
    _, findings, *_ = decode(read_tree("{}\n", "a.yaml"), Strict)
    assert [(f.code, f.field) for f in findings] == [("SK029", "id"), ("SK029", "seat")]


def test_a_record_knows_where_its_fields_stand_and_nothing_else_knows() -> None:
    text = "id: ab\nseat:\n  role: agent # c\n"
    record, _, *_ = decode(read_tree("\ufeff" + text.replace("\n", "\r\n"), "data/a.yaml"), Strict)
    assert record is not None
    assert record == Strict(id="ab", seat=Seat(role="agent"))
    assert "origin" not in repr(record)
    assert record.path == "data/a.yaml"
    assert record.at("seat.role") == Span("data/a.yaml", 3, 9, 3, 14)
    assert record.at("seat.seats") == record.at("seat") == Span("data/a.yaml", 3, 3, 3, 7)
    assert record.at() == Span("data/a.yaml", 1, 1, 1, 3)
    assert Strict(id="ab", seat=Seat(role="x1")).at("id") == Span("")


def test_a_field_that_is_not_there_is_at_the_field_that_it_belongs_after() -> None:
    text = "schema: samskab/application@1\nid: ab\nprogramme: cd\nstatus: draft\nanswers: {}\n"
    text = text.replace("status", "applicant: {municipalities: ['0461']}\nstatus")
    application = decode(read_tree(text, "a.yaml"), Application).record
    assert application is not None
    assert application.at("participants") == Span("a.yaml", 5, 1, 5, 7)


def test_a_flood_of_mistakes_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(
        struct_reader, "get_close_matches", lambda key, keys, *_: compared.extend([key] if keys else []) or []
    )
    _, findings, *_ = decode(read_tree("".join(f"k{n}: 1\n" for n in range(500)), "a.yaml"), Sample)
    assert len(findings) == MOST_FINDINGS
    assert (findings[-1].code, findings[-1].values) == ("SK078", {"count": 500 - MOST_FINDINGS + 1})
    assert len(set(compared)) == MOST_FINDINGS


_VALUES = ["ab", "0101", "no", "12", "'x'", "true", "", "~", "2014-12-04", "[a]", "{a: b}", "*x", "18:30"]
_LEAF = st.sampled_from([*_VALUES, "|\n  x"])
_NEST = st.recursive(
    st.sampled_from(_VALUES), lambda inner: st.lists(inner, max_size=3).map(lambda v: f"[{', '.join(v)}]"), max_leaves=8
)


@given(st.dictionaries(st.sampled_from([*Sample.__struct_fields__, "ukendt"]), _LEAF, max_size=8))
def test_any_values_in_any_fields_end_in_a_record_or_findings(values: dict[str, str]) -> None:
    lines = [f"{key}: {value}" for key, value in values.items()] or ["{}"]
    tree = read_tree("\n".join(lines) + "\n", "a.yaml")
    record, findings, *_ = decode(tree, Sample)
    assert (record is None) == bool(findings or tree.findings)
    assert all(isinstance(finding, Finding) and finding.span.line >= 1 for finding in findings)


@given(_NEST)
def test_any_nesting_ends_in_a_record_or_findings(value: str) -> None:
    for field in ("answers", "seats", "venue", "rules", "words"):
        tree = read_tree(f"{field}: {{a1: {value}, kind: {value}}}\n", "a.yaml")
        record, findings, *_ = decode(tree, Sample)
        assert (record is None) == bool(findings or tree.findings)
