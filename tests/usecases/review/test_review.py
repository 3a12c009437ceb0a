"""The answer to each kind of request, as a golden file that was read aloud; and that nothing in it acts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from samskab.report.review.safe_markdown import MARK, harm_in
from samskab.yaml.characters import MAX_BYTES
from tests.git_identity import git
from tests.paths import ROOT
from tests.program import called
from tests.usecases.review.change_requests import (
    AARHUS,
    AUTHOR,
    CASES,
    HOME,
    ODENSE,
    OWN,
    Case,
    both,
    commit_case,
    make,
    own,
    replaced,
    write,
)  # fmt: skip

GOLDEN_FILES = ROOT / "tests" / "golden" / "review"
QUICK = ("02-not-indented", "08-file-of-another", "33-hostile")
BLOCKED = {
    "02", "03", "04", "05", "06", "07", "08", "09", "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "23",
    "25", "26", "41", "42", "43", "28", "29", "32", "34", "36", "37", "39", "44", "45", "10",
}  # fmt: skip
"""Requests in which something must be put right first."""


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("review") / "repo")


def answer(repo: Path, case: Case, *words: str) -> tuple[str, int]:
    head = commit_case(repo, case)
    line = ("-C", str(repo), "--lang", "da", "--today", case.today, "review", "main", head, "--author", case.author)
    done = called((*line, *words), repo)
    assert done.stderr.decode() == ""
    return done.stdout.decode(), done.returncode


def answers_of_others(repo: Path) -> list[str]:
    """Every line of an answer in the applications of others, as far as it is shown on one line."""
    files = sorted((repo / HOME / "applications").glob("*.yaml"))
    texts = [file.read_text(encoding="utf-8") for file in files if file.stem not in {"lolland", "morsoe"}]
    own = (repo / OWN).read_text(encoding="utf-8")
    lines = {line.strip()[:60] for text in texts for line in re.findall(r"(?m)^    (.+)$", text)}
    assert len(lines) > 6
    return sorted(line for line in lines if line not in own)


@pytest.mark.golden
@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in CASES]
)
def test_the_answer_is_the_one_that_was_read_aloud(repo: Path, name: str, request: pytest.FixtureRequest) -> None:
    text, code = answer(repo, CASES[name], "--format", "markdown")
    file = GOLDEN_FILES / f"{name}.md"
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")
    assert list(harm_in(text)) == []
    assert not [answer for answer in answers_of_others(repo) if answer in text]
    assert code == int(name[:2] in BLOCKED)


@pytest.mark.golden
@pytest.mark.parametrize("name", ["24-withdrawn", pytest.param("27-new-application", marks=pytest.mark.slow)])
def test_the_page_for_the_secretariat(repo: Path, name: str, request: pytest.FixtureRequest) -> None:
    text, _ = answer(repo, CASES[name], "--for", "secretariat", "--format", "markdown")
    file = GOLDEN_FILES / f"secretariat-{name}.md"
    assert list(harm_in(f"{MARK}\n<!-- a -->\n{text}")) == []
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


def kinds(repo: Path, case: Case) -> tuple[list[str], int]:
    text, code = answer(repo, case, "--format", "json")
    return [note["kind"] for note in json.loads(text)["notes"]], code


@pytest.mark.slow
@pytest.mark.parametrize(
    ("case", "notes"),
    [
        (Case(replaced(AARHUS, "timer: true", "timer: false"), "aarhus-sundhed"), []),
        (Case(replaced(AARHUS, "timer: true", "timer: false"), "@Aarhus-Sundhed"), []),
        (Case(replaced(AARHUS, "timer: true", "timer: false"), "sbn-mona"), []),
        (Case(replaced(AARHUS, "[aarhus-sundhed]", "[aarhus-sundhed, en-anden]"), "sbn-mona"), []),
        (Case(replaced(AARHUS, "[aarhus-sundhed]", "[aarhus-sundhed, en-anden]"), "aarhus-sundhed"), ["editors"]),
        (Case(replaced(AARHUS, "[aarhus-sundhed]", "[lolland-sundhed]"), AUTHOR), ["foreign"]),
        (Case(replaced(ODENSE, "timer: true", "timer: false"), "odense-mona"), ["team"]),
        (Case(replaced(ODENSE, "timer: true", "timer: false"), "sbn-mona"), []),
        (Case(both(replaced("samskab.yaml", "[sbn-mona]", "[sbn-mona, lolland-sundhed]")), AUTHOR), ["secretariat"]),
        (
            Case(
                both(
                    replaced("samskab.yaml", "[sbn-mona]", "[sbn-mona, lolland-sundhed]"),
                    replaced(AARHUS, "timer: true", "timer: false"),
                )
            ),
            ["foreign", "secretariat"],
        ),
        (Case(write(AARHUS, "schema: x\n"), AUTHOR), ["foreign"]),
        (Case(write(AARHUS.replace("2026", "2027"), "schema: x\n"), AUTHOR), ["no_programme"]),
        (Case(write(AARHUS.replace("2026", "2027"), "schema: x\n"), "sbn-mona"), []),
        (Case(lambda place: (place / AARHUS).unlink(), AUTHOR), ["foreign"]),
        (Case(lambda place: (place / AARHUS).rename(place / HOME / "applications/a.yaml"), AUTHOR), ["foreign"]),
        (Case(lambda place: (place / OWN).unlink() or (place / OWN).symlink_to("aarhus.yaml"), AUTHOR), ["link"]),
        (Case(own("timer: true", "timer: false"), today="2026-04-15"), []),
        (Case(own("timer: true", "timer: false"), today="2026-04-26"), ["late"]),
        (Case(own("timer: true", "timer: false"), today="2026-04-27"), ["decided"]),
        (CASES["13-deleted"]._replace(today="2026-04-27"), ["deleted"]),  # the secretariat cannot agree to it
    ],
)
def test_the_editors_in_the_base_decide(repo: Path, case: Case, notes: list[str]) -> None:
    assert kinds(repo, case) == (notes, int(bool(notes)))


def test_who_leaves_after_the_decision_is_not_late_but_to_be_written_in_the_record(repo: Path) -> None:
    remark = Case(own("schema:", "# x\nschema:"), today="2026-05-04")
    assert kinds(repo, remark) == (["same"], 0)
    leaving = CASES["24-withdrawn"]._replace(today="2026-05-04")
    text, code = answer(repo, leaving, "--format", "json")
    assert ([note["kind"] for note in json.loads(text)["notes"]], code) == (["withdrawn"], 0)
    text, _ = answer(repo, leaving, "--for", "secretariat", "--format", "json")
    (asked,) = json.loads(text)["asked"]
    assert "samskab decision withdraw data/programmes/naboskab-2026/decisions/2026-04-27.yaml lolland" in asked


def test_without_an_author_nobody_is_refused(repo: Path) -> None:
    head = commit_case(repo, CASES["08-file-of-another"])
    line = ("-C", str(repo), "--today", "2026-03-01", "review", "main", head, "--format", "json")
    assert called(line, repo).returncode == 0
    assert called((*line, "--author", "a b"), repo).returncode == 2


def test_one_note_about_two_applications_stands_once(repo: Path) -> None:
    late = both(own("timer: true", "timer: false"), replaced(AARHUS, "timer: true", "timer: false"))
    head = commit_case(repo, Case(late))
    line = ("-C", str(repo), "--today", "2026-04-16", "review", "main", head, "--format", "json")
    assert [note["kind"] for note in json.loads(called(line, repo).stdout)["notes"]] == ["late", "several"]


def test_a_request_larger_than_a_file_may_be_names_the_limit_of_validate(repo: Path) -> None:
    text, _ = answer(repo, Case(write(OWN, "#" * (MAX_BYTES + 1)), AUTHOR))
    assert f"{MAX_BYTES // 1024} kB" in text


def test_no_common_history_names_what_was_typed(repo: Path) -> None:
    alone = git(repo, "commit-tree", "main^{tree}", "-m", "alene").strip()
    done = called(("-C", str(repo), "--lang", "da", "review", "main", alone), repo)
    assert (done.returncode, f"'main' og '{alone}'" in done.stderr.decode()) == (1, True)


@pytest.mark.slow
def test_a_long_answer_is_cut_with_a_sentence(repo: Path) -> None:
    long = "    " + "æ@[](http://x) " * 9_000 + "\n"
    text, _ = answer(repo, Case(own("    Flere ældre mænd", f"{long}    Flere ældre mænd")), "--format", "markdown")
    assert len(text) <= 60_000
    assert "(Resten er ikke vist her.)" in text
    assert list(harm_in(text)) == []
    many = "".join(f"  svar-{n}: |\n    {'`' * 90}\n" for n in range(2_000))
    text, _ = answer(repo, Case(own("commitments:", f"{many}commitments:")), "--format", "markdown")
    assert len(text) <= 60_000
    assert list(harm_in(text)) == []
