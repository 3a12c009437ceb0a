"""`samskab render` as a person runs it: files, manifest, --check, --diff, exit codes, the same bytes everywhere."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from samskab.yaml.catalogue import load_language
from tests.template_workers import shared_template_workers

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module", autouse=True)
def _shared_template_workers() -> Iterator[None]:
    with shared_template_workers():
        yield


@pytest.fixture
def run(samskab) -> Run:
    """`run(repo, *words)`: without SAMSKAB_TODAY, so on the day of `--today`, else on the machine's own."""

    def call(repo: Path, *words: str) -> subprocess.CompletedProcess[str]:
        done = samskab("-C", str(repo), *words, env={"SAMSKAB_TODAY": ""})
        return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def test_letters_and_their_manifest_are_written(run: Run, repo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(
        repo, "render", "acceptance", "--for", "selected", "--to", "txt,md", "--today", "2026-05-01", "--out", str(out)
    )
    assert done.returncode == 0, done.stderr
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert len(listed) == 12
    for row in listed:
        assert hashlib.sha256((out / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    raw = (out / "manifest.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["file"] for row in table] == [row["file"] for row in listed]
    assert {row["recipient"] for row in table} >= {"Lolland Kommune", "Bornholms Regionskommune"}


def test_the_agenda_of_one_track_is_written_alone(run: Run, repo: Path) -> None:
    words = ("render", "agenda", "--to", "txt", "--today", "2026-05-01", "--track")
    done = run(repo, *words, "leader")
    assert (done.returncode, "Lederspor" in done.stdout, "Medarbejderspor" in done.stdout) == (0, True, False)
    wrong = run(repo, *words, "ledere")
    assert (wrong.returncode, "'ledere'" in wrong.stderr, "leader og staff" in wrong.stderr) == (2, True, True)


def test_one_readable_letter_without_a_folder_goes_to_the_screen(run: Run, repo: Path) -> None:
    done = run(repo, "render", "acceptance", "--for", "Lolland", "--to", "txt", "--today", "2026-05-01")
    assert done.returncode == 0
    assert "Kære Lolland Kommune" in done.stdout
    assert not (repo / "out").exists()


def test_check_and_diff_say_what_changed_and_for_whom(run: Run, repo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    letters = ("render", "acceptance", "--for", "selected", "--to", "txt", "--today", "2026-05-01", "--out", str(out))
    assert run(repo, *letters, "--check").returncode == 1
    assert not out.exists()
    assert run(repo, *letters).returncode == 0
    assert run(repo, *letters, "--check").returncode == 0
    place = repo / "data" / "programmes" / "naboskab-2026" / "applications" / "lolland.yaml"
    text = place.read_text(encoding="utf-8")
    assert "contact_title: udviklingskonsulent" in text
    place.write_text(
        text.replace("contact_title: udviklingskonsulent", "contact_title: sundhedschef"), encoding="utf-8"
    )
    changed = run(repo, *letters, "--diff")
    assert changed.returncode == 0
    assert changed.stdout.splitlines() == [
        "Ny tekst i 1 brev: acceptance (txt)",
        "  Lolland Kommune",
        "  - udviklingskonsulent → sundhedschef",
    ]
    asked = run(repo, *letters, "--diff", "--format", "json")
    assert json.loads(asked.stdout)["groups"] == [
        {
            "letters": ["acceptance-lolland"],
            "changes": [{"before": "udviklingskonsulent", "after": "sundhedschef"}],
        }
    ]
    assert run(repo, *letters, "--check").returncode == 1


def test_a_letter_that_somebody_has_edited_is_not_lost(run: Run, repo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    letters = ("render", "acceptance", "--for", "Lolland", "--to", "txt", "--today", "2026-05-01", "--out", str(out))
    run(repo, *letters)
    place = out / "acceptance-lolland.txt"
    place.write_text("rettet i hånden", encoding="utf-8")
    refused = run(repo, *letters)
    assert refused.returncode == 1
    assert "acceptance-lolland.txt" in refused.stderr
    assert place.read_text(encoding="utf-8") == "rettet i hånden"
    assert run(repo, *letters, "--force").returncode == 0
    assert "Kære Lolland Kommune" in place.read_text(encoding="utf-8")


def test_a_second_run_keeps_the_letters_of_the_first_in_the_list(run: Run, repo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for group in ("selected", "waiting"):
        done = run(repo, "render", "--for", group, "--to", "txt", "--today", "2026-05-01", "--out", str(out))
        assert done.returncode == 0
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {row["template"] for row in listed} == {"acceptance", "waiting-list"}


@pytest.mark.slow
def test_the_list_of_drafts_keeps_those_of_earlier_runs(run: Run, repo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    drafts = ("render", "--to", "txt,eml", "--today", "2026-05-01", "--out", str(out), "--for")
    for group in ("selected", "waiting", "selected"):
        assert run(repo, *drafts, group).returncode == 0
    table = (out / "drafts.csv").read_text(encoding="utf-8-sig")
    assert all(file.name in table for file in out.glob("*.eml"))
    assert "waiting-list-" in table
    assert all(re.search(r";\d{4} \w", line) for line in table.splitlines()[1:]), (
        "code and name, which no sheet reads as a number"
    )
    assert run(repo, *drafts, "selected", "--check").returncode == 0


def test_letters_that_are_not_true_any_more_are_named_also_when_nobody_is_left_to_write_to(
    run: Run, repo: Path, tmp_path: Path
) -> None:
    words = ("render", "--for", "waiting", "--to", "txt", "--out", str(tmp_path / "out"), "--today")
    assert run(repo, *words, "2026-05-01").returncode == 0
    letters = sorted(file.name for file in (tmp_path / "out").glob("waiting-list-*.txt"))
    home = repo / "data" / "programmes" / "naboskab-2026" / "applications"
    for letter in letters:
        place = home / f"{letter.removeprefix('waiting-list-').removesuffix('.txt')}.yaml"
        gone = "status: withdrawn\nwithdrawn: {on: 2026-05-02, why: Andet}\n"
        place.write_text(place.read_text(encoding="utf-8").replace("status: submitted\n", gone), encoding="utf-8")
    done = run(repo, *words, "2026-05-03")
    assert (done.returncode, bool(letters)) == (1, True)
    assert "SK671" in done.stderr
    assert [letter for letter in letters if letter not in done.stderr] == []


def test_a_mistake_writes_nothing_and_is_one_located_sentence(run: Run, repo: Path, tmp_path: Path) -> None:
    own = repo / "templates" / "da"
    own.mkdir(parents=True)
    (own / "acceptance.md.j2").write_text("# Tillykke\n\n{{ komune }}\n", encoding="utf-8")
    out = tmp_path / "out"
    done = run(repo, "render", "--for", "selected", "--to", "txt", "--today", "2026-05-01", "--out", str(out))
    assert done.returncode == 1
    assert 'templates/da/acceptance.md.j2:3:1: SK621 "komune" findes ikke; mente I "kommune"?' in done.stderr
    assert not out.exists()
    checked = run(repo, "template", "check")
    assert checked.returncode == 1
    assert "templates/da/acceptance.md.j2:3" in checked.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("render", "invitaton"), "invitation"),
        (("render", "invitation", "--for", "Loland"), "Lolland"),
        (("render", "invitation", "--to", "pfd"), "pdf"),
        (("render", "practical", "--meeting", "m9"), "m9"),
    ],
)
def test_wrong_use_is_reported_with_what_would_be_right(
    run: Run, repo: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = run(repo, *words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_same_bytes_in_another_place_time_zone_and_locale(samskab_process, repo: Path, tmp_path: Path) -> None:
    words = ("render", "acceptance", "--for", "Lolland", "--to", "pdf,docx,html,md,txt,eml", "--today", "2026-05-01")
    made = []
    for number, env in enumerate(({"TZ": "UTC"}, {"TZ": "Pacific/Auckland", "LANG": "C", "PYTHONHASHSEED": "7"})):
        out = tmp_path / f"out{number}"
        done = samskab_process("-C", str(repo), *words, "--lang", "da", "--out", str(out), env=env)
        assert done.returncode == 0, done.stderr
        made.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in out.iterdir()})
    assert made[0] == made[1]


def test_a_letter_without_a_given_day_is_dated_today(run: Run, repo: Path) -> None:
    def now() -> str:
        return load_language("da").day(datetime.now().astimezone().date())  # noqa: TID251  # the machine's day is meant

    before = now()
    done = run(repo, "render", "receipt", "--for", "Varde", "--to", "txt")
    assert done.returncode == 0, done.stderr
    assert {before, now()} & {*done.stdout.splitlines()}


def test_english_letters_from_the_same_data(run: Run, repo: Path) -> None:
    done = run(repo, "render", "acceptance", "--for", "Lolland", "--to", "txt", "--today", "2026-05-01", "--lang", "en")
    assert "Dear Lolland Kommune" in done.stdout
    assert "1 May 2026" in done.stdout


def test_a_repository_without_templates_of_its_own_has_no_fault(run: Run, repo: Path) -> None:
    assert not (repo / "templates").exists()
    done = run(repo, "template", "check")
    assert (done.returncode, "samskab template list" in done.stderr) == (0, True)


def test_an_application_that_cannot_be_read_is_why_there_is_no_letter(run: Run, repo: Path) -> None:
    place = repo / "data" / "programmes" / "naboskab-2026" / "applications" / "varde.yaml"
    text = place.read_text(encoding="utf-8")
    assert text.count("netvaerk: true") == 1
    place.write_text(text.replace("netvaerk: true", "netvaerk: "), encoding="utf-8")
    done = run(repo, "render", "receipt", "--for", "Varde", "--to", "txt", "--today", "2026-03-01")
    assert (done.returncode, "SK670" in done.stderr) == (1, True)
    assert "applications/varde.yaml:23" in done.stderr


def test_a_folder_that_cannot_be_is_refused(run: Run, repo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    before = sorted(repo.rglob("*"))
    for out in (str(tmp_path / "file"), str(repo), str(repo / "out" / ".." / "data")):
        assert run(repo, "render", "invitation", "--for", "all", "--out", out).returncode == 2
    assert run(repo, "render", "invitation", "--check", "--diff").returncode == 2
    assert (sorted(repo.rglob("*")), (tmp_path / "file").read_text()) == (before, "mine")


def test_a_letter_of_another_outcome_is_refused_where_the_outcome_stands(run: Run, repo: Path) -> None:
    record = "data/programmes/naboskab-2026/decisions/2026-04-27.yaml"
    lines = (repo / record).read_text(encoding="utf-8").splitlines()
    cohort = next(n for n, line in enumerate(lines, 1) if line.startswith("cohort:"))
    in_cohort = (cohort, lines[cohort - 1].index('"odense"') + 1)
    waiting = (lines.index('  - applicant: "thisted"') + 1, 5)
    for to, (line, column) in (("Odense", in_cohort), ("Thisted", waiting)):
        done = run(repo, "render", "rejection", "--for", to, "--to", "txt", "--today", "2026-05-04")
        assert done.returncode == 1
        assert f"{record}:{line}:{column}: SK670" in done.stderr
    done = run(repo, "render", "rejection", "--for", "Ærø", "--to", "txt", "--today", "2026-05-04")
    assert "naboskab-2026/programme.yaml:1:1: SK670" in done.stderr
