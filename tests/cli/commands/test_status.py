"""`samskab status`: a programme on one screen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from samskab.check.applicant_states import applicant_states
from samskab.model.decision import Decision
from samskab.report.status import Checked, next_step, overview
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.program import called
from tests.report.test_spreadsheet import cells_of
from tests.selection_repository import HOME, edit, make

KEY = "naboskab-2026"


def test_status_counts_looks_ahead_and_fits_a_screen(samskab, repo: Path) -> None:
    told = json.loads(samskab("status", KEY, "--format", "json", cwd=repo).stdout)
    real = list((repo / "data" / "programmes" / KEY / "applications").glob("*.yaml"))
    assert sum(told["applications"].values()) + told["examples"] == len(real)
    assert all(one["days_left"] == days(told["today"], one["decide_by"]) for one in told["open"])
    assert [one["date"] for one in told["next"]] == sorted(one["date"] for one in told["next"])
    screen = samskab("status", KEY, cwd=repo)
    assert screen.returncode == 0
    assert len(screen.stdout.splitlines()) <= 40
    assert samskab("status", "ingen", cwd=repo).returncode == 2


def test_after_the_deadline_who_never_sent_or_is_not_assessed_is_named(tmp_path: Path) -> None:
    home = make(tmp_path / "repo")
    (home / HOME / "assessments" / "varde.yaml").unlink()
    day = {"SAMSKAB_TODAY": "2026-05-01"}
    screen = called(("--lang", "da", "status", KEY), home, day).stdout.decode()
    assert " ".join(screen.split()).startswith(
        "Naboskab og sundhed (naboskab-2026): udmeldt Ansøgninger 6 i orden, 1 kladde, 1 trukket tilbage, "
        "1 eksempel til inspiration, 1 efter fristen"
    )
    assert "Står stadig som kladde: Esbjerg\n" in screen
    assert "Ikke vurderet: Varde\n" in screen
    assert " ".join(screen.split()).endswith(f"Lav ark til bedømmerne: samskab form {KEY} --assessments")
    told = json.loads(called(("status", KEY, "--format", "json"), home, day).stdout)
    assert told["states"] == {
        "stands": 6, "draft": 1, "withdrawn": 1, "sample": 1, "late": 1, "incomplete": 0, "unassessed": 1,
        "condition": 0, "outside": 0,
    }  # fmt: skip
    assert {"application": "esbjerg", "state": "draft", "condition": None} in told["not_standing"]
    before = called(("--lang", "da", "status", KEY), home, {"SAMSKAB_TODAY": "2026-04-15"})
    assert b"Esbjerg" not in before.stdout


def test_a_mistake_that_stops_the_choice_is_counted_and_comes_first(tmp_path: Path) -> None:
    home = make(tmp_path / "repo")
    edit(home, f"{HOME}/programme.yaml", "{id: netvaerk,", "{id: timer,")
    words, day = ("--lang", "da", "status", KEY), {"SAMSKAB_TODAY": "2026-05-01"}
    screen = " ".join(called(words, home, day).stdout.decode().split())
    assert "Ansøgninger 7 uden fejl i egen fil, " in screen
    assert f"▲ 1 fejl i {HOME}/programme.yaml standser udvælgelsen. Se den: samskab validate" in screen
    assert screen.endswith("Næste skridt: Ret fejlene: samskab validate")
    told = json.loads(called((*words, "--format", "json"), home, day).stdout)
    assert (told["mistakes"], told["states"]["stands"]) == (1, 7)


@pytest.mark.parametrize(
    "words", [("status",), ("report",), ("map",), ("site", "build"), ("status", KEY, "--format", "json")]
)
def test_what_rests_on_data_with_other_errors_names_the_files(tmp_path: Path, words: tuple[str, ...]) -> None:
    home, day = make(tmp_path / "repo"), {"SAMSKAB_TODAY": "2026-05-01"}
    edit(home, f"{HOME}/schedule.yaml", "venue: kl-huset", "venue: kl-huse")
    done = called(("--lang", "da", *words, "--today", "2026-05-02"), home, day)
    said = f"Der er fejl i {HOME}/schedule.yaml. Se hvilke: samskab validate --today 2026-05-02\n"
    assert (done.returncode, done.stderr.decode()) == (0, said)


@pytest.mark.parametrize(
    ("file", "broken", "words"), [("samskab.yaml", "x: [\n", ()), ("data/register.yaml", "ukendt: 3\n", (KEY,))]
)
def test_a_shared_file_that_cannot_be_read_is_named(tmp_path: Path, file: str, broken: str, words: tuple[str]) -> None:
    home = make(tmp_path / "repo")
    with (home / file).open("a", encoding="utf-8") as opened:
        opened.write(broken)
    done = called(("--lang", "da", "status", *words), home, {"SAMSKAB_TODAY": "2026-05-01"})
    assert f"fejl i {file} standser udvælgelsen." in " ".join(done.stdout.decode().split())


def test_a_list_without_its_decision_is_not_taken_for_one_before_it(samskab, repo: Path) -> None:
    file = f"data/programmes/{KEY}/decisions/2026-04-27.yaml"
    (repo / file).write_text("x: [\n", encoding="utf-8")
    done = samskab("status", KEY, "--applications", "--today", "2026-05-01", cwd=repo)
    assert done.stderr.decode().startswith(f"Afgørelsen i {file} kan ikke læses,")


@pytest.mark.parametrize("form", ["text", "csv", "json"])
def test_the_applications_are_listed_with_all_that_is_asked_after_a_deadline(tmp_path: Path, form: str) -> None:
    home = make(tmp_path / "repo")
    (home / HOME / "assessments" / "varde.yaml").unlink()
    words = ("--lang", "da", "status", KEY, "--applications", "--format", form)
    shown = called(words, home, {"SAMSKAB_TODAY": "2026-05-01", "COLUMNS": "120"}).stdout.decode().lstrip("\ufeff")
    if form == "json":
        told = {one["id"]: one for one in json.loads(shown)["applications"]}
        assert (
            told["odense"].items() >= {"complete": True, "minutes_late": 0, "points": 14.0, "state": "stands"}.items()
        )
        assert told["morsoe"].items() >= {"complete": True, "minutes_late": 1, "state": "late"}.items()
        assert told["varde"].items() >= {"points": None, "state": "unassessed", "decision": None}.items()
        return
    lines = [" ".join(line.replace(";", " ").split()) for line in shown.splitlines()]
    assert {
        "csv": "morsoe 0773 Morsø Region Nordjylland 2026-04-16 00:00 ja ja kom efter fristen",
        "text": "Morsø Nordjylland 2026-04-16 00:00 kom efter fristen",
    }[form] in lines
    assert [line for line in lines if "Esbjerg" in line and line.endswith("kladde")]


def test_the_applications_in_a_spreadsheet_are_those_of_the_csv(samskab, repo: Path) -> None:
    words = ("--lang", "da", "status", KEY, "--applications", "--format")
    plain = samskab(*words, "csv", cwd=repo).stdout.decode()
    done = samskab(*words, "xlsx", "--output", "list.xlsx", cwd=repo)
    assert (done.returncode, done.stdout) == (0, b"")
    cells = cells_of((repo / "list.xlsx").read_bytes())
    assert [line[0][2] for line in cells] == [line.partition(";")[0] for line in plain.lstrip("\ufeff").splitlines()]
    samskab(*words, "csv", "--output", "list.csv", cwd=repo)
    assert (repo / "list.csv").read_bytes().decode() == plain


def test_the_only_programme_need_not_be_named_and_a_file_names_its_format(samskab, repo: Path) -> None:
    named = samskab("--lang", "da", "status", KEY, "--applications", cwd=repo)
    assert samskab("--lang", "da", "status", "--applications", cwd=repo).stdout == named.stdout
    done = samskab("--lang", "da", "status", "--applications", "--out", "list.xlsx", cwd=repo)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"list.xlsx" in done.stderr
    assert (repo / "list.xlsx").read_bytes()[:2] == b"PK"


def test_a_list_is_of_one_programme_and_only_a_list_is_csv(samskab, repo: Path) -> None:
    for words in (
        (KEY, "--format", "csv"),
        (KEY, "--format", "xlsx"),
        (KEY, "--output", "list.json"),
        (KEY, "--applications", "--format", "xlsx"),
        (KEY, "--applications", "--output", "list.txt"),
    ):
        done = samskab("--lang", "da", "status", *words, cwd=repo)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"--applications" in done.stderr


@pytest.mark.parametrize(
    ("day", "done", "sent", "wanted"),
    [
        ("2026-04-01", "", "", "samskab status naboskab-2026 --applications"),
        ("2026-05-01", "", "", "samskab select naboskab-2026"),
        ("2026-05-01", "proposed", "", "samskab decision decide data/"),
        ("2026-05-01", "decided", "", "samskab render --for applicants --programme naboskab-2026"),
        ("2026-05-01", "decided", "acceptance", "samskab decision release data/"),
        ("2026-05-01", "released", "", "samskab render --for applicants --programme naboskab-2026"),
    ],
)
def test_the_last_line_is_the_next_step(repo: Path, day: str, done: str, sent: str, wanted: str) -> None:
    """The golden repository has a decision; its status is changed in memory."""
    data = load(repo, programme=KEY).data
    known, decision = data.programmes[KEY], data.current_decision(KEY)
    assert decision is not None
    known = replace(known, status="published")
    found = overview(data, known, date.fromisoformat(day), Checked(applicant_states(data, known)))
    decided = found.decided._replace(record=after(decision, done) if done else None)
    step = next_step(found._replace(decided=decided, sent=frozenset([sent] if sent else [])))
    assert wanted in load_language("da").say(step.key, **step.values)


def test_the_next_step_names_what_a_choice_lacks_and_the_letter_of_who_stepped_in(repo: Path) -> None:
    data = load(repo, programme=KEY).data
    known, decision = replace(data.programmes[KEY], status="published"), data.current_decision(KEY)
    assert decision is not None
    assert known.selection is not None
    assert known.selection.lot is not None
    found = overview(data, known, date(2026, 5, 1), Checked(applicant_states(data, known)))
    open_choice = found._replace(decided=found.decided._replace(record=None))
    unseeded = replace(known.selection, lot=replace(known.selection.lot, on=date(2026, 4, 30), seed=None))
    assert next_step(open_choice._replace(checked=Checked())).key == "status.step.nobody"
    lacking = open_choice._replace(programme=replace(known, selection=unseeded))
    assert next_step(lacking) == ("status.step.seed", {"programme": KEY, "on": date(2026, 4, 30)})
    assert next_step(lacking._replace(today=date(2026, 4, 29))).key in {"status.step.freeze", "status.step.await_lot"}
    decided = found.decided._replace(record=after(decision, "released"))
    released = found._replace(decided=decided, sent=frozenset({"acceptance"}))
    assert next_step(released).key == "status.step.meetings"
    stepped_in = released._replace(decided=decided._replace(promoted=("Thisted",)))
    assert next_step(stepped_in).values["names"] == ("Thisted",)


def after(decision: Decision, status: str) -> Decision:
    return replace(decision, status=status).from_file(decision.path, decision.origin)


def days(start: str, end: str) -> int:
    from datetime import date

    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def test_a_list_is_not_written_under_the_ending_of_another_format(samskab, repo: Path, tmp_path: Path) -> None:
    programme = next((repo / "data" / "programmes").iterdir()).name
    file = tmp_path / "list.xlsx"
    done = samskab("status", programme, "--applications", "--format", "csv", "--output", str(file), cwd=repo)
    assert (done.returncode, file.exists()) == (2, False)


@pytest.mark.parametrize(
    ("invented", "said"),
    [
        (
            "true",
            "1 opdigtet ansøgning, der ikke blev valgt, bliver ikke slettet. Var den rigtig, skulle den være slettet ",
        ),
        ("false", "1 ansøgning, der ikke blev valgt, skulle være slettet den 1. januar 2027. Se hvilke, "),
    ],
)
def test_the_day_of_deletion_is_shown_of_real_and_invented_applications(
    samskab, repo: Path, invented: str, said: str
) -> None:
    for file in (repo / f"data/programmes/{KEY}/applications").iterdir():
        text = file.read_text(encoding="utf-8").replace("demonstration: true", f"demonstration: {invented}")
        file.write_text(text, encoding="utf-8")
    screen = samskab("--lang", "da", "status", KEY, "--today", "2027-06-01", cwd=repo).stdout.decode()
    assert said in " ".join(screen.split())
