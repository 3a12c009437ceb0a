"""`select --freeze`: rules and applicants are fixed before the lot is drawn, and a decision keeps to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samskab.cli.main import run
from samskab.model.decision import LotFreezes
from samskab.yaml.records import read_record
from tests.selection_repository import HOME, KEY, commit, edit, make

LOT = f"{HOME}/lot.yaml"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make(tmp_path / "repo")


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def made(*words: str, today: str = "2026-04-20") -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["-C", str(home), "--lang", "da", "--today", today, *words])
        return code, *capsys.readouterr()

    return made


def freezes(home: Path) -> LotFreezes:
    found = read_record((home / LOT).read_bytes(), LOT).record
    assert isinstance(found, LotFreezes)
    return found


def test_a_freeze_holds_day_source_and_fingerprint(call: Call, home: Path) -> None:
    code, out, err = call("select", KEY, "--freeze")
    (only,) = freezes(home).freezes
    assert (code, err) == (0, "")
    assert only.fingerprint in out
    assert "25. april 2026" in out
    assert (str(only.on), str(only.draws_on), only.round, only.why) == ("2026-04-20", "2026-04-25", "ansoegning", None)
    assert only.seed_source.da == "En opdigtet lodtrækning"
    assert call("select", KEY, "--freeze")[0] == 1, "nothing has changed"
    assert len(freezes(home).freezes) == 1


def test_a_freeze_that_cannot_be_read_stops_the_choice(call: Call, home: Path) -> None:
    call("select", KEY, "--freeze")
    with (home / LOT).open("a", encoding="utf-8") as edited:
        edited.write("x: [\n")
    code, out, err = call("select", KEY, "--write", today="2026-05-01")
    assert (code, "SK022" in out + err) == (1, True)


def test_texts_are_not_frozen_but_facts_are(call: Call, home: Path) -> None:
    call("select", KEY, "--freeze")
    edit(home, f"{HOME}/programme.yaml", "Only between equals after assessment.", "Only between equals.")
    commit(home)
    assert "SK552" not in call("validate")[1]
    edit(home, f"{HOME}/assessments/odense.yaml", "forankring: 4", "forankring: 3")
    commit(home)
    assert "SK552" in call("validate")[1]
    code, _, err = call("select", KEY, "--write", today="2026-05-01")
    assert code == 1
    assert "er ændret, siden de blev frosset" in err
    assert not (home / HOME / "decisions").exists()


def test_a_second_freeze_and_a_late_one_need_a_reason_that_is_kept(call: Call, home: Path) -> None:
    assert call("select", KEY, "--freeze", today="2026-04-25")[0] == 1, "the lot may be drawn already"
    assert not (home / LOT).exists()
    call("select", KEY, "--freeze")
    edit(home, f"{HOME}/assessments/odense.yaml", "forankring: 4", "forankring: 3")
    code, _, err = call("select", KEY, "--freeze")
    assert (code, "--because" in err) == (1, True)
    assert call("select", KEY, "--freeze", "--because", "En fejl i bedømmelsen er rettet")[0] == 0
    assert [freeze.why for freeze in freezes(home).freezes] == [None, "En fejl i bedømmelsen er rettet"]
    commit(home)
    assert call("select", KEY, "--write", today="2026-05-01")[0] == 0
    assert "SK55" not in call("validate", today="2026-05-01")[1]


def test_a_freeze_without_a_day_or_beside_a_run_is_refused(call: Call, home: Path) -> None:
    assert call("select", KEY, "--freeze", "--write")[0] == 2
    assert call("select", KEY, "--freeze", "--seed", "x")[0] == 2
    edit(home, f"{HOME}/programme.yaml", "    on: 2026-04-25\n", "")
    code, _, err = call("select", KEY, "--freeze")
    assert (code, "selection.lot.on" in err) == (1, True)


def test_another_seed_than_the_published_says_who_and_why_everywhere(call: Call, home: Path) -> None:
    code, _, err = call("select", KEY, "--seed", "mit-eget", "--write", today="2026-05-01")
    assert (code, "lottotal 2026-04-25" in err) == (2, True)
    words = ("--seed", "mit-eget", "--by", "styregruppen", "--because", "Lottotallene blev trukket om")
    code, out, _ = call("select", KEY, *words, "--write", today="2026-05-01")
    assert code == 0
    assert "styregruppen bestemt: Lottotallene blev trukket om" in " ".join(out.split())
    assert "SK550" not in call("validate", today="2026-05-01")[1]


@pytest.mark.slow
def test_a_pinned_applicant_does_not_change_what_was_frozen(call: Call, home: Path) -> None:
    call("select", KEY, "--freeze")
    commit(home)
    words = ("--pin", "Varde", "--by", "styregruppen", "--because", "Er vært")
    assert call("select", KEY, *words, "--write", today="2026-05-01")[0] == 0
    assert "SK551" not in call("validate", today="2026-05-01")[1]


def test_the_receipt_has_the_fingerprint_and_the_day_of_the_lot(call: Call, home: Path) -> None:
    call("select", KEY, "--freeze")
    words = ("receipt", "--programme", KEY, "--for", "Odense", "--to", "txt")
    code, out, _ = call("render", *words)
    assert code == 0
    assert freezes(home).freezes[0].fingerprint in out
    assert "trækkes der lod den 25. april 2026" in out
    assert "blev der trukket lod den 25. april 2026" in call("render", *words, today="2026-04-27")[1]
    assert freezes(home).freezes[0].fingerprint not in call("render", *words, today="2026-04-19")[1], "not yet frozen"


def test_one_that_is_not_assessed_is_no_change_after_the_freeze(call: Call, home: Path) -> None:
    (home / HOME / "assessments" / "varde.yaml").unlink()
    commit(home)
    call("select", KEY, "--freeze")
    assert "SK552" not in call("validate")[1]


def test_one_that_is_incomplete_is_no_change_after_the_freeze_but_a_completed_one_is(call: Call, home: Path) -> None:
    varde = f"{HOME}/applications/varde.yaml"
    edit(home, varde, "{timer: true, netvaerk: true}", "{timer: true}")
    commit(home)
    call("select", KEY, "--freeze")
    assert "SK552" not in call("validate")[1]
    edit(home, varde, "{timer: true}", "{timer: true, netvaerk: true}")
    assert "SK552" in call("validate")[1]


@pytest.mark.slow
def test_another_source_of_the_seed_needs_another_freeze(call: Call, home: Path) -> None:
    call("select", KEY, "--freeze")
    edit(home, f"{HOME}/programme.yaml", "seed_source: {da: En opdigtet", "seed_source: {da: En anden")
    commit(home)
    assert "SK552" in call("validate")[1]
    code, _, err = call("select", KEY, "--write", today="2026-05-01")
    assert (code, "--freeze" in err) == (1, True)
    assert call("select", KEY, "--freeze", "--because", "Kilden var forkert")[0] == 0
    assert [each.seed_source.da for each in freezes(home).freezes] == [
        "En opdigtet lodtrækning",
        "En anden lodtrækning",
    ]


def test_rules_that_no_cohort_can_keep_are_not_frozen(call: Call, home: Path) -> None:
    edit(home, f"{HOME}/programme.yaml", "{min: 4, max: 4}", "{min: 9, max: 9}")
    commit(home)
    code, out, err = call("select", KEY, "--freeze")
    assert (code, out) == (1, "")
    assert "Ingen deltagerkreds kan opfylde reglerne" in err
    assert not (home / LOT).exists()


def test_a_freeze_after_the_draw_says_that_the_lot_may_be_known(call: Call, home: Path) -> None:
    assert call("select", KEY, "--freeze", today="2026-04-26")[0] == 1
    code, out, _ = call("select", KEY, "--freeze", "--because", "Fejl i en regel", today="2026-04-26")
    assert code == 0
    assert "kan kende det" in out
    assert "Der trækkes lod" not in out
