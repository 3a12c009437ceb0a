"""The invented applications of 2014: many, marked, different from each other, and of every sort that happens."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from samskab.check.run import check_application
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.usecases.load import load
from tests.paths import ROOT

KEY = "faellesskabsagenter-2014"
FOLDER = ROOT / "data" / "programmes" / KEY
TEXTS = ("maal", "lokalomraade", "partnerskaber")


@pytest.fixture
def applications(dataset: Dataset) -> tuple[Application, ...]:
    return dataset.applications(KEY)


def texts(application: Application) -> list[str]:
    return [str(application.answers[key]) for key in TEXTS]


def test_every_file_is_read_without_a_finding() -> None:
    repo = load(ROOT, programme=KEY)
    assert [finding for finding in repo.findings if f"/{KEY}/" in finding.span.path] == []


def test_there_are_at_least_45_and_all_are_marked_invented(applications: tuple[Application, ...]) -> None:
    assert len(applications) >= 45
    assert all(application.demonstration for application in applications)
    files = sorted((FOLDER / "applications").glob("*.yaml"))
    assert len(files) == len(applications)
    for file in files:
        first, second = file.read_text(encoding="utf-8").splitlines()[:2]
        assert first == "# yaml-language-server: $schema=../../../../schemas/application.json"
        assert second.startswith("# Opdigtet demonstrationsansøgning: ")


def test_all_regions_landsdele_and_groups_apply(dataset: Dataset, applications: tuple[Application, ...]) -> None:
    chosen = [a for a in applications if a.status == "submitted" and not a.example]
    there = [dataset.municipalities[code] for a in chosen for code in a.applicant.municipalities]
    assert Counter(m.region_on(date(2014, 2, 1)) for m in there).keys() == {
        "hovedstaden",
        "sjaelland",
        "syddanmark",
        "midtjylland",
        "nordjylland",
    }
    assert {m.group for m in there} == {m.group for m in dataset.municipalities.values()}
    assert {m.landsdel for m in there} == {m.landsdel for m in dataset.municipalities.values()}


def test_answers_fill_one_to_two_pages(applications: tuple[Application, ...]) -> None:
    for application in applications:
        words = [len(text.split()) for text in texts(application)]
        assert 300 <= sum(words) <= 600, (application.id, words)


def test_no_two_applications_share_a_sentence(applications: tuple[Application, ...]) -> None:
    sentences = Counter(
        sentence
        for application in applications
        for sentence in {s.strip() for text in texts(application) for s in re.split(r"(?<=[.?!])\s+", text)}
        if len(sentence.split()) > 3
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_no_person_is_named_and_no_key_is_used_twice(applications: tuple[Application, ...]) -> None:
    keys = [p.person for application in applications for p in application.participants]
    assert None not in keys
    assert len(keys) == len(set(keys))
    assert all(application.contact for application in applications)
    assert all(p.title and p.unit for application in applications for p in application.participants)


def test_no_file_holds_anything_like_a_cpr_number_or_an_address() -> None:
    for file in FOLDER.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert re.search(r"\b\d{6}[- ]?\d{4}\b", text) is None, file.name
        if file.parent.name == "applications":
            assert "@" not in text.replace("samskab/application@1", ""), file.name


@pytest.mark.parametrize(
    ("key", "code"),
    [("0316-holbaek", "SK311"), ("0661-holstebro", "SK313"), ("0727-odder", "SK332")],
)
def test_what_is_late_on_the_minute_or_unfinished_is_found(dataset: Dataset, key: str, code: str) -> None:
    application = dataset.application(KEY, key)
    assert application is not None
    assert [finding.code for finding in check_application(dataset, application, date(2014, 2, 3))] == [code]


def test_everything_else_is_in_order(dataset: Dataset, applications: tuple[Application, ...]) -> None:
    found = {a.id for a in applications if any(check_application(dataset, a, date(2014, 2, 3)))}
    assert found == {"0316-holbaek", "0661-holstebro", "0727-odder"}


def test_the_special_cases(applications: tuple[Application, ...]) -> None:
    by = {application.id: application for application in applications}
    assert str(by["0316-holbaek"].received.at if by["0316-holbaek"].received else "") == "2014-02-02T00:10+01:00"
    assert str(by["0661-holstebro"].received.at if by["0661-holstebro"].received else "") == "2014-02-01T23:59+01:00"
    late = by["0400-bornholm"].received
    assert late is not None
    assert late.extension is not None
    assert late.at.moment < late.extension.until.moment
    assert [a.id for a in applications if a.status == "withdrawn" and a.withdrawn] == ["0183-ishoej"]
    assert [a.id for a in applications if a.status == "draft"] == ["0727-odder"]
    assert [a.applicant.municipalities for a in applications if len(a.applicant.municipalities) > 1] == [
        ("0773", "0787")
    ]
    assert {"0741-samsoe", "0492-aeroe", "0482-langeland", "0400-bornholm"} <= by.keys()


def test_each_submitted_application_has_two_assessors_and_no_partial_one(dataset: Dataset) -> None:
    assessments = dataset.assessments(KEY)
    expected = {a.id for a in dataset.applications(KEY) if a.status == "submitted" and not a.example}
    assert set(assessments) == expected
    criteria = {criterion.id for criterion in dataset.programmes[KEY].criteria}
    for key, assessment in assessments.items():
        assert assessment.demonstration, key
        assert len({scores.by for scores in assessment.assessments}) == 2, key
        assert all(set(scores.scores) == criteria for scores in assessment.assessments), key
    conflicts = {key: a.conflicts[0].by for key, a in assessments.items() if a.conflicts}
    assert set(conflicts) == {"0265-roskilde", "0657-herning", "0813-frederikshavn"}
    assert all(conflicts[key] not in {s.by for s in assessments[key].assessments} for key in conflicts)
