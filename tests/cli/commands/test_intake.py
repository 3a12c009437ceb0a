"""`samskab intake`: a form's export becomes drafts when all of it is right."""

from __future__ import annotations

from pathlib import Path

from samskab.model.application import Application
from samskab.yaml.records import read_record

KEY = "naboskab-2026"


def test_a_form_becomes_drafts_only_when_all_is_right(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("\ufeffKommune;sko\nÆrø;44\nLolan;45\nÆrø\n", encoding="utf-8")
    done = samskab("intake", "svar.csv", "--programme", KEY, "--write", "--format", "concise", cwd=repo)
    assert done.returncode == 1
    assert [line.split()[:2] for line in done.stdout.decode().splitlines()] == [
        ["svar.csv:1:1:", "SK081"],
        ["svar.csv:3:1:", "SK083"],
        ["svar.csv:4:1:", "SK080"],
    ]
    assert not list(repo.rglob("applications/0492*"))
    (repo / "svar.csv").write_text("Kommune\nÆrø\n", encoding="utf-8")
    assert samskab("intake", "svar.csv", "--programme", KEY, cwd=repo).returncode == 0
    assert not list(repo.rglob("applications/0492*"))
    assert samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo).returncode == 0
    (made,) = repo.rglob("applications/0492*")
    assert read_record(made.read_bytes(), made.relative_to(repo).as_posix()).findings == ()
    assert samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo).returncode == 1


def test_a_blank_is_not_a_no(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("Kommune;timer;netvaerk\nÆrø;;nej\n", encoding="utf-8")
    assert samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo).returncode == 0
    (made,) = repo.rglob("applications/0492*")
    application = read_record(made.read_bytes(), made.relative_to(repo).as_posix()).record
    assert isinstance(application, Application)
    assert application.commitments == {"netvaerk": False}


def test_a_cpr_number_in_a_form_is_told_and_not_repeated(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("Kommune;x\nÆrø;251248-9996\n", encoding="utf-8")
    done = samskab("intake", "svar.csv", "--programme", KEY, cwd=repo)
    assert done.returncode == 1
    assert b"SK701" in done.stdout
    assert b"9996" not in done.stdout + done.stderr
