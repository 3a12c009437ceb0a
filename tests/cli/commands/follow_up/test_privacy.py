"""`samskab privacy`: nothing is deleted before its day, nothing but what was promised, and the log names nobody."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from samskab.model.people import DeletionLog
from samskab.usecases.load import load
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.program import called

HOME = "data/programmes/naboskab-2026"
PEOPLE = """\
schema: samskab/people@1
people:
  # Fra Thisted
  p-07871: {name: Kontakt Thisted, mail: k@eksempel.dk}
  # Fra Odense
  p-04611:
    name: Kontakt Odense
    mail: o@eksempel.dk
  p-9999: {name: Ingen Steder}
"""
DUE = "2027-03-01"
"""A day on which the programme is over and its promise is due."""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = copied(GOLDEN, tmp_path / "repo")
    (root / "private").mkdir(exist_ok=True)
    (root / "private/people.yaml").write_text(PEOPLE, encoding="utf-8")
    for place in (root / HOME / "applications").iterdir():
        place.write_text(place.read_text("utf-8").replace("demonstration: true\n", ""), encoding="utf-8")
    return root


def _run(repo: Path, *words: str, day: str = DUE) -> tuple[int, str]:
    done = called(["privacy", *words, "--today", day], repo)
    return done.returncode, (done.stdout + done.stderr).decode()


def _files(repo: Path) -> dict[str, bytes]:
    return {str(place.relative_to(repo)): place.read_bytes() for place in repo.rglob("*") if place.is_file()}


def _log(repo: Path) -> DeletionLog:
    (log,) = load(repo).data.all(DeletionLog)
    return log


def test_nothing_is_deleted_before_its_day_or_without_write(repo: Path) -> None:
    before = _files(repo)
    assert "Intet er forfaldent" in _run(repo, "--write", day="2026-05-01")[1]
    code, told = _run(repo)
    assert (code, "--write" in told) == (0, True)
    assert _files(repo) == before


def test_what_was_promised_is_deleted_and_every_other_byte_stays(repo: Path) -> None:
    before = _files(repo)
    due = load(repo).data.deletion(next(iter(load(repo).data.programmes.values())), date.fromisoformat(DUE))
    assert due is not None
    gone = {each.path for each in due.applications}
    gone |= {path.replace("/applications/", "/assessments/") for path in gone} & {*before}
    code, told = _run(repo, "--write")
    assert code == 0, told
    assert "Breve i out/" in told
    after = _files(repo)
    assert {*before} - {*after} == gone
    assert {path for path in before if path in after and after[path] != before[path]} == {"private/people.yaml"}
    store = (repo / "private/people.yaml").read_text("utf-8")
    assert store == PEOPLE.replace("  # Fra Thisted\n  p-07871: {name: Kontakt Thisted, mail: k@eksempel.dk}\n", "")


@pytest.mark.parametrize("file", [f"{HOME}/programme.yaml", f"{HOME}/decisions/*.yaml", f"{HOME}/applications/*.yaml"])
def test_nothing_is_due_only_where_every_file_could_be_read(repo: Path, file: str) -> None:
    for place in repo.glob(file):
        place.write_text(place.read_text("utf-8") + "x: [\n", encoding="utf-8")
    code, told = _run(repo)
    assert (code, "Her kan mangle noget, der skal slettes" in told, "Intet er forfaldent" in told) == (1, True, False)


def test_what_earlier_runs_showed_is_deleted_too(repo: Path) -> None:
    (repo / ".git/samskab").mkdir(parents=True)
    (repo / ".git/samskab/validate.json").write_text("Odense", encoding="utf-8")
    _run(repo)
    assert (repo / ".git/samskab").exists()
    _run(repo, "--write")
    assert not (repo / ".git/samskab").exists()


def test_the_log_says_what_and_why_but_never_of_whom(repo: Path) -> None:
    _run(repo, "--write")
    (entry,) = _log(repo).deletions
    assert (str(entry.on), entry.why, entry.programme, entry.persons) == (DUE, "retention", "naboskab-2026", 1)
    text = (repo / "data/deletions.yaml").read_text("utf-8")
    assert "p-07871" not in text
    assert "thisted" not in text.casefold()


def test_a_second_run_finds_nothing_and_validate_is_content(repo: Path) -> None:
    _run(repo, "--write")
    before = _files(repo)
    assert "Intet er forfaldent" in _run(repo, "--write")[1]
    assert _files(repo) == before
    found = called(["validate", "--today", DUE, "--select", "SK556,SK6", "--format", "concise"], repo)
    assert b"SK556" not in found.stdout


def test_a_person_that_another_file_names_stays(repo: Path) -> None:
    place = repo / HOME / "applications/odense.yaml"
    place.write_text(place.read_text("utf-8").replace("contact: p-04611", "contact: p-07871"), encoding="utf-8")
    _run(repo, "--write")
    assert "p-07871" in (repo / "private/people.yaml").read_text("utf-8")


def test_a_decision_that_cannot_be_read_stops_the_deletion(repo: Path) -> None:
    """The one before it may have refused an application that this one chose."""
    decisions = repo / HOME / "decisions"
    (decisions / "2026-05-27.yaml").write_text("schema: samskab/decision@2\nstatuss: decided\n", encoding="utf-8")
    before = _files(repo)
    for words in ([], ["--write"]):
        code, told = _run(repo, *words)
        assert (code, "decisions/2026-05-27.yaml:" in told, "Intet er slettet" in told) == (1, True, True)
    assert _files(repo) == before


def test_a_person_in_two_programmes_is_deleted_and_counted_once(repo: Path) -> None:
    shutil.copytree(repo / HOME, repo / f"{HOME}-b")
    for place in (repo / f"{HOME}-b").rglob("*.yaml"):
        place.write_text(place.read_text("utf-8").replace("naboskab-2026", "naboskab-2026-b"), encoding="utf-8")
    code, told = _run(repo, "--write")
    assert code == 0, told
    assert "p-07871" not in (repo / "private/people.yaml").read_text("utf-8")
    assert sorted(entry.persons for entry in _log(repo).deletions) == [0, 1]


def test_invented_applications_are_nobodys_data(tmp_path: Path) -> None:
    repo = copied(GOLDEN, tmp_path / "repo")
    before = _files(repo)
    code, told = _run(repo, "--write")
    assert (code, "opdigt" in told, "Intet er forfaldent" in told) == (0, True, True)
    assert _files(repo) == before


def test_a_key_is_found_everywhere_and_deleted_everywhere(repo: Path) -> None:
    code, told = _run(repo, "p-04611")
    assert code == 0
    assert "p-04611 står i private/people.yaml" in told
    assert f"{HOME}/applications/odense.yaml:9:10: contact" in told
    code, told = _run(repo, "p-04611", "--write")
    assert code == 0, told
    assert not [
        path for path, content in _files(repo).items() if b"p-04611" in content or b"Odense\n    mail" in content
    ]
    assert load(repo).data.application("naboskab-2026", "odense") is not None
    (entry,) = _log(repo).deletions
    assert (entry.why, entry.persons, entry.programme) == ("request", 1, None)


@pytest.mark.parametrize("file", ["private/people.yaml", f"{HOME}/applications/odense.yaml"])
@pytest.mark.parametrize("words", [(), ("--write",)])
def test_a_file_that_cannot_be_read_and_may_hold_the_key_stops_all(
    repo: Path, file: str, words: tuple[str, ...]
) -> None:
    with (repo / file).open("a", encoding="utf-8") as edited:
        edited.write("x: [\n")
    before = _files(repo)
    code, told = _run(repo, "p-04611", *words)
    assert (code, "SK022" in told, "Intet er slettet." in told, "står" in told) == (1, True, True, False)
    assert _files(repo) == before


def test_people_in_no_file_are_named_by_their_keys(repo: Path) -> None:
    assert "p-9999" in _run(repo)[1]
    _run(repo, "p-9999", "--write")
    _run(repo, "p-07871", "--write")
    _run(repo, "p-04611", "--write")
    assert (repo / "private/people.yaml").read_text("utf-8") == "schema: samskab/people@1\npeople: {}\n"
    assert len(_log(repo).deletions) == 3


@pytest.mark.parametrize(("key", "code"), [("p-0000", 1), ("251248-9996", 2), ("Kontakt Odense", 2)])
def test_what_is_no_key_is_refused_and_never_repeated(repo: Path, key: str, code: int) -> None:
    done, told = _run(repo, key)
    assert done == code
    assert code == 1 or key not in told


def test_a_file_that_cannot_be_read_stops_the_whole_deletion(repo: Path) -> None:
    (repo / "private/people.yaml").write_text(PEOPLE + "  p-0787: [\n", encoding="utf-8")
    before = _files(repo)
    _run(repo, "p-07871", "--write")
    assert _files(repo) == before
