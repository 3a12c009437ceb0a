"""The runner: rules that need more than an example, and properties of all rules together."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from samskab.check.run import RULES, check_application, check_dataset, check_text
from samskab.finding import Finding, Severity, in_order
from samskab.language import Fact
from samskab.model.application import Application
from samskab.model.dataset import Dataset, Unread, kind_at
from samskab.model.municipality import Municipality
from samskab.model.record import Record
from tests.example_files import golden_files, repository

TODAY = date(2026, 3, 7)
APPLICATION = "data/programmes/naboskab-2026/applications/lolland.yaml"
PROGRAMME = "data/programmes/naboskab-2026/programme.yaml"
SCHEDULE = "data/programmes/naboskab-2026/schedule.yaml"
OFFICIAL_TEST_PERSON = "251248" + "-9996"  # the CPR office's demonstration environment


def changed(path: str, *edits: tuple[str, str]) -> dict[str, str]:
    """A golden file with parts of its text replaced; each part must be there."""
    text = golden_files()[path]
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return {path: text}


def findings(data: Dataset, today: date = TODAY) -> list[Finding]:
    found = [f for a in data.all(Application) for f in check_application(data, a, today)]
    return list(in_order([*found, *check_dataset(data, today)]))


def codes(files: dict[str, str], today: date = TODAY) -> list[str]:
    """The codes that a changed golden repository gives, without the one it always gives."""
    data, _, unreadable = repository(files)
    assert not unreadable
    found = (
        f for f in findings(data, today) if "/decisions/" not in f.span.path
    )  # the golden decision rests on the files
    return [f.code for f in found if f.code != "SK103"]


def test_rules_stand_in_order() -> None:
    assert all(one.code < other.code for one, other in pairwise(RULES))


def test_nothing_is_wrong_with_an_empty_repository() -> None:
    assert list(check_dataset(Dataset(), TODAY)) == []


def test_the_register_is_whole_with_98() -> None:
    data, _, _ = repository({})
    first = data.all(Municipality)[0]
    records = [data.register] if data.register else []
    whole = Dataset([*records, *(_copy(first, f"{number:04d}") for number in range(98))])
    short = Dataset([*records, *(_copy(first, f"{number:04d}") for number in range(97))])
    unread = Unread("municipality", "data/municipalities/0999-x.yaml", "0999", "")
    almost = Dataset([*records, *(_copy(first, f"{number:04d}") for number in range(97))], [unread])
    assert "SK103" not in {f.code for f in check_dataset(whole, TODAY)}
    assert [f.values["count"] for f in check_dataset(short, TODAY) if f.code == "SK103"] == [97]
    assert "SK103" not in {f.code for f in check_dataset(almost, TODAY)}


def test_a_missing_register_is_told_once() -> None:
    data, _, _ = repository({})
    municipalities = Dataset(data.all(Municipality))
    found = [f for f in check_dataset(municipalities, TODAY) if f.code == "SK111"]
    assert [(f.span.path, f.values["count"]) for f in found] == [("data/register.yaml", 13)]
    unread = Dataset(data.all(Municipality), [Unread("register", "data/register.yaml", "register", "")])
    assert "SK111" not in {f.code for f in check_dataset(unread, TODAY)}


@pytest.mark.parametrize("place", ["# {}\n", "titel: x # {}\n", "'{}': 1\n", "a: |\n  b {}\n"])
def test_a_cpr_number_is_found_anywhere_and_never_repeated(place: str) -> None:
    found = list(check_text("data/x.yaml", place.format(OFFICIAL_TEST_PERSON), TODAY))
    assert [(f.code, f.severity) for f in found] == [("SK701", Severity.ERROR)]
    assert OFFICIAL_TEST_PERSON not in str(found)
    assert found[0].span.line == (2 if "|" in place else 1)


def test_a_cpr_number_in_a_file_name_is_masked() -> None:
    found = list(check_text(f"data/{OFFICIAL_TEST_PERSON}.yaml", "a: 1\n", TODAY))
    assert [f.span.path for f in found] == ["data/" + "*" * 11 + ".yaml"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-04-15T23:58:59+02:00", []),
        ("2026-04-15T23:59+02:00", ["SK313"]),
        ("2026-04-15T21:59:59Z", ["SK313"]),
        ("2026-04-16T00:00+02:00", ["SK311"]),
        ("2026-04-15T22:00Z", ["SK311"]),
        ("2026-01-05T00:00+01:00", []),
        ("2026-01-04T23:59+01:00", ["SK315"]),
    ],
)
def test_the_deadline_counts_to_the_minute_in_danish_time(at: str, expected: list[str]) -> None:
    files = changed(APPLICATION, ("2026-02-10T10:15+01:00", at))
    assert codes(files, date(2026, 5, 1)) == expected


def test_a_late_application_says_how_late() -> None:
    data, _, _ = repository(changed(APPLICATION, ("2026-02-10T10:15+01:00", "2026-04-16T00:09+02:00")))
    late = [f for f in findings(data, date(2026, 5, 1)) if f.code == "SK311"]
    denmark = ZoneInfo("Europe/Copenhagen")
    assert late[0].values == {
        "received": datetime(2026, 4, 16, 0, 9, tzinfo=denmark),
        "deadline": datetime(2026, 4, 15, 23, 59, tzinfo=denmark),
        "late": (Fact("duration.minutes", {"count": 10}),),
    }


def test_a_day_that_is_not_included_ends_the_evening_before() -> None:
    files = changed(PROGRAMME, ("time: '23:59'", "inclusive: false"))
    late = files | changed(APPLICATION, ("2026-02-10T10:15+01:00", "2026-04-15T00:00+02:00"))
    in_time = files | changed(APPLICATION, ("2026-02-10T10:15+01:00", "2026-04-14T23:58+02:00"))
    assert codes(late, date(2026, 4, 16)) == ["SK311"]
    assert codes(in_time, date(2026, 4, 16)) == []


def test_drafts_are_tolerated() -> None:
    edits = (("commitments: {timer: true, netvaerk: true}", "commitments: {timer: true}"),)
    data, _, _ = repository(changed(APPLICATION, *edits))
    draft, _, _ = repository(changed(APPLICATION, *edits, ("status: submitted", "status: draft")))
    assert {f.severity for f in findings(data) if f.code == "SK332"} == {Severity.ERROR}
    assert {f.severity for f in findings(draft) if f.code == "SK332"} == {Severity.INFO}


def test_who_names_nobody_is_told_once() -> None:
    text = golden_files()[APPLICATION]
    start, end = text.index("participants:"), text.index("local_area:")
    nobody = {APPLICATION: text[:start] + "participants: []\n" + text[end:]}
    assert codes(nobody) == ["SK323"]
    assert codes({APPLICATION: text[:start] + text[end:]}) == ["SK323"]


def test_a_link_to_a_file_that_cannot_be_read_is_not_a_second_mistake() -> None:
    data, _, _ = repository({})
    lolland = data.application("naboskab-2026", "lolland")
    without = [record for record in _all(data) if record is not lolland]
    unread = Unread("application", APPLICATION, "lolland", "naboskab-2026")
    assert "SK604" in {f.code for f in check_dataset(Dataset(without), TODAY)}
    assert "SK604" not in {f.code for f in check_dataset(Dataset(without, [unread]), TODAY)}


def test_a_file_with_mistakes_makes_no_mistake_elsewhere() -> None:
    """Each golden file in turn cannot be read: no rule reports what follows from that alone."""
    data, _, _ = repository({})
    records = _all(data)
    before = {(f.code, f.span.path, f.field) for f in check_dataset(data, TODAY)}
    for gone in records:
        place = kind_at(gone.path)
        match = place.lies_at(gone.path) if place else None
        assert place is not None
        assert match is not None
        names = match.groupdict()
        key = {"municipality": names.get("stem", "")[:4], "programme": names.get("programme", "")}.get(
            place.name, names.get("stem", "")
        )
        unread = Unread(place.name, gone.path, key, names.get("programme", ""))
        rest = Dataset([record for record in records if record is not gone], [unread])
        found = {(f.code, f.span.path, f.field) for f in check_dataset(rest, TODAY)}
        assert found - before == set(), gone.path


def test_what_is_over_is_only_told() -> None:
    files = changed(SCHEDULE, ("venue: kl-huset", "venue: {tbd: true, city: Aarhus, decide_by: 2026-02-01}"))
    data, _, _ = repository(files)
    now = {f.severity for f in findings(data) if f.code == "SK414"}
    later = {f.severity for f in findings(data, date(2027, 2, 1)) if f.code == "SK414"}
    assert (now, later) == ({Severity.ERROR}, {Severity.INFO})


def test_two_programmes_clash_when_they_want_the_same_municipality() -> None:
    programme = golden_files()[PROGRAMME].replace("naboskab-2026", "andet-2026")
    schedule = golden_files()[SCHEDULE].replace("naboskab-2026", "andet-2026")
    application = golden_files()[APPLICATION].replace("naboskab-2026", "andet-2026")
    other = {
        "data/programmes/andet-2026/programme.yaml": programme,
        "data/programmes/andet-2026/schedule.yaml": schedule,
        "data/programmes/andet-2026/applications/lolland.yaml": application,
    }
    assert codes(other) == ["SK407", "SK407", "SK407"]
    del other["data/programmes/andet-2026/applications/lolland.yaml"]
    assert codes(other) == []


@pytest.mark.parametrize(
    ("day", "start", "expected"),
    [
        ("2026-03-29", "02:30", [("SK408", Severity.ERROR)]),
        ("2026-03-29", "03:00", []),
        ("2026-10-25", "02:30", [("SK408", Severity.WARNING)]),
        ("2026-10-25", "01:59", []),
    ],
)
def test_clocks_that_change(day: str, start: str, expected: list[tuple[str, Severity]]) -> None:
    edits = (
        ("date: 2026-05-11", f"date: {day}\n    start: '{start}'"),
        ("start: '10:00', end: '10:30'", "part: morning"),
    )
    data, _, _ = repository(changed(SCHEDULE, *edits))
    assert [(f.code, f.severity) for f in findings(data) if f.code == "SK408"] == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.sundbynetvaerket.example/naboskabb", ["SK231"]),
        ("www.sundbynetvaerket.example/nabo-skab", ["SK231"]),
        ("http://sundbynetvaerket.example/naboskab/", []),
        ("https://www.sundbynetvaerket.example/naboskab/skema", []),
        ("https://www.example.org/", []),
    ],
)
def test_two_spellings_of_one_address(address: str, expected: list[str]) -> None:
    assert codes(changed(PROGRAMME, ("da: Vi inviterer jer med.", f'da: "Se {address}"'))) == expected


def test_pages_with_numbers_are_not_two_spellings() -> None:
    two = ("links:\n", "links:\n  et: https://a.example/side-1\n  to: https://a.example/side-2\n")
    assert codes(changed(PROGRAMME, two)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("frem til 15. april", ["SK212"]),
        ("Inden 15. april", ["SK212"]),
        ("senest 15. april", []),
        ("i Nykøbing by", []),
    ],
)
def test_words_that_leave_the_last_day_open(words: str, expected: list[str]) -> None:
    edit = ("time: '23:59'}", f"time: '23:59', text: {{da: {words}, en: x}}}}")
    assert codes(changed(PROGRAMME, edit)) == expected


def test_a_suggested_municipality_is_the_one_in_the_file_name() -> None:
    """A digit that may be wrong is no evidence: Christiansø (0411) is no municipality, and not Middelfart (0410)."""
    by_name, _, _ = repository(changed(APPLICATION, ("['0360']", "['9999']")))
    by_code, _, _ = repository(changed(APPLICATION, ("['0360']", "['0377']"), ("id: lolland", "id: xyzw")))
    hints = [[f.hint for f in findings(data) if f.code == "SK306"] for data in (by_name, by_code)]
    assert hints == [['"0360"  # Lolland'], [""]]


_QUESTIONS = """questions:
  - {id: beskrivelse, title: {da: Beskriv jeres idé}}
  - id: hvor
    title: {da: Hvor skal det foregå?}
    type: choice
    options: [{id: by, title: {da: I byen}}, {id: land, title: {da: På landet}}]
  - id: hvem
    title: {da: Hvem?}
    type: choices
    options: [{id: aeldre, title: {da: Ældre}}, {id: unge, title: {da: Unge}}]
  - {id: ansatte, title: {da: Hvor mange ansatte?}, type: number}
  - {id: frivillige, title: {da: Er der frivillige med?}, type: yes_no}
"""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("hvor: I byen", ("SK326", "by")),
        ("hvor: Paa landet", ("SK326", "land")),
        ("hvor: [by]", ("SK325", "by")),
        ("hvem: Ældre", ("SK325", "[aeldre]")),
        ("hvem: noget andet", ("SK325", "")),
        ("ansatte: '12'", ("SK325", "12")),
        ("ansatte: en halv snes", ("SK325", "")),
        ("frivillige: Ja", ("SK325", "true")),
        ("beskrivelse: 12", ("SK325", "'12'")),
        ("beskriv-jeres-ide: Et fællesskab", ("SK324", "beskrivelse")),
    ],
)
def test_an_answer_is_suggested_in_the_form_that_the_question_asks_for(answer: str, expected: tuple[str, str]) -> None:
    """Also where the words of the question or the option stand in place of their key."""
    form = golden_files()[PROGRAMME].split("questions:")[0] + _QUESTIONS
    text = golden_files()[APPLICATION].split("answers:")[0] + f"answers:\n  {answer}\n"
    data, _, unreadable = repository({PROGRAMME: form, APPLICATION: text})
    assert not unreadable
    assert expected in [(f.code, f.hint) for f in findings(data)]


def test_the_order_of_records_changes_nothing() -> None:
    data, _, _ = repository(changed(PROGRAMME, ("max: 6}", "max: 2}")))
    backwards = Dataset(reversed(_all(data)), digests=data.digests)
    assert in_order(check_dataset(data, TODAY)) == in_order(check_dataset(backwards, TODAY))


def _copy(municipality: Municipality, code: str) -> Municipality:
    fields = {name: getattr(municipality, name) for name in municipality.__struct_fields__}
    return Municipality(**{**fields, "code": code})


def _all(data: Dataset) -> list[Record]:
    return [record for records in data._records.values() for record in records]


def test_a_misspelt_role_is_one_mistake_though_the_role_meant_is_missing() -> None:
    assert codes(changed(APPLICATION, ("role: staff", "role: staf"))) == ["SK319"]
