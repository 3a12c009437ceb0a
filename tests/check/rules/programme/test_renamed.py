"""An id that is renamed in the programme is one mistake there, not one or two in each file that uses it (SK268)."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from samskab.check.rules.programme.renamed import without_renamed
from samskab.check.run import check_application, check_dataset
from samskab.finding import Finding
from samskab.model.application import Application
from tests.example_files import golden_files, repository

HOME = "data/programmes/naboskab-2026"
PROGRAMME = f"{HOME}/programme.yaml"
OF_AN_ID = {"SK268", "SK317", "SK319", "SK323", "SK324", "SK332", "SK335", "SK342", "SK353", "SK355"}


def found(files: dict[str, str], codes: Collection[str] = OF_AN_ID) -> list[Finding]:
    """The findings about ids of the programme."""
    data, *_ = repository(files)
    findings = check_dataset(data, None)
    findings += (each for one in data.all(Application) for each in check_application(data, one, None))
    return [each for each in without_renamed(findings) if each.code in codes]


def renamed(*pairs: tuple[str, str]) -> dict[str, str]:
    text = golden_files()[PROGRAMME]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {PROGRAMME: text}


@pytest.mark.parametrize(
    ("pair", "field", "new", "count"),
    [
        (("id: forankring,", "id: forankring-lokalt,"), "criteria[1].id", "forankring-lokalt", 7),
        (("id: maal\n", "id: formaal\n"), "questions[3].id", "formaal", 7),
        (("id: maal\n", "id: effekt\n"), "questions[3].id", "effekt", 7),
        (("id: netvaerk,", "id: del,"), "commitments[1].id", "del", 7),
        (("id: leader, title: {da: Leder", "id: leaders, title: {da: Leder"), "roles[0].id", "leaders", 7),
    ],
)  # fmt: skip
def test_a_renamed_id_is_one_mistake(pair: tuple[str, str], field: str, new: str, count: int) -> None:
    (one,) = found(renamed(pair))
    assert (one.code, one.span.path, one.field, one.hint) == ("SK268", PROGRAMME, field, one.values["old"])
    assert (one.values["new"], one.values["count"]) == ((new,), count)


def test_two_that_are_renamed_beyond_recognition_are_named_together() -> None:
    both = found(renamed(("id: timer,", "id: ur,"), ("id: netvaerk,", "id: del,")))
    assert [(each.code, each.field, each.values["old"], each.values["new"]) for each in both] == [
        ("SK268", "commitments", "netvaerk", ("ur", "del")),
        ("SK268", "commitments", "timer", ("ur", "del")),
    ]


def test_a_round_is_renamed() -> None:
    files = renamed(("id: ansoegning\n", "id: foraar-2026\n"))
    for key in ("lolland", "odense"):
        path = f"{HOME}/applications/{key}.yaml"
        files[path] = f"{golden_files()[path]}round: ansoegning\n"
    (one,) = found(files)
    assert (one.field, one.values["count"]) == ("intake.rounds[0].id", 2)


def test_a_word_misspelt_in_files_alone_is_a_mistake_there() -> None:
    paths = [f"{HOME}/applications/{key}.yaml" for key in ("lolland", "odense")]
    files = {path: golden_files()[path].replace("netvaerk: true", "netvark: true") for path in paths}
    assert [(each.code, each.span.path) for each in found(files)] == [
        (code, path) for path in paths for code in ("SK332", "SK335")
    ]  # fmt: skip


def test_the_applications_that_have_the_new_id_keep_their_own_mistakes() -> None:
    path = f"{HOME}/applications/lolland.yaml"
    files = renamed(("id: netvaerk,", "id: netvaerket,"))
    files[path] = golden_files()[path].replace("{timer: true, netvaerk: true}", "{netvaerket: true, tid: true}")
    assert [(each.code, each.span.path) for each in found(files)] == [
        ("SK268", PROGRAMME),
        ("SK332", path),
        ("SK335", path),
    ]  # fmt: skip


OPTIONS = "options: [{id: kost, title: {da: Kost}}, {id: natur, title: {da: Natur}}]"
CHOICE = f"  - {{id: tema, title: {{da: Tema}}, type: choice, {OPTIONS}}}\n"


def answered(questions: str, *options: str) -> dict[str, str]:
    """The golden files with a question that some applications have answered."""
    files = renamed(("commitments_intro:", f"{questions}commitments_intro:"))
    applications = [path for path in golden_files() if f"{HOME}/applications/" in path]
    for path, option in zip(applications, options, strict=False):
        files[path] = golden_files()[path].replace("answers:\n", f"answers:\n  tema: {option}\n")
    return files


def test_a_renamed_option_is_one_mistake() -> None:
    codes = {"SK268", "SK326"}
    files = answered(CHOICE.replace("kost", "kost-og-sundhed"), "kost", "kost", "natur")
    (one,) = found(files, codes)
    assert (one.code, one.span.path, one.field) == ("SK268", PROGRAMME, "questions[5].options[0].id")
    assert (one.values["old"], one.values["new"], one.values["count"]) == ("kost", ("kost-og-sundhed",), 2)
    assert [each.code for each in found(answered(CHOICE, "kost", "natur", "nature"), codes)] == ["SK326"]


@pytest.mark.parametrize(
    ("pair", "field"),
    [
        (("id: lokalomraade\n", "id: maal\n"), "questions[4].id"),
        (("{id: forankring,", "{id: maal,"), "criteria[1].id"),
        (("{id: netvaerk,", "{id: timer,"), "commitments[1].id"),
    ],
)
def test_an_id_that_stands_twice_is_one_mistake(pair: tuple[str, str], field: str) -> None:
    assert [(each.code, each.field) for each in found(renamed(pair), {"SK202", *OF_AN_ID})] == [("SK202", field)]
