"""`render --preview --merge --zip`: what is made of all letters, beside earlier runs and a person's own files."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.template_workers import shared_template_workers

Run = Callable[..., "subprocess.CompletedProcess[str]"]
LETTERS = ("render", "acceptance", "--to", "txt", "--today")


@pytest.fixture(scope="module", autouse=True)
def _shared_template_workers() -> Iterator[None]:
    with shared_template_workers():
        yield


@pytest.fixture
def run(samskab, repo: Path, tmp_path: Path) -> Run:
    """`run(*words)`: in the golden repository, into `out`; the day comes from `--today` alone."""

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        done = samskab("-C", str(repo), *words, "--out", str(tmp_path / "out"), env={"SAMSKAB_TODAY": ""})
        return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def contents(out: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in out.iterdir()}


@pytest.mark.slow
def test_a_second_run_says_unchanged_and_every_further_run_gives_the_same_bytes(run: Run, out: Path) -> None:
    joint = (*LETTERS, "2026-05-01", "--for", "selected", "--preview", "--merge", "--zip")
    first = run(*joint)
    assert first.returncode == 0, first.stderr
    assert "index.html" in first.stderr
    assert "6 nye." in (out / "index.html").read_text(encoding="utf-8")
    second = run(*joint)
    assert "0 nye eller ændrede" in second.stderr
    assert "6 uændrede." in (out / "index.html").read_text(encoding="utf-8")
    seen = contents(out)
    assert run(*joint).returncode == 0
    assert contents(out) == seen
    listed = {row["file"]: row for row in json.loads(seen["manifest.json"])["files"]}
    assert {"index.html", "alle breve.pdf", "Lolland Kommune.zip"} <= listed.keys()
    assert listed["Lolland Kommune.zip"]["attachments"] == "acceptance-lolland.txt"
    assert run(*LETTERS, "2026-05-01", "--for", "selected", "--check").returncode == 0


def test_a_zip_has_the_files_of_one_recipient_by_their_danish_names(run: Run, out: Path) -> None:
    done = run("render", "acceptance", "--to", "txt,md", "--for", "Lolland", "--today", "2026-05-01", "--zip")
    assert done.returncode == 0, done.stderr
    assert [each.name for each in out.glob("*.zip")] == ["Lolland Kommune.zip"]
    with zipfile.ZipFile(out / "Lolland Kommune.zip") as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {name.rpartition(" - ")[2] for name in names} == {"Lolland Kommune.md", "Lolland Kommune.txt"}
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_a_letter_to_one_leaves_the_others_true_and_names_what_holds_an_older_one(run: Run, out: Path) -> None:
    assert run(*LETTERS, "2026-05-01", "--for", "selected", "--merge").returncode == 0
    again = run(*LETTERS, "2026-05-08", "--for", "Lolland")
    assert again.returncode == 0
    assert "udfald" not in again.stderr
    assert "alle breve.pdf indeholder breve, som de var før" in again.stderr
    assert "udfald" not in run(*LETTERS, "2026-05-08", "--for", "selected", "--merge").stderr


def test_a_page_that_a_person_made_is_not_overwritten(run: Run, out: Path) -> None:
    out.mkdir()
    (out / "index.html").write_text("min side", encoding="utf-8")
    done = run(*LETTERS, "2026-05-01", "--for", "Lolland", "--preview")
    assert (done.returncode, "index.html" in done.stderr) == (1, True)
    assert contents(out) == {"index.html": b"min side"}
    assert run(*LETTERS, "2026-05-01", "--for", "Lolland", "--preview", "--force").returncode == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--check", "--zip", "--today", "2026-05-01"), "--zip"),
        (("--diff", "--preview", "--merge", "--today", "2026-05-01"), "--preview og --merge"),
        (("--to", "ics", "--preview", "--today", "2026-05-01"), "--to pdf,ics"),
        (("--format", "json", "--today", "2026-05-01"), "--to"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, out: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = run("render", "acceptance", *words)
    assert (done.returncode, sentence in done.stderr) == (2, True)
    assert not out.exists()


def test_a_page_without_recipient_has_no_zip(run: Run, out: Path) -> None:
    done = run("render", "press-item", "--to", "txt", "--today", "2026-05-01", "--zip")
    assert (done.returncode, "--zip" in done.stderr) == (2, True)
    assert not out.exists()


def test_letters_that_cannot_be_made_leave_nothing(run: Run, out: Path) -> None:
    done = run("render", "rejection", "--for", "Lolland", "--today", "2026-05-01", "--preview", "--merge", "--zip")
    assert (done.returncode, "Intet er skrevet." in done.stderr) == (1, True)
    assert not out.exists()
