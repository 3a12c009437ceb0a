"""The answer to each kind of request, as a golden file that was read aloud; and that nothing in it acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from samskab.report.review.inert import harm_in
from tests.paths import ROOT
from tests.program import called
from tests.usecases.review.change_requests import CASES, Case, commit_case, make

GOLDEN_FILES = ROOT / "tests" / "golden" / "review"
QUICK = ("02-not-indented", "08-file-of-another", "33-hostile")
BLOCKED = {
    "02", "03", "04", "05", "06", "07", "08", "09", "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "23",
    "25", "26", "41", "42", "43", "28", "29", "32", "34", "36", "37", "39", "10",
}  # fmt: skip
"""Requests in which something must be put right first."""


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("review") / "repo")


def answer(repo: Path, case: Case, *words: str, lang: str = "da") -> tuple[str, int]:
    head = commit_case(repo, case)
    line = ("-C", str(repo), "--lang", lang, "--today", case.today, "review", "main", head, "--author", case.author)
    done = called((*line, *words), repo)
    assert done.stderr == b""
    return done.stdout.decode(), done.returncode


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
    assert code == int(name[:2] in BLOCKED)
