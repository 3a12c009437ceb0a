"""`set`, `intake` and `status`: one value changed and nothing else, a form taken in, a programme on one screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samskab.cli.commands.set import typed
from samskab.intake.csv_rows import read_table
from samskab.model.application import Application
from samskab.model.schedule import Schedule
from samskab.yaml.records import read_record


@pytest.fixture
def application(repo: Path) -> Path:
    """An application of the golden repository that reads without a mistake."""
    return next(
        file
        for file in sorted(repo.rglob("applications/*.yaml"))
        if read_record(file.read_bytes(), file.relative_to(repo).as_posix()).record is not None
    )


def test_setting_a_value_changes_its_line_only(samskab, repo: Path, application: Path) -> None:
    before = application.read_bytes().splitlines()
    done = samskab("set", str(application), "status", "draft", cwd=repo)
    assert done.returncode == 0, done.stdout
    after = application.read_bytes().splitlines()
    assert [b for a, b in zip(before, after, strict=True) if a != b] in ([], [b"status: draft"])


def test_a_value_that_breaks_the_file_is_refused_at_its_place(samskab, repo: Path, application: Path) -> None:
    before = application.read_bytes()
    done = samskab("set", str(application), "status", "sumbitted", cwd=repo)
    assert done.returncode == 1
    assert b"SK034" in done.stdout
    assert f"{application.relative_to(repo).as_posix()}:".encode() in done.stdout
    assert application.read_bytes() == before
    assert samskab("set", str(application), "answers.ny", "251248-9996", cwd=repo).returncode == 1
    assert application.read_bytes() == before


def test_what_is_no_data_file_is_wrong_use(samskab, repo: Path) -> None:
    (repo / "noter.txt").write_text("x")
    assert samskab("set", "noter.txt", "status", "draft", cwd=repo).returncode == 2


@pytest.mark.parametrize(
    ("record", "field", "value", "wanted"),
    [
        (Application, "demonstration", "true", True),
        (Application, "counts.agent", "5", 5),
        (Application, "local_area.name", "5", "5"),
        (Application, "applicant.municipalities[0]", "0101", "0101"),
        (Application, "editors", "[a, b]", ["a", "b"]),
        (Schedule, "meetings[0].days", "2", 2),
        (Schedule, "meetings[0].date", "2014", 2014),
        (Schedule, "meetings[0].start", "18:30", "18:30"),
    ],
)
def test_a_value_gets_the_type_of_its_field(record: type, field: str, value: str, wanted: object) -> None:
    assert typed(record, field, value) == wanted


def programme_of(repo: Path) -> str:
    return min(p.name for p in (repo / "data" / "programmes").iterdir())


def test_a_form_becomes_drafts_only_when_all_is_right(samskab, repo: Path) -> None:
    key = programme_of(repo)
    (repo / "svar.csv").write_text("\ufeffKommune;sko\nÆrø;44\nLolan;45\nÆrø\n", encoding="utf-8")
    done = samskab("intake", "svar.csv", "--programme", key, "--write", "--format", "concise", cwd=repo)
    assert done.returncode == 1
    assert [line.split()[:2] for line in done.stdout.decode().splitlines()] == [
        ["svar.csv:1:1:", "SK081"],
        ["svar.csv:3:1:", "SK083"],
        ["svar.csv:4:1:", "SK080"],
    ]
    assert not list(repo.rglob("applications/0492*"))
    (repo / "svar.csv").write_text("Kommune\nÆrø\n", encoding="utf-8")
    assert samskab("intake", "svar.csv", "--programme", key, cwd=repo).returncode == 0
    assert not list(repo.rglob("applications/0492*"))
    assert samskab("intake", "svar.csv", "--programme", key, "--write", cwd=repo).returncode == 0
    (made,) = repo.rglob("applications/0492*")
    assert read_record(made.read_bytes(), made.relative_to(repo).as_posix()).findings == ()
    assert samskab("intake", "svar.csv", "--programme", key, "--write", cwd=repo).returncode == 1


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"a;b\n1;2\n", []),
        (b'a,"b;c"\n1,"x\ny"\n', []),
        (b"a;b\n1;2;3\n", [("SK080", 2)]),
        (b"a;b\n\n1\n", [("SK080", 3)]),
        (b'a;b\n1;"x\ny"\n1\n', [("SK080", 4)]),
        (b"a;a\n1;2\n", [("SK089", 1)]),
        (b"", [("SK088", 1)]),
        (b"a;b\n", [("SK088", 1)]),
        (b'a;b\n1;"2\n', [("SK087", 2)]),
        (b"a\nx\xf8\n", [("SK001", 2)]),
        (b"a\n" + b"x" * (10 * 1024 * 1024), [("SK085", 1)]),
        (b"PK\x03\x04\x00\xff", [("SK001", 1)]),
    ],
)
def test_a_table_is_read_or_refused_at_its_line(content: bytes, codes: list[tuple[str, int]]) -> None:
    _, table = read_table(content, "f.csv")
    assert [(f.code, f.span.line) for f in table.findings] == codes


def test_a_formula_is_a_text(samskab, repo: Path) -> None:
    _, table = read_table(b"a;b\n=1+2;@x\n", "f.csv")
    assert table.rows[0].cells == ("=1+2", "@x")


def test_a_cpr_number_in_a_form_is_told_and_not_repeated(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("Kommune;x\nÆrø;251248-9996\n", encoding="utf-8")
    done = samskab("intake", "svar.csv", "--programme", programme_of(repo), cwd=repo)
    assert done.returncode == 1
    assert b"SK701" in done.stdout
    assert b"9996" not in done.stdout + done.stderr


def test_status_counts_looks_ahead_and_fits_a_screen(samskab, repo: Path) -> None:
    key = programme_of(repo)
    told = json.loads(samskab("status", key, "--format", "json", cwd=repo).stdout)
    real = list((repo / "data" / "programmes" / key / "applications").glob("*.yaml"))
    assert sum(told["applications"].values()) + told["examples"] == len(real)
    assert all(one["days_left"] == days(told["today"], one["decide_by"]) for one in told["open"])
    assert [one["date"] for one in told["next"]] == sorted(one["date"] for one in told["next"])
    screen = samskab("status", key, cwd=repo)
    assert screen.returncode == 0
    assert len(screen.stdout.splitlines()) <= 40
    assert samskab("status", "ingen", cwd=repo).returncode == 2


def days(start: str, end: str) -> int:
    from datetime import date

    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def test_a_file_outside_any_repository_can_be_edited_too(samskab, tmp_path: Path) -> None:
    file = tmp_path / "alene.yaml"
    file.write_bytes(
        b"# m\xc3\xa6rke\r\nschema: samskab/venues@1\r\nvenues:\r\n  - {id: sal-1, name: Salen, city: Aarhus}\r\n"
    )
    assert samskab("set", "alene.yaml", "venues[0].city", "0101").returncode == 0
    assert file.read_bytes().splitlines(keepends=True)[3] == b"  - {id: sal-1, name: Salen, city: '0101'}\r\n"
    assert samskab("set", "alene.yaml", "venues[0].id", "Sal Et").returncode == 1
